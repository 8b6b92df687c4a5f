"""The variances: a list at the left, the chosen one's life and its acts at the right."""

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from teller_app.glass.beside import Beside, Part, written_in
from teller_app.glass.empty_state import EmptyState
from teller_app.glass.look import Look
from teller_app.glass.panel import GlassPanel
from teller_app.glass.table import DataTable
from teller_app.glass.table_model import Column, Figure, Lead, Row, Status
from teller_app.i18n import formats
from teller_app.i18n.text import Texts
from teller_app.variances import words
from teller_app.variances.model import VariancesModel
from teller_app.variances.state import VariancesState
from teller_app.variances.view_detail import DetailPanel

WIDE_FROM = 900
ACTS = ("accept", "recover", "write_off", "return")


class VariancesView(QWidget):
    """Renders ``VariancesState``."""

    def __init__(self, look: Look, texts: Texts, model: VariancesModel) -> None:
        super().__init__()
        self._texts, self._model = texts, model
        self._shown: object = None
        self.list = GlassPanel(look, texts("variances.title"), rows=DataTable.gutter)
        columns = (
            Column(texts("variances.column.whose")),
            Column(texts("variances.column.amount"), 116, "money"),
            Column(texts("variances.column.left"), 110, "money"),
            Column(texts("variances.column.state"), 130, optional=True),
        )
        self.table = DataTable(look, columns, texts("variances.title"))
        self.none = EmptyState(look, "check-circle", texts("variances.none"), texts("variances.none_do"))
        self.list.body.addWidget(self.table, 1)
        self.list.body.addWidget(self.none, 1)
        self.detail = DetailPanel(look, texts, model)
        parts = (Part(texts("variances.title"), self.list, 780, "receipt"),
                 Part(texts("variances.one"), self.detail, 620, "coins"))  # fmt: skip
        self.both = Beside(look, texts("variances.title"), parts, WIDE_FROM)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.both)
        self.table.current_changed.connect(model.choose)
        model.on_change = self.render_state
        self.render_state(model.state)

    def render_state(self, state: VariancesState) -> None:
        """Rows only when they are others."""
        mark = (state.variances, state.people)
        with QSignalBlocker(self.table):
            if mark != self._shown:
                self._shown = mark
                self.table.set_rows([self._row(state, at) for at in range(len(state.variances))])
            self.table.select_key(state.chosen)
        self.table.setVisible(bool(state.variances))
        self.none.setVisible(not state.variances)
        net = sum(item.amount for item in state.variances)
        self.list.set_caption(self._texts("variances.net", amount=formats.signed_money(net)) if state.variances else "")
        written = written_in(self.detail)
        self.detail.render_state(state)
        if written and not state.act:
            self.enter()

    def _row(self, state: VariancesState, at: int) -> Row:
        item, texts = state.variances[at], self._texts
        said, tone = words.state_words(item, texts)
        amount, color = words.figure(item)
        lead = Lead("cash-register", tone, words.title(item, state, texts), words.sub(item, texts))
        return Row(
            item.variance, (lead, Figure(amount, color), Figure(formats.money_or_dash(item.left)), Status(said, tone))
        )

    def act(self, intent: str) -> bool:
        """A key of the manifest; False where it does not apply."""
        if intent == "forward":
            return self._model.forward()
        if intent == "leave":
            return self._model.leave()
        if intent == "print":
            return self._model.print_record()
        if intent not in ACTS or not self._model.begin(intent):
            return False
        self.both.go(1)
        self.detail.begin()
        return True

    def why_off(self, intent: str) -> str:
        """Why a key cannot be had now, in words; empty when it can."""
        if intent in ("forward", "leave"):
            return "" if self._model.state.act else self._texts("variances.off.choice")
        why = self._model.why_unprinted() if intent == "print" else self._model.why_off(intent)
        return self._texts(f"variances.off.{why}") if why else ""

    def enter(self) -> None:
        """The list has the focus, and something is chosen: the keys of the bar mean it at once."""
        self.both.go(0)
        if not self._model.state.chosen and self.table.row_count():
            self.table.select_row(0)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> bool:
        """What was begun waits."""
        return True
