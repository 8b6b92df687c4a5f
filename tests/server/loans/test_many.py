"""Fifty at once about one loan, and a death between: one winner, one booking, books whole. On both databases."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from contract.approvals import ApproveRequest
from contract.feed import Awaiting, Executed
from contract.ids import new_id
from contract.loans import ApplyForLoan, DisburseLoan, RepayLoan
from contract.money import Money
from server import build
from server.core.actor import system_header
from server.ledger.tables import ACCOUNTS
from server.loans.tables import LOANS, LoanRow
from tests.server.approvals.many import Many, opened, word
from tests.server.loans.house import SALARY
from tests.support.code import ROOT

FIRST_DUE, PRINCIPAL = "2026-12-24", 1_200_00


class Lending:
    """Fifty managers and one loan."""

    def __init__(self, many: Many) -> None:
        self.many = many
        answer = many.bank.writer.execute_sync(system_header(new_id(), "2026-11-24T09:00:00.000Z"), SALARY)
        assert isinstance(answer, Executed), answer
        with many.bank.engine.connect() as conn:
            account = ACCOUNTS.fetch(conn, [many.accounts[0]])[many.accounts[0]]
        self.account, self.customer = account.id, account.customer
        self.loan = self._approved()

    def _approved(self) -> str:
        command = ApplyForLoan(loan=new_id(), customer=self.customer, product="salary", amount=Money(PRINCIPAL, "GHS"), term=12,
                               first_due=FIRST_DUE, purpose="stock", account=self.account)  # fmt: skip
        self.decide(self.many.act(command, self.many.maker))
        return command.loan

    def decide(self, answer: Any) -> None:
        assert isinstance(answer, Awaiting), answer
        said = self.many.act(ApproveRequest(request=answer.result.request), self.many.checkers[0])
        assert isinstance(said, Executed), said

    def ask(self) -> str:
        """A disbursal that waits."""
        command = DisburseLoan(loan=self.loan, transaction=new_id(), amount=Money(PRINCIPAL, "GHS"))
        answer = self.many.act(command, self.many.maker)
        assert isinstance(answer, Awaiting), answer
        return str(answer.result.request)

    def row(self) -> LoanRow:
        with self.many.bank.engine.connect() as conn:
            return LOANS.fetch(conn, [self.loan])[self.loan]

    def whole(self) -> None:
        with self.many.bank.engine.connect() as conn:
            assert list(build.verify(conn)) == []


@pytest.fixture
def lending(database_url: str, tmp_path: Path) -> Iterator[Lending]:
    """A loan of 1,200.00 that may be handed out."""
    with opened(database_url, tmp_path) as many:
        yield Lending(many)


def test_fifty_hand_it_out_and_fifty_pay_it_off_at_once(lending: Lending) -> None:
    request = lending.ask()
    many = lending.many
    said = [word(answer) for answer in many.at_once([(ApproveRequest(request=request), who) for who in many.checkers])]
    assert sorted(set(said)) == ["executed", "request_decided"] and said.count("executed") == 1
    assert (lending.row().left, many.posted(request)) == (PRINCIPAL, 1)
    ends = [
        (
            RepayLoan(loan=lending.loan, transaction=new_id(), amount=Money(PRINCIPAL, "GHS"), account=lending.account),
            who,
        )
        for who in many.checkers
    ]
    said = [word(answer) for answer in many.at_once(ends)]
    assert sorted(set(said)) == ["executed", "loan_state"] and said.count("executed") == 1
    assert (lending.row().state, lending.row().left) == ("closed", 0)
    lending.whole()


def test_a_repayment_that_is_sent_again_is_the_same_repayment(lending: Lending) -> None:
    lending.decide(
        lending.many.act(
            DisburseLoan(loan=lending.loan, transaction=new_id(), amount=Money(PRINCIPAL, "GHS")), lending.many.maker
        )
    )
    command = RepayLoan(loan=lending.loan, transaction=new_id(), amount=Money(100_00, "GHS"), account=lending.account)
    key = new_id()
    answers = [lending.many.act(command, lending.many.maker, command_id=key) for _ in range(3)]
    assert isinstance(answers[0], Executed) and all(answer == answers[0] for answer in answers)
    assert lending.row().left + lending.row().interest_paid >= PRINCIPAL - 100_00
    assert lending.row().steps == 2


@pytest.mark.parametrize(("point", "done"), [("writer.before_commit", False), ("writer.after_commit", True)])
def test_killed_between_and_asked_again(lending: Lending, tmp_path: Path, point: str, done: bool) -> None:
    """Another process says yes and dies before or after its commit; the same yes again hands the loan out once."""
    many, request = lending.many, lending.ask()
    url, keys = many.bank.settings.url, str(tmp_path / "keys")
    who = many.checkers[1]
    words = [
        sys.executable,
        "-m",
        "tests.server.approvals.dying",
        url,
        keys,
        request,
        who,
        many.desks.setdefault(who, new_id()),
    ]
    died = subprocess.run(words, cwd=ROOT, env={**os.environ, "COASTAL_CRASH": point}, timeout=120, check=False)
    assert died.returncode == 137
    assert (lending.row().state == "active") is done
    said = word(many.act(ApproveRequest(request=request), who))
    assert said == ("request_decided" if done else "executed")
    assert (lending.row().left, many.posted(request)) == (PRINCIPAL, 1)
    lending.whole()
