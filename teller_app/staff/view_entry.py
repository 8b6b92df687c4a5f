"""One entry of the audit trail: what it changed, who asked and who agreed, and the three hashes that hold it in its place."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from contract.doors import ActivityLine, AuditEntry
from teller_app.glass.chip import StatusChip
from teller_app.glass.labels import Elided, Text
from teller_app.glass.lines import Line, Lines
from teller_app.glass.look import Look
from teller_app.glass.paint import rounded
from teller_app.glass.scroll_column import ScrollColumn
from teller_app.i18n import formats
from teller_app.i18n.text import Texts
from teller_app.staff import words_trail as words
from teller_app.staff.state import StaffState

WIDE, ROOM, RADIUS = 292, 12, 14


class EntryPane(QWidget):
    """Renders the chosen line of ``StaffState.trail``."""

    def __init__(self, look: Look, texts: Texts, today: Callable[[], date]) -> None:
        super().__init__()
        self.look, self._texts, self._today = look, texts, today
        self.setFixedWidth(WIDE)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.title = Text(look, "", "body-strong")
        self.about = Elided(look, "", "caption", "text2", lines=3)
        self.link = StatusChip(look, texts("staff.seal.not_yet"), "mute", "seal-check")
        self.changes = Lines(look, texts("staff.entry.changes"), tall=True)
        self.facts = Lines(look, texts("staff.entry.facts"))
        self.hashes = Lines(look, texts("staff.entry.hashes"))
        self.rows = ScrollColumn(look, 120)
        for part in (self.changes, self.facts, self.hashes):
            self.rows.column.addWidget(part)
        self.rows.column.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(ROOM, ROOM, ROOM, ROOM)
        column.setSpacing(8)
        column.addWidget(self.title)
        column.addWidget(self.about)
        column.addWidget(self.link)
        column.addWidget(self.rows, 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The tile on which one entry stands apart from the list."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = self.look.tokens
        rounded(p, QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, tokens.secondary, tokens.fill_line)

    def render_state(self, state: StaffState) -> None:
        """The chosen line; a journal's entry once it was fetched."""
        line, entry = state.trail.line, state.trail.entry
        self.setVisible(line is not None)
        if line is None:
            return
        self.title.setText(self._texts("staff.entry.title", n=words.number(line)))
        if isinstance(line, ActivityLine):
            self._activity(line)
        else:
            self.about.set_text(
                words.entry_title(entry, state, self._texts) if entry else words.what(line, self._texts)
            )
            self.link.setVisible(True)
            self.link.set_status(*words.seal(state.trail, line.seq, self._texts, self._today()), "seal-check")
            self._entry(entry, state)

    def _activity(self, line: ActivityLine) -> None:
        self.about.set_text(words.what(line, self._texts))
        self.link.setVisible(False)
        self.changes.setVisible(False)
        self.hashes.setVisible(False)
        facts = words.activity_facts(line, self._texts)
        self.facts.setVisible(bool(facts))
        self.facts.set_lines([Line(name, figure=value) for name, value in facts])

    def _entry(self, entry: AuditEntry | None, state: StaffState) -> None:
        for part in (self.changes, self.facts, self.hashes):
            part.setVisible(entry is not None)
        if entry is None:
            return
        found = words.changes(entry, state, self._texts)
        self.changes.setVisible(bool(found))
        self.changes.set_lines([Line(_change(before, after), name) for name, before, after in found])
        facts = words.entry_facts(entry, state, self._texts, self._today())
        self.facts.set_lines([Line(name, figure=value) for name, value in facts])
        hashes = (("prev", entry.prev_hash), ("this", entry.line.hash), ("next", entry.next_hash))
        shown = [Line(self._texts(f"staff.hash.{name}"), figure=words.short_hash(value)) for name, value in hashes]
        self.hashes.set_lines(shown)


def _change(before: str, after: str) -> str:
    return f"{before} → {after}" if before else after or formats.EM_DASH
