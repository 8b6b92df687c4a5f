"""Loans for tests as picture 06 has them, reckoned by the contract's own rules, and a model over a fake port."""

from dataclasses import dataclass, field
from typing import Any

import msgspec

from contract import paths
from contract.approvals import RequestFact, RequestState
from contract.customers import CustomerFact
from contract.drawers import SessionFact
from contract.ledger import AccountFact
from contract.loan_doors import Covered, LoanLine, LoanPage, LoanStep, LoanView, Standing, StepKind
from contract.loans import Accrual, LoanFact, LoanProductFact, LoanState, LoanTerms
from contract.permissions import Permission, Role
from contract.repaying import standing, with_paid
from contract.schedules import effective_rate, plan
from teller_app.counter import tally
from teller_app.loans.following import LoanSlip, Lookups, Prints
from teller_app.loans.model import LoansModel
from tests.teller_app.branches.desk import DAY
from tests.teller_app.counter.world import ACCOUNTS, PEOPLE
from tests.teller_app.kit import BRANCH, EFUA_ID, KWESI_ID, FakePort
from tests.teller_app.samples import some_id
from tests.teller_app.vault import desk as vault

RIGHTS = (Permission.ASK_FOR_LOANS, Permission.SERVE_LOANS)
TELLER = msgspec.structs.replace(vault.TELLER, permissions=(*vault.TELLER.permissions, *RIGHTS))
SETTLER = msgspec.structs.replace(TELLER, permissions=(*TELLER.permissions, Permission.SETTLE_LOANS))
ABENA = PEOPLE[0]
SAVINGS = ACCOUNTS[ABENA.customer][0]
STARTED, FIRST = "2026-02-05", "2026-03-05"
TERMS = LoanTerms(rate=280_000, accrual=Accrual.PERIOD)
PRODUCT = LoanProductFact(product="TRADE", name="Market Trader Loan", currency="GHS", least=500_00, most=50_000_00, shortest=3,
                          longest=36, terms=TERMS)  # fmt: skip
OTHER = LoanProductFact(product="SUSU", name="Susu Loan", currency="GHS", least=100_00, most=5_000_00, shortest=4, longest=52,
                        terms=msgspec.structs.replace(TERMS, rate=300_000))  # fmt: skip
PRINCIPAL = 25_000_00
LINES = plan(TERMS, PRINCIPAL, STARTED, FIRST, 24)


def paid(count: int = 8) -> tuple[Any, ...]:
    """The schedule with so many instalments paid."""
    parts = [Covered(one.number, one.due, one.principal, one.interest) for one in LINES[:count]]
    return with_paid(LINES, parts)


def loan(number: int = 418, **changes: Any) -> LoanFact:
    left = PRINCIPAL - sum(line.principal for line in LINES[:8])
    base = LoanFact(loan=some_id(3000 + number), number=f"LN-040-{number:05d}", customer=ABENA.customer, holder=ABENA.full_name, branch=BRANCH,
                    product="TRADE", product_name="Market Trader Loan", currency="GHS", asked=PRINCIPAL, term=24, first_due=FIRST,
                    purpose="Cloth for the season", state=LoanState.ACTIVE, made_by=EFUA_ID, at="2026-02-05T10:02:00.000Z", business_date=DAY,
                    account=SAVINGS.account, account_number=SAVINGS.number, approved=PRINCIPAL, approved_by=KWESI_ID, principal=PRINCIPAL,
                    left=left, interest=sum(line.interest for line in LINES), interest_paid=sum(line.interest for line in LINES[:8]),
                    rate_year=effective_rate(PRINCIPAL, STARTED, LINES, TERMS.every), disbursed_on=STARTED)  # fmt: skip
    return msgspec.structs.replace(base, **changes)


APPLIED = loan(421, state=LoanState.APPLIED, approved=0, approved_by="", principal=0, left=0, interest=0, interest_paid=0, disbursed_on="",
               holder="Kofi Asante", asked=8_000_00, request=some_id(5001), at="2026-11-22T09:12:00.000Z", first_due="2026-12-22",
               account="", account_number="")  # fmt: skip
APPROVED = loan(420, state=LoanState.APPROVED, approved=20_000_00, principal=0, left=0, interest=0, interest_paid=0, disbursed_on="",
                at="2026-11-22T09:02:00.000Z", first_due="2026-12-22")  # fmt: skip
CLOSED = loan(310, state=LoanState.CLOSED, left=0, ended_on=DAY, holder="Yaw Ofori Atta")


