"""Signing an opening on the pad: where it waits, while the server is there, once for each press."""

from contract.beside import SecondHere
from contract.drawers import SessionState, SignOpening
from contract.floats import InkOpening
from contract.ink import Dot, packed
from teller_app.manifest import Line
from tests.teller_app.drawers.desk import Replica, room, session
from tests.teller_app.samples import some_id

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


KEEPERS = ((some_id(71), "Hajara Bawa"), (some_id(72), "Linda Asamoah"))


def test_the_custodians_field_holds_their_hand_until_f9_and_no_other_persons() -> None:
    model, port = room(Replica())
    assert not model.ask_hand(), "nothing waits"
    model._set(phase="signing", session=WAITING, keepers=KEEPERS)
    assert not model.ask_hand(), "nobody is chosen"
    model.choose_signer(KEEPERS[0][0])
    assert model.ask_hand()
    model.drop_hand()
    assert (model.state.handing, model.state.custodians_hand) == (False, "")
    model.ask_hand()
    model.hold_hand(INK)
    assert (model.state.custodians_hand, port.sent) == (INK, [])
    model.choose_signer(KEEPERS[1][0])
    assert model.state.custodians_hand == "", "somebody else's hand"
    model.choose_signer(KEEPERS[0][0])
    model.sign_here()
    yes = SecondHere(second=KEEPERS[0][0], act=SignOpening(session=WAITING.session, ink=INK))
    assert port.sent[-1].command == yes
    model._set(busy=False, session=session(state=SessionState.UNSIGNED, session=some_id(73)))
    assert model.state.custodians_hand == "", "beneath another opening"
