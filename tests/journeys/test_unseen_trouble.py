"""What a cashier must not notice, and what she must: a token that ends while a posting is on its way, a disk that is full."""

import time

import pytest

from contract import paths
from contract.feed import Executed
from server.staff.keys import load_keys
from server.staff.tokens import AccessTokens
from teller_app.sync.core import Core
from teller_app.sync.events import CommandNotStored, CommandStored
from teller_app.sync.outcomes import LocalCode
from tests.journeys.town import EFUA, Town
from tests.journeys.workstation import Workstation

pytestmark = pytest.mark.journey


def inside(station: Workstation) -> Core:
    """The engine's inside."""
    core = station.engine._core
    assert core is not None
    return core


def grow_old(town: Town, station: Workstation) -> None:
    """Give the session a token that the bank itself signed and that is over, with the app still thinking it fresh."""
    person, signer = inside(station).person, inside(station).profile.signer
    assert person is not None
    maker = AccessTokens(load_keys(town.settings.key_folder).signing)
    now = time.time()
    token, _ = maker.issue(EFUA, signer.device, signer.thumbprint(), "a family", now - 601, now)
    held = person.session._access
    assert held is not None
    person.session._access = type(held)(token, held.renew_at)


def knocks(town: Town, path: str, status: int) -> int:
    """How often the server logged a request with this answer."""
    assert town.server is not None
    marks = (f'"{path}"', str(status))
    return sum(all(mark in line for mark in marks) for line in town.server.text.splitlines())


def test_a_token_that_ends_during_a_posting_is_renewed_unseen_and_the_posting_booked_once(town: Town) -> None:
    town.serve()
    station, lease = town.at_work()
    account = town.account(station)
    grow_old(town, station)
    command = station.submit(town.deposit(station, account), lease)
    assert isinstance(station.settle(command), Executed)
    assert (knocks(town, paths.COMMANDS, 401), knocks(town, paths.REFRESH, 200)) == (1, 1)
    assert (town.count(), town.differences()) == (1, [])
    assert isinstance(station.do(town.deposit(station, account), lease), Executed)
    assert knocks(town, paths.REFRESH, 200) == 1, "the new token serves on"


def test_a_full_disk_accepts_nothing_and_sends_nothing(town: Town) -> None:
    town.serve()
    station, lease = town.at_work()
    account = town.account(station)
    outbox = inside(station).profile.outbox
    with outbox.lock:
        # SQLite's own bound on the file fails exactly where a full disk would: a page cannot be had.
        pages = outbox.connection.execute("PRAGMA page_count").fetchone()
        assert pages is not None
        outbox.connection.execute(f"PRAGMA max_page_count = {pages[0]}")
    stored, refused = [], None
    for _ in range(40):
        command = station.engine.submit(town.deposit(station, account), lease)
        refused = next_word(station, command)
        if refused:
            break
        stored.append(command)
    assert refused == LocalCode.OUTBOX_FULL
    assert all(isinstance(station.settle(command), Executed) for command in stored)
    assert town.count() == len(stored), "what was not stored was not sent"
    with outbox.lock:
        outbox.connection.execute("PRAGMA max_page_count = 1000000")
    assert isinstance(station.do(town.deposit(station, account), lease), Executed)
    assert (town.count(), town.differences()) == (len(stored) + 1, [])


def next_word(station: Workstation, command: str) -> str:
    """Empty once the outbox has it, else why not."""
    kinds = (CommandStored, CommandNotStored)
    event = station.wait_for(
        object,  # type: ignore[arg-type]
        lambda event: isinstance(event, kinds) and event.command_id == command,
    )
    return event.code if isinstance(event, CommandNotStored) else ""
