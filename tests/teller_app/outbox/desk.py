"""Commands that are not booked, for tests, and a model over a fake port."""

from typing import Any

from msgspec.structs import replace

from teller_app.manifest import Kept, Line
from teller_app.outbox.model import OutboxModel
from tests.teller_app.kit import EFUA_ID, KWESI_ID, FakePort

ACCOUNT = "01890000-0000-7000-8000-00000000ac01"
SUBJECTS = {ACCOUNT: ("0401000000012", "Alhassan Fuseini")}


def kept(number: int, state: str = "queued", **changes: Any) -> Kept:
    """A deposit of 50.00 taken while the server was away."""
    base = Kept(
        command_id=f"c{number}", kind="deposit", made_by=EFUA_ID, at=f"2026-11-22T09:{number:02d}:00.000Z", state=state,
        receipt=f"04-20261122-1-{number:04d}", account=ACCOUNT, amount=5000, currency="GHS", offline=True,
    )  # fmt: skip
    return replace(base, **changes)


WAITS = kept(1)
GOING = kept(2, "sending", amount=2500)
DISABLED = kept(3, "held", code="maker_disabled", may_send_again=True, made_by=KWESI_ID, amount=60_000)
REFUSED = kept(4, "refused", code="wrong_currency", params={"account": "CZK"}, may_put_away=True)
ODD = kept(5, "held", kind="close_drawer", code="of_another_year", offline=False, receipt="", account="", amount=0,
           currency="", may_put_away=True)  # fmt: skip
ALTERED = kept(6, "held", code="outbox_tampered")
THEIRS = kept(7, "held", code="not_yours", offline=False, made_by=KWESI_ID)
ALL = (WAITS, GOING, DISABLED, REFUSED, ODD, ALTERED, THEIRS)


def room(rows: tuple[Kept, ...] = ALL, line: str = "online") -> tuple[OutboxModel, FakePort]:
    """A cashier's model."""
    port = FakePort(line=Line(line))
    port.not_booked = rows
    model = OutboxModel(port, lambda conn, account: SUBJECTS.get(account))
    model.refresh()
    return model, port
