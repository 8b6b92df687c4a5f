from contract.drawers import DrawerOpened, SessionState
from teller_app.manifest import Line
from tests.teller_app.drawers.desk import Replica, before, executed, look_back, opened, room, session
from tests.teller_app.kit import FakePort


def test_how_a_drawer_was_left_is_asked_when_it_is_chosen() -> None:
    port = FakePort()
    look_back(port, before())
    model, _ = room(Replica(), port)
    model.choose(0)
    assert (model.state.before, model.state.before_by) == (before(), "Kwesi Appiah")
    assert model.state.keepers == (("hajara", "Hajara Bawa"),)
    model.back()
    model.choose(1)
    assert model.state.before is None, "the other drawer has another past"


def test_without_the_server_it_is_asked_again_once_it_is_there() -> None:
    port = FakePort()
    model, _ = room(Replica(), port)
    model.choose(0)
    assert model.state.before is None
    look_back(port, before())
    port.set_line(Line("offline"))
    assert model.state.before is None
    port.set_line(Line("online"))
    assert model.state.before == before()


def test_a_float_on_its_way_back_is_told_apart_from_one_that_the_custodian_refused() -> None:
    replica = Replica(session=session(state=SessionState.UNSIGNED, refused="Two notes of 50"))
    model, port = room(replica)
    assert (model.state.phase, model.state.declined, model.state.may_decline) == ("signing", "Two notes of 50", False)
    replica.session, replica.ended = None, session(state=SessionState.CLOSED, refused="Two notes of 50")
    port.tell("session")
    assert (model.state.phase, model.state.problem) == ("choose", "float_returned")


def test_an_answer_before_the_feed_is_kept() -> None:
    model, port = room(Replica())
    model.choose(0)
    model.set_counts({"20000": 1})
    model.forward()
    port.settle(executed(opened()))
    port.tell("session")
    assert model.state.phase == "opened"
    assert isinstance(model.state.result, DrawerOpened)


def test_what_the_feed_says_of_an_opening_waits_for_the_answer() -> None:
    """Else F9, pressed once more by an impatient finger, would begin to close the drawer that is just being opened."""
    replica = Replica()
    model, port = room(replica)
    model.choose(0)
    model.set_counts({"20000": 1})
    model.forward()
    replica.session = session()
    port.tell("session")
    assert (model.state.phase, model.state.busy) == ("opening", True)
    model.forward()
    assert model.state.phase == "opening"
    port.settle(executed(opened()))
    assert (model.state.phase, model.state.busy) == ("opened", False)
