"""The small counter of ``tests/server/drawers`` with the loans' room in it: two products, and a loan in three lines."""

from pathlib import Path
from typing import Any

import msgspec

from contract.approvals import ApproveRequest
from contract.ids import SYSTEM_USER, new_id
from contract.ledger import Cash
from contract.loans import ApplyForLoan, DisburseLoan, LoanTerms, RepayLoan, SetLoanProduct
from contract.money import Money
from server.core.chain import Difference
from server.ledger.tables import ACCOUNTS
from server.loans import handlers as loans
from server.loans import verify
from server.loans.tables import LOAN_PRODUCTS, LOANS, LoanRow
from tests.server.drawers.house import ACCOUNT, AKOSUA, EFUA, SIGN, SYSTEM, YAW, House, asked, done
from tests.server.drawers.people import people

FIRST_DUE = "2026-12-24"
PRINCIPAL = 1_200_00
SALARY = SetLoanProduct(product="salary", name="Salary loan", currency="GHS", least=100_00, most=20_000_00, shortest=3, longest=36,
                        terms=LoanTerms(rate=240_000))  # fmt: skip


class LoanHouse(House):
    """Efua serves, Akosua decides, Yaw of operations writes off."""

    undoing = (loans.undoing(),)
    small = (LOAN_PRODUCTS,)

    def __init__(self, folder: Path, url: str = "") -> None:
        self.counted: list[tuple[str, int]] = []
        super().__init__(folder, url)
        self.people = self.people | lending()
        done(self.run(SALARY, SYSTEM))
        self.customer = self.row(ACCOUNTS, ACCOUNT).customer

    def more(self, cash: Any, holders: Any) -> tuple[Any, ...]:  # type: ignore[override]
        """The loans' handlers, wired as build.py wires them."""
        return loans.handlers(
            cash, holders, SIGN, self._limit, lambda ctx, kind, currency, amount: self.counted.append((kind, amount))
        )

    def differences(self) -> list[Difference]:
        """The loans are proved, too."""
        with self.engine.connect() as conn:
            return [*super().differences(), *verify.check(conn)]

    # -- a loan ------------------------------------------------------------------------------------------------------

    def application(self, minor: int = PRINCIPAL, account: str | None = ACCOUNT, **more: Any) -> ApplyForLoan:
        """What Ama asks for: a year by the month."""
        fields: dict[str, Any] = {"product": "salary", "term": 12, "first_due": FIRST_DUE, "purpose": "School fees",
                                  "customer": self.customer, "amount": Money(minor, "GHS")}  # fmt: skip
        return ApplyForLoan(loan=new_id(), account=account, **(fields | more))

    def approved(self, minor: int = PRINCIPAL, ceiling: int | None = None, **more: Any) -> str:
        """Applied for by Efua, allowed by Akosua; hands back the loan."""
        command = self.application(minor, **more)
        self.decide(self.run(command, EFUA), ceiling=ceiling)
        return command.loan

    def active(self, minor: int = PRINCIPAL, **more: Any) -> str:
        """Handed out to the account, or where there is none in notes."""
        loan = self.approved(minor, **more)
        if self.loan(loan).account:
            self.decide(self.run(disburse(loan, minor), EFUA))
        else:
            self.hand_out(disburse(loan, minor, in_cash=True))
        return loan

    def hand_out(self, command: DisburseLoan, cash: Cash | None = None) -> Any:
        """Ask, be allowed, pay the notes."""
        permit = self.decide(self.run(command, EFUA))
        return done(self.run(paid(command, permit, cash), EFUA))

    def decide(self, answer: Any, **more: Any) -> str:
        """Akosua says yes; hands back the request."""
        request: str = asked(answer).request
        done(self.run(ApproveRequest(request=request, **more), AKOSUA))
        return request

    def loan(self, key: str) -> LoanRow:
        return self.row(LOANS, key)


def lending() -> dict[str, Any]:
    """The people with the rights of lending."""
    rights = {"ask_for_loans", "serve_loans"}
    held = people()
    return {
        user: msgspec.structs.replace(actor, permissions=actor.permissions | rights | ({"settle_loans"} if user in (AKOSUA, YAW) else set()),
                                      user=SYSTEM_USER if user == SYSTEM else user)
        for user, actor in held.items()
    }  # fmt: skip


def disburse(loan: str, minor: int = PRINCIPAL, **more: Any) -> DisburseLoan:
    return DisburseLoan(loan=loan, transaction=new_id(), amount=Money(minor, "GHS"), **more)


def notes(minor: int) -> dict[str, int]:
    """The amount in pieces, of the larger notes no more than lie in the drawer."""
    pieces, left = {}, minor
    for face, most in (("10000", 10), ("5000", 10), ("1000", 999), ("100c", 99), ("10c", 9), ("1c", 9)):
        count = min(left // int(face.rstrip("c")), most)
        left -= count * int(face.rstrip("c"))
        if count:
            pieces[face] = count
    return pieces


def paid(command: DisburseLoan, permit: str, cash: Cash | None = None, minor: int = 0) -> DisburseLoan:
    """The same with its permit and the notes."""
    amount = minor or command.amount.minor
    return msgspec.structs.replace(
        command, permit=permit, amount=Money(amount, "GHS"), cash=cash or Cash(given=notes(amount))
    )


def repay(loan: str, minor: int, account: str | None = None, **more: Any) -> RepayLoan:
    """Over the counter unless an account pays."""
    cash = Cash() if account else Cash(received=notes(minor))
    return RepayLoan(
        loan=loan, transaction=new_id(), amount=Money(minor, "GHS"), account=account, **({"cash": cash} | more)
    )
