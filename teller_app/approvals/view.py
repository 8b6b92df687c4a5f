"""The approvals: a plain list at the left, the chosen request at the right."""

from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from contract.approvals import RequestFact, RequestState
from teller_app.approvals import lists, words
from teller_app.approvals.model import ApprovalsModel
from teller_app.approvals.state import ApprovalsState
from teller_app.approvals.view_day import DayCard
from teller_app.approvals.view_detail import DetailPanel
from teller_app.approvals.view_holder import Pictures
from teller_app.approvals.view_side import SidePanel
from teller_app.glass.beside import Beside, Part
from teller_app.glass.empty_state import EmptyState
from teller_app.glass.look import Look
from teller_app.glass.panel import GlassPanel
from teller_app.glass.segmented import Segmented
from teller_app.glass.signatories import Specimens
from teller_app.glass.table import DataTable
from teller_app.glass.table_model import Column, Lead, Row, Status, TwoLines
from teller_app.i18n import formats
from teller_app.i18n.text import Texts

WIDE_FROM = 800
SIDE_FROM = 1000
"""Width in px of what is right of the list, from which the thread and the drawer stand beside the request."""
TICK_MS = 5000
"""How often ages are told anew."""
DWELL_MS = 1200
"""How long a request must be before a decider's eyes until its maker is told who has it: arrows pass over many."""


