"""Requests for tests, and a model over a fake port."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec

from contract.approvals import RequestFact, RequestState, Why
from contract.customers import CustomerFact
from contract.permissions import Role
from teller_app.approvals.model import ApprovalsModel
from tests.teller_app.kit import BRANCH, EFUA_ID, KWESI, FakePort


def request(number: int = 1, **changes: Any) -> RequestFact:
    base = RequestFact(
        request=f"01890000-0000-7000-8000-0000000bb{number:03d}", kind="withdraw", state=RequestState.AWAITING,
        maker=EFUA_ID, maker_name="Efua Owusu", branch=BRANCH, role=Role.MANAGER,
        reasons=(Why(code="over_limit", figure=1_850_000, bound=500_000),), at="2026-11-22T09:30:00.000Z",
        expires_at="2026-11-22T10:30:00.000Z", amount=1_850_000, currency="GHS",
        account="01890000-0000-7000-8000-00000000ac01", account_number="1040092331012", holder="Kumasi Timber Ltd",
        drawer="04", is_permit=True, narration="Payroll for site workers",
        transaction="01890000-0000-7000-8000-00000000ad01",
    )  # fmt: skip
    return msgspec.structs.replace(base, **changes)


REVERSAL = request(
    2, kind="reverse_transaction", holder="Yaw Ofori Atta", amount=120_000, narration="Wrong account",
    reasons=(Why(code="reversal", figure=120_000),),
)  # fmt: skip
VARIANCE = request(
    3, kind="close_drawer", holder="", account="", account_number="", amount=2000, is_permit=False,
    narration="Change given at 13:52 looks 20 over",
    reasons=(Why(code="variance_above_tolerance", figure=-2000, bound=1000),),
)  # fmt: skip
DECLINED = request(4, state=RequestState.DECLINED, holder="Kofi Asante", amount=30_000, reason="No identity card",
                   decided_at="2026-11-22T09:04:00.000Z")  # fmt: skip


@dataclass
class Replica:
    """What the replica says."""

    requests: Sequence[RequestFact] = (request(), REVERSAL, VARIANCE, DECLINED)
    holder: CustomerFact | None = None
    paid: list[RequestFact] = field(default_factory=list)


def no_pictures(customer: CustomerFact | None, shown: object) -> None:
    """Nothing on file, and nothing asked for."""


def room(replica: Replica, port: FakePort | None = None) -> tuple[ApprovalsModel, FakePort]:
    """A manager's model unless another person's port is given."""
    port = port or FakePort(KWESI)
    model = ApprovalsModel(
        port, lambda conn: replica.requests, lambda conn, account: replica.holder, replica.paid.append
    )
    model.refresh()
    return model, port
