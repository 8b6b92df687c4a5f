"""The dead line's place: for those who decide, with the key that the pictures show."""

from contract.permissions import Permission
from teller_app.standin.room import MANIFEST


def test_its_keys_and_who_sees_it() -> None:
    assert MANIFEST.permission is Permission.DECIDE
    assert {action.key: action.intent for action in MANIFEST.actions} == {"F6": "make", "F9": "grant", "Ctrl+G": "code"}
