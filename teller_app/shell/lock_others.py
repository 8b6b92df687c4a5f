"""Others at this workstation, on the lock: who they are, what of theirs lies here, and one key to let them in (picture 21)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from teller_app.glass.avatar import Avatar
from teller_app.glass.button import GlassButton
from teller_app.glass.labels import Elided, Text
from teller_app.glass.look import Look
from teller_app.i18n import formats
from teller_app.i18n.text import Texts
from teller_app.shell.lock_parts import KeptBox
from teller_app.sync.others import Other

SHOWN = 2
"""The first has a key, the second is a Tab away; whoever else comes types their name."""
SIDE = 36


class OtherRow(QWidget):
    """Face, name, what of theirs is here, and the way to them."""

    def __init__(self, look: Look, texts: Texts, key: str | None) -> None:
        super().__init__()
        self.texts = texts
        self.avatar = Avatar(look, "", "", "", SIDE)
        self.name = Elided(look, "", "body-medium")
        self.what = Text(look, "", "caption", "text2", wrap=True)
        self.switch = GlassButton(look, texts("shell.lock.switch_to"), "secondary", key=key)
        self.username = ""
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addWidget(self.name)
        lines.addWidget(self.what)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 8, 4)
        row.setSpacing(12)
        row.addWidget(self.avatar, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(lines, 1)
        row.addWidget(self.switch)

    def show_other(self, other: Other, what: str) -> None:
        """The button's name says to whom, for whoever hears it alone."""
        self.username = other.username
        self.avatar.set_person(other.full_name, formats.initials(other.full_name), other.staff_number)
        self.avatar.set_presence("off")
        self.name.set_text(other.full_name)
        self.what.setText(what)
        self.switch.setAccessibleName(self.texts("shell.lock.switch_name", name=other.full_name))


class OthersBox(QWidget):
    """A title and its rows; it goes when nobody else works here. ``switched`` carries a username."""

    switched = Signal(str)

    def __init__(self, look: Look, texts: Texts, clock: Callable[[], datetime]) -> None:
        super().__init__()
        self._texts, self._clock = texts, clock
        self.rows = [OtherRow(look, texts, "F6" if at == 0 else None) for at in range(SHOWN)]
        self.title = Text(look, texts("shell.lock.others"), "body-strong")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.title)
        column.addWidget(KeptBox(look, self.rows))
        for row in self.rows:
            row.switch.clicked.connect(lambda _on=False, row=row: self.switched.emit(row.username))
        self.setAccessibleName(texts("shell.lock.others"))
        self.show_others(())

    def show_others(self, others: Sequence[Other]) -> None:
        """Those with something unsent first, as they come."""
        for at, row in enumerate(self.rows):
            row.setVisible(at < len(others))
            if at < len(others):
                row.show_other(others[at], self._what(others[at]))
        more = len(others) - SHOWN
        title = self._texts("shell.lock.others")
        self.title.setText(self._texts("shell.lock.others_more", title=title, n=more) if more > 0 else title)
        self.setVisible(bool(others))

    def _what(self, other: Other) -> str:
        """ "Drawer 03 paused 14:10 · 3 not sent yet": a drawer's number, times and counts, as everything on a lock."""
        left = formats.moment(other.left_at)
        today = left.date() == self._clock().date()
        at = formats.clock(left) if today else formats.day(left.date(), self._texts.language)
        key = "shell.lock.other_drawer" if other.drawer else "shell.lock.other_left"
        said = self._texts(key, number=other.drawer, at=at)
        return f"{said} · {self._texts('shell.lock.other_unsent', n=other.unsent)}" if other.unsent else said
