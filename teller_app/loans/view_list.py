"""The branch's loans by state: tabs, a search, the list."""

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QHBoxLayout

from contract.loan_doors import LoanLine
from teller_app.glass.alert import Alert
from teller_app.glass.button import GlassButton
from teller_app.glass.empty_state import EmptyState
from teller_app.glass.field import Field
from teller_app.glass.look import Look
from teller_app.glass.panel import GlassPanel
from teller_app.glass.segmented import Segmented
from teller_app.glass.table import DataTable
from teller_app.glass.table_model import Column, Figure, Lead, Row, TwoLines
from teller_app.glass.telling import tell_trouble
from teller_app.i18n import formats
from teller_app.i18n.text import Texts
from teller_app.loans import words
from teller_app.loans.model import LoansModel
from teller_app.loans.rules import TABS
from teller_app.loans.state import LoansState


class ListPanel(GlassPanel):
    """One row a loan; Enter opens it."""

    def __init__(self, look: Look, texts: Texts, model: LoansModel) -> None:
        super().__init__(look, texts("loans.title"), rows=DataTable.gutter)
        self._texts, self._model = texts, model
        self._shown: object = None
        self.tabs = Segmented(look, [texts(f"loans.tab.{tab}") for tab in TABS], texts("loans.tabs"), low=True)
        self.add_action(self.tabs)
        self.search = Field(look, "", placeholder=texts("loans.search"), icon="magnifying-glass")
        self.search.set_name(texts("loans.search"))
        columns = (
            Column(texts("loans.column.whose")),
            Column(texts("loans.column.amount"), 130, "money"),
            Column(texts("loans.column.left"), 130, "money", optional=True),
            Column(texts("loans.column.due"), 150, "money"),
            Column(texts("loans.column.state"), 170),
        )
        self.table = DataTable(look, columns, texts("loans.title"), typing="ask")
        self.none = EmptyState(look, "money", texts("loans.none"), texts("loans.none_do"))
        self.problem = Alert(look, "neg", "")
        self.held = GlassButton(look, "", "secondary", "pause", "Ctrl+H")
        self.new = GlassButton(look, texts("loans.go.new"), "primary", "plus", "F3")
        self._lay_out()
        self.tabs.currentChanged.connect(lambda at: model.show_tab(TABS[at]) if at >= 0 else None)
        self.search.changed.connect(model.set_search)
        self.search.submitted.connect(lambda: self.table.setFocus(Qt.FocusReason.OtherFocusReason))
        self.table.current_changed.connect(self._chosen)
        self.table.opened.connect(model.open)
        self.table.typed.connect(self._typed)
        self.new.clicked.connect(lambda: model.begin("apply"))
        self.held.clicked.connect(model.hold)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.held)
        row.addStretch(1)
        row.addWidget(self.new)
        self.body.add(self.search)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.none, 1)
        self.body.add(self.problem)
        self.body.add_row(row, inset=False)

    def render_state(self, state: LoansState) -> None:
        """Rows only when they are others."""
        texts = self._texts
        if self.tabs.currentIndex() != TABS.index(state.tab):
            with QSignalBlocker(self.tabs):
                self.tabs.setCurrentIndex(TABS.index(state.tab))
        if self.search.text() != state.search:
            self.search.set_text(state.search)
        with QSignalBlocker(self.table):
            if state.lines is not self._shown:
                self._shown = state.lines
                self.table.set_rows([self._row(line) for line in state.lines])
            if state.chosen:
                self.table.select_key(state.chosen)
        self.table.setVisible(bool(state.lines))
        self.none.setVisible(not state.lines)
        count = texts("loans.count_more" if state.next else "loans.count", n=len(state.lines))
        self.set_caption(count if state.online else texts("loans.away"))
        self.held.setVisible(bool(state.held))
        self.held.set_text(texts("loans.held", n=len(state.held)))
        self.new.setVisible(state.may_ask)
        why = self._model.why_off("apply")
        self.new.set_blocked(texts(f"loans.off.{why}") if why else "")
        tell_trouble(self.problem, state, texts)

    def _row(self, line: LoanLine) -> Row:
        loan, texts = line.loan, self._texts
        chip = words.state_chip(loan, line.standing, texts)
        due, when = words.due_words(line, texts)
        lead = Lead("money", chip.tone, f"{loan.holder}  {loan.number}", words.row_sub(loan, texts))
        left = formats.money(loan.left) if loan.principal else formats.EM_DASH
        late = line.standing.days > 0
        cell = TwoLines(due, when, "warn" if late else "text") if when else Figure(due, "text3")
        return Row(loan.loan, (lead, Figure(formats.money(words.amount_of(loan))), Figure(left), cell, chip))

    def _chosen(self, key: str) -> None:
        self._model.choose(key)
        if self._model.state.lines and key == self._model.state.lines[-1].loan.loan:
            self._model.more()

    def _typed(self, letter: str) -> None:
        """A letter typed in the rows begins or goes on with the search."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.edit.insert(letter)