class ApprovalsView(QWidget):
    """Renders ``ApprovalsState``."""

    def __init__(
        self,
        look: Look,
        texts: Texts,
        model: ApprovalsModel,
        pictures: Pictures,
        specimens: Specimens,
        dwell_ms: int = DWELL_MS,
    ) -> None:
        super().__init__()
        self._texts, self._model = texts, model
        self._rows: object = None
        self._before = ""
        self._dwell = QTimer(self, singleShot=True, interval=dwell_ms)
        self._dwell.timeout.connect(self._looked)
        self._look = look
        self._clock = QTimer(self, interval=TICK_MS)
        self._clock.timeout.connect(model.pass_time)
        self.list = GlassPanel(look, texts("approvals.list"), rows=DataTable.gutter)
        columns = (
            Column(texts("approvals.column.who")),
            Column(texts("approvals.column.amount"), 120, "money"),
            Column(texts("approvals.column.status"), 108, optional=True),
        )
        self.table = DataTable(look, columns, texts("approvals.name"))
        self.none = EmptyState(look, "seal-check", texts("approvals.none"), texts("approvals.none_do"))
        self.detail = DetailPanel(look, texts, model, pictures, specimens)
        self.side = SidePanel(look, texts, model)
        self.tabs = Segmented(look, self._labels((0, 0, 0)), texts("approvals.tabs"), expand=True)
        self.tabs.currentChanged.connect(lambda place: model.show_tab(lists.TABS[place]))
        self.day = DayCard(look, texts)
        self._lay_out(look, texts)
        self.table.current_changed.connect(self._choose)
        self.table.opened.connect(lambda key: self._write())
        model.on_change = self.render_state
        self.render_state(model.state)
        look.follow(self._dress)

    def _lay_out(self, look: Look, texts: Texts) -> None:
        self.list.body.add(self.tabs)
        for part in (self.table, self.none):
            self.list.body.addWidget(part, 1)
        self.list.body.add(self.day)
        around = (Part(texts("approvals.one"), self.detail, 800, "seal-check"),
                  Part(texts("approvals.around"), self.side, 448, "chat-text"))  # fmt: skip
        self.request = Beside(look, texts("approvals.one"), around, SIDE_FROM)
        parts = (Part(texts("approvals.list"), self.list, 520, "tray"),
                 Part(texts("approvals.one"), self.request, 1200, "seal-check"))  # fmt: skip
        self.both = Beside(look, texts("approvals.name"), parts, WIDE_FROM)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.both)

    def _labels(self, counts: tuple[int, int, int]) -> list[str]:
        return [self._texts(f"approvals.tab.{tab}", n=n) for tab, n in zip(lists.TABS, counts, strict=True)]

    def _show_tabs(self, state: ApprovalsState) -> None:
        with QSignalBlocker(self.tabs):
            for place, label in enumerate(self._labels(lists.counts(state.every, state.reader))):
                self.tabs.set_label(place, label)
            self.tabs.setCurrentIndex(lists.TABS.index(state.tab))

    def render_state(self, state: ApprovalsState) -> None:
        """Rows only when they are others; the choice and the detail always."""
        with QSignalBlocker(self.table):
            now = tuple(self._age(request, state) for request in state.requests)
            if (state.requests, state.insights, now, self._look.compact) != self._rows:
                self._rows = (state.requests, state.insights, now, self._look.compact)
                self.table.set_rows([self._row(request, state) for request in state.requests])
            if state.chosen and self.table.current_key() != state.chosen.request:
                self.table.select_row(state.index)
            elif state.chosen is None:
                self.table.view.clearSelection()
                self.table.view.setCurrentIndex(QModelIndex())
        self.table.setVisible(bool(state.requests))
        self.none.setVisible(not state.requests)
        self._show_tabs(state)
        self.day.render_state(state)
        first = lists.oldest(state.every)
        self.list.set_caption(self._texts("approvals.oldest", age=self._age(first, state)) if first else "")
        writing = self.detail.reason.edit.hasFocus() or self.detail.less.edit.hasFocus()
        self.detail.render_state(state)
        if writing and not self.detail.reason.isVisible():
            # Nothing is left to write: the keys belong to the list again, not to whatever stands beside.
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.side.render_state(state)
        self._watch(state)

    def _watch(self, state: ApprovalsState) -> None:
        chosen = state.chosen.request if state.chosen and not state.why_not_decided else ""
        if chosen != self._before:
            self._before = chosen
            self._dwell.start() if chosen else self._dwell.stop()

    def _looked(self) -> None:
        if self.isVisible() and self.window().isActiveWindow():
            self._model.look()
        elif self._before:
            self._dwell.start()

    def act(self, intent: str) -> bool:
        """A key of the manifest; False where it does not apply."""
        if self.why_off(intent):
            return False
        calls = {
            "approve": self._model.approve,
            "decline": self._model.decline,
            "withdraw": self._model.withdraw,
            "pay": self._model.pay,
            "say": self._model.say,
            "lessen": self._model.lessen,
            "escalate": self._model.escalate,
            "tab": self._model.next_tab,
            "called": self.detail.call_back,
            "signatures": self.see_signatures,
        }
        if intent in calls:
            calls[intent]()
        if intent in ("approve", "decline", "say") and self._model.state.problem == "reason_missing":
            self._write()
        if intent == "called":
            self._write()
        if intent == "lessen" and self.detail.less.isVisible():
            self.detail.less.setFocus(Qt.FocusReason.OtherFocusReason)
        return intent in calls

    def why_off(self, intent: str) -> str:
        """Why a key of the manifest cannot be had now, in words; empty when it can."""
        state = self._model.state
        why = state.why_not_decided if intent in ("approve", "decline", "lessen", "called") else ""
        if intent == "called" and not why and not (state.customer and state.customer.phone):
            why = "phone"
        if intent in ("say", "escalate"):
            why = "none" if state.chosen is None else "" if state.waits else "decided"
        if intent in ("withdraw", "pay"):
            allowed = state.can_withdraw if intent == "withdraw" else state.can_pay
            why = "" if allowed else "none" if state.chosen is None else "state" if state.mine else "other"
        return self._texts(f"approvals.off.{why}") if why else ""

    def see_signatures(self) -> None:
        """Photo and specimens in view: in a low window they stand below the reasons. The keys stay where they were."""
        self.both.go(1)
        self.request.go(0)
        self.detail.rows.reveal(self.detail.holder)

    def enter(self) -> None:
        """The list has the focus: arrows move at once. What waits is chosen."""
        self._model.meet()
        self.both.go(0)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> bool:
        """Nothing is lost by leaving."""
        return True

    def _write(self) -> None:
        """Enter: the whole request, and the reason where one is asked for."""
        self.both.go(1)
        self.request.go(0)
        if self.detail.reason.isVisible():
            self.detail.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self, key: str) -> None:
        keys = [request.request for request in self._model.state.requests]
        if key in keys:
            self._model.choose(keys.index(key))

    def _dress(self) -> None:
        self.render_state(self._model.state)

    def _age(self, request: RequestFact, state: ApprovalsState) -> str:
        """How long it has waited, or when it was decided."""
        if request.state is not RequestState.AWAITING:
            return words.time_words(request.decided_at)
        return words.age_words(lists.age_s(request, state.now), self._texts) if state.now else ""

    def showEvent(self, event: QShowEvent) -> None:
        """Ages count while somebody looks."""
        super().showEvent(event)
        self._clock.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """And only then."""
        super().hideEvent(event)
        self._clock.stop()

    def _row(self, request: RequestFact, state: ApprovalsState) -> Row:
        texts = self._texts
        about = texts("approvals.sub", kind=words.kind_words(request, texts), maker=request.maker_name)
        said, tone = words.state_words(request, texts)
        insight = state.insights.get(request.request)
        if request.state is RequestState.AWAITING and insight is not None:
            said = texts("approvals.risk_chip", word=texts(f"approvals.risk.{insight.level}"), score=insight.score)
            tone = words.RISK_TONES[insight.level]
        if request.state is RequestState.AWAITING and request.asks:
            said, tone = texts("approvals.state.asks"), "info"
        figure = formats.money(request.amount) if request.currency else formats.EM_DASH
        # In a low window the chips have no room of their own: the risk stands before the age.
        risk = said if self._look.compact and insight is not None and request.state is RequestState.AWAITING else ""
        below = " · ".join(part for part in (risk, self._age(request, state)) if part)
        lead = Lead(words.kind_icon(request), "accent", words.who(request, texts), about)
        return Row(request.request, (lead, TwoLines(figure, below), Status(said, tone)))
