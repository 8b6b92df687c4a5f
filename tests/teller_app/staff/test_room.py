from contract.permissions import Permission
from teller_app.staff.room import MANIFEST
from tests.teller_app.room_window import TEXTS


def test_every_key_has_words_and_is_there_once() -> None:
    keys = [action.key for action in MANIFEST.actions]
    assert len(keys) == len(set(keys))
    assert all(TEXTS(action.text) for action in MANIFEST.actions)
    assert MANIFEST.permission is Permission.READ_AUDIT
    assert [action.key for action in MANIFEST.actions if action.primary] == ["Ctrl+N"]
