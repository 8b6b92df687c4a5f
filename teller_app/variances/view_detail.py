"""The chosen variance: its life so far, the person's sum, and the one act that is being written down."""

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QHBoxLayout

from contract.variances import Origin
from teller_app.glass.alert import Alert
from teller_app.glass.button import GlassButton
from teller_app.glass.counting import faces, grid_texts
from teller_app.glass.denomination_grid import DenominationGrid
from teller_app.glass.empty_state import EmptyState
from teller_app.glass.field import Field
from teller_app.glass.figures import FigureTile
from teller_app.glass.labels import Text
from teller_app.glass.lines import Line, Lines
from teller_app.glass.look import Look
from teller_app.glass.money_field import MoneyField
from teller_app.glass.panel import GlassPanel
from teller_app.glass.scroll_column import ScrollColumn
from teller_app.glass.telling import tell_trouble
from teller_app.i18n import causes, formats
from teller_app.i18n.text import Texts
from teller_app.variances import words
from teller_app.variances.model import VariancesModel
from teller_app.variances.state import VariancesState

CAUSES_SHOWN = 5


class DetailPanel(GlassPanel):
    """Parts that an act does not need are away."""

    def __init__(self, look: Look, texts: Texts, model: VariancesModel) -> None:
        super().__init__(look, texts("variances.choose"))
        self._texts, self._model = texts, model
        self._act = ""
        self.nothing = EmptyState(look, "coins", texts("variances.choose"), texts("variances.choose_do"))
        self.left, self.total = FigureTile(look, texts("variances.left")), FigureTile(look, texts("variances.total"))
        self.steps = Lines(look, texts("variances.steps"), tall=True)
        self.causes_title = Text(look, texts("causes.title"), "body-strong")
        self.causes = Lines(look, texts("causes.title"), tall=True)
        self.number = Field(look, texts("variances.number"), icon="user")
        self.number.edit.setMaxLength(40)
        self.amount = MoneyField(look, texts("variances.amount"), formats.currency_sign("GHS"))
        self.grid = DenominationGrid(look, faces("GHS", texts), grid_texts("GHS", texts), row_height=36)
        self.reason = Field(look, texts("variances.reason"), icon="chat-text")
        self.reason.edit.setMaxLength(140)
        self.problem = Alert(look, "neg", "")
        self.leave = GlassButton(look, texts("vault.leave"), "ghost", "x", "Ctrl+W")
        self.go = GlassButton(look, "", "primary", "check", "F9")
        self._lay_out()
        self.number.changed.connect(model.set_number)
        self.amount.changed.connect(lambda _: model.set_amount(*self.amount.read()))
        self.grid.changed.connect(lambda total, pieces: model.set_counts(self.grid.counts()))
        self.reason.changed.connect(model.set_reason)
        self.leave.clicked.connect(model.leave)
        self.go.clicked.connect(model.forward)

    def _lay_out(self) -> None:
        self.rows = ScrollColumn(self.look, 160, name=self._texts("variances.choose"))
        for part in (self.steps, self.number, self.amount, self.grid, self.reason, self.causes_title, self.causes):
            self.rows.column.add(part)
        self.rows.column.addStretch(1)
        tiles, row = QHBoxLayout(), QHBoxLayout()
        tiles.setSpacing(12)
        tiles.addWidget(self.left, 1)
        tiles.addWidget(self.total, 1)
        self.body.addWidget(self.nothing, 1)
        self.body.add_row(tiles)
        self.body.addWidget(self.rows, 1)
        self.body.add(self.problem)
        row.addWidget(self.leave)
        row.addStretch(1)
        row.addWidget(self.go)
        self.body.addLayout(row)

    def render_state(self, state: VariancesState) -> None:
        """The chosen one, or that there is none."""
        item, texts = state.variance, self._texts
        self.nothing.setVisible(item is None)
        for part in (self.left, self.total, self.rows):
            part.setVisible(item is not None)
        self.set_title(words.title(item, state, texts) if item else texts("variances.choose"))
        if item is not None:
            self.left.set_figure(formats.money(item.left), "warn" if item.left else "pos")
            # What a vault or a transfer lacks is no shortage of whoever counted it.
            held = state.sum_of(item.person, item.currency) if item.origin is Origin.CLOSE else None
            self.total.set_figure(formats.signed_money(held.total) if held else formats.EM_DASH)
            lines = words.step_lines(item, state, texts)
            self.steps.set_lines([Line(what, about, figure, "check-circle") for what, about, figure in lines])
        self._explain(state)
        self._form(state)
        tell_trouble(self.problem, state, texts)

    def _explain(self, state: VariancesState) -> None:
        found = state.explained
        said = list(causes.lines(found, self._texts, CAUSES_SHOWN)) if found else []
        for part in (self.causes_title, self.causes):
            part.setVisible(bool(said))
        self.causes.set_lines([Line(what, where, score, "magnifying-glass") for what, where, score in said])

    def _form(self, state: VariancesState) -> None:
        act, texts = state.act, self._texts
        pays = act == "recover" and any(item.original == state.chosen for item in state.permits)
        self.number.setVisible(act == "return")
        self.amount.setVisible(act in ("recover", "return") and not pays)
        self.grid.setVisible(pays)
        self.reason.setVisible(bool(act) and not pays)
        self.leave.setVisible(bool(act))
        self.go.setVisible(bool(act))
        self.go.set_text(texts(f"variances.go.{'pay' if pays else act}") if act else "")
        self.go.set_busy(state.busy)
        self.number.set_hint(state.account[1] if state.account else "")
        if self.number.text() != state.number:
            self.number.set_text(state.number)
        error = texts.for_code(state.amount_error).title if state.amount_error else ""
        with QSignalBlocker(self.amount):
            self.amount.show_typed(state.amount, error)
        if self.grid.counts() != {face: count for face, count in state.counts.items() if count}:
            with QSignalBlocker(self.grid):
                self.grid.set_counts(state.counts)
        if self.reason.text() != state.reason:
            self.reason.set_text(state.reason)
        if act != self._act:
            self._act = act
            if act and self.isVisible():
                self.begin()

    def begin(self) -> None:
        """The focus goes where the act begins; what stands there as a proposal is typed over."""
        for part in (self.number, self.amount, self.grid, self.reason):
            if part.isVisible():
                part.setFocus(Qt.FocusReason.OtherFocusReason)
                if part is self.amount:
                    self.amount.edit.selectAll()
                elif part is self.grid:
                    self.grid.focus_first()
                return
