"""The manager without the server, the dead line's room, and a counter with something aside, as scenes of ``scenes.py``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contract.approvals import RequestState
from teller_app.manifest import Line
from tests.teller_app.approvals import desk as approvals
from tests.teller_app.counter import world as counter
from tests.teller_app.kit import KWESI_ID

if TYPE_CHECKING:
    from tests.teller_app.scenes import Stage

AWAY = Line("offline", 0, 0, "2026-11-22T09:40:00.000Z")


def approvals_away(stage: Stage) -> None:
    stage.work("approvals")
    stage.approvals_port.set_line(AWAY)
    stage.port.set_line(AWAY)


def approvals_dead_line(stage: Stage) -> None:
    stage.standin_model.make()
    command = stage.standin_port.sent[0].command
    stage.standin.mine = frozenset(one.code for one in command.codes)  # type: ignore[attr-defined]
    stage.standin_model.refresh()
    stage.work("standin")
    stage.standin_port.set_line(AWAY)
    stage.port.set_line(AWAY)
    stage.standin_model.set_said("0017", 600_00)
    stage.standin_model.read_out()


def counter_aside(stage: Stage) -> None:
    taken = approvals.request(taken_by=KWESI_ID, taken_by_name="Kwesi Appiah", taken_at="2026-11-22T09:31:00.000Z")
    ready = approvals.request(2, state=RequestState.APPROVED, holder="Yaw Ofori Atta", ceiling=90_000)
    stage.counter.asked = (taken, ready)
    stage.counter.stand_in = counter.granted()
    stage.counter_model.refresh()
    stage.work("counter")
    stage.counter_model.find("abena")
    stage.counter_model.pick()
    stage.counter_model.set_mode("withdraw")
    stage.counter_model.set_amount(150_000)
    stage.port.set_line(AWAY)
