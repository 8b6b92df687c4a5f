"""The counter's view: three columns over one frozen state, every act by key."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from teller_app.counter.model import CounterModel
from teller_app.counter.state import CounterState
from teller_app.counter.view_aside import AsideCard
from teller_app.counter.view_customer import CustomerPanel, Pictures
from teller_app.counter.view_lift import LiftDialog
from teller_app.counter.view_mandate import MandateDialog
from teller_app.counter.view_mini import MiniSheet
from teller_app.counter.view_pages import CounterFrame
from teller_app.counter.view_posting import PostingPanel
from teller_app.counter.view_side import DrawerCard, JournalCard
from teller_app.counter.view_sign import SignDialog
from teller_app.counter.view_strip import CustomerStrip
from teller_app.glass.look import Look
from teller_app.glass.signatories import Specimens
from teller_app.i18n.text import Texts
from teller_app.manifest import Guide


def _holds(parent: QWidget, child: QWidget | None) -> bool:
    return child is not None and parent.isAncestorOf(child)


class CounterView(QWidget):
    """``render`` draws; ``act`` does what a key means and says whether it did."""

    def __init__(self, look: Look, texts: Texts, model: CounterModel, pictures: Pictures, specimens: Specimens) -> None:
        super().__init__()
        self.look, self._texts, self._model = look, texts, model
        self.customer = CustomerPanel(look, texts, pictures, specimens)
        self.strip = CustomerStrip(look, texts, self.customer.search)
        self.posting = PostingPanel(look, texts)
        self.drawer = DrawerCard(look, texts)
        self.aside = AsideCard(look, texts)
        self.journal = JournalCard(look, texts)
        self.lift: LiftDialog | None = None
        self.mini: MiniSheet | None = None
        self.mandate: MandateDialog | None = None
        self.sign: SignDialog | None = None
        self._customer_before = self._permit = ""
        self._searched = False
        self._lay_out()
        self._connect()
        model.on_change = self.render_state
        self.render_state(model.state)

    def _lay_out(self) -> None:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.look.pick(12, 8))
        column.addWidget(self.drawer)
        column.addWidget(self.aside)
        column.addWidget(self.journal, 1)
        self.frame = CounterFrame(self.look, self.strip, (self.customer, self.posting, side))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.frame)

    def minimumSizeHint(self) -> QSize:
        """The frame's, which folds before it scrolls."""
        return self.frame.minimumSizeHint()

    def _connect(self) -> None:
        model = self._model
        self.customer.found.connect(model.find)
        self.customer.moved.connect(model.move_hit)
        self.customer.picked.connect(lambda index: self._pick(None if index < 0 else index))
        self.customer.chose_account.connect(model.choose_account)
        self.posting.mode_chosen.connect(model.set_mode)
        self.posting.amount_typed.connect(model.set_amount)
        self.posting.counts_typed.connect(model.set_counts)
        self.posting.text_typed.connect(model.set_text)
        self.posting.target_typed.connect(model.set_target)
        self.posting.pressed.connect(self.act)
        self.aside.code_typed.connect(model.set_code)
        self.strip.chose_account.connect(model.choose_account)
        self.frame.page_asked.connect(self.frame.go)
        self.customer.mini_asked.connect(lambda: self.act("mini"))
        self.customer.pictured.connect(self.strip.show_photo)

    # -- the room's doors ----------------------------------------------------------------------------------------

    def render_state(self, state: CounterState) -> None:
        """Draw the state. After a posting the caret is back at the search field."""
        self.customer.render_state(state)
        self.strip.render_state(state)
        self._turn(self.customer.searching)
        self.posting.render_state(state)
        self.drawer.render_state(state)
        self.aside.render_state(state)
        self.journal.render_state(state)
        if state.lifting is not None and self.lift is None:
            # Dialogues lie over the whole window, so it is made when there is one.
            self.lift = LiftDialog(self.look, self._texts, self.window(), self._model)
        if self.lift is not None:
            self.lift.render_state(state)
        if state.mandating and self.mandate is None:
            self.mandate = MandateDialog(self.look, self._texts, self.window(), self._model)
        if self.mandate is not None:
            self.mandate.render_state(state)
        if state.signing and self.sign is None:
            self.sign = SignDialog(self.look, self._texts, self.window(), self._model)
        if self.sign is not None:
            self.sign.render_state(state)
        now = state.customer.customer if state.customer else ""
        if self._customer_before and not now and self.isVisible():
            self.customer.focus_search()
        self._customer_before = now
        self._count_out(state)
        self._show_mini(state)

    def _count_out(self, state: CounterState) -> None:
        """What was approved is counted out next, from wherever it was chosen."""
        paid, self._permit = self._permit, state.form.permit
        if state.form.permit not in ("", paid) and self.isVisible() and self.posting.grid is not None:
            self.posting.grid.focus_first()

    def _show_mini(self, state: CounterState) -> None:
        """It lies over the whole window, so it is made when there is one."""
        if state.mini is not None and self.mini is None:
            self.mini = MiniSheet(self.look, self._texts, self.window(), self._model.leave_mini)
        if self.mini is not None and state.mini is not None:
            self.mini.render_mini(state.mini)
        elif self.mini is not None:
            self.mini.close_layer()
            self.mini.deleteLater()
            self.mini = None

    def _turn(self, searching: bool) -> None:
        """Whom the search finds is shown on the customer's page, and the form again once that is over."""
        if searching != self._searched:
            self._searched = searching
            self.frame.go("customer" if searching else "posting")

    def enter(self) -> None:
        """The room is shown: the caret belongs to the search field."""
        self._model.refresh()
        self.customer.focus_search()

    def leave(self) -> bool:
        """What was typed stays; the room can always be left."""
        return True

    def guide(self) -> Guide:
        """The key of what is being done is lit."""
        return Guide(lit=self._model.state.form.mode)

    def act(self, intent: str) -> bool:
        """Do what a key of the manifest (or a button) means."""
        if intent.startswith("account "):
            self._model.choose_account(int(intent.split()[1]) - 1)
            return True
        acts = {
            "find": self.customer.focus_search,
            "deposit": lambda: self._mode("deposit"),
            "withdraw": lambda: self._mode("withdraw"),
            "transfer": lambda: self._mode("transfer"),
            "denominations": self._denominations,
            "change": self._change,
            "post": self._post,
            "clear": self._clear,
            "hold": self._hold,
            "pay": self._model.pay,
            "lift": self._model.ask_lift,
            "mandate": self._model.ask_mandate,
            "mini": self._model.look_at_mini,
            "signatures": self._signatures,
            "sign": self._model.ask_sign,
        }
        act = acts.get(intent)
        if act is None:
            return False
        if intent not in ("find", "clear", "hold", "lift", "mandate", "mini", "signatures", "sign"):
            self.frame.go("posting")
        act()
        return True

    def why_off(self, intent: str) -> str:
        """Without the server a drawer pays out where a manager granted it a budget."""
        state = self._model.state
        off = intent == "withdraw" and not state.online and state.stand_in is None
        return self._texts.for_code("needs_server", {}).title if off else ""

    # -- acts ----------------------------------------------------------------------------------------------------

    def _pick(self, index: int | None) -> None:
        self._model.pick(index)
        if self._model.state.customer is not None:
            self._focus_amount()

    def _focus_amount(self) -> None:
        self.posting.amount.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.posting.amount.edit.selectAll()

    def _mode(self, mode: str) -> None:
        self._model.set_mode(mode)
        self._focus_amount()

    def _hold(self) -> None:
        self._model.hold()
        if self._model.state.customer is None:
            self.customer.focus_search()
        else:
            self._focus_amount()

    def _denominations(self) -> None:
        """To the first count; from within the grid to the next one."""
        grid = self.posting.grid
        if grid is None or self._model.state.form.mode == "transfer":
            self.posting.target.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        elif _holds(grid, self.focusWidget()):
            grid.step(1)
        else:
            grid.focus_first()

    def _signatures(self) -> None:
        """Specimens to compare with the paper, also those that a low window has no room for. Typing goes on where it was."""
        if self._model.state.customer is not None:
            self.frame.go("customer")
            self.customer.see_signatures()

    def _change(self) -> None:
        self._model.toggle_change()
        if self.posting.grid is not None:
            self.posting.grid.focus_first()

    def _post(self) -> None:
        self.posting.amount.edit.editingFinished.emit()
        if self._model.state.untouched:
            # F9 a second time, after a posting that is already on its way: an alarm would look as if that had failed.
            self.customer.focus_search()
            return
        if self._model.post():
            return
        problem = self._model.state.problem
        if problem in ("amount_missing", "insufficient_funds") or problem.startswith("amount_"):
            self._focus_amount()
        elif problem == "cash_mismatch" and self.posting.grid is not None:
            self.posting.grid.focus_first()
        elif problem == "customer_missing":
            self.customer.focus_search()
        elif problem in ("code_missing", "code_unknown"):
            self.aside.code.setFocus(Qt.FocusReason.OtherFocusReason)

    def _clear(self) -> None:
        self._model.clear()
        if self._model.state.customer is None:
            self.customer.focus_search()
        else:
            self._focus_amount()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc clears the form, then the customer."""
        if event.key() == Qt.Key.Key_Escape:
            self._clear()
        else:
            super().keyPressEvent(event)
