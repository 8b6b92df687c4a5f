"""The model with float slips: asked for, opened on without the server, shown as the second signature."""

from contract.drawers import (
    OpenDrawer,
)
from contract.floats import AskFloat, DropFloat, OpeningReviewed, OpenOnSlip
from tests.teller_app.drawers.desk import (
    SESSION_ID,
    Replica,
    drawer,
    executed,
    opened,
    room,
    session,
    slip,
)


def test_a_slip_is_asked_for_and_the_asking_taken_back() -> None:
    replica = Replica()
    model, port = room(replica)
    assert model.ask_slip(drawer().drawer)
    asked = port.sent[-1].command
    assert isinstance(asked, AskFloat) and asked.drawer == drawer().drawer
    port.settle(executed(None))
    replica.slips = (slip(slip=asked.slip, seal="", signed_by="", signed_at=""),)
    port.tell("float_slip")
    assert model.ask_slip(drawer().drawer)
    assert port.sent[-1].command == DropFloat(slip=asked.slip)
    port.settle(executed(None))
    replica.slips = (slip(),)
    port.tell("float_slip")
    assert not model.ask_slip(drawer().drawer), "a signed one is called back by who gave it out"
    port.go_offline()
    replica.slips = ()
    port.tell("float_slip")
    assert model.ask_slip(drawer().drawer)
    assert model.state.problem == "needs_server"


def test_without_the_server_the_slip_opens_its_drawer_and_no_other() -> None:
    replica = Replica(slips=(slip(),))
    model, port = room(replica)
    port.go_offline()
    model.choose(1)
    model.set_counts({"20000": 100})
    model.forward()
    assert (model.state.problem, port.sent) == ("needs_server", [])
    model.back()
    model.choose(0)
    model.set_counts({"20000": 100})
    model.forward()
    made = port.sent[-1].command
    assert made == OpenOnSlip(slip=slip().slip, seal=slip().seal, session=SESSION_ID, counted={"20000": 100})
    assert not model.state.busy, "nobody waits for a server that is away"
    replica.session = session()
    port.tell("outbox")
    assert model.state.phase == "open"
    port.settle(executed(OpeningReviewed(session=SESSION_ID, why="till")))
    replica.session, replica.slips = None, ()
    port.tell("session")
    assert (model.state.phase, model.state.problem) == ("choose", "slip_unproven")


def test_a_slip_for_another_workstation_opens_nothing_here() -> None:
    model, port = room(Replica(slips=(slip(device=SESSION_ID),)))
    model.choose(0)
    model.set_counts({"20000": 100})
    model.forward()
    assert isinstance(port.sent[-1].command, OpenDrawer)


def test_with_the_server_there_the_slip_shows_its_difference_and_is_the_second_signature() -> None:
    replica = Replica(drawers=(drawer(two_sign=True),), slips=(slip(),))
    model, port = room(replica)
    model.choose(0)
    model.set_counts({"20000": 100})
    model.forward()
    assert isinstance(port.sent[-1].command, OpenOnSlip)
    assert model.state.busy
    port.settle(executed(opened()))
    assert (model.state.phase, model.state.opened is not None) == ("opened", True)
