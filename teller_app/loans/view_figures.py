"""The left of a loan's page: whose it is, what is owed, what is due now, its terms, the balance against the plan (picture 06)."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from contract.loans import LoanFact, LoanState
from teller_app.glass.alert import Alert
from teller_app.glass.avatar import Avatar
from teller_app.glass.button import GlassButton
from teller_app.glass.chip import StatusChip
from teller_app.glass.labels import Elided, Money, Text
from teller_app.glass.line_chart import Line as Series
from teller_app.glass.line_chart import LineChart
from teller_app.glass.lines import Lines
from teller_app.glass.look import Look
from teller_app.glass.meter import Meter
from teller_app.glass.panel import GlassPanel
from teller_app.glass.scroll_column import ScrollColumn
from teller_app.i18n import formats
from teller_app.i18n.text import Texts
from teller_app.loans import rules, words
from teller_app.loans.model import LoansModel
from teller_app.loans.state import LoansState

FACE, CHART = 44, 66


class FiguresPanel(GlassPanel):
    """What one looks at first. Its button is the next thing to do, gone while something is being written down."""

    def __init__(self, look: Look, texts: Texts, model: LoansModel) -> None:
        super().__init__(look)
        self._texts, self._model = texts, model
        self._next = ""
        self.setAccessibleName(texts("loans.one"))
        self.face = Avatar(look, "", "", "", FACE)
        self.name = Elided(look, "", "title3")
        self.sub = Elided(look, "", "caption", "text2")
        self.chip = StatusChip(look, texts("loans.state.active"))
        self.caption = Text(look, "", "caption", "text2")
        self.owed = Money(look)
        self.meter = Meter(look, texts("loans.repaid_share"))
        self.repaid, self.of = Text(look, "", "caption-medium", "text2"), Text(look, "", "caption-medium", "text2")
        self.due = Alert(look, "warn", "")
        self.less = Alert(look, "warn", "")
        self.facts = Lines(look, texts("loans.facts"))
        self.chart_title = Text(look, texts("loans.chart"), "body-strong")
        self.chart_note = Text(look, "", "caption-medium", "text2")
        self.chart = LineChart(look, texts("loans.chart"), CHART)
        self.schedule = GlassButton(look, texts("loans.go.schedule"), "secondary", "printer", "Alt+P")
        self.go = GlassButton(look, "", "primary", "hand-deposit", "F5")
        self._lay_out()
        self.schedule.clicked.connect(model.print_schedule)
        self.go.clicked.connect(lambda: model.begin(self._next))

    def _lay_out(self) -> None:
        who, about = QHBoxLayout(), QVBoxLayout()
        who.setSpacing(12)
        about.setSpacing(2)
        about.addWidget(self.name)
        about.addWidget(self.sub)
        who.addWidget(self.face)
        who.addLayout(about, 1)
        chip, share, head, row = QHBoxLayout(), QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        chip.addWidget(self.chip)
        chip.addStretch(1)
        share.addWidget(self.repaid)
        share.addStretch(1)
        share.addWidget(self.of)
        head.addWidget(self.chart_title)
        head.addStretch(1)
        head.addWidget(self.chart_note)
        self.rows = ScrollColumn(self.look, 160, name=self._texts("loans.one"))
        self.chart_box = _column(head, self.chart)
        for part in (self.due, self.less, self.facts, self.chart_box):
            self.rows.column.add(part)
        self.rows.column.addStretch(1)
        row.setSpacing(4)
        row.addWidget(self.schedule)
        row.addStretch(1)
        row.addWidget(self.go)
        self.body.add_row(who)
        self.body.add_row(chip)
        self.body.add(self.caption)
        self.body.add(self.owed)
        self.body.add(self.meter)
        self.body.add_row(share)
        self.body.addWidget(self.rows, 1)
        self.body.add_row(row, inset=False)

    def render_state(self, state: LoansState) -> None:
        """The chosen loan; without the server what the journal said of it."""
        loan, view, texts = state.loan, state.view, self._texts
        if loan is None:
            return
        self.name.set_text(loan.holder)
        self.face.set_person(loan.holder, formats.initials(loan.holder), loan.customer)
        self.sub.set_text(loan.number)
        said = words.state_chip(loan, view.standing if view is not None else None, texts)
        self.chip.set_status(said.text, said.tone, said.icon)
        self._figure(loan)
        self._due(state)
        less = bool(loan.approved) and loan.approved < loan.asked and not loan.principal
        self.less.setVisible(less)
        if less:
            figures = {"amount": loan.approved, "asked": loan.asked, "currency": loan.currency}
            self.less.set_words(texts("loans.less", **figures), view.reason if view is not None else "", "warn")
        self.facts.setVisible(view is not None)
        if view is not None:
            self.facts.set_lines(words.fact_lines(view, state.business_date, texts))
        self._chart(state)
        self._button(state)

    def _figure(self, loan: LoanFact) -> None:
        """What is owed; before it is handed out, what was asked or approved."""
        texts, lent = self._texts, loan.principal
        key = "owed" if lent else "approved" if loan.approved else "asked"
        self.caption.setText(texts(f"loans.figure.{key}"))
        self.owed.set_figure(
            formats.money(loan.left if lent else words.amount_of(loan)), formats.currency_sign(loan.currency)
        )
        for part in (self.meter, self.repaid, self.of):
            part.setVisible(bool(lent))
        if lent:
            paid = lent - loan.left
            share = f"{formats.money((paid * 2000 + lent) // (2 * lent), 1)}%"
            self.meter.set_share(paid / lent, texts("loans.repaid", share=share))
            self.repaid.setText(texts("loans.repaid", share=share))
            self.of.setText(texts("loans.of", amount=formats.money(lent)))

    def _due(self, state: LoansState) -> None:
        view, texts = state.view, self._texts
        standing = view.standing if view is not None else None
        due = standing is not None and standing.due > 0 and view is not None and view.loan.state is LoanState.ACTIVE
        self.due.setVisible(due)
        if due and standing is not None and view is not None:
            amount = formats.money_with_sign(standing.due, view.loan.currency)
            late = (
                texts("loans.since", date=words.days_before(standing.on, standing.days, texts)) if standing.days else ""
            )
            self.due.set_words(
                texts("loans.due", amount=amount), late or texts("loans.today_do"), "warn" if standing.days else "info"
            )

    def _chart(self, state: LoansState) -> None:
        view, texts = state.view, self._texts
        planned, owed = rules.plan_left(view, state.business_date) if view is not None and view.schedule else ((), ())
        self.chart_box.setVisible(len(planned) > 1)
        if view is None or len(planned) < 2:
            return
        series = [Series(owed, of=len(planned))] if len(owed) > 1 else []
        series.append(Series(planned, "text2", dashed=True))
        behind = owed[-1] - planned[len(owed) - 1] if len(owed) > 1 else 0
        note = (
            texts("loans.behind", amount=formats.money(behind))
            if behind > 0
            else texts("loans.on_plan")
            if owed
            else ""
        )
        self.chart_note.setText(note)
        self.chart_note.set_color("warn" if behind > 0 else "text2")
        first, last = words.day(view.schedule[0].opens, texts), words.day(view.schedule[-1].due, texts)
        self.chart.set_lines(series, (first, last), texts("loans.chart_said", first=first, last=last, note=note))

    def _button(self, state: LoansState) -> None:
        texts = self._texts
        self._next = next((act for act in ("disburse", "repay") if self._model.why_off(act) in ("", "permit")), "")
        permit = state.permit is not None
        self.go.setVisible(bool(self._next) and not state.draft.act)
        self.schedule.setVisible(state.view is not None and bool(state.view.schedule))
        if self._next:
            self.go.set_text(texts(f"loans.go.{'pay' if permit else self._next}"))
            self.go.set_icon("coins" if permit else "hand-withdraw" if self._next == "disburse" else "hand-deposit")
            self.go.set_key("F10" if permit else "F4" if self._next == "disburse" else "F5")


def _column(head: QHBoxLayout, below: QWidget) -> QWidget:
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    column.addLayout(head)
    column.addWidget(below)
    return box
