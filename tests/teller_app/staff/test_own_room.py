from teller_app.staff.own_room import MANIFEST
from tests.teller_app.room_window import TEXTS


def test_everybody_has_it() -> None:
    assert MANIFEST.permission is None
    assert [TEXTS(action.text) for action in MANIFEST.actions] == [
        "Authenticator",
        "End that sign-in",
        "Confirm phone",
        "Sign out everywhere",
    ]
