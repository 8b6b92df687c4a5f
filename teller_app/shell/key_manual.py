"""The page of the manual about the keys, made from the same tables as shortcuts, tooltips and the F1 sheet.

``python -m teller_app.shell.key_manual docs/keyboard.md`` writes it; a test says when it is out of date.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path

from teller_app.advances import room as advances
from teller_app.approvals import policy_room as policy
from teller_app.approvals import room as approvals
from teller_app.branches import end_room
from teller_app.branches import room as branches
from teller_app.counter import room as counter
from teller_app.drawers import room as drawers
from teller_app.history import room as history
from teller_app.i18n.text import Texts
from teller_app.journal import room as journal
from teller_app.loans import room as loans
from teller_app.manifest import Manifest
from teller_app.outbox import room as outbox
from teller_app.products import room as products
from teller_app.shell.shortcuts import FIELDS, GLOBAL, TABLES
from teller_app.staff import own_room
from teller_app.staff import room as staff
from teller_app.standin import room as standin
from teller_app.variances import room as variances
from teller_app.vault import room as vault

ROOMS: tuple[Manifest, ...] = (
    counter.MANIFEST,
    journal.MANIFEST,
    drawers.MANIFEST,
    vault.MANIFEST,
    variances.MANIFEST,
    advances.MANIFEST,
    loans.MANIFEST,
    branches.MANIFEST,
    end_room.MANIFEST,
    history.MANIFEST,
    approvals.MANIFEST,
    standin.MANIFEST,
    policy.MANIFEST,
    products.MANIFEST,
    outbox.MANIFEST,
    staff.MANIFEST,
    own_room.MANIFEST,
)
HEAD = """# The keyboard

Made by `python -m teller_app.shell.key_manual docs/keyboard.md` from the tables that the app itself uses. F1 shows the
keys of where one is. A room's own key wins over the same key of the app. Every key also stands on its control, in its
tooltip and in what a screen reader says.
"""

LATER = (
    ("F11", "messages"),
    ("Ctrl+H", "hold a posting"),
    ("Ctrl+Shift+H", "held postings"),
    ("Ctrl+M", "mini statement"),
    ("Ctrl+I", "ask the teller for more"),
)
"""Keys of LOOK 8 whose rooms are still to come: until then nothing else takes them, and the page says so."""


def manual(texts: Texts, rooms: Sequence[Manifest] = ROOMS) -> str:
    """The whole page."""
    everywhere = [(shortcut.key, texts(shortcut.text)) for shortcut in GLOBAL]
    everywhere += [("Ctrl+1 … 9", texts("shell.go", place="1 … 9")), ("Ctrl+0", texts("shell.go", place="10"))]
    parts = [HEAD, _part(texts("shell.help.everywhere"), everywhere)]
    for room in rooms:
        parts.append(_part(texts(room.title), [(action.key, texts(action.text)) for action in room.actions]))
    for title, keys in (("shell.help.fields", FIELDS), ("shell.help.tables", TABLES)):
        parts.append(_part(texts(title), [(key, texts(text)) for key, text in keys]))
    taken = {key for key, _ in everywhere} | {action.key for room in rooms for action in room.actions}
    free = ", ".join(f"`{key}` ({what})" for key, what in LATER if key not in taken)
    if free:
        parts.append(f"## Kept free\n\nThese come with their rooms and do nothing yet: {free}.\n")
    return "\n".join(parts)


def _part(title: str, keys: Iterable[tuple[str, str]]) -> str:
    lines = [f"## {title}", "", "| key | does |", "|---|---|"]
    for words, same in groupby(keys, key=lambda pair: pair[1]):
        caps = ", ".join(f"`{key}`" for key, _ in same)
        lines.append(f"| {caps} | {words} |")
    return "\n".join([*lines, ""])


def main(arguments: Sequence[str]) -> int:
    """Write the page to the path that is named."""
    Path(arguments[0]).write_text(manual(Texts.load("en")), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
