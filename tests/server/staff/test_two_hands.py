"""Two hands where people and workstations are concerned: rows of ``maker_checker.json`` beside ``tests/server/approvals/test_maker_checker.py``, which plays
every one of them."""

import threading
from pathlib import Path

import msgspec
import pytest

from contract.approvals import ApproveRequest, DeclineRequest
from contract.commands import fingerprint
from contract.feed import Awaiting, Executed, Refused
from contract.ids import new_id
from contract.ledger import Cash, Deposit, Withdraw
from contract.money import Money
from contract.permissions import Role
from contract.staff import AddUser, ChangeUser, DisableUser, SetLimit
from server.approvals.tables import REQUESTS
from server.core.actor import Header
from server.core.clock import system_clock
from server.staff import codes
from server.staff.tables import USERS
from tests.server.api.house import open_house
from tests.server.api.test_originals import Till
from tests.server.drawers import house as h
from tests.server.drawers.house import AKOSUA, House, asked, done, opened, refused
from tests.server.staff.bench import Founded, founded


@pytest.fixture
def house(tmp_path: Path):
    with opened(tmp_path) as bank:
        yield bank


@pytest.fixture
def town(tmp_path: Path):
    with founded(tmp_path) as made:
        yield made


def new_user(town: Founded) -> AddUser:
    name = new_id()[-12:]
    return AddUser(
        user=new_id(),
        username=f"u{name}",
        full_name="Ama",
        staff_number=name,
        roles=(Role.CASHIER,),
        branch=town.makola,
    )


