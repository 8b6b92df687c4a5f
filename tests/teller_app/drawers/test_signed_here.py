"""The custodian signs an opening at the cashier's workstation."""

from contract.beside import SecondHere
from contract.drawers import SessionState, SignOpening
from contract.errors import ErrorCode
from contract.feed import NotTaken
from tests.teller_app.drawers.desk import Replica, drawer, executed, room, session


def test_the_custodian_signs_at_the_till_and_of_several_one_is_chosen_first() -> None:
    replica = Replica(session=session(state=SessionState.UNSIGNED), drawers=(drawer(two_sign=True),))
    model, port = room(replica)
    model.forward()
    yes = SecondHere(second="hajara", act=SignOpening(session=session().session))
    assert port.sent[-1].command == yes
    port.settle(NotTaken(code=ErrorCode.SECOND_NEEDED))
    assert (model.state.phase, model.state.problem) == ("signing", "second_needed"), "the sheet was let be"
    replica.keepers = (("hajara", "Hajara Bawa"), ("kwesi", "Kwesi Appiah"), (session().cashier, "Efua Owusu"))
    port.tell("session")
    given = len(port.sent)
    model.forward()
    assert (model.state.signs_here, len(port.sent)) == ("", given), "two could, and the cashier never"
    model.choose_signer(session().cashier)
    model.forward()
    assert len(port.sent) == given
    model.choose_signer("kwesi")
    port.go_offline()
    model.forward()
    assert (model.state.problem, len(port.sent)) == ("needs_server", given)


def test_the_page_behind_a_signature_waits_for_its_answer() -> None:
    """F9 once more, while the feed is quicker than the answer, would begin to close the drawer that was just opened."""
    replica = Replica(session=session(state=SessionState.UNSIGNED), drawers=(drawer(two_sign=True),))
    model, port = room(replica)
    model.forward()
    replica.session = session()
    port.tell("session")
    model.forward()
    assert (model.state.phase, model.state.busy) == ("signing", True)
    port.settle(executed(None))
    assert (model.state.phase, model.state.busy) == ("open", False)
