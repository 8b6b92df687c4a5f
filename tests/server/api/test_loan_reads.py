"""The loans' doors: lists, one loan whole, what a payment would cover, and what is not for everybody."""

import msgspec
import pytest

from contract import paths
from contract.approvals import ApproveRequest
from contract.ids import new_id
from contract.loan_doors import LoanCover, LoanPage, LoanView, StepKind
from contract.loans import ApplyForLoan, DisburseLoan, LoanState, RepayLoan
from contract.money import Money
from contract.schedules import plan
from server.ledger.tables import ACCOUNTS
from tests.server.api.house import DAY, House, problem
from tests.server.api.test_originals import Till
from tests.server.loans.house import SALARY

PRINCIPAL, FIRST_DUE = 1_200_00, "2026-12-24"


class Lender:
    """Efua serves and Kofi decides, through the doors."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.till = Till(house)
        self.efua, self.kofi = self.till.efua, house.sign_in("kofi", house.there)
        self.account = self.till.accounts[0]
        with house.bank.engine.connect() as conn:
            self.customer = ACCOUNTS.fetch(conn, [self.account])[self.account].customer
        house.do(SALARY)

    def allowed(self, command: ApplyForLoan | DisburseLoan, note: str = "") -> None:
        answer = self.efua.post(self.efua.seal(command))
        assert answer.status_code == 202, answer.text
        yes = ApproveRequest(request=answer.json()["result"]["request"], note=note)
        assert self.kofi.post(self.kofi.seal(yes)).status_code == 200

    def approved(self) -> str:
        command = ApplyForLoan(loan=new_id(), customer=self.customer, product="salary", amount=Money(PRINCIPAL, "GHS"), term=12,
                               first_due=FIRST_DUE, purpose="Roof", account=self.account)  # fmt: skip
        self.allowed(command, note="has paid two before")
        return command.loan

    def active(self) -> str:
        loan = self.approved()
        self.allowed(DisburseLoan(loan=loan, transaction=new_id(), amount=Money(PRINCIPAL, "GHS")))
        return loan


@pytest.fixture
def lender(house: House) -> Lender:
    return Lender(house)


def test_one_loan_whole(lender: Lender) -> None:
    loan = lender.active()
    paid = RepayLoan(loan=loan, transaction=new_id(), amount=Money(200_00, "GHS"), account=lender.account)
    assert lender.efua.post(lender.efua.seal(paid)).status_code == 200
    view = msgspec.json.decode(lender.efua.get(paths.LOAN.format(loan=loan)).content, type=LoanView)
    assert (view.loan.state, view.loan.principal, view.terms) == (LoanState.ACTIVE, PRINCIPAL, SALARY.terms)
    assert (view.made_by_name, view.approved_by_name, view.reason) == ("Efua", "Kofi", "has paid two before")
    assert [line.due for line in view.schedule] == [
        line.due for line in plan(SALARY.terms, PRINCIPAL, DAY, FIRST_DUE, 12)
    ]
    assert [(step.kind, step.amount, step.by_name) for step in view.steps] == [
        (StepKind.DISBURSED, PRINCIPAL, "Efua"), (StepKind.REPAID, 200_00, "Efua"),
    ]  # fmt: skip
    assert view.steps[0].approved_by_name == "Kofi" and view.steps[1].verification
    assert view.standing.payoff == PRINCIPAL - 200_00 and view.standing.next_due > DAY


def test_what_a_payment_would_cover(lender: Lender) -> None:
    path = paths.LOAN_COVER.format(loan=lender.active())
    cover = msgspec.json.decode(lender.efua.get(path, amount="130000").content, type=LoanCover)
    assert (cover.principal, cover.interest, cover.over, cover.closes) == (PRINCIPAL, 0, 100_00, True)
    part = msgspec.json.decode(lender.efua.get(path, amount="5000").content, type=LoanCover)
    assert part.principal + part.interest == 50_00 and not part.closes and part.after.payoff < part.before.payoff
    assert msgspec.json.decode(lender.efua.get(path).content, type=LoanCover).parts == ()
    assert problem(lender.efua.get(path, amount="-5")) == (400, "malformed")


def test_lists(lender: Lender) -> None:
    loans = [lender.active(), lender.approved()]
    path = paths.LOANS.format(branch=lender.house.branch)

    def page(path: str, **more: str) -> list[str]:
        found = msgspec.json.decode(lender.efua.get(path, **more).content, type=LoanPage)
        return [line.loan.loan for line in found.lines]

    assert page(path) == [loans[1], loans[0]]
    assert page(path, state="active") == [loans[0]] and page(path, late="1") == []
    assert page(path, limit="1") == [loans[1]] and page(path, limit="1", before=loans[1]) == [loans[0]]
    assert page(paths.CUSTOMER_LOANS.format(customer=lender.customer)) == [loans[1], loans[0]]
    assert problem(lender.efua.get(path, state="lost")) == (400, "malformed")


def test_what_is_not_there_or_not_for_them(lender: Lender) -> None:
    assert problem(lender.efua.get(paths.LOAN.format(loan=new_id()))) == (404, "not_found")
    assert problem(lender.efua.get(paths.LOAN_COVER.format(loan="x"))) == (404, "not_found")
    assert problem(lender.efua.get(paths.LOANS.format(branch=new_id()))) == (404, "not_found")
    yaa = lender.house.sign_in("yaa")
    assert problem(yaa.get(paths.LOANS.format(branch=lender.house.branch))) == (403, "not_permitted")
