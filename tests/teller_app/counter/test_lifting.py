"""Which flag is asked about, and how the question goes."""

import msgspec
import pytest

from contract.approvals import Requested, Why
from contract.customers import Flag, LiftFlag
from contract.errors import ErrorCode, Rejected
from contract.feed import Awaiting, NotTaken, Refused
from contract.ids import new_id
from contract.permissions import Role
from teller_app.counter.lifting import liftable
from teller_app.counter.model import CounterModel
from teller_app.manifest import Line
from tests.teller_app.counter.world import ABENA, PEOPLE, World


@pytest.mark.parametrize(
    ("flags", "asked"),
    [
        ((), None),
        ((Flag.MEMO,), None),
        ((Flag.DORMANT, Flag.STOP), Flag.STOP),
        ((Flag.POLITICALLY_EXPOSED, Flag.DORMANT), Flag.DORMANT),
        ((Flag.DECEASED,), Flag.DECEASED),
    ],
)
def test_what_stops_comes_first_and_a_memo_is_not_lifted(flags: tuple[Flag, ...], asked: Flag | None) -> None:
    assert liftable(msgspec.structs.replace(PEOPLE[0], flags=flags)) is asked
    assert liftable(None) is None


def dormant(world: World) -> CounterModel:
    world.people = (msgspec.structs.replace(PEOPLE[0], flags=(Flag.DORMANT,)), PEOPLE[1])
    return world.at_abena()


def test_a_second_person_is_asked_with_a_reason() -> None:
    world = World()
    model = dormant(world)
    model.ask_lift()
    assert model.state.lifting is Flag.DORMANT
    model.lift("  ")
    assert (model.state.lift_problem, model.state.lifting, world.port.sent) == ("reason_missing", Flag.DORMANT, [])
    model.lift(" came with her card ")
    assert world.port.sent[0].command == LiftFlag(customer=ABENA, flag=Flag.DORMANT, reason="came with her card")
    answer = Requested(request=new_id(), role=Role.MANAGER, reasons=(Why(code="dormant_reactivated"),), expires_at="")
    world.port.settle(Awaiting(seq=1, result=answer))
    assert (model.state.notice, model.state.lifting, model.state.busy) == ("lift_asked", None, False)


@pytest.mark.parametrize("code", [ErrorCode.FLAG_NOT_SET, ErrorCode.REQUEST_OPEN])
def test_a_refusal_is_said(code: ErrorCode) -> None:
    for answer in (Refused(seq=1, problem=Rejected(code=code)), NotTaken(code=code)):
        world = World()
        model = dormant(world)
        model.ask_lift()
        model.lift("why")
        world.port.settle(answer)
        assert (model.state.notice, model.state.busy) == (f"error.{code.value}", False)


def test_not_without_the_server_and_nothing_without_a_flag() -> None:
    world = World()
    model = dormant(world)
    world.port.set_line(Line("offline"))
    model.ask_lift()
    assert (model.state.problem, model.state.lifting) == ("needs_server", None)
    plain = World().at_abena()
    plain.ask_lift()
    plain.lift("why")
    assert (plain.state.lifting, plain.state.problem) == (None, "")


def test_the_question_can_be_dropped() -> None:
    model = dormant(World())
    model.ask_lift()
    model.drop_lift()
    assert model.state.lifting is None
