"""Commands that are not booked, for tests, and a model over a fake port."""

from typing import Any

import msgspec
from msgspec.structs import replace

from contract.outbox import DrawerThen, Expected, ExpectedLine, Fate, Outlook
from teller_app.manifest import Kept, Line
from teller_app.outbox.model import OutboxModel
from tests.teller_app.kit import EFUA_ID, KWESI_ID, FakePort

ACCOUNT = "01890000-0000-7000-8000-00000000ac01"
SUBJECTS = {ACCOUNT: ("0401000000012", "Alhassan Fuseini")} | {
    f"{ACCOUNT[:-2]}{number}": (f"04010000000{number}", name)
    for number, name in (
        (21, "Comfort Ansah"),
        (22, "Osei Bonsu Stores"),
        (23, "Adwoa Pharmacy"),
        (24, "Peter Amoah"),
        (25, "Mercy Tagoe"),
        (26, "Ibrahim Mahama"),
        (27, "Akosua Darko"),
        (28, "Fatima Alhassan"),
        (29, "Selorm Agbeko"),
        (30, "Esi Quansah"),
    )
}


def kept(number: int, state: str = "queued", **changes: Any) -> Kept:
    """A deposit of 50.00 taken while the server was away."""
    base = Kept(
        command_id=f"c{number}", kind="deposit", made_by=EFUA_ID, at=f"2026-11-22T09:{number:02d}:00.000Z", state=state,
        receipt=f"04-20261122-1-{number:04d}", account=ACCOUNT, amount=5000, currency="GHS", offline=True, pieces=5000,
    )  # fmt: skip
    return replace(base, **changes)


WAITS = kept(1)
GOING = kept(2, "sending", amount=2500, pieces=2500)
DISABLED = kept(3, "held", code="maker_disabled", may_send_again=True, made_by=KWESI_ID, amount=60_000, pieces=60_000)
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


CASH, CUSTOMER = "1010", "0401000000012"


def lines(minor: int, other: str = "", cash: str = CASH) -> tuple[ExpectedLine, ...]:
    """Cash in against the customer's account, or an account of the chart."""
    credit = ExpectedLine(account=other or CUSTOMER, code=other, credit=minor)
    return ExpectedLine(account=f"{cash}-04", code=cash, debit=minor), credit


BACK = tuple(
    kept(10 + place, "back", amount=minor, pieces=minor)
    for place, minor in enumerate((340_000, 98_000, 115_000, 41_280, 7_500))
)
OUTLOOK = Outlook(
    rows=(
        Expected(fate=Fate.POSTS, balance_after=865_000, lines=lines(340_000)),
        Expected(fate=Fate.POSTS, balance_after=963_000, lines=lines(98_000)),
        Expected(fate=Fate.SUSPENSE, reason="account_closed", lines=lines(115_000, "2900")),
        Expected(fate=Fate.OVER_SHORT, balance_after=1_004_280, lines=lines(41_280, cash="1420")),
        Expected(fate=Fate.REFUSED, reason="transaction_exists"),
    ),
    drawers=(DrawerThen(session="s1", number="04", currency="GHS", moved=553_000, over_short=-41_280),),
)


OUTAGE = (
    Line("offline", queued=5, synced_at="2026-11-22T09:22:00.000Z", back=5),
    Line("online", 42, 5, "2026-11-22T09:49:00.000Z", back=5),
)


def held_back(
    rows: tuple[Kept, ...] = BACK, outlook: Outlook | None = OUTLOOK, code: str = ""
) -> tuple[OutboxModel, FakePort]:
    """The same after an outage of 27 minutes, all held back, and looked at."""
    model, port = room((), "online")
    come_back(port, rows)
    answer(port, rows, outlook, code)
    return model, port


def come_back(port: FakePort, rows: tuple[Kept, ...]) -> None:
    """The line was away for 27 minutes, and these were held back meanwhile."""
    for line in OUTAGE:
        port.set_line(line)
    port.not_booked = rows
    port.tell("outbox")


def answer(port: FakePort, rows: tuple[Kept, ...], outlook: Outlook | None, code: str = "") -> None:
    """The server's answer to the last question."""
    body = msgspec.json.encode(outlook) if outlook is not None else None
    port.outlooks.pop()(tuple(row.command_id for row in rows), body, code)
