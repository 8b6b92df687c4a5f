"""The chosen advance with its steps, and the one act that is being written down."""

from datetime import date

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QHBoxLayout

from teller_app.advances.model import CURRENCY, AdvancesModel
from teller_app.advances.state import AdvancesState
from teller_app.glass.alert import Alert
from teller_app.glass.button import GlassButton
from teller_app.glass.counting import faces, grid_texts
from teller_app.glass.date_field import DateField, read_date
from teller_app.glass.denomination_grid import DenominationGrid
from teller_app.glass.empty_state import EmptyState
from teller_app.glass.field import Field
from teller_app.glass.lines import Line, Lines
from teller_app.glass.look import Look
from teller_app.glass.match_bar import MatchBar
from teller_app.glass.money_field import MoneyField
from teller_app.glass.panel import GlassPanel
from teller_app.glass.scroll_column import ScrollColumn
from teller_app.glass.telling import tell_trouble
from teller_app.i18n import formats
from teller_app.i18n.text import Texts


class FormPanel(GlassPanel):
    """Parts that an act does not need are away."""

    def __init__(self, look: Look, texts: Texts, model: AdvancesModel) -> None:
        super().__init__(look, texts("advances.one"))
        self._texts, self._model = texts, model
        self._act = ""
        self.nothing = EmptyState(look, "hand-coins", texts("advances.choose"), texts("advances.choose_do"))
        self.steps = Lines(look, texts("advances.steps"), tall=True)
        self.amount = MoneyField(look, texts("advances.amount"), formats.currency_sign(CURRENCY))
        self.text = Field(look, texts("advances.purpose"), icon="chat-text")
        wrong = texts.for_code("date_unknown").title
        self.due = DateField(look, texts("advances.due"), self._in_words, wrong, self._today)
        self.grid = DenominationGrid(look, faces(CURRENCY, texts), grid_texts(CURRENCY, texts), row_height=36)
        self.total = MatchBar(look, texts("drawers.total"))
        self.problem = Alert(look, "neg", "")
        self.leave = GlassButton(look, texts("vault.leave"), "ghost", "x", "Ctrl+W")
        self.go = GlassButton(look, "", "primary", "check", "F9")
        self._lay_out()
        self.amount.changed.connect(lambda _: model.set_amount(*self.amount.read()))
        self.text.changed.connect(model.set_text)
        self.due.chosen.connect(lambda day: model.set_due(day.isoformat()))
        self.due.changed.connect(lambda typed: model.set_due(self._due_of(typed)))
        self.grid.changed.connect(lambda total, pieces: model.set_counts(self.grid.counts()))
        self.leave.clicked.connect(model.leave)
        self.go.clicked.connect(model.forward)

    def _lay_out(self) -> None:
        self.rows = ScrollColumn(self.look, 160)
        for part in (self.steps, self.amount, self.text, self.due, self.grid):
            self.rows.column.add(part)
        self.rows.column.addStretch(1)
        row = QHBoxLayout()
        self.body.addWidget(self.nothing, 1)
        self.body.addWidget(self.rows, 1)
        self.body.add(self.total)
        self.body.add(self.problem)
        row.addWidget(self.leave)
        row.addStretch(1)
        row.addWidget(self.go)
        self.body.addLayout(row)

    def render_state(self, state: AdvancesState) -> None:
        """The act, the chosen one, or neither."""
        act, item, texts = state.act, state.advance, self._texts
        self.nothing.setVisible(not act and item is None)
        self.rows.setVisible(bool(act) or item is not None)
        self.set_title(texts(f"advances.form.{act}") if act else item.number if item else texts("advances.one"))
        self.steps.setVisible(item is not None and act != "request")
        if item is not None:
            self.steps.set_lines(self._steps(state))
        self.amount.setVisible(act in ("request", "retire"))
        self.amount.set_label(texts("advances.spent" if act == "retire" else "advances.amount"))
        self.text.setVisible(act in ("request", "retire"))
        self.text.set_label(texts("advances.papers" if act == "retire" else "advances.purpose"))
        self.due.setVisible(act == "request")
        self.grid.setVisible(act in ("pay", "retire"))
        self.total.setVisible(act in ("pay", "retire"))
        figure = formats.money_with_sign(self.grid.total(), CURRENCY)
        pieces = texts("drawers.pieces", n=self.grid.pieces())
        # Who mistypes the receipts or forgets the change sees it before it is booked.
        stays = texts("advances.stays", amount=formats.money(max(0, state.stays)))
        self.total.show_state("total", texts("drawers.total"), stays if act == "retire" else pieces, figure)
        self._typed(state)
        self.leave.setVisible(bool(act))
        self.go.setVisible(bool(act))
        self.go.set_text(texts(f"advances.go.{act}") if act else "")
        self.go.set_busy(state.busy)
        tell_trouble(self.problem, state, texts)
        if act != self._act:
            self._act = act
            if act and self.isVisible():
                self.begin()

    def _steps(self, state: AdvancesState) -> list[Line]:
        item, texts = state.advance, self._texts
        assert item is not None
        lines = [
            Line(texts("advances.step.approved"), f"{state.name(item.approved_by)} · {self._at(item.at)}",
                 formats.money(item.amount), "seal-check")
        ]  # fmt: skip
        for step in item.steps:
            papers = f" · {', '.join(step.papers)}" if step.papers else ""
            amount = item.amount if step.kind == "paid" else step.spent + step.back
            lines.append(Line(texts(f"advances.step.{step.kind}"), f"{state.name(step.by)} · {self._at(step.at)}{papers}", formats.money(amount),
                              "hand-withdraw" if step.kind == "paid" else "receipt"))  # fmt: skip
        return lines

    def _at(self, stamp: str) -> str:
        """The time of a step of today, with the day of an earlier one: an advance may be out for weeks."""
        return formats.when(stamp, self._texts.language, self._today())

    def _typed(self, state: AdvancesState) -> None:
        error = self._texts.for_code(state.amount_error).title if state.amount_error else ""
        with QSignalBlocker(self.amount):
            self.amount.show_typed(state.amount, error)
        if self.text.text() != state.text:
            self.text.set_text(state.text)
        if self._due_of(self.due.text()) != state.due:
            # Who is typing a day is not written over by what it has come to.
            self.due.set_date(read_date(state.due, self._today()))
        if self.grid.counts() != {face: count for face, count in state.counts.items() if count}:
            with QSignalBlocker(self.grid):
                self.grid.set_counts(state.counts)

    def _today(self) -> date:
        """The branch's day, which may lie apart from the clock."""
        return read_date(self._model.state.business_date, date.min) or date.min

    def _in_words(self, day: date) -> str:
        """A day as it is read here."""
        return formats.day_year(day, self._texts.language)

    def _due_of(self, typed: str) -> str:
        """What stands in the field as the command has it; as it was typed where it is no date."""
        shown = self.due.value
        found = shown if shown is not None and typed == self._in_words(shown) else read_date(typed, self._today())
        return found.isoformat() if found is not None else typed

    def begin(self) -> None:
        """The focus goes where the act begins; what stands there as a proposal is typed over."""
        if self.amount.isVisible():
            self.amount.setFocus(Qt.FocusReason.OtherFocusReason)
            self.amount.edit.selectAll()
        elif self.grid.isVisible():
            self.grid.focus_first()
