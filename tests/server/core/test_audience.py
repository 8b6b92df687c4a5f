"""Who may see a fact: people by name, or a permission at a branch."""

import pytest

from server.core.audience import Audience, Reader, at_branch, may_see

READER = Reader(user="efua", branch="makola", permissions=frozenset({"read_accounts"}))
EVERYWHERE = Reader(user="nana", branch="osu", permissions=frozenset({"read_accounts"}), everywhere=True)


@pytest.mark.parametrize(
    ("audience", "cashier", "auditor"),
    [
        (at_branch("makola", "read_accounts"), True, True),
        (at_branch("osu", "read_accounts"), False, True),
        (at_branch("makola", "decide"), False, False),
        (at_branch("osu", "decide", ("efua",)), True, False),
        (Audience(permission="read_accounts"), True, True),
        (Audience(), False, False),
    ],
)
def test_who_sees_what(audience: Audience, cashier: bool, auditor: bool) -> None:
    assert (may_see(READER, audience), may_see(EVERYWHERE, audience)) == (cashier, auditor)


def test_people_are_kept_in_one_order() -> None:
    assert at_branch("a", "b", ("y", "x")) == at_branch("a", "b", ("x", "y"))
