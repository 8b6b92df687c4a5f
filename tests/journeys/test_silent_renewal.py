"""Access tokens end every few seconds, and nobody notices: no posting is lost, none is asked twice, no password is asked again."""

import time

import pytest

from contract.feed import Executed
from teller_app.sync.events import SessionEnded
from teller_app.sync.state import State
from tests.journeys.town import Town
from tests.support.proxy import Mode

pytestmark = pytest.mark.journey

LIFE_S = 6
"""Stamps of tokens are whole seconds, so much shorter ones would be born half dead."""
PACE_S = 0.1
BUDGET = 20_000_00


def short_lived(town: Town) -> Town:
    town.env["COASTAL_ACCESS_S"] = str(LIFE_S)
    town.serve()
    return town


def ended(town: Town) -> list[SessionEnded]:
    return [event for event in town.stations["one"][0].seen if isinstance(event, SessionEnded)]


def test_postings_go_through_while_tokens_end(town: Town) -> None:
    station, lease = short_lived(town).at_work()
    account = town.account(station)
    until, sent = time.monotonic() + 2.5 * LIFE_S, 0
    while time.monotonic() < until:
        assert isinstance(station.do(town.deposit(station, account), lease), Executed)
        sent += 1
        time.sleep(PACE_S)
    assert town.count() == sent
    assert len(town.booked()) == len(set(town.booked()))
    assert ended(town) == []
    assert town.notices() == []
    assert town.differences() == []


def test_what_waited_longer_than_a_token_lives_is_sent_without_a_password(town: Town) -> None:
    station, lease = short_lived(town).at_work()
    account = town.account(station)
    assert town.proxy is not None
    town.proxy.mode = Mode.REFUSE
    town.proxy.cut()
    station.wait_state(State.OFFLINE)
    queued = [station.submit(town.deposit(station, account, offline=True), lease, BUDGET) for _ in range(3)]
    time.sleep(LIFE_S + 1)
    town.proxy.mode = Mode.PASS
    station.engine.hurry()
    assert all(isinstance(station.settle(command), Executed) for command in queued)
    assert (town.count(), ended(town), town.notices()) == (3, [], [])


def test_a_renewal_whose_answer_is_lost_ends_nobodys_session(town: Town) -> None:
    station, lease = short_lived(town).at_work()
    account = town.account(station)
    assert town.proxy is not None
    assert isinstance(station.do(town.deposit(station, account), lease), Executed)
    # The token is due, so the first thing that is sent is the renewal; the server changes the handle and nobody hears of it.
    time.sleep(LIFE_S)
    town.proxy.mode = Mode.SWALLOW_ANSWERS
    town.proxy.cut()
    station.engine.hurry()
    time.sleep(1)
    command = station.submit(town.deposit(station, account, offline=True), lease, BUDGET)
    town.proxy.cut()
    town.proxy.mode = Mode.PASS
    station.engine.hurry()
    assert isinstance(station.settle(command), Executed)
    assert (town.count(), ended(town), town.notices()) == (2, [], [])
