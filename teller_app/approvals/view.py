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
from teller_app.approvals.view_side import SideColumn
from teller_app.glass.beside import Beside, Part
from teller_app.glass.empty_state import EmptyState
from teller_app.glass.look import Look
from teller_app.glass.panel import GlassPanel
from teller_app.glass.segmented import Segmented
from teller_app.glass.signatories import Specimens
from teller_app.glass.table import DataTable
from teller_app.glass.table_model import Card, Column, Lead, Person, Row
from teller_app.i18n import formats
from teller_app.i18n.text import Texts
from teller_app.manifest import Guide

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
        self._clock.timeout.connect(model.watch_cash)
        title = "approvals.waits_for_you" if model.state.may_decide else "approvals.list"
        self.list = GlassPanel(look, texts(title), rows=DataTable.gutter)
        self.table = DataTable(look, (Column(texts("approvals.column.who")),), texts("approvals.name"), cards=True)
        self.none = EmptyState(look, "seal-check", texts("approvals.none"), texts("approvals.none_do"))
        self.detail = DetailPanel(look, texts, model, pictures, specimens)
        self.side = SideColumn(look, texts, model)
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
        around = [Part(texts("approvals.one"), self.detail, 800, "seal-check")]
        # What lies in the branch is for who decides; whoever counts blind never sees it.
        if self._model.state.may_decide:
            around.append(Part(texts("approvals.cash"), self.side, 448, "cash-register"))
        self.request = Beside(look, texts("approvals.one"), around, SIDE_FROM)
        parts = (Part(texts("approvals.list"), self.list, 388, "tray"),
                 Part(texts("approvals.one"), self.request, 1256, "seal-check"))  # fmt: skip
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
            drawn = (state.requests, state.insights, state.holders, now, self._look.compact)
            if drawn != self._rows:
                self._rows = drawn
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

    def guide(self) -> Guide:
        """How many wait for the reader, where any does."""
        state = self._model.state
        waiting = sum(one.state is RequestState.AWAITING for one in lists.shown(state.every, "mine", state.reader))
        more = self._texts("shell.place_waiting", n=waiting) if waiting else ""
        return Guide(more=more, quiet=frozenset({"F2"}))

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
        self._model.watch_cash()

    def hideEvent(self, event: QHideEvent) -> None:
        """And only then."""
        super().hideEvent(event)
        self._clock.stop()

    def _row(self, request: RequestFact, state: ApprovalsState) -> Row:
        texts = self._texts
        # A compact list has no room for the drawer, which stands at the head of the request.
        named = request.drawer and request.holder and not self._look.compact
        drawer = texts("approvals.drawer", number=request.drawer) if named else ""
        about = " · ".join(
            part for part in (words.kind_words(request, texts), words.short_name(request.maker_name), drawer) if part
        )
        who, holder = words.who(request, texts), state.holders.get(request.request)
        face = (
            Person(who, formats.initials(who), holder.number if holder else request.account, about)
            if request.holder
            else Lead(words.kind_icon(request), "accent", who, about)
        )
        figure = formats.money(request.amount) if request.currency else formats.EM_DASH
        # A narrow list has room for the risk and one reason.
        chips = words.chips(request, state.insights.get(request.request), texts)[: self._look.pick(3, 2)]
        return Row(request.request, (Card(face, figure, self._age(request, state), chips),))
