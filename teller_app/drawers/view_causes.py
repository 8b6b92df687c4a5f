"""The likely causes of an over or short, below the count that brought it to light."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from teller_app.drawers.state import DrawerState
from teller_app.glass.labels import Text
from teller_app.glass.lines import Line, Lines
from teller_app.glass.look import Look
from teller_app.glass.panel import GUTTER
from teller_app.i18n import causes
from teller_app.i18n.text import Texts

SHOWN = 3


class CausesPart(QWidget):
    """Away while there is nothing to explain, and before a second count that it could help."""

    def __init__(self, look: Look, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self.lines = Lines(look, texts("causes.title"), tall=True)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(GUTTER, 0, GUTTER, 0)
        whole.setSpacing(2)
        whole.addWidget(Text(look, texts("causes.title"), "body-strong"))
        whole.addWidget(self.lines)
        self.hide()

    def render_state(self, state: DrawerState) -> None:
        """The likeliest first: what happened, where it is booked, and how likely."""
        shown = state.phase in ("reconcile", "awaiting", "closed") and not state.second_count_needed
        found = state.explained if shown else None
        said = list(causes.lines(found, self._texts, SHOWN)) if found else []
        self.lines.set_lines([Line(what, where, score, "magnifying-glass") for what, where, score in said])
        self.setVisible(bool(said))
