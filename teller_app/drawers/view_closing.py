"""Closing: the blind count at the left, and at the right what is known once it is in (picture 03)."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from teller_app.drawers import words
from teller_app.drawers.model import DrawerModel
from teller_app.drawers.state import BESIDE, DrawerState
from teller_app.drawers.view_causes import CausesPart
from teller_app.drawers.view_count import CountPanel
from teller_app.drawers.view_counts import CountsPart
from teller_app.drawers.view_reconcile import ReconcilePanel, RecordPanel
from teller_app.drawers.view_steps import SteppedPage
from teller_app.glass.alert import Alert
from teller_app.glass.beside import Beside, Part
from teller_app.glass.button import GlassButton
from teller_app.glass.look import Look
from teller_app.glass.stepper import Step
from teller_app.i18n.text import Texts

WIDE_FROM = 1000


class ClosingPage(SteppedPage):
    """Serves counting, reconcile, awaiting and closed."""

    def __init__(self, look: Look, texts: Texts, model: DrawerModel) -> None:
        super().__init__(look, texts("drawers.closing_steps"), 5)
        self._texts = texts
        self._counting = True
        self.count = CountPanel(look, texts, texts("drawers.cash_count"), model.set_counts)
        self.counts = CountsPart(look, texts, model, self.count)
        self.causes = CausesPart(look, texts)
        self.count.add_below(self.causes)
        self.back = GlassButton(look, texts("drawers.back"), "ghost")
        self.recount = GlassButton(look, texts("drawers.recount"), "secondary", "arrows-clockwise", "Ctrl+R")
        self.submit = GlassButton(look, texts("drawers.submit"), "primary", "check", "F9")
        self.save = GlassButton(look, texts("drawers.save"), "secondary", "floppy-disk", "Ctrl+H")
        self.sheet = GlassButton(look, texts("drawers.key.sheet"), "ghost", "printer", "Alt+P")
        self.print = GlassButton(look, texts("drawers.print"), "secondary", "printer", "Ctrl+P")
        acts = ((self.back, model.back), (self.save, model.save), (self.sheet, model.print_sheet), (self.print, model.print_slip),
                (self.recount, model.recount), (self.submit, model.forward))  # fmt: skip
        for button, call in acts:
            self.count.buttons.addWidget(button)
            button.clicked.connect(call)
        self.count.clear.clicked.connect(model.again)
        self.problem = Alert(look, "neg", "")
        self.count.trouble.addWidget(self.problem)
        self.reconcile = ReconcilePanel(look, texts, model)
        self.record = RecordPanel(look, texts, model)
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addWidget(self.reconcile, 5)
        right.addWidget(self.record, 3)
        right.setContentsMargins(0, 0, 0, 0)
        found = QWidget()
        found.setLayout(right)
        parts = (Part(texts("drawers.cash_count"), self.count, 758, "coins"),
                 Part(texts("drawers.reconciliation"), found, 884, "seal-check"))  # fmt: skip
        self.both = Beside(look, texts("drawers.closing_steps"), parts, WIDE_FROM)
        self.set_whole(self.both)
        self.both.folds.connect(self._folded)

    def _folded(self, folded: bool) -> None:
        """Below the tabs there is less height: the last fourteen days wait for a larger window."""
        self.count.set_low(folded)
        self.reconcile.set_low(folded)
        self.record.set_low(folded)

    def render_state(self, state: DrawerState) -> None:
        """Until a count is in, nothing but what was typed is shown."""
        texts, counting = self._texts, state.phase == "counting"
        if counting != self._counting:
            self._counting = counting
            self.both.go(0 if counting else 1)
        self.steps.set_steps([Step(*said) for said in words.closing_steps(state, texts)])
        again = counting and state.reconciliation is not None
        line = "closing_again" if again else "closing_blind" if counting else "closing_shown"
        line = "closing_beside" if not counting and state.seen == BESIDE else line
        self.count.line.setText(texts(f"drawers.{line}"))
        sheet = state.reconciliation
        pieces = state.counts if counting or state.counts or sheet is None else sheet.counted_pieces
        pieces = pieces if counting else state.shown_pieces or pieces
        self.count.show_count(state.currency, pieces, counting and not state.busy)
        for button in (self.count.clear, self.submit):
            button.setVisible(counting)
        self.back.setVisible(counting and not again)
        self.recount.setVisible(state.phase == "reconcile")
        self.save.setVisible(counting)
        self.save.set_blocked("" if state.may_save else texts("drawers.off.save"))
        for paper in (self.sheet, self.print):
            paper.setVisible(not counting)
        self.counts.render_state(state)
        self.submit.set_busy(state.busy)
        self.causes.render_state(state)
        self.reconcile.render_state(state)
        self.record.setVisible(not counting)
        self.record.render_state(state)
