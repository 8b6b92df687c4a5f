from msgspec.structs import replace

from contract.approvals import RequestState
from teller_app.manifest import Line
from teller_app.shell.desk import DeskModel
from tests.teller_app.kit import EFUA, KWESI, FakePort
from tests.teller_app.shell.rooms import REQUEST, SESSION, World


def test_it_follows_replica_and_line() -> None:
    port, world = FakePort(), World()
    model = DeskModel(port, world.lookups())
    model.refresh()
    assert model.state.session == SESSION
    assert model.state.branch.name == "Makola"
    assert (model.state.unseen, model.state.decisions) == (1, 0)
    world.session, world.notices = None, ()
    port.tell("notice")
    assert (model.state.session, model.state.unseen) == (None, 0)
    port.set_line(Line("offline", 0, 7))
    assert model.state.line.queued == 7


def test_what_waits_for_whom() -> None:
    world = World()
    manager = DeskModel(FakePort(KWESI), world.lookups())
    manager.refresh()
    assert manager.state.decisions == 1
    world.requests = (replace(REQUEST, state=RequestState.APPROVED),)
    maker = DeskModel(FakePort(EFUA), world.lookups())
    maker.refresh()
    manager.refresh()
    assert (maker.state.decisions, manager.state.decisions) == (1, 0)
