"""The question over the counter, by keys."""

import msgspec

from contract.customers import Flag, LiftFlag
from teller_app.counter.room import MANIFEST, make_view
from tests.teller_app.counter.world import ABENA, PEOPLE, World
from tests.teller_app.room_window import TEXTS, eyes, look, shown


def test_ctrl_u_asks_why_and_f9_asks_the_manager(qtbot) -> None:
    world = World(people=(msgspec.structs.replace(PEOPLE[0], flags=(Flag.DORMANT,)), PEOPLE[1]))
    model = world.model()
    view = make_view(look(), TEXTS, model, *eyes(world.port))
    window = shown(qtbot, MANIFEST, view, look())
    window.press("Ctrl+U")
    assert view.lift is None, "nobody is served"
    model.find("abena")
    model.pick(0)
    assert (
        TEXTS("customers.lift.do") in view.customer._flag.accessibleDescription() + view.customer._flag.accessibleName()
    )
    window.press("Ctrl+U")
    assert view.lift is not None and view.lift.is_open
    assert "Abena Serwaa Mensah" in view.lift.text.text()
    view.lift.chosen.emit("send")
    assert view.lift.is_open and view.lift.reason.error()
    view.lift.reason.edit.setText("came with her card")
    view.lift.chosen.emit("send")
    assert not view.lift.is_open
    assert world.port.sent[0].command == LiftFlag(customer=ABENA, flag=Flag.DORMANT, reason="came with her card")
