"""The vault room: stock at the left for custodians, what is on its way in the middle above what is asked for, the outlook or the form at
the right (picture 12)."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from teller_app.glass.beside import Beside, Part, written_in
from teller_app.glass.look import Look
from teller_app.glass.sign_sheet import InkSheet
from teller_app.i18n.text import Texts
from teller_app.manifest import Guide
from teller_app.vault import rules, words
from teller_app.vault.beside import second_here, to_sign
from teller_app.vault.model import VaultModel
from teller_app.vault.state import VaultState
from teller_app.vault.view_form import FormPanel
from teller_app.vault.view_grant import GrantPanel
from teller_app.vault.view_moves import MovesPanel
from teller_app.vault.view_outlook import OutlookPanel
from teller_app.vault.view_stock import StockPanel

WIDE_FROM = 1180
GAP, LOW = 12, 780
"""Between the two of the middle, and the height in px below which they take turns."""
SHARES, ROWS_BESIDE = (7, 8), 7
"""Of the two in the height of the middle, and the rows of a requisition up to which both are seen while its amounts are typed."""
ACTS = ("send", "receive", "refuse", "exchange", "ask", "count", "lock", "unlock", "micro", "handover", "surprise",
        "force", "sort", "impound")  # fmt: skip


class VaultView(QWidget):
    """Renders ``VaultState``. Who keeps no vault has no left panel: what lies there is not theirs to know."""

    def __init__(self, look: Look, texts: Texts, model: VaultModel) -> None:
        super().__init__()
        self._look, self._texts, self._model = look, texts, model
        self.pad: InkSheet | None = None
        self._keeps = model.state.custodian
        self.stock = StockPanel(look, texts, model.look_in)
        self.moves = MovesPanel(look, texts, model)
        self.form = FormPanel(look, texts, model)
        self.ahead = OutlookPanel(look, texts, model)
        self.grant = GrantPanel(look, texts, model)
        self.middle = QWidget()
        self.column = QVBoxLayout(self.middle)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(GAP)
        self.column.addWidget(self.moves, SHARES[0])
        self.column.addWidget(self.grant, SHARES[1])
        self.right = QStackedWidget()
        for panel in (self.form, self.ahead):
            self.right.addWidget(panel)
        parts = [Part(texts("vault.moves"), self.middle, 576, "arrows-left-right", compact=490),
                 Part(texts("vault.form.title"), self.right, 516, "receipt", compact=357)]  # fmt: skip
        if self._keeps:
            parts.insert(0, Part(texts("vault.place.vault"), self.stock, 540, "vault", compact=417))
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
        written = written_in(self.form) or written_in(self.grant)
        self.form.render_state(state)
        self.grant.render_state(state)
        self._share_column(state)
        asks = state.waits_for_me or (not state.form.act and second_here(state) is not None)
        idle = self._keeps and state.form.act in ("", "grant") and not asks
        if idle:
            self.ahead.render_state(state)
        self.right.setCurrentWidget(self.ahead if idle else self.form)
        # Only now it is in sight, so only now it can have the keys.
        self.form.follow(state.form.act)
        if written and not state.form.act:
            self._to_list()
        self._show_pad(state)

    def _show_pad(self, state: VaultState) -> None:
        """The pad, as long as that waits which it was asked for."""
        texts, model = self._texts, self._model
        body = words.pad_body(state, texts) if state.inking and state.inking == to_sign(state) else ""
        if body and self.pad is None:
            # Dialogues lie over the whole window, so it is made when there is one.
            self.pad = InkSheet(
                self._look, texts, self.window(), texts("vault.key.pad"), model.sign_with, model.drop_ink
            )
        if self.pad is not None:
            self.pad.ask_for(body)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a low window the middle has room for one of its panels."""
        super().resizeEvent(event)
        self._share_column(self._model.state)

    def _share_column(self, state: VaultState) -> None:
        low, writing = self.height() < LOW, state.form.act == "grant"
        # While amounts are typed the rows are seen whole: what is on its way stands above them without the rest of the day, or not at all.
        self.moves.setVisible(not writing or not (low or self.grant.grid.needs() > ROWS_BESIDE))
        self.moves.only_cards(writing)
        self.column.setStretch(0, 0 if writing else SHARES[0])
        self.grant.setVisible(state.draft is not None and (writing or not low))

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
        if intent == "pad":
            return self._model.ask_ink()
        if intent == "currency":
            return self._model.turn_currency()
        if intent == "bucket":
            return self.form.grid.turn()
        if intent not in ACTS or not self._model.begin(intent):
            return False
        granting = self._model.state.form.act == "grant"
        self.both.go(1 if granting else 2 if self._keeps else 1)
        (self.grant if granting else self.form).begin()
        return True

    def why_off(self, intent: str) -> str:
        """Why a key cannot be had now, in words; empty when it can."""
        state = self._model.state
        if intent == "leave":
            return "" if state.form.act else self._texts("vault.off.choice")
        if intent == "bucket":
            return "" if len(rules.buckets_of(state.form)) > 1 and state.form.act else self._texts("vault.off.choice")
        if intent == "forward":
            ready = state.form.act or state.waits_for_me or second_here(state) is not None
            ready = ready or state.grants
            return "" if ready else self._texts("vault.off.choice")
        why = rules.why_no_paper(state) if intent == "print" else rules.why_off(state, intent)
        return self._texts(f"vault.off.{why}") if why else ""

    def guide(self) -> Guide:
        """The act that is written down is lit, or the requisition that is shown; what there is nothing of is not in the bar."""
        state, act = self._model.state, self._model.state.form.act
        quiet = {intent for intent in ("sign", "print") if self.why_off(intent)} | {"F2"}
        lit = "ask" if act == "grant" or (not act and state.grants) else act
        title = self._texts("vault.title.place") if self._keeps else ""
        more = words.who_is_here(state, self._texts)
        return Guide(title, more=more, lit=lit, keys=words.key_names(state, self._texts), quiet=frozenset(quiet))

    def enter(self) -> None:
        """The list has the focus: arrows move at once. What waits for this person is chosen."""
        self._model.meet()
        self._model.look_ahead()
        self._to_list()

    def _to_list(self) -> None:
        self.both.go(1 if self._keeps else 0)
        self.moves.focus_list()

    def leave(self) -> bool:
        """A form that was begun waits."""
        return True
