"""Facts and people as the sync tests need them: small, complete, and different where it matters."""

from pathlib import Path
from typing import Any

import msgspec

from contract.approvals import RequestFact, RequestState
from contract.base import Fact
from contract.branches import BranchFact
from contract.causes import Cause, CauseKind, CauseLink, Causes, CauseSign
from contract.customers import CustomerFact
from contract.drawers import DrawerFact, DrawerTotalsFact, ReconciliationFact, SessionFact, SessionState
from contract.feed import SnapshotPage
from contract.floats import FloatSlipFact
from contract.ids import new_id
from contract.ledger import AccountFact, AccountStatus, Cash, Deposit, Status, TransactionFact
from contract.money import Money
from contract.permissions import Role
from contract.staff import Me
from teller_app.sync.replica import Folds, Replica
from teller_app.sync.sqlcipher import Connection

KEY = bytes(range(32))
DAY = "2026-11-24"
BRANCH, USER, DEVICE = (new_id(n) for n in (1, 2, 3))


def some_id(number: int) -> str:
    """The same id for the same number."""
    return f"{number:08x}-0000-7000-8000-000000000000"


def me(user: str = USER, username: str = "efua") -> Me:
    """A cashier."""
    return Me(user=user, username=username, full_name="Efua Mensah", staff_number="S1", roles=(Role.CASHIER,), branch=BRANCH,
              branch_name="Osu", branch_code="001", bank_name="Bank", permissions=(), limits=(), scope="scope-1",
              shift_ends_at="")  # fmt: skip


def deposit(minor: int = 5000, receipt: str = "", **more: Any) -> Deposit:
    """Cash in, counted in fives."""
    return Deposit(transaction=new_id(), account=some_id(7), amount=Money(minor, "GHS"), cash=Cash(received={"500": minor // 500}),
                   receipt=receipt, **more)  # fmt: skip


def customer(number: int = 1, name: str = "Kofi Boateng", **more: Any) -> CustomerFact:
    """A person."""
    return CustomerFact(customer=some_id(number), number=f"C{number:05d}", full_name=name, branch=BRANCH, **more)


def account(number: int = 7, owner: int = 1, available: int = 10_000, **more: Any) -> AccountFact:
    """An account whose number ends in its serial."""
    return AccountFact(account=some_id(number), number=f"00110{number:08d}", customer=some_id(owner), product="10",
                       product_name="Savings", currency="GHS", branch=BRANCH, status=AccountStatus.ACTIVE, balance=available,
                       available=available, **more)  # fmt: skip


def transaction(
    number: int = 20, day: str = DAY, at: str = "10:00", accounts: tuple[str, ...] = (), **more: Any
) -> TransactionFact:
    """A deposit in the journal."""
    return TransactionFact(transaction=some_id(number), kind="deposit", status=Status.COMPLETED, amount=5000, currency="GHS",
                           branch=BRANCH, business_date=day, value_date=day, at=f"{day}T{at}:00Z", accounts=accounts,
                           account_numbers=(), holder="Kofi", made_by=more.pop("made_by", USER), **more)  # fmt: skip


def branch(day: str = DAY, is_open: bool = True) -> BranchFact:
    """The branch on a business day."""
    return BranchFact(branch=BRANCH, code="001", name="Osu", business_date=day, open=is_open)


def drawer(number: int = 4) -> DrawerFact:
    """A till."""
    return DrawerFact(drawer=some_id(number), number=f"{number:02d}", branch=BRANCH, currency="GHS", soft_max=0, hard_max=0,
                      insured=0, tolerance=0)  # fmt: skip


def session(
    number: int = 30, state: SessionState = SessionState.OPEN, day: str = DAY, cashier: str = USER
) -> SessionFact:
    """A cashier's session."""
    return SessionFact(session=some_id(number), drawer=some_id(4), number="04", branch=BRANCH, currency="GHS", cashier=cashier,
                       device=DEVICE, lease=1, state=state, business_date=day, opened_at=f"{day}T08:00:{number % 60:02d}Z",
                       offline_budget=20_000)  # fmt: skip


def reconciliation(number: int = 30, state: SessionState = SessionState.COUNTED, day: str = DAY) -> ReconciliationFact:
    """What a count brought out."""
    return ReconciliationFact(session=some_id(number), drawer=some_id(4), cashier=USER, branch=BRANCH, currency="GHS",
                              business_date=day, opening=0, movements=(), expected=0, expected_pieces={}, counted=0,
                              counted_pieces={}, variance=0, tolerance=0, attempts=(), over_short_before=0, state=state,
                              opened_at=f"{day}T08:00:{number % 60:02d}Z")  # fmt: skip


def totals(number: int = 30) -> DrawerTotalsFact:
    """Live totals of a session."""
    return DrawerTotalsFact(session=some_id(number), drawer=some_id(4), branch=BRANCH, currency="GHS", balance=1, pieces={},
                            cash_in=1, cash_out=0)  # fmt: skip


def float_slip(number: int = 35, day: str = DAY) -> FloatSlipFact:
    """A signed float slip of USER's."""
    return FloatSlipFact(slip=some_id(number), drawer=some_id(4), number="04", branch=BRANCH, currency="GHS", cashier=USER,
                         device=some_id(5), business_date=day, session=some_id(number + 500), asked_at=f"{day}T07:50:00.000Z",
                         lease=1, offline_budget=2_000_000, seal="AMV5-CK6F-1QK5", signed_by="Hajara",
                         signed_at=f"{day}T07:54:00.000Z")  # fmt: skip


def request(number: int = 40, state: RequestState = RequestState.AWAITING, **more: Any) -> RequestFact:
    """Something a manager is asked."""
    return RequestFact(request=some_id(number), kind="withdraw", state=state, maker=USER, maker_name="Efua", branch=BRANCH,
                       role=Role.MANAGER, reasons=(), at=f"{DAY}T09:00:{number % 60:02d}Z", expires_at="", **more)  # fmt: skip


def replica_of(folder: Path, rooms: tuple[Folds, ...], *facts: Fact) -> Connection:
    """A reading connection to a fresh replica that holds these facts. The caller closes it."""
    replica = Replica.open(folder / "replica.db", KEY, rooms)
    replica.begin_snapshot()
    replica.add_page(SnapshotPage(seq=1, epoch="e", scope="s", head_hash="h", facts=facts))  # type: ignore[arg-type]
    replica.finish_snapshot()
    reader = replica.reader()
    replica.close()
    return reader


def causes(session: str, variance: int = -2000) -> bytes:
    """The server's answer about a session that was 20.00 short: picture 19's note, and two weaker guesses."""
    at = "2026-11-22T13:52:10.000Z"
    note = CauseLink(sign=CauseSign.TOO_MANY, booked=-640_00, meant=-660_00, kind="withdraw", at=at, seq=497,
                     transaction=some_id(497), receipt="04-20261122-1-0497", holder="Selorm Agbeko")  # fmt: skip
    alone = msgspec.structs.replace(note, sign=CauseSign.UNMOVED, booked=20_00, meant=0, holder="Ama Mensah")
    found = (
        Cause(kind=CauseKind.WRONG_NOTE, score=60, links=(note,), face="2000", count=1),
        Cause(kind=CauseKind.MISSED, score=55, links=(CauseLink(sign=CauseSign.NOTHING, meant=variance),)),
        Cause(kind=CauseKind.DOUBLED, score=45, links=(alone,)),
    )
    return msgspec.json.encode(Causes(session=session, final=True, variance=variance, causes=found))
