"""The room's table of handlers, and the drawers over which no day closes."""

from contract.permissions import Permission
from server.core.actor import system_header
from server.core.context import Context
from server.core.unit import Unit
from server.drawers import handlers
from server.drawers.tables import DRAWERS
from tests.server.drawers.house import MAKOLA, OSU, SYSTEM, House


def test_what_must_search_runs_alone() -> None:
    made = handlers.handlers(
        lambda *args: None,  # type: ignore[arg-type]
        lambda *fields: "",
        lambda ctx, session: (),
        lambda ctx, currency: False,
        lambda ctx, found: None,
        lambda ctx, count: None,
    )
    assert {handler.kind.__name__ for handler in made if handler.solo} == {
        "SubmitCount",
        "CloseDrawer",
        "ForceCloseDrawer",
        "TakeOverDrawer",
        "RefuseOpening",
        "DeclineFloat",
    }
    assert {handler.permission for handler in made} == {
        Permission.ADMIT_DRAWERS,
        Permission.OPEN_DRAWER,
        Permission.MOVE_CASH,
        Permission.KEEP_VAULT,
        Permission.DECIDE,
        Permission.SYSTEM,
    }


def test_a_drawer_in_use_is_named_for_its_branch(house: House) -> None:
    def waiting(branch: str) -> list[str]:
        with house.engine.connect() as conn:
            unit = Unit(conn, house._resident)
            ctx = Context(unit, house.people[SYSTEM], system_header("", ""), house.now, "", 1)
            return handlers.open_drawers(ctx, branch)

    assert waiting(MAKOLA) == []
    house.open()
    assert len(house._resident.rows(DRAWERS)) == 1
    assert (waiting(MAKOLA), waiting(OSU)) == (["04"], [])
