"""The approvals: a plain list at the left, the chosen request at the right."""

from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from contract.approvals import RequestFact, RequestState
from teller_app.approvals import words
from teller_app.approvals.model import ApprovalsModel, ApprovalsState
from teller_app.approvals.view_detail import DetailPanel
from teller_app.approvals.view_holder import Pictures
from teller_app.glass.beside import Beside, Part
from teller_app.glass.empty_state import EmptyState
from teller_app.glass.look import Look
from teller_app.glass.panel import GlassPanel
from teller_app.glass.table import DataTable
from teller_app.glass.table_model import Column, Figure, Lead, Row, Status
from teller_app.i18n import formats
from teller_app.i18n.text import Texts

WIDE_FROM = 800


class ApprovalsView(QWidget):
    """Renders ``ApprovalsState``."""

    def __init__(self, look: Look, texts: Texts, model: ApprovalsModel, pictures: Pictures) -> None:
        super().__init__()
        self._texts, self._model = texts, model
        self._rows: tuple[RequestFact, ...] | None = None
        self.list = GlassPanel(look, texts("approvals.list"), rows=DataTable.gutter)
        columns = (
            Column(texts("approvals.column.who")),
            Column(texts("approvals.column.amount"), 130, "money"),
            Column(texts("approvals.column.status"), 120, optional=True),
        )
        self.table = DataTable(look, columns, texts("approvals.name"))
        self.none = EmptyState(look, "seal-check", texts("approvals.none"), texts("approvals.none_do"))
        self.detail = DetailPanel(look, texts, model, pictures)
        for part in (self.table, self.none):
            self.list.body.addWidget(part, 1)
        parts = (Part(texts("approvals.list"), self.list, 660, "tray"),
                 Part(texts("approvals.one"), self.detail, 984, "seal-check"))  # fmt: skip
        self.both = Beside(look, texts("approvals.name"), parts, WIDE_FROM)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.both)
        self.table.current_changed.connect(self._choose)
        self.table.opened.connect(lambda key: self._write())
        model.on_change = self.render_state
        self.render_state(model.state)

    def render_state(self, state: ApprovalsState) -> None:
        """Rows only when they are others; the choice and the detail always."""
        with QSignalBlocker(self.table):
            if state.requests is not self._rows:
                self._rows = state.requests
                self.table.set_rows([self._row(request) for request in state.requests])
            if state.chosen and self.table.current_key() != state.chosen.request:
                self.table.select_row(state.index)
            elif state.chosen is None:
                self.table.view.clearSelection()
                self.table.view.setCurrentIndex(QModelIndex())
        self.table.setVisible(bool(state.requests))
        self.none.setVisible(not state.requests)
        waiting = sum(1 for request in state.requests if request.state is RequestState.AWAITING)
        self.list.set_caption(self._texts("approvals.waiting", n=waiting) if waiting else "")
        self.detail.render_state(state)

    def act(self, intent: str) -> bool:
        """A key of the manifest; False where it does not apply."""
        if self.why_off(intent):
            return False
        calls = {
            "approve": self._model.approve,
            "decline": self._model.decline,
            "withdraw": self._model.withdraw,
            "pay": self._model.pay,
        }
        if intent in calls:
            calls[intent]()
        if intent == "decline" and self._model.state.problem == "reason_missing":
            self._write()
        return intent in calls

    def why_off(self, intent: str) -> str:
        """Why a key of the manifest cannot be had now, in words; empty when it can."""
        state = self._model.state
        why = state.why_not_decided if intent in ("approve", "decline") else ""
        if intent in ("withdraw", "pay"):
            allowed = state.can_withdraw if intent == "withdraw" else state.can_pay
            why = "" if allowed else "none" if state.chosen is None else "state" if state.mine else "other"
        return self._texts(f"approvals.off.{why}") if why else ""

    def enter(self) -> None:
        """The list has the focus: arrows move at once."""
        self.both.go(0)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> bool:
        """Nothing is lost by leaving."""
        return True

    def _write(self) -> None:
        """Enter: the whole request, and the reason where one is asked for."""
        self.both.go(1)
        if self.detail.reason.isVisible():
            self.detail.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self, key: str) -> None:
        keys = [request.request for request in self._model.state.requests]
        if key in keys:
            self._model.choose(keys.index(key))

    def _row(self, request: RequestFact) -> Row:
        texts = self._texts
        about = texts("approvals.sub", kind=words.kind_words(request, texts), maker=request.maker_name)
        said, tone = words.state_words(request, texts)
        figure = formats.money(request.amount) if request.currency else formats.EM_DASH
        lead = Lead(words.kind_icon(request), "accent", words.who(request, texts), about)
        return Row(request.request, (lead, Figure(figure), Status(said, tone)))
