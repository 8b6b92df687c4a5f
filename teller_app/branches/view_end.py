"""End of day (picture 22, the cash part): how far it is, its steps, its exceptions, the tie-out and the close."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from teller_app.branches import end_rules
from teller_app.branches.model import BranchModel
from teller_app.branches.state import BranchState
from teller_app.branches.view_end_closing import ClosingPanel, why_not_closed
from teller_app.branches.view_end_faults import FaultsPanel
from teller_app.branches.view_end_steps import EndStrip, StepsPanel
from teller_app.branches.view_tie import TiePanel
from teller_app.glass.beside import Beside, Part
from teller_app.glass.look import Look
from teller_app.i18n import formats
from teller_app.i18n.text import Texts
from teller_app.manifest import Guide

WIDE_FROM = 1100


class EndView(QWidget):
    """Renders the branch's one state beside Branch today: two rooms, one model, and only the one that is seen is drawn."""

    def __init__(self, look: Look, texts: Texts, model: BranchModel) -> None:
        super().__init__()
        self._texts, self._model = texts, model
        self.strip = EndStrip(look, texts)
        self.steps = StepsPanel(look, texts, model)
        self.faults = FaultsPanel(look, texts, model)
        self.tie = TiePanel(look, texts, model)
        self.closing = ClosingPanel(look, texts, model)
        parts = (
            Part(texts("end.steps"), self.steps, 520, "list-checks"),
            Part(texts("end.exceptions"), self.faults, 556, "warning"),
            Part(texts("branches.tie"), self.tie, 556, "coins", high=18),
            Part(texts("end.closing"), self.closing, 556, "seal-check", below=True, high=13),
        )
        self.both = Beside(look, texts("end.title"), parts, WIDE_FROM, least=360)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        whole.addWidget(self.strip)
        whole.addWidget(self.both, 1)
        self.tie.report.clicked.connect(model.read_report)
        self._draw_before = model.on_change
        model.on_change = self._changed
        self.render_state(model.state)

    def showEvent(self, event: QShowEvent) -> None:
        """What changed while it was not seen."""
        super().showEvent(event)
        self.render_state(self._model.state)

    def _changed(self, state: BranchState) -> None:
        self._draw_before(state)
        if self.isVisible():
            self.render_state(state)

    def render_state(self, state: BranchState) -> None:
        """All of it."""
        for part in (self.strip, self.steps, self.faults, self.tie, self.closing):
            part.render_state(state)

    def act(self, intent: str) -> bool:
        """A key of the manifest; False where it does not apply."""
        model = self._model
        # F9 says in full what holds the close up: the model does.
        if intent != "forward" and self.why_off(intent):
            return False
        if intent in ("again", "report"):
            self.both.go(2)
            model.read_report()
            return True
        if intent == "tie":
            self.both.go(2)
            self.tie.begin()
            return True
        if intent == "forward":
            self.both.go(3)
            return model.forward()
        if intent == "next":
            self.both.go(1)
        acts = {
            "next": model.next_fault,
            "pause": model.pause,
            "settle": model.settle,
            "print": model.print_proof,
            "currency": model.next_currency,
        }
        return acts[intent]() if intent in acts else False

    def why_off(self, intent: str) -> str:
        """Why a key cannot be had now, in words; empty when it can."""
        state, texts = self._model.state, self._texts
        if intent == "forward":
            return why_not_closed(state, texts) if state.may_run else texts("branches.off.right")
        if intent == "currency":
            return "" if len(state.currencies) > 1 else texts("branches.off.currency")
        if intent == "pause" and not state.may_run:
            return texts("branches.off.right")
        if intent in ("again", "report", "pause"):
            return "" if state.open else texts("branches.off.closed")
        chosen = end_rules.chosen(state)
        if intent == "next":
            return "" if chosen else texts("end.no_exceptions")
        if intent == "settle" and (chosen is None or not chosen.act):
            return texts("end.off.settle")
        return ""

    def guide(self) -> Guide:
        """The business date whose end it is."""
        branch, texts = self._model.state.seen.branch, self._texts
        day = branch.business_date if branch else ""
        more = texts("end.place", date=formats.day_year(date.fromisoformat(day), texts.language)) if day else ""
        return Guide(more=more, quiet=frozenset({"F2"}))

    def enter(self) -> None:
        """The exceptions have the focus, and the report is read anew. Without one Enter does nothing: a day is closed by F9 alone."""
        self.render_state(self._model.state)
        focus = self.faults.table if end_rules.faults(self._model.state) else self.closing.rows
        focus.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._model.state.online:
            self._model.read_report()

    def leave(self) -> bool:
        """Nothing is lost by leaving."""
        return True
