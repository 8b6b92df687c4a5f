"""The vault room: stock at the left for custodians, what is on its way in the middle, the form at the right (picture 12)."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from teller_app.glass.beside import Beside, Part, written_in
from teller_app.glass.look import Look
from teller_app.i18n.text import Texts
from teller_app.vault import rules
from teller_app.vault.model import VaultModel
from teller_app.vault.state import VaultState
from teller_app.vault.view_form import FormPanel
from teller_app.vault.view_moves import MovesPanel
from teller_app.vault.view_outlook import OutlookPanel
from teller_app.vault.view_stock import StockPanel

WIDE_FROM = 1180
ACTS = ("send", "receive", "refuse", "exchange", "ask", "count", "lock", "unlock", "micro", "handover", "surprise",
        "force", "sort", "impound")  # fmt: skip


class VaultView(QWidget):
    """Renders ``VaultState``. Who keeps no vault has no left panel: what lies there is not theirs to know."""

    def __init__(self, look: Look, texts: Texts, model: VaultModel) -> None:
        super().__init__()
        self._texts, self._model = texts, model
        self._keeps = model.state.custodian
        self.stock = StockPanel(look, texts)
        self.moves = MovesPanel(look, texts, model)
        self.form = FormPanel(look, texts, model)
        self.ahead = OutlookPanel(look, texts)
        self.right = QStackedWidget()
        for panel in (self.form, self.ahead):
            self.right.addWidget(panel)
        parts = [Part(texts("vault.moves"), self.moves, 640, "arrows-left-right"),
                 Part(texts("vault.form.title"), self.right, 516, "receipt")]  # fmt: skip
        if self._keeps:
            parts.insert(0, Part(texts("vault.place.vault"), self.stock, 480, "vault"))
        else:
            self.stock.setParent(self)
            self.stock.hide()
        self.both = Beside(look, texts("vault.title"), parts, WIDE_FROM if self._keeps else 900, least=380)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.both)
        model.on_change = self.render_state
        self.render_state(model.state)

    def render_state(self, state: VaultState) -> None:
        """All three panels."""
        if self._keeps:
            self.stock.render_state(state)
        self.moves.render_state(state)
        written = written_in(self.form)
        self.form.render_state(state)
        idle = self._keeps and not state.form.act and not state.waits_for_me
        if idle:
            self.ahead.render_state(state)
        self.right.setCurrentWidget(self.ahead if idle else self.form)
        if written and not state.form.act:
            self._to_list()

    def act(self, intent: str) -> bool:
        """A key of the manifest; False where it does not apply."""
        if intent == "forward":
            return self._model.forward()
        if intent == "leave":
            return self._model.leave()
        if intent == "print":
            return self._model.print_paper()
        if intent == "sign":
            return self._model.next_opening()
        if intent == "bucket":
            return self.form.grid.turn()
        if intent not in ACTS or not self._model.begin(intent):
            return False
        self.both.go(2 if self._keeps else 1)
        self.form.begin()
        return True

    def why_off(self, intent: str) -> str:
        """Why a key cannot be had now, in words; empty when it can."""
        state = self._model.state
        if intent == "leave":
            return "" if state.form.act else self._texts("vault.off.choice")
        if intent == "bucket":
            return "" if len(rules.buckets_of(state.form)) > 1 and state.form.act else self._texts("vault.off.choice")
        if intent == "forward":
            ready = state.form.act or state.waits_for_me
            return "" if ready else self._texts("vault.off.choice")
        why = rules.why_no_paper(state) if intent == "print" else rules.why_off(state, intent)
        return self._texts(f"vault.off.{why}") if why else ""

    def enter(self) -> None:
        """The list has the focus: arrows move at once. What waits for this person is chosen."""
        self._model.meet()
        self._model.look_ahead()
        self._to_list()

    def _to_list(self) -> None:
        self.both.go(1 if self._keeps else 0)
        self.moves.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> bool:
        """A form that was begun waits."""
        return True
