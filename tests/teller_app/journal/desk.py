"""A day's transactions for tests, and a model over a fake port."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec

from contract.approvals import RequestFact, RequestState, Why
from contract.customers import CustomerFact, MandateFact
from contract.ledger import Status, TransactionFact
from contract.permissions import Role
from teller_app.journal.model import JournalModel, Lookups
from tests.teller_app.kit import BRANCH, EFUA_ID, FakePort

SAVINGS = "01890000-0000-7000-8000-00000000ac01"
CURRENT = "01890000-0000-7000-8000-00000000ac02"


def posting(number: int = 1, **changes: Any) -> TransactionFact:
    base = TransactionFact(
        transaction=f"01890000-0000-7000-8000-0000000ad{number:03d}", kind="deposit", status=Status.COMPLETED,
        amount=245_000, currency="GHS", branch=BRANCH, business_date="2026-11-22", value_date="2026-11-22",
        at=f"2026-11-22T09:{59 - number:02d}:12.000Z", accounts=(SAVINGS,), account_numbers=("1020133457781",),
        holder="Abena Serwaa Mensah", made_by=EFUA_ID, drawer="04", receipt=f"04-20261122-1-{500 - number:04d}",
        narration="Susu of the week", balance_after=2_087_055, verification="7KQ4-M2XD",
    )  # fmt: skip
    return msgspec.structs.replace(base, **changes)


WITHDRAWAL = posting(
    2, kind="withdraw", amount=80_000, holder="Kofi Asante", account_numbers=("1020100922811",), accounts=(CURRENT,)
)
TRANSFER = posting(
    3, kind="transfer", amount=150_000, holder="Yaw Ofori Atta", accounts=(CURRENT, SAVINGS),
    account_numbers=("1020100922811", "1020133457781"), fee=200,
)  # fmt: skip
REVERSED = posting(4, status=Status.REVERSED, holder="Esi Quansah", amount=20_000, reversed_by=posting(5).transaction)
REVERSAL = posting(5, kind="reversal", holder="Esi Quansah", amount=20_000, reverses=posting(4).transaction)
LATE = posting(6, late=True, holder="Linda Asamoah", amount=5_000)
DAY = (posting(), WITHDRAWAL, TRANSFER, REVERSED, REVERSAL, LATE)


def permit(original: TransactionFact, transaction: str) -> RequestFact:
    """What a manager granted for the reversal of a cash transaction."""
    return RequestFact(
        request="01890000-0000-7000-8000-0000000bb009", kind="reverse_transaction", state=RequestState.APPROVED,
        maker=EFUA_ID, maker_name="Efua Owusu", branch=BRANCH, role=Role.MANAGER, reasons=(Why(code="reversal"),),
        at="2026-11-22T09:30:00.000Z", expires_at="2026-11-22T10:30:00.000Z", amount=original.amount, currency="GHS",
        account=original.accounts[0], account_number=original.account_numbers[0], holder=original.holder,
        is_permit=True, narration="Wrong account", transaction=transaction,
    )  # fmt: skip


@dataclass
class Replica:
    """What the replica says."""

    day: Sequence[TransactionFact] = DAY
    printed: list[TransactionFact] = field(default_factory=list)
    signatories: dict[str, tuple[CustomerFact | None, MandateFact | None]] = field(default_factory=dict)


def room(replica: Replica, port: FakePort | None = None) -> tuple[JournalModel, FakePort]:
    """A model that has read the day once."""
    port = port or FakePort()
    lookups = Lookups(day=lambda conn: replica.day, session=lambda conn, user: None,
                      signatories=lambda conn, account: replica.signatories.get(account, (None, None)))  # fmt: skip
    model = JournalModel(port, lookups, replica.printed.append)
    model.refresh()
    return model, port
