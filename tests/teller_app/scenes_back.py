"""The list of what is not booked, and the way back online, see scenes.py."""

from __future__ import annotations

from typing import TYPE_CHECKING

from teller_app.manifest import Line
from tests.teller_app.outbox import desk as outbox

if TYPE_CHECKING:
    from tests.teller_app.scenes import Stage


def outbox_list(stage: Stage) -> None:
    stage.work("outbox")
    stage.port.set_line(Line("online", 42, 2, "2026-11-22T09:40:00.000Z", 5))


def outbox_back(stage: Stage) -> None:
    stage.work("outbox")
    outbox.come_back(stage.outbox_port, (*outbox.BACK, outbox.DISABLED))
    outbox.answer(stage.outbox_port, outbox.BACK, outbox.OUTLOOK)
    stage.port.set_line(outbox.OUTAGE[-1])
