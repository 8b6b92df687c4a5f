"""Counts, decisions and transfers of the day, a third each."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from teller_app.glass.labels import Text
from teller_app.glass.lines import Line, Lines
from teller_app.glass.look import Look
from teller_app.glass.panel import GlassPanel
from teller_app.glass.scroll_column import ScrollColumn
from teller_app.history import words
from teller_app.history.state import HistoryState
from teller_app.i18n.text import Texts

LOWEST = 44


class ListPanel(GlassPanel):
    """One of the three: its lines, or that there are none."""

    def __init__(self, look: Look, texts: Texts, name: str, icon: str, tint: str) -> None:
        super().__init__(look, texts(f"history.{name}"))
        self._texts, self._icon, self._tint = texts, icon, tint
        self.lines = Lines(look, texts(f"history.{name}"), tall=True)
        self.none = Text(look, texts("history.none_of"), "caption", "text3")
        column = ScrollColumn(look, LOWEST)
        for part in (self.none, self.lines):
            column.column.addWidget(part)
        column.column.addStretch(1)
        self.body.add(column, 1)

    def show_lines(self, found: Sequence[tuple[tuple[str, str, str], str]]) -> None:
        """Show these, each with how far it was from the minute that is looked at."""
        self.lines.set_lines(
            [
                Line(what, about, figure, self._icon, aside=apart, tint=self._tint)
                for (what, about, figure), apart in found
            ]
        )
        self.lines.setVisible(bool(found))
        self.none.setVisible(not found)
        self.set_caption(self._texts("history.of_day", n=len(found)) if found else "")


class BesideColumn(QWidget):
    """All three below each other."""

    def __init__(self, look: Look, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self.counts = ListPanel(look, texts, "counts", "list-checks", "accent")
        self.approvals = ListPanel(look, texts, "approvals", "seal-check", "warn")
        self.transfers = ListPanel(look, texts, "transfers", "vault", "info")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        for panel in (self.counts, self.approvals, self.transfers):
            whole.addWidget(panel, 1)

    def render_state(self, state: HistoryState) -> None:
        """Those of the day."""
        history, texts = state.history, self._texts
        counts, approvals, transfers = (
            (history.counts, history.approvals, history.transfers) if history else ((), (), ())
        )
        self.counts.show_lines(
            [(words.count_line(item, state, texts), words.apart(item.at, state, texts)) for item in counts]
        )
        self.approvals.show_lines(
            [(words.approval_line(item, state, texts), words.apart(item.at, state, texts)) for item in approvals]
        )
        self.transfers.show_lines(
            [(words.transfer_line(item, texts), words.apart(item.at, state, texts)) for item in transfers]
        )
