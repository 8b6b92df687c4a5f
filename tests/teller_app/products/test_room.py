"""The products' place: for those who look after the bank's settings, with its keys."""

from contract.permissions import Permission
from teller_app.products.room import MANIFEST, make_view
from tests.teller_app.products.desk import room
from tests.teller_app.room_window import TEXTS, look


def test_its_keys_and_who_sees_it(qtbot) -> None:
    assert MANIFEST.permission is Permission.OVERSEE_STAFF
    assert {action.key for action in MANIFEST.actions} == {"F3", "F4", "F6", "F8", "F9"}
    assert all(action.text in TEXTS for action in MANIFEST.actions)
    view = make_view(look("light"), TEXTS, room()[0])
    qtbot.addWidget(view)
    assert view.why_off("change") == ""
