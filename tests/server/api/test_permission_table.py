"""docs/permissions.md is what the code says, and the code is what the rooms do."""

from pathlib import Path

from contract.permissions import Permission
from server import build
from server.api.permission_table import FACTS, fact_kinds, render

ROOT = Path(__file__).resolve().parents[3]


def test_the_file_is_the_code() -> None:
    registry, _ = build.make_registry(lambda *_: "")
    assert (ROOT / "docs" / "permissions.md").read_text(encoding="utf-8") == render(registry)


def test_every_fact_has_its_row() -> None:
    assert set(FACTS) == set(fact_kinds())
    assert all(permission is None or permission in Permission for permission, _ in FACTS.values())


def test_what_the_rooms_state_is_in_the_table() -> None:
    """Each permission that a room's source names beside an audience is one of those the table gives its facts."""
    given = {permission.name for permission, _ in FACTS.values() if permission}
    for room in (
        "staff/facts.py",
        "customers/handlers.py",
        "drawers/facts.py",
        "vault/facts.py",
        "approvals/desk.py",
        "branches/handlers.py",
    ):
        text = (ROOT / "server" / room).read_text(encoding="utf-8")
        lines = [line for line in text.splitlines() if "at_branch(" in line or "Audience(" in line]
        named = {
            word.split(".")[1] for line in lines for word in line.replace(",", " ").split() if "Permission." in word
        }
        assert {name.rstrip(")") for name in named} <= given, room