def step(place: int = 1, kind: StepKind = StepKind.REPAID, **changes: Any) -> LoanStep:
    base = LoanStep(transaction=some_id(7000 + place), kind=kind, amount=1_372_21, at=f"2026-{place + 2:02d}-05T09:1{place}:00.000Z",
                    business_date=f"2026-{place + 2:02d}-05", by_name="Efua Owusu", principal=788_88, interest=583_33, left=24_211_12, in_cash=True,
                    receipt=f"04-20260305-1-000{place}", number=f"04-20260305-1-000{place}", verification="ABCD-EFGH-JKM1")  # fmt: skip
    return msgspec.structs.replace(base, **changes)


OUT = step(0, StepKind.DISBURSED, amount=PRINCIPAL, principal=PRINCIPAL, interest=0, left=PRINCIPAL, in_cash=False, receipt="",
           number="LN-040-00418-1", approved_by_name="Kwesi Appiah")  # fmt: skip
STEPS = (
    OUT,
    *(
        step(n, left=LINES[n - 1].balance, principal=LINES[n - 1].principal, interest=LINES[n - 1].interest)
        for n in range(1, 9)
    ),
)


def view(fact: LoanFact | None = None, count: int = 8, **changes: Any) -> LoanView:
    fact = fact or loan()
    lent = bool(fact.disbursed_on)
    lines = paid(count) if lent else plan(TERMS, fact.approved or fact.asked, DAY, fact.first_due, fact.term)
    base = LoanView(loan=fact, terms=TERMS, standing=standing(lines, DAY) if lent else Standing(on=DAY), schedule=lines, steps=STEPS if lent else (),
                    made_by_name="Linda Asamoah", approved_by_name="Kwesi Appiah" if fact.approved else "",
                    paper="LS-040-00418-9", code="ABCD-EFGH-JKM2")  # fmt: skip
    return msgspec.structs.replace(base, **changes)


def line(fact: LoanFact) -> LoanLine:
    return LoanLine(fact, view(fact).standing)


def request(kind: str = "disburse_loan", about: LoanFact = APPROVED, **changes: Any) -> RequestFact:
    base = RequestFact(request=some_id(5002), kind=kind, state=RequestState.AWAITING, maker=EFUA_ID, maker_name="Efua Owusu", branch=BRANCH,
                       role=Role.MANAGER, reasons=(), at="2026-11-22T09:40:00.000Z", expires_at="2026-11-22T10:10:00.000Z",
                       amount=about.approved or about.asked, currency="GHS", holder=about.holder, transaction=some_id(7100),
                       original=about.loan, is_permit=True)  # fmt: skip
    return msgspec.structs.replace(base, **changes)


@dataclass
class Printed:
    """What was asked to be printed."""

    schedules: list[LoanView] = field(default_factory=list)
    receipts: list[LoanSlip] = field(default_factory=list)
    again: list[LoanStep] = field(default_factory=list)


@dataclass
class Replica:
    """What the replica and the server say."""

    loans: tuple[LoanFact, ...] = (APPLIED, APPROVED, loan(), CLOSED)
    products: tuple[LoanProductFact, ...] = (PRODUCT, OTHER)
    requests: tuple[RequestFact, ...] = ()
    session: SessionFact | None = field(default_factory=vault.session)
    listed: tuple[LoanFact, ...] = (loan(), CLOSED)
    views: tuple[LoanView, ...] = (view(), view(APPROVED), view(APPLIED), view(CLOSED, 24))
    printed: Printed = field(default_factory=Printed)

    def serve(self, port: FakePort) -> None:
        """What the doors answer."""
        page = LoanPage(tuple(line(one) for one in self.listed))
        port.files[paths.LOANS.format(branch=BRANCH)] = msgspec.json.encode(page)
        for one in self.views:
            port.files[paths.LOAN.format(loan=one.loan.loan)] = msgspec.json.encode(one)


def found(text: str, limit: int) -> tuple[CustomerFact, ...]:
    return tuple(one for one in PEOPLE if text.lower() in one.full_name.lower())[:limit]


def accounts(customer: str) -> tuple[AccountFact, ...]:
    return tuple(ACCOUNTS.get(customer, ()))


def room(replica: Replica, port: FakePort | None = None) -> tuple[LoansModel, FakePort]:
    """A teller's model unless another person's port is given."""
    port = port or FakePort(TELLER)
    replica.serve(port)
    lookups = Lookups(
        loans=lambda conn: replica.loans,
        products=lambda conn: replica.products,
        find=lambda conn, text, limit: found(text, limit),
        accounts_of=lambda conn, customer: accounts(customer),
        requests=lambda conn, user: replica.requests,
        session=lambda conn, user: replica.session,
        day=lambda conn: DAY,
        propose=lambda amount, currency: tally.propose(amount, currency, {}),
    )
    printed = replica.printed
    model = LoansModel(
        port,
        lookups,
        Prints(printed.schedules.append, printed.receipts.append, lambda view, step: printed.again.append(step)),
    )
    model.refresh()
    return model, port
