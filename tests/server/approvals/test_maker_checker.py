"""Every case of ``../shared/cases/maker_checker.json``: the structured ones by their figures, the others by what they do."""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec
import pytest
from sqlalchemy import func, select

from contract.approvals import ApproveRequest, DeclineRequest, WithdrawRequest
from contract.envelope import Envelope
from contract.feed import Awaiting, NotTaken
from contract.ids import new_id
from contract.ledger import Transfer
from contract.money import Money
from server.approvals.tables import REQUESTS, requests
from server.ledger.tables import ACCOUNTS, TRANSACTIONS, AccountRow, transactions
from tests.server.approvals import many, two_phase
from tests.server.drawers import house as h
from tests.server.drawers.house import ACCOUNT, AKOSUA, DESKS, EFUA, House, asked, codes, done, refused
from tests.support.cases import cases
from tests.support.code import ROOT
from tests.teller_app.approvals.desk import Replica, room

SECOND = new_id()
replace = msgspec.structs.replace


class Bank:
    """A house on one of the databases, with money on the account, and what a case may need besides."""

    def __init__(self, url: str, folder: Path) -> None:
        self.url, self.folder = url, folder

    @cached_property
    def house(self) -> House:
        """Made when it is first asked for: a case about many at once fills the database its own way."""
        return House(self.folder, self.url, hard_max=10**11)

    def ready(self) -> House:
        self.house.open()
        for _ in range(3):
            done(self.house.run(h.deposit(400_00, {"20000": 2})))
        holder = self.house.row(ACCOUNTS, ACCOUNT).customer
        self.house.add(ACCOUNTS, AccountRow(id=SECOND, number="0400100000025", customer=holder, product="01", currency="GHS",
                                            branch=h.MAKOLA, normal_side="credit", opened_on=h.DAY))  # fmt: skip
        return self.house

    def transfer(self) -> tuple[Transfer, str]:
        """A transfer over the limit that waits, and its request."""
        command = Transfer(
            transaction=new_id(), debit_account=ACCOUNT, credit_account=SECOND, amount=Money(600_00, "GHS")
        )
        return command, asked(self.house.run(command)).request

    def count(self, table: Any, *where: Any) -> int:
        with self.house.engine.connect() as conn:
            return int(conn.scalar(select(func.count()).select_from(table).where(*where)) or 0)

    def posted(self, transaction: str) -> int:
        return self.count(transactions, transactions.c.id == transaction, transactions.c.status == "completed")


@pytest.fixture
def bank(database_url: str, tmp_path: Path) -> Iterator[Bank]:
    made = Bank(database_url, tmp_path)
    yield made
    if "house" in made.__dict__:
        made.house.engine.dispose()


def at_once(bank: Bank, case: dict[str, Any]) -> None:
    house = bank.ready()
    done(house.run(h.withdraw(100_00, {"10000": 1})))


def pends(bank: Bank, case: dict[str, Any]) -> None:
    house = bank.ready()
    house.limit = 50_00
    command = h.withdraw(100_00, {"10000": 1})
    assert isinstance(house.run(command), Awaiting)
    assert bank.posted(command.transaction) == 0
    assert bank.count(requests, requests.c.maker == EFUA, requests.c.state == "awaiting") == 1


def own(bank: Bank, case: dict[str, Any]) -> None:
    house = bank.ready()
    command, request = bank.transfer()
    everything = frozenset({"manager", "cashier", "administrator", "operations"})
    house.people[EFUA] = replace(house.people[AKOSUA], user=EFUA, roles=everything, everywhere=True)
    assert refused(house.run(ApproveRequest(request=request))) == "maker_is_checker"
    assert refused(house.run(ApproveRequest(request=request), device=new_id())) == "maker_is_checker"
    assert bank.posted(command.transaction) == 0


def other(bank: Bank, case: dict[str, Any]) -> None:
    house = bank.ready()
    command, request = bank.transfer()
    done(house.run(ApproveRequest(request=request), AKOSUA))
    assert bank.posted(command.transaction) == 1


def not_waiting(bank: Bank, case: dict[str, Any]) -> None:
    house = bank.ready()
    _, request = bank.transfer()
    done(house.run(DeclineRequest(request=request, reason="no"), AKOSUA))
    assert refused(house.run(ApproveRequest(request=request), AKOSUA)) == "request_decided"


