"""The sheet over the counter on which the customer signs, or the teller says why nobody does."""

from PySide6.QtWidgets import QWidget

from contract.hands import needed
from contract.ink import Unsigned
from teller_app.counter import standing
from teller_app.counter.signing import Signing
from teller_app.counter.state import CounterState
from teller_app.glass.look import Look
from teller_app.glass.sign_sheet import SignSheet
from teller_app.i18n import formats
from teller_app.i18n.text import Texts

WAYS = ((Unsigned.ON_PAPER, "F6"), (Unsigned.CANNOT, "F7"), (Unsigned.NO_PAD, "F8"))


class SignDialog(SignSheet):
    """Open while the model asks for a signature; by a mandate of several, one signatory after the other on an empty sheet."""

    def __init__(self, look: Look, texts: Texts, window: QWidget, model: Signing) -> None:
        ways = [(why.value, texts(f"sign.because.{why.value}"), key) for why, key in WAYS]
        super().__init__(look, texts, window, texts("sign.title"), ways, [("another", texts("sign.another"), "F4")])
        self._texts, self._model = texts, model
        self._turn: object = None
        self.chosen.connect(self._answer)

    def render_state(self, state: CounterState) -> None:
        """Open while it is asked, closed otherwise."""
        if not state.signing or state.customer is None or state.account is None:
            self.close_layer()
            return
        amount = formats.money_with_sign(state.form.amount, state.account.currency)
        body = "sign.body" if standing.others_decide(state) else "sign.body_asked"
        kind = ".transfer" if state.form.mode == "transfer" else ""
        said = self._texts(body + kind, name=state.customer.full_name, amount=amount)
        turn, takes = standing.whose_turn(state), needed(state.mandate, state.form.amount)
        if turn and (takes > 1 or turn != state.customer.full_name):
            said = self._texts("sign.turn", name=turn, n=len(state.form.hands) + 1, of=takes) + " " + said
        # What one began to draw is nobody else's.
        if self._turn != (turn, len(state.form.hands)):
            self._turn = (turn, len(state.form.hands))
            self.pad.clear()
        self.acts["another"].setVisible(bool(standing.after_turn(state)))
        self.ask(said)

    def _answer(self, choice: str) -> None:
        if choice == "done":
            self._model.sign(self.pad.ink())
        elif choice == "another":
            self._model.another_signs()
        elif choice == "cancel":
            self._model.drop_sign()
        elif choice in self.ways:
            self._model.leave_unsigned(Unsigned(choice))
