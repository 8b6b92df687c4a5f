"""A list at the left; at the right the one that is chosen, read or written as a form that somebody else agrees to."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from teller_app.glass.alert import Alert
from teller_app.glass.beside import Beside, Part
from teller_app.glass.button import GlassButton
from teller_app.glass.empty_state import EmptyState
from teller_app.glass.lines import Lines
from teller_app.glass.look import Look
from teller_app.glass.panel import GlassPanel
from teller_app.glass.scroll_column import ScrollColumn
from teller_app.glass.table import DataTable

WIDE_FROM = 900
LIST_WIDE, ONE_WIDE = 900, 700


class WrittenList(QWidget):
    """What is said and rendered is the room's: it makes the parts that carry words, then calls ``lay_out``."""

    list: GlassPanel
    table: DataTable
    none: EmptyState
    panel: GlassPanel
    facts: Lines
    reading: ScrollColumn
    waits: Alert
    reads: Alert
    problem: Alert

    def make_buttons(self, look: Look, says: Mapping[str, str]) -> None:
        """``new``, ``drop``, ``change``, ``turn`` (ends it, or lets it hold again) and ``send``, each with its key."""
        self.new = GlassButton(look, says["new"], "secondary", "plus", "F3")
        self.drop = GlassButton(look, says["drop"], "secondary", "x", "F4")
        self.change = GlassButton(look, says["change"], "secondary", None, "F6")
        self.turn = GlassButton(look, says["turn"], "secondary", None, "F8")
        self.send = GlassButton(look, says["send"], "primary", "check", "F9")

    def buttons(self) -> dict[str, GlassButton]:
        """By what they do, as the keys of the room's manifest are called."""
        return {"new": self.new, "drop": self.drop, "change": self.change, "turn": self.turn, "send": self.send}

    def lay_out(self, look: Look, title: str, form: QWidget, left: tuple[str, str], right: tuple[str, str]) -> None:
        """Both parts beside each other, or one at a time where the window is narrow: ``left`` and ``right`` are name and icon."""
        for part in (self.table, self.none):
            self.list.body.addWidget(part, 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.new)
        self.list.body.add_row(foot, inset=False)
        for shown in (self.waits, self.reads):
            self.panel.body.add(shown)
        self.reading.column.addWidget(self.facts)
        self.reading.column.addStretch(1)
        self.panel.body.add(self.reading, 1)
        self.panel.body.addWidget(form, 1)
        self.panel.body.add(self.problem)
        row = QHBoxLayout()
        row.setSpacing(4)
        for button in (self.drop, self.change, self.turn):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.send)
        self.panel.body.addLayout(row)
        parts = (Part(left[0], self.list, LIST_WIDE, left[1]), Part(right[0], self.panel, ONE_WIDE, right[1]))
        self.both = Beside(look, title, parts, WIDE_FROM)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.both)

    def show_buttons(self, may_change: bool, chosen: bool, writes: bool, busy: bool, why: Callable[[str], str]) -> None:
        """Those that mean something now. ``why`` says why one that is seen cannot be had, empty where it can."""
        for button in (self.change, self.turn):
            button.setVisible(may_change and chosen and not writes)
        for button in (self.drop, self.send):
            button.setVisible(writes)
        self.new.setVisible(may_change and not writes)
        for name, button in self.buttons().items():
            if name != "drop":
                button.set_blocked(why(name) if button.isVisibleTo(self) else "")
                button.set_busy(busy)
