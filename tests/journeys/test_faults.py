"""The server dies, the line is cut, the app dies: what was acknowledged is there, and nothing is there twice."""

import pytest

from contract.errors import ErrorCode
from contract.feed import Executed, Refused
from contract.ledger import Posted
from teller_app.sync.state import State
from tests.demo.bank import PASSWORD
from tests.journeys.town import Town
from tests.support.proxy import Mode

pytestmark = pytest.mark.journey


@pytest.mark.parametrize("point", ["writer.before_commit", "writer.after_commit"])
def test_the_server_dies_around_its_commit(town: Town, point: str) -> None:
    town.serve()
    station, lease = town.at_work()
    account = town.account(station)
    assert isinstance(station.do(town.deposit(station, account), lease), Executed)
    assert town.server is not None
    town.server.kill()
    station.wait_state(State.OFFLINE)
    town.serve(arm=point)
    station.wait_state(State.ONLINE)
    command = station.submit(town.deposit(station, account), lease)
    assert town.server.wait_exit() == 137
    town.serve()
    assert isinstance(station.settle(command), Executed)
    assert town.count() == 2
    assert town.differences() == []


def test_a_cut_line_queues_deposits_and_sends_them_once(town: Town) -> None:
    town.serve()
    station, lease = town.at_work()
    account = town.account(station)
    assert town.proxy is not None
    town.proxy.mode = Mode.REFUSE
    town.proxy.cut()
    station.wait_state(State.OFFLINE)
    queued = [station.submit(town.deposit(station, account, offline=True), lease, 20_000_00) for _ in range(5)]
    assert town.count() == 0
    town.proxy.mode = Mode.PASS
    answers = [station.settle(command) for command in queued]
    receipts = [
        answer.result.receipt
        for answer in answers
        if isinstance(answer, Executed) and isinstance(answer.result, Posted)
    ]
    assert receipts == sorted(receipts)
    assert len(receipts) == 5
    assert town.count() == 5
    assert town.differences() == []


def test_an_answer_that_never_came_is_asked_for_again(town: Town) -> None:
    town.serve()
    station, lease = town.at_work()
    account = town.account(station)
    assert town.proxy is not None
    town.proxy.mode = Mode.SWALLOW_ANSWERS
    command = station.submit(town.deposit(station, account), lease)
    town.proxy.cut()
    town.proxy.mode = Mode.PASS
    assert isinstance(station.settle(command), Executed)
    assert town.count() == 1


def test_the_app_dies_with_a_queue_and_somebody_else_delivers_it(town: Town) -> None:
    town.serve()
    station, lease = town.at_work()
    account = town.account(station)
    assert town.server is not None
    town.server.kill()
    station.wait_state(State.OFFLINE)
    for _ in range(3):
        station.submit(town.deposit(station, account, offline=True), lease, 20_000_00)
    again, _ = town.station("one")
    town.serve()
    again.sign_in("kojo", PASSWORD)
    until = 200
    while town.count() < 3 and until:
        again.ask(lambda conn: None)
        until -= 1
    assert town.count() == 3, "what Efua took in is delivered when Kojo signs in"
    assert town.differences() == []


def test_two_tills_on_one_account(town: Town) -> None:
    town.serve()
    one, first = town.at_work("one", "efua", 1)
    two, second = town.at_work("two", "kojo", 2)
    account = town.account(one)
    before = account.balance
    sent = []
    for _ in range(10):
        sent.append((one, one.submit(town.deposit(one, account, drawer=1), first)))
        sent.append((two, two.submit(town.deposit(two, account, drawer=2), second)))
    assert all(isinstance(station.settle(command), Executed) for station, command in sent)
    assert town.count() == 20
    assert town.differences() == []
    balances = [
        answer.result.balance_after
        for answer in one.answers.values()
        if isinstance(answer, Executed) and isinstance(answer.result, Posted)
    ]
    assert max(balances) <= before + 20 * 200_00


def test_a_wrong_password_says_nothing_about_who_exists(town: Town) -> None:
    town.serve()
    station = town.stations["one"][0]
    wrong = station.refused_sign_in("efua", "not-the-password-at-all")
    unknown = station.refused_sign_in("nobody-here", "not-the-password-at-all")
    assert wrong.code == unknown.code == ErrorCode.BAD_CREDENTIALS


def test_another_persons_drawer_is_refused(town: Town) -> None:
    town.serve()
    one, lease = town.at_work("one", "efua", 1)
    two = town.stations["two"][0]
    two.sign_in("kojo", PASSWORD)
    answer = two.do(town.deposit(two, town.account(two)), lease)
    assert isinstance(answer, Refused)
    assert answer.problem.code is ErrorCode.DRAWER_NOT_YOURS
    assert town.count() == 0
    assert one is not two
