"""The manager without the server, the dead line's room, and a counter with something aside, as scenes of ``scenes.py``."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import msgspec

from contract.approvals import RequestState
from contract.customers import Band, MandateFact, Signatory, Signing
from contract.ink import packed
from teller_app.glass.sign_pad import SignPad
from teller_app.manifest import Line
from tests.teller_app.approvals import desk as approvals
from tests.teller_app.approvals import policy_desk as policy
from tests.teller_app.counter import world as counter
from tests.teller_app.hands import hand
from tests.teller_app.kit import KWESI_ID, FakePort

if TYPE_CHECKING:
    from tests.teller_app.scenes import Stage

AWAY = Line("offline", 0, 0, "2026-11-22T09:40:00.000Z")


def _ago(seconds: int) -> str:
    """A stamp: the card counts by the machine's clock."""
    return (datetime.now(UTC) - timedelta(seconds=seconds)).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def approvals_away(stage: Stage) -> None:
    stage.work("approvals")
    stage.approvals_port.set_line(AWAY)
    stage.port.set_line(AWAY)


def approvals_asked(stage: Stage) -> None:
    """A question and its answer stand with the reasons; two have signed of two who must."""
    stage.approvals_model, stage.approvals_port = approvals.judged(FakePort(stage.port.me), asked=True)
    stage.work("approvals")


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


def _looks_after_people(stage: Stage) -> None:
    """An administrator at this window."""
    me = policy.ADMINISTRATOR
    stage.port.me = msgspec.structs.replace(stage.port.me, permissions=(*stage.port.me.permissions, *me.permissions))
    books = policy.Books(requests=(policy.asked(),))
    stage.policy_model, stage.policy_port = policy.room(books, FakePort(me))
    stage.work("policy")


def approvals_policy(stage: Stage) -> None:
    _looks_after_people(stage)
    stage.policy_model.choose(len(policy.RULES) - 1)


def approvals_policy_write(stage: Stage) -> None:
    _looks_after_people(stage)
    stage.policy_model.choose(4)
    stage.policy_model.change()


def counter_aside(stage: Stage) -> None:
    taken = approvals.request(taken_by=KWESI_ID, taken_by_name="Kwesi Appiah", taken_at=_ago(75))
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


def counter_signing(stage: Stage) -> None:
    """The pad over the counter, drawn on by the second of two who sign."""
    people = ("Abena Serwaa Mensah", "Kojo Mensah", "Esi Nyarkoa Mensah")
    stage.counter.mandates = {counter.SAVINGS: MandateFact(
        account=counter.SAVINGS, branch="b", signatories=tuple(Signatory(name=name) for name in people),
        bands=(Band(signing=Signing.ANY_TWO),),
    )}  # fmt: skip
    page = stage.work("counter")
    stage.counter_model.find("abena")
    stage.counter_model.pick()
    # The pad keeps the picture below it: the window stands and its bar has the form's mode before, as at a till.
    stage.show()
    page.press("F4")
    stage.counter_model.set_amount(1_200_000)
    stage.counter_model.post()
    stage.counter_model.sign(packed(hand(2)))
    pad = stage.window.findChildren(SignPad)[0]
    for stroke in hand(5):
        for at, dot in enumerate(stroke):
            (pad.draw_to if at else pad.draw_from)(dot.x, dot.y)
        pad.lift()
