"""The counter's place and keys."""

from contract.permissions import Permission
from teller_app.counter.room import MANIFEST


def test_only_who_posts_cash_sees_the_counter() -> None:
    assert MANIFEST.permission is Permission.POST_CASH


def test_one_key_one_meaning_and_one_filled_button() -> None:
    keys = [action.key for action in MANIFEST.actions]
    assert len(keys) == len(set(keys))
    assert [action.key for action in MANIFEST.actions if action.primary] == ["F9"]