def at_once(*jobs) -> list[str]:
    """The answers' kinds of jobs that begin together, on threads of their own."""
    gate, answers = threading.Barrier(len(jobs)), []

    def run(job) -> None:
        gate.wait()
        answer = job()
        answers.append(answer.problem.code.value if isinstance(answer, Refused) else type(answer).__name__)

    threads = [threading.Thread(target=run, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(answers)


def test_fifty_at_once_are_one_decision(town: Founded) -> None:
    command = new_user(town)
    request = town.asked(command)
    managers = [town.person(f"m{n:02d}", Role.MANAGER) for n in range(50)]
    answers = at_once(*(lambda by=by: town.coded(ApproveRequest(request=request), by) for by in managers))
    assert answers == ["Executed"] + ["request_decided"] * 49
    with town.bank.engine.connect() as conn:
        rows = conn.exec_driver_sql(
            "SELECT outcome, count(*) FROM journal WHERE kind = 'approve_request' GROUP BY outcome"
        )
        assert dict(rows.all()) == {"executed": 1, "refused": 49}
        assert conn.exec_driver_sql("SELECT count(*) FROM users WHERE id = ?", (command.user,)).scalar() == 1


def test_yes_and_no_at_once_end_in_one_state(town: Founded) -> None:
    other = town.person("ama", Role.MANAGER)
    for _ in range(20):
        command = new_user(town)
        request = town.asked(command)
        no = DeclineRequest(request=request, reason="no")
        answers = at_once(lambda: town.coded(ApproveRequest(request=request), town.kofi), lambda: town.do(no, by=other))  # noqa: B023
        assert answers == ["Executed", "request_decided"]
        with town.bank.engine.connect() as conn:
            state = REQUESTS.fetch(conn, [request])[request].state
            added = USERS.fetch(conn, [command.user])
        assert (state == "approved") == bool(added)


def test_a_request_cannot_be_changed_only_taken_back(town: Founded) -> None:
    """What the checker signs is this request's content by its fingerprint: another content is another request."""
    command = new_user(town)
    first = town.asked(command)
    second = town.asked(msgspec.structs.replace(command, roles=(Role.MANAGER,)))
    assert first != second
    assert isinstance(town.coded(ApproveRequest(request=first), town.kofi), Executed)
    assert town.bank.writer.resident.get(USERS, command.user).roles == ["cashier"]


def test_a_checker_disabled_meanwhile_decides_nothing(town: Founded) -> None:
    request = town.asked(new_user(town))
    town.do(DisableUser(user=town.kofi, reason="left"))
    assert town.coded(ApproveRequest(request=request), town.kofi).code == "maker_disabled"


def test_rights_are_those_of_now_for_maker_and_checker(town: Founded) -> None:
    kwame = town.person("kwame", Role.ADMINISTRATOR)
    request = town.asked(new_user(town), by=kwame)
    town.do(ChangeUser(user=kwame, roles=(Role.AUDITOR,), branch=town.makola))
    answer = town.coded(ApproveRequest(request=request), town.kofi)
    assert isinstance(answer, Refused)
    assert answer.problem.code == "not_permitted"


def test_sent_again_it_is_answered_again_and_done_once(town: Founded) -> None:

    command = new_user(town)
    approve = ApproveRequest(request=town.asked(command))
    device = new_id()
    town.bank.writer.write_sync(lambda conn: codes.grant(conn, town.kofi, device, fingerprint(approve), system_clock()))
    header = Header(
        command_id=new_id(), made_by=town.kofi, delivered_by=town.kofi, device=device, counter=1, made_at="x"
    )
    answers = [town.bank.writer.execute_sync(header, approve) for _ in range(3)]
    assert isinstance(answers[0], Executed)
    assert answers[1:] == [answers[0]] * 2


def test_after_the_day_was_closed_money_is_not_booked_into_it(house: House) -> None:
    house.open()
    for _ in range(2):
        done(house.run(h.deposit(400_00, {"20000": 2})))
    over = h.withdraw(600_00, {"10000": 6})
    request = asked(house.run(over)).request
    done(house.run(ApproveRequest(request=request), AKOSUA))
    with house.engine.begin() as conn:
        conn.exec_driver_sql("update branches set open = 0")
        house._resident.reload(conn)
    paid = msgspec.structs.replace(over, permit=request)
    assert refused(house.run(paid)) == "day_not_open"
    assert house.row(REQUESTS, request).state == "approved", "the permit is as before"


def test_over_one_s_own_limit_nobody_approves(tmp_path: Path) -> None:
    with open_house(tmp_path) as real:
        till = Till(real)
        money = Money(40_000_00, "GHS")
        till.post(
            Deposit(transaction=new_id(), account=till.accounts[0], amount=money, cash=Cash(received={"20000": 200}))
        )
        over = Withdraw(
            transaction=new_id(),
            account=till.accounts[0],
            amount=Money(6_000_00, "GHS"),
            cash=Cash(given={"20000": 30}),
        )
        request = till.efua.post(till.efua.seal(over, lease=till.lease)).json()["result"]["request"]
        kofi = real.sign_in("kofi", at=real.there)
        limit = SetLimit(act="withdraw", currency="GHS", per_transaction=5_999_99, user=kofi.me.user)
        real.do(limit)
        answer = kofi.post(kofi.seal(ApproveRequest(request=request)))
        assert (answer.status_code, answer.json()["problem"]["code"]) == (422, "over_own_limit")
        real.do(msgspec.structs.replace(limit, per_transaction=6_000_00))
        assert kofi.post(kofi.seal(ApproveRequest(request=request))).status_code == 200


def test_without_a_request_there_is_nothing_to_approve(house: House) -> None:
    assert refused(house.run(ApproveRequest(request=new_id()), AKOSUA)) == "request_unknown"


def test_one_workstation_for_both_hands_is_told(town: Founded) -> None:

    device = new_id()
    answer = town.coded(new_user(town), town.yaa, device)
    assert isinstance(answer, Awaiting)
    assert isinstance(town.coded(ApproveRequest(request=answer.result.request), town.kofi, device), Executed)
    with town.bank.engine.connect() as conn:
        assert conn.exec_driver_sql("SELECT code, branch FROM notices").all() == [("one_workstation", town.makola)]
