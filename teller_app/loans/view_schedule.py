"""A schedule as a table: what is due when, of what it is made, how it stands by icon and word (picture 06)."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QHBoxLayout

from contract.loan_doors import Instalment
from contract.loans import LoanState
from teller_app.glass.empty_state import EmptyState
from teller_app.glass.labels import Text
from teller_app.glass.look import Look
from teller_app.glass.panel import GlassPanel
from teller_app.glass.segmented import Segmented
from teller_app.glass.table import DataTable
from teller_app.glass.table_model import Column, Figure, Row
from teller_app.i18n import formats
from teller_app.i18n.text import Texts
from teller_app.loans import rules, words
from teller_app.loans.model import LoansModel
from teller_app.loans.state import LoansState


class SchedulePanel(GlassPanel):
    """``plan``: of what is being applied for, where nothing is paid yet and there is nothing to choose from."""

    def __init__(self, look: Look, texts: Texts, model: LoansModel, plan: bool = False) -> None:
        super().__init__(look, texts("loans.plan" if plan else "loans.schedule"), rows=DataTable.gutter)
        self._texts, self._model, self._plan = texts, model, plan
        self._shown: object = None
        self.which = Segmented(look, ["", "", ""], texts("loans.which"), low=True)
        if not plan:
            self.add_action(self.which)
        columns = (
            Column(texts("loans.column.number"), 36, "dim"),
            Column(texts("loans.column.when")),
            Column(texts("loans.column.principal"), 100, "money", optional=True),
            Column(texts("loans.column.interest"), 100, "money", optional=True),
            Column(texts("loans.column.instalment"), 112, "money"),
            Column(texts("loans.column.balance"), 106, "money", optional=plan),
            *(() if plan else (Column(texts("loans.column.state"), 132),)),
        )
        self.table = DataTable(look, columns, texts("loans.schedule"), two_lines=False)
        key = "plan" if plan else "schedule"
        self.none = EmptyState(look, "calendar-blank", texts(f"loans.no_{key}"), texts(f"loans.no_{key}_do"))
        self.paid, self.to_pay = Text(look, "", "body-medium"), Text(look, "", "body-strong")
        foot = QHBoxLayout()
        foot.addWidget(self.paid)
        foot.addStretch(1)
        foot.addWidget(self.to_pay)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.none, 1)
        self.body.add_row(foot)
        self.which.currentChanged.connect(lambda at: model.show_which(rules.SHOWN[at]) if at >= 0 else None)

    def render_state(self, state: LoansState) -> None:
        """Rows only when they are others."""
        view, texts = state.view, self._texts
        if self._plan:
            lines: Sequence[Instalment] = state.plan.lines if state.plan is not None else ()
            owing = False
        else:
            lines = rules.instalments(view, state.which, state.business_date) if view is not None else ()
            owing = view is not None and view.loan.state is not LoanState.APPLIED and bool(view.loan.disbursed_on)
            self._label(state)
        if (lines, owing, state.business_date) != self._shown:
            self._shown = (lines, owing, state.business_date)
            with QSignalBlocker(self.table):
                self.table.set_rows([self._row(line, state.business_date, owing) for line in lines])
                self.table.select_key(str(rules.next_open(lines)) if owing else "")
        self.table.setVisible(bool(lines))
        self.none.setVisible(not lines)
        every = (view.schedule if view is not None else ()) if not self._plan else lines
        paid = sum(line.paid_principal + line.paid_interest for line in every)
        rest = sum(rules.rest_of(line) for line in every)
        for label, name, amount in ((self.paid, "paid", paid), (self.to_pay, "to_pay", rest)):
            label.setVisible(bool(every) and (owing or name == "to_pay"))
            label.setText(texts(f"loans.{name}", amount=formats.money(amount)))

    def _label(self, state: LoansState) -> None:
        """All 24, open 16, late 1: how many there are of each."""
        view = state.view
        self.which.setVisible(view is not None and bool(view.loan.disbursed_on))
        for at, which in enumerate(rules.SHOWN):
            count = len(rules.instalments(view, which, state.business_date)) if view is not None else 0
            self.which.set_label(at, self._texts(f"loans.which.{which}", n=count))
        at = rules.SHOWN.index(state.which)
        if self.which.currentIndex() != at:
            with QSignalBlocker(self.which):
                self.which.setCurrentIndex(at)

    def _row(self, line: Instalment, today: str, owing: bool) -> Row:
        texts = self._texts
        due = formats.day_year(date.fromisoformat(line.due), texts.language)
        chip = () if self._plan else (words.stand_status(line, today, owing, texts),)
        figures = (line.principal, line.interest, line.principal + line.interest)
        return Row(str(line.number), (str(line.number), due, *(Figure(formats.money(one)) for one in figures),
                                      Figure(formats.money_or_dash(line.balance)), *chip))  # fmt: skip
