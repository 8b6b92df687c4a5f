"""Everything about the chosen transaction, and what can be done with it."""

from PySide6.QtWidgets import QHBoxLayout

from teller_app.glass.alert import Alert
from teller_app.glass.button import GlassButton
from teller_app.glass.chip import StatusChip
from teller_app.glass.empty_state import EmptyState
from teller_app.glass.labels import Elided, Money, Text
from teller_app.glass.lines import Line, Lines
from teller_app.glass.look import Look
from teller_app.glass.panel import GlassPanel
from teller_app.glass.scroll_column import ScrollColumn
from teller_app.i18n import formats
from teller_app.i18n.text import Texts
from teller_app.journal import words
from teller_app.journal.model import JournalModel
from teller_app.journal.state import SIGNED, JournalState


class DetailPanel(GlassPanel):
    """One transaction, or that none is chosen."""

    def __init__(self, look: Look, texts: Texts, model: JournalModel) -> None:
        super().__init__(look, texts("journal.detail"))
        self._texts = texts
        self.chip = StatusChip(look, "")
        self.add_action(self.chip)
        self.nothing = EmptyState(look, "receipt", texts("journal.choose"), texts("journal.choose_do"))
        self.kind = Text(look, "", "caption-medium", "text2")
        self.amount = Money(look)
        self.holder = Elided(look, "", "callout-strong")
        self.facts = Lines(look, texts("journal.detail"))
        self.notice = Alert(look, "info", "")
        self.problem = Alert(look, "neg", "")
        self.reprint = GlassButton(look, texts("journal.reprint"), "secondary", "printer", "Ctrl+P")
        self.reverse = GlassButton(look, texts("journal.reverse"), "secondary", "arrow-u-up-left", "F6")
        self.refund = GlassButton(look, texts("journal.refund_fee"), "secondary", "hand-coins", "Ctrl+R")
        self.refund.clicked.connect(model.ask_refund)
        self.compare = GlassButton(look, texts("journal.key.compare"), "ghost", "signature", "Ctrl+I")
        self.compare.clicked.connect(model.compare)
        self.reprint.clicked.connect(model.reprint)
        self.reverse.clicked.connect(model.ask_reversal)
        self.body.addWidget(self.nothing, 1)
        for part in (self.kind, self.amount, self.holder):
            self.body.add(part)
        self.rows = ScrollColumn(look, name=texts("journal.detail"))
        self.rows.column.addWidget(self.facts)
        self.rows.column.addStretch(1)
        self.body.add(self.rows, 1)
        for news in (self.notice, self.problem):
            self.body.add(news)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.reprint)
        row.addWidget(self.compare)
        row.addStretch(1)
        row.addWidget(self.refund)
        row.addWidget(self.reverse)
        self.body.addLayout(row)

    def render_state(self, state: JournalState) -> None:
        """The chosen transaction; problems stay visible also without one."""
        texts, fact = self._texts, state.chosen
        self.nothing.setVisible(fact is None)
        for part in (self.chip, self.kind, self.amount, self.holder, self.rows, self.reprint, self.reverse):
            part.setVisible(fact is not None)
        if fact is not None:
            self.chip.set_status(*words.status_words(fact, texts))
            self.kind.setText(words.kind_words(fact, texts))
            self.amount.set_figure(formats.money(fact.amount), formats.currency_sign(fact.currency))
            self.holder.set_text(fact.holder)
            receipts = {row.transaction: row.receipt for row in state.rows}
            self.facts.set_lines([Line(name, figure=value) for name, value in words.detail(fact, texts, receipts)])
            self.reprint.set_blocked("" if fact.receipt else texts("journal.off.receipt"))
            self.compare.setVisible(fact.kind in SIGNED)
            self.compare.set_blocked(texts(f"journal.off.{state.why_not_compared}") if state.why_not_compared else "")
            self.refund.setVisible(state.why_not_refunded not in ("none", "no_fee"))
            self.refund.set_blocked(texts("journal.off.offline") if state.why_not_refunded == "offline" else "")
            why = state.why_not_reversed
            self.reverse.set_blocked(texts(f"journal.off.{why}") if why else "")
        else:
            self.refund.hide()
            self.compare.hide()
        for button in (self.reverse, self.refund):
            button.set_busy(state.busy)
        self._news(state)

    def _news(self, state: JournalState) -> None:
        asking = state.reversing or state.paying is not None
        self.problem.setVisible(bool(state.problem) and not asking)
        self.notice.setVisible(bool(state.notice) and not state.problem)
        if state.problem:
            said = self._texts.for_code(state.problem, state.problem_params)
            self.problem.set_words(said.title, said.what_to_do)
        if state.notice:
            title, what = (
                self._texts(f"journal.notice.{state.notice}{part}", **state.notice_params) for part in ("", "_do")
            )
            self.notice.set_words(title, what, state.notice_tone)