def no_right(bank: Bank, case: dict[str, Any]) -> None:
    house = bank.ready()
    command, request = bank.transfer()
    answer = house.run(ApproveRequest(request=request), h.KOJO)
    assert isinstance(answer, NotTaken) and answer.code.value == "not_permitted"
    assert bank.posted(command.transaction) == 0


def no_maker(bank: Bank, case: dict[str, Any]) -> None:
    raw = {"id": new_id(), "device": new_id(), "counter": 1, "made_at": "2026-11-24T08:00:00.000Z", "basis_seq": 0,
           "command": {}, "signature": "x" * 86}  # fmt: skip
    with pytest.raises(msgspec.ValidationError, match="made_by"):
        msgspec.json.decode(msgspec.json.encode(raw), type=Envelope)


def withdrawn(bank: Bank, case: dict[str, Any]) -> None:
    house = bank.ready()
    command, request = bank.transfer()
    done(house.run(WithdrawRequest(request=request)))
    row = house.row(REQUESTS, request)
    assert (row.state, row.maker, row.body != "") == ("withdrawn", EFUA, True)
    assert house.row(TRANSACTIONS, command.transaction).status == "failed"


def race(bank: Bank, case: dict[str, Any]) -> None:
    with many.opened(bank.url, bank.folder) as crowd:
        assert many.rounds(crowd, 2) == []


def changed(bank: Bank, case: dict[str, Any]) -> None:
    house = bank.ready()
    command, request = bank.transfer()
    shown = house.row(REQUESTS, request).binding
    assert refused(house.run(ApproveRequest(request=request, shown="0" * 64), AKOSUA)) == "request_changed"
    assert bank.posted(command.transaction) == 0
    done(house.run(ApproveRequest(request=request, shown=shown), AKOSUA))


def over_own(bank: Bank, case: dict[str, Any]) -> None:
    house = bank.ready()
    house.decider_limit = 500_00
    command, request = bank.transfer()
    assert refused(house.run(ApproveRequest(request=request), AKOSUA)) == "over_own_limit"
    assert bank.posted(command.transaction) == 0


def one_device(bank: Bank, case: dict[str, Any]) -> None:
    house = bank.ready()
    _, request = bank.transfer()
    done(house.run(ApproveRequest(request=request), AKOSUA, device=DESKS[EFUA]))
    assert codes([fact for _, fact in house.facts]) == ["one_workstation"]
    _, request = bank.transfer()
    done(house.run(ApproveRequest(request=request), AKOSUA))
    assert codes([fact for _, fact in house.facts]) == []


def disabled(bank: Bank, case: dict[str, Any]) -> None:
    house = bank.ready()
    command, request = bank.transfer()
    house.people[AKOSUA] = replace(house.people[AKOSUA], active=False)
    assert isinstance(house.run(ApproveRequest(request=request), AKOSUA), NotTaken)
    assert bank.posted(command.transaction) == 0


def funds_gone(bank: Bank, case: dict[str, Any]) -> None:
    house = bank.ready()
    command, request = bank.transfer()
    with house.engine.begin() as conn:
        # What no hold can keep: the money itself is not there any more.
        conn.execute(ACCOUNTS.table.update().where(ACCOUNTS.table.c.id == ACCOUNT).values(held=1_000_00))
    assert refused(house.run(ApproveRequest(request=request), AKOSUA)) == "insufficient_funds"
    assert (house.row(REQUESTS, request).state, bank.posted(command.transaction)) == ("awaiting", 0)


def day_over(bank: Bank, case: dict[str, Any]) -> None:
    house = bank.ready()
    command, request = bank.transfer()
    with house.engine.begin() as conn:
        conn.exec_driver_sql("update branches set open = false")
        house._resident.reload(conn)
    assert refused(house.run(ApproveRequest(request=request), AKOSUA)) == "day_not_open"
    assert bank.posted(command.transaction) == 0


def offline(bank: Bank, case: dict[str, Any]) -> None:
    model, port = room(Replica())
    port.go_offline()
    model.approve()
    assert (port.sent, model.state.problem) == ([], "needs_server")


