"""A small world for the counter's tests: two customers, a drawer session, lookups over plain tuples."""

from dataclasses import dataclass, field
from typing import Any

from contract.approvals import RequestFact
from contract.customers import CustomerFact, Flag, MandateFact
from contract.drawers import SessionFact, SessionState
from contract.feed import Executed
from contract.ids import derived_id
from contract.ledger import AccountFact, AccountStatus, Posted, Status, TransactionFact
from contract.standin import StandInFact, spoken
from teller_app.counter.following import Lookups, Slip
from teller_app.counter.model import CounterModel
from tests.teller_app.kit import BRANCH, DEVICE, EFUA_ID, KWESI_ID, FakePort

ABENA, KOFI = derived_id("t", "abena"), derived_id("t", "kofi")
SAVINGS, CURRENT, KOFIS = derived_id("t", "savings"), derived_id("t", "current"), derived_id("t", "kofis")
SESSION = derived_id("t", "session")


def account(key: str, holder: str, number: str, product: str, balance: int) -> AccountFact:
    return AccountFact(account=key, number=number, customer=holder, product="10", product_name=product, currency="GHS", branch=BRANCH,
                       status=AccountStatus.ACTIVE, balance=balance, available=balance)  # fmt: skip


PEOPLE = (
    CustomerFact(customer=ABENA, number="000217", full_name="Abena Serwaa Mensah", branch=BRANCH, phone="+233244187306",
                 card_number="GHA-725841906-3", digital_address="GA-184-2290", since="2014-03-01", tier=3),
    CustomerFact(customer=KOFI, number="000218", full_name="Kofi Asante", branch=BRANCH, flags=(Flag.STOP,)),
)  # fmt: skip
ACCOUNTS = {
    ABENA: (
        account(SAVINGS, ABENA, "0401000000012", "Susu Savings Plus", 18_420_55),
        account(CURRENT, ABENA, "0402000000024", "Current", 6_905_00),
    ),
    KOFI: (account(KOFIS, KOFI, "0401000000036", "Savings", 300_00),),
}


def session(**changes: Any) -> SessionFact:
    given = {"session": SESSION, "drawer": derived_id("t", "drawer"), "number": "04", "branch": BRANCH, "currency": "GHS",
             "cashier": EFUA_ID, "device": DEVICE, "lease": 1, "state": SessionState.OPEN, "business_date": "2026-11-22",
             "opened_at": "2026-11-22T08:02:00.000Z", "offline_budget": 20_000_00}  # fmt: skip
    return SessionFact(**(given | changes))


def granted(amount: int = 2_000_00, used: int = 0) -> StandInFact:
    """A stand-in budget for the session."""
    return StandInFact(drawer=derived_id("t", "drawer"), number="04", session=SESSION, branch=BRANCH, cashier=EFUA_ID, currency="GHS",
                       granted=amount, used=used, until="2026-11-22T17:00:00.000Z", by=KWESI_ID, by_name="Kwesi Appiah")  # fmt: skip


def booked(n: int, kind: str, amount: int, status: Status = Status.COMPLETED) -> TransactionFact:
    return TransactionFact(transaction=derived_id("t", "booked", n), kind=kind, status=status, amount=amount, currency="GHS", branch=BRANCH,
                           business_date="2026-11-22", value_date="2026-11-22", at=f"2026-11-22T09:{n:02d}:00.000Z", accounts=(SAVINGS,),
                           account_numbers=("0401000000012",), holder="Abena Serwaa Mensah", made_by=EFUA_ID, drawer="04",
                           receipt=f"04-20261122-1-{n:04d}")  # fmt: skip


@dataclass
class World:
    """A model over a FakePort; ``printed`` holds the slips that were handed to the printer."""

    port: FakePort = field(default_factory=FakePort)
    session: SessionFact | None = field(default_factory=session)
    journal: list[TransactionFact] = field(default_factory=list)
    printed: list[Slip] = field(default_factory=list)
    people: tuple[CustomerFact, ...] = PEOPLE
    asked: tuple[RequestFact, ...] = ()
    stand_in: StandInFact | None = None
    now: str = "2026-11-22T10:00:00.000Z"
    codes: dict[str, str] = field(default_factory=dict)
    mandates: dict[str, MandateFact] = field(default_factory=dict)
    held_life_s: int = 3600

    def model(self) -> CounterModel:
        def find(conn: Any, text: str, limit: int) -> list[CustomerFact]:
            return [person for person in self.people if text.lower() in person.full_name.lower()][:limit]

        def by_number(conn: Any, number: str) -> tuple[AccountFact, str] | None:
            every = [(item, person.full_name) for person in PEOPLE for item in ACCOUNTS[person.customer]]
            return next((pair for pair in every if pair[0].number == number), None)

        lookups = Lookups(
            find=find,
            customer=lambda conn, key: next((person for person in self.people if person.customer == key), None),
            accounts_of=lambda conn, customer: ACCOUNTS[customer],
            account_by_number=by_number,
            journal=lambda conn, user: self.journal,
            recent=lambda conn, key: [fact for fact in self.journal if key in fact.accounts],
            session=lambda conn, user: self.session,
            asked=lambda conn, user: self.asked,
            stand_in=lambda conn, session: self.stand_in,
            code=lambda conn, typed: self.codes.get(spoken(typed), ""),
            mandate=lambda conn, key: self.mandates.get(key),
            held_life_s=lambda conn: self.held_life_s,
            holder=lambda conn, key: next(
                (
                    person.full_name
                    for person in self.people
                    for account in ACCOUNTS[person.customer]
                    if account.account == key
                ),
                "",
            ),
        )
        model = CounterModel(self.port, lookups, self.printed.append, lambda: self.now)
        model.refresh()
        return model

    def at_abena(self) -> CounterModel:
        """A model with Abena chosen."""
        model = self.model()
        model.find("abena")
        model.pick()
        return model


def posted(receipt: str) -> Executed:
    return Executed(
        seq=7,
        result=Posted(
            transaction=derived_id("t", "x"), receipt=receipt, business_date="2026-11-22", verification="AMV5-CK6F-1QK5"
        ),
    )
