"""The list of what is not booked, and the way back online, see scenes.py."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from contract.outbox import DrawerThen, Expected, ExpectedLine, Fate, Outlook
from teller_app.manifest import Kept, Line
from tests.teller_app.outbox import desk as outbox

if TYPE_CHECKING:
    from tests.teller_app.scenes import Stage


def outbox_list(stage: Stage) -> None:
    stage.work("outbox")
    stage.port.set_line(Line("online", 42, 2, "2026-11-22T09:40:00.000Z", 5))


def _posted(number: int, kind: str, minor: int, holder: int = 0) -> Kept:
    account = f"{outbox.ACCOUNT[:-2]}{holder}" if holder else outbox.ACCOUNT
    return outbox.kept(
        number, "back", kind=kind, account=account, amount=minor, pieces=minor if kind == "deposit" else -minor
    )


QUEUE = (
    _posted(24, "withdraw", 60_000), _posted(25, "deposit", 340_000, 25), _posted(26, "deposit", 98_000, 26),
    _posted(27, "deposit", 41_280, 27), _posted(28, "deposit", 1_200_000, 28), _posted(29, "withdraw", 45_000, 29),
    _posted(30, "deposit", 7_500, 30), _posted(31, "withdraw", 620_000, 22), _posted(32, "transfer", 790_000, 23),
    _posted(33, "deposit", 115_000, 21), _posted(34, "withdraw", 80_000, 24),
)  # fmt: skip


def _out(minor: int) -> tuple[ExpectedLine, ...]:
    """Cash that was paid out, against suspense."""
    return ExpectedLine(account="2900", code="2900", debit=minor), ExpectedLine(
        account="1010-04", code="1010", credit=minor
    )


_WAITS = Expected(fate=Fate.WAITS)
THEN = Outlook(
    rows=(
        Expected(fate=Fate.SUSPENSE, reason="account_blocked", lines=_out(60_000)),
        *(Expected(fate=Fate.POSTS, balance_after=balance, lines=outbox.lines(100)) for balance in (865_000, 963_000, 20_000, 4_310_000, 88_500, 97_500)),
        _WAITS, _WAITS,
        Expected(fate=Fate.SUSPENSE, reason="account_closed", lines=outbox.lines(115_000, "2900")),
        Expected(fate=Fate.REFUSED, reason="transaction_exists"),
    ),
    drawers=(DrawerThen(session="s1", number="04", currency="GHS", moved=1_500_000, over_short=0),),
)  # fmt: skip


def outbox_back(stage: Stage) -> None:
    stage.work("outbox")
    outbox.come_back(stage.outbox_port, QUEUE)
    outbox.answer(stage.outbox_port, QUEUE, THEN)
    stage.port.set_line(replace(outbox.OUTAGE[-1], queued=len(QUEUE), back=len(QUEUE)))