def replay(bank: Bank, case: dict[str, Any]) -> None:
    house = bank.ready()
    command, request = bank.transfer()
    key = new_id()
    answers = [house.run(ApproveRequest(request=request), AKOSUA, command_id=key) for _ in range(2)]
    assert answers[0] == answers[1]
    assert bank.posted(command.transaction) == 1


def dies(bank: Bank, case: dict[str, Any]) -> None:
    with many.opened(bank.url, bank.folder) as crowd:
        asked_for, who = [crowd.ask(), crowd.ask()], crowd.checkers[0]
    found = []
    for request, point in zip(asked_for, ("writer.before_commit", "writer.after_commit"), strict=True):
        line = [
            sys.executable,
            "-m",
            "tests.server.approvals.dying",
            bank.url,
            str(bank.folder / "keys"),
            request,
            who,
            new_id(),
        ]
        killed = subprocess.run(line, env={**os.environ, "COASTAL_CRASH": point}, check=False, cwd=ROOT, timeout=60)
        assert killed.returncode == 137
        crowd.bank.engine.dispose()
        found.append((crowd.state(request), crowd.posted(request), crowd.approvals_of(request)))
    assert found == [("awaiting", 0, 0), ("approved", 1, 1)], "both or none"


def skipped(bank: Bank, case: dict[str, Any]) -> None:
    house = bank.ready()
    command = h.withdraw(600_00, {"10000": 6})
    request = asked(house.run(command)).request
    assert refused(house.run(replace(command, permit=request))) == "permit_mismatch"
    assert refused(house.run(replace(command, permit=new_id()))) == "request_unknown"
    assert bank.posted(command.transaction) == 0


def right_lost(bank: Bank, case: dict[str, Any]) -> None:
    house = bank.ready()
    command, request = bank.transfer()
    rights = house.people[EFUA].permissions - {"post_transfer"}
    house.people[EFUA] = replace(house.people[EFUA], permissions=rights)
    assert refused(house.run(ApproveRequest(request=request), AKOSUA)) == "not_permitted"
    house.people[AKOSUA] = replace(house.people[AKOSUA], permissions=frozenset())
    assert isinstance(house.run(ApproveRequest(request=request), AKOSUA), NotTaken)
    assert bank.posted(command.transaction) == 0


Scenario = Callable[[Bank, dict[str, Any]], None]
BY_WHAT_IS_DONE: tuple[tuple[str, Scenario], ...] = (
    (r"approves? (his |her |their |the )?own|checker_super_user|same user", own),
    (r"same device", one_device),
    (r"\d+ (threads|checkers)|(two|three|several) checkers|same (instant|time)|approve and reject", race),
    (r"(second|another) user", other),
    (r"creates client", at_once),
    (r"maker withdraws", pends),
    (r"not awaiting", not_waiting),
    (r"without .*checker", no_right),
    (r"no maker", no_maker),
    (r"deletes a pending", withdrawn),
    (r"edits", changed),
    (r"own limit", over_own),
    (r"disabled", disabled),
    (r"balance gone", funds_gone),
    (r"business date", day_over),
    (r"offline", offline),
    (r"resent", replay),
    (r"kill", dies),
    (r"without approval", skipped),
    (r"loses permission", right_lost),
)


def scenario_of(case: dict[str, Any]) -> Scenario:
    """How a case is run: by its shape, else by its words. A case that nothing fits is a failure, not a pass."""
    given, expected = case["inputs"], case["expected"]
    if "steps" in expected:
        return lambda bank, case: two_phase.steps(bank.house, case)
    if "flag" in given:
        return lambda bank, case: two_phase.pessimistic(bank.house, case)
    if "pending" in given:
        return lambda bank, case: two_phase.second(bank.house, case)
    for words, scenario in BY_WHAT_IS_DONE:
        if re.search(words, given["do"].lower()):
            return scenario
    raise LookupError(case["id"])


@pytest.mark.parametrize("case", cases("maker_checker"))
def test_case(case: dict[str, Any], bank: Bank) -> None:
    scenario_of(case)(bank, case)


def test_a_case_that_nothing_fits_fails() -> None:
    with pytest.raises(LookupError):
        scenario_of({"id": "x", "inputs": {"do": "something else"}, "expected": {}})
