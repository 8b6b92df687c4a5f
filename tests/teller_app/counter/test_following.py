"""What the counter follows: its own requests, the stand-in budget, its person's limit."""

from dataclasses import replace

from contract.staff import Limit
from teller_app.manifest import Line
from tests.teller_app.approvals.desk import request
from tests.teller_app.counter.world import World, granted


def test_requests_budget_and_limit_come_from_the_replica() -> None:
    world = World(asked=(request(),), stand_in=granted(100_00))
    model = world.model()
    assert (model.state.asked, model.state.stand_in) == ((request(),), granted(100_00))
    assert model.state.own_limit == 1_000_000
    assert Limit(kind="withdraw", currency="GHS", per_transaction=1_000_000) in world.port.me.limits
    world.asked = ()
    world.port.tell("request")
    assert model.state.asked == ()


def test_without_a_drawer_there_is_no_budget() -> None:
    world = World(stand_in=granted(100_00), session=None)
    assert world.model().state.stand_in is None


def test_wrong_codes_are_forgotten_once_the_server_is_there() -> None:
    world = World()
    model = world.model()
    model.state = replace(model.state, code_tries=5)
    world.port.go_offline()
    assert model.state.code_tries == 5
    world.port.set_line(Line("online"))
    assert model.state.code_tries == 0
