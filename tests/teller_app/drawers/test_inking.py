"""Signing an opening on the pad: where it waits, while the server is there, once for each press."""

from contract.drawers import SessionState
from contract.floats import InkOpening
from contract.ink import Dot, packed
from teller_app.manifest import Line
from tests.teller_app.drawers.desk import Replica, room, session

INK = packed(((Dot(1, 1, 0), Dot(90, 90, 40)),))
WAITING = session(state=SessionState.UNSIGNED)


def test_what_is_drawn_is_sent_while_the_opening_waits() -> None:
    model, port = room(Replica())
    assert not model.ask_ink(), "nothing waits"
    model._set(phase="signing", session=WAITING)
    assert model.ask_ink()
    assert model.state.inking
    model.drop_ink()
    assert (model.state.inking, port.sent) == (False, [])
    model.ask_ink()
    model.ink(INK)
    assert (model.state.inking, port.sent[-1].command) == (False, InkOpening(session=WAITING.session, ink=INK))


def test_without_the_server_it_is_said_and_a_declined_float_has_no_pad() -> None:
    model, port = room(Replica())
    model._set(phase="signing", session=WAITING)
    port.set_line(Line("offline"))
    assert model.ask_ink()
    assert (model.state.inking, model.state.problem) == (False, "needs_server")
    declined, _ = room(Replica())
    declined._set(phase="signing", session=session(state=SessionState.UNSIGNED, refused="Two notes look wrong"))
    assert not declined.ask_ink()
