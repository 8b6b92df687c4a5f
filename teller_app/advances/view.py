"""The advances: a list at the left, the chosen one and its acts at the right."""

from datetime import date

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from teller_app.advances.model import AdvancesModel
from teller_app.advances.state import AdvancesState
from teller_app.advances.view_form import FormPanel
from teller_app.glass.beside import Beside, Part, written_in
from teller_app.glass.empty_state import EmptyState
from teller_app.glass.look import Look
from teller_app.glass.panel import GlassPanel
from teller_app.glass.table import DataTable
from teller_app.glass.table_model import Column, Figure, Lead, Row, Status
from teller_app.i18n import formats
from teller_app.i18n.text import Texts

WIDE_FROM = 900
ACTS = ("request", "pay", "retire")
_TONES = {"approved": "info", "paid": "warn", "retired": "pos"}


class AdvancesView(QWidget):
    """Renders ``AdvancesState``."""

    def __init__(self, look: Look, texts: Texts, model: AdvancesModel) -> None:
        super().__init__()
        self._texts, self._model = texts, model
        self._shown: object = None
        self.list = GlassPanel(look, texts("advances.title"), rows=DataTable.gutter)
        columns = (
            Column(texts("advances.column.whose")),
            Column(texts("advances.column.left"), 116, "money"),
            Column(texts("advances.column.state"), 130, optional=True),
        )
        self.table = DataTable(look, columns, texts("advances.title"))
        self.none = EmptyState(look, "hand-coins", texts("advances.none"), texts("advances.none_do"))
        self.list.body.addWidget(self.table, 1)
        self.list.body.addWidget(self.none, 1)
        self.form = FormPanel(look, texts, model)
        parts = (Part(texts("advances.title"), self.list, 780, "hand-coins"),
                 Part(texts("advances.one"), self.form, 620, "receipt"))  # fmt: skip
        self.both = Beside(look, texts("advances.title"), parts, WIDE_FROM)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.both)
        self.table.current_changed.connect(model.choose)
        model.on_change = self.render_state
        self.render_state(model.state)

    def render_state(self, state: AdvancesState) -> None:
        """Rows only when they are others."""
        mark = (state.advances, state.people, state.business_date)
        with QSignalBlocker(self.table):
            if mark != self._shown:
                self._shown = mark
                self.table.set_rows([self._row(state, at) for at in range(len(state.advances))])
            self.table.select_key(state.chosen)
        self.table.setVisible(bool(state.advances))
        self.none.setVisible(not state.advances)
        owed = sum(item.left for item in state.advances)
        self.list.set_caption(self._texts("advances.owed", amount=formats.money(owed)) if owed else "")
        written = written_in(self.form)
        self.form.render_state(state)
        if written and not state.act:
            self.enter()

    def _row(self, state: AdvancesState, at: int) -> Row:
        item, texts = state.advances[at], self._texts
        late = state.overdue(item)
        tone = "neg" if late else _TONES[item.state.value]
        due = texts("advances.due_on", date=formats.day(date.fromisoformat(item.due), texts.language))
        lead = Lead("hand-withdraw", tone, f"{item.number}  {state.name(item.person)}", f"{item.purpose} · {due}")
        said = texts("advances.state.overdue" if late else f"advances.state.{item.state.value}")
        amount = item.left if item.state.value != "approved" else item.amount
        return Row(item.advance, (lead, Figure(formats.money_or_dash(amount)), Status(said, tone)))

    def act(self, intent: str) -> bool:
        """A key of the manifest; False where it does not apply."""
        if intent == "forward":
            return self._model.forward()
        if intent == "leave":
            return self._model.leave()
        if intent in ("print", "voucher"):
            return self._model.print_step(intent)
        if intent not in ACTS or not self._model.begin(intent):
            return False
        self.both.go(1)
        self.form.begin()
        return True

    def why_off(self, intent: str) -> str:
        """Why a key cannot be had now, in words; empty when it can."""
        if intent in ("forward", "leave"):
            return "" if self._model.state.act else self._texts("advances.off.choice")
        why = self._model.why_off(intent)
        return self._texts(f"advances.off.{why}") if why else ""

    def enter(self) -> None:
        """The list has the focus, and something is chosen: the keys of the bar mean it at once."""
        self.both.go(0)
        if not self._model.state.chosen and self.table.row_count():
            self.table.select_row(0)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> bool:
        """What was begun waits."""
        return True
