"""How the customer signs at the till: asked for where a second person will be, never in the way of who signs on paper."""

from dataclasses import replace

from contract.hands import Hand, needed
from contract.ink import Unsigned
from teller_app.counter import standing
from teller_app.counter.following import Following
from teller_app.counter.state import Form


class Signing(Following):
    """The pad's intents."""

    def post(self) -> bool:
        """F9, which goes on where somebody has signed."""
        raise NotImplementedError

    def _asks_to_sign(self) -> bool:
        wanted = standing.asks_to_sign(self.state)
        if wanted:
            self._set(signing="posting", signer="")
        return wanted

    def ask_sign(self) -> None:
        """Ctrl+I: the pad, whether or not anybody else will be asked. Where all have signed, they sign anew."""
        state = self.state
        if state.form.mode in standing.SIGNED and state.account is not None and not state.busy:
            whole = len(state.form.hands) >= needed(state.mandate, state.form.amount)
            self._set(signing="asked", signer="", form=replace(state.form, hands=()) if whole else state.form)

    def drop_sign(self) -> None:
        """Esc: back to the form, nothing was posted."""
        self._set(signing="", signer="")

    def another_signs(self) -> None:
        """F4: the next signatory instead, where not all of them have to."""
        self._set(signer=standing.after_turn(self.state) or self.state.signer)

    def sign(self, ink: str) -> None:
        """The customer has signed (packed strokes), or the signatory whose turn it was: then the next, until as many have as it takes."""
        state, name = self.state, standing.whose_turn(self.state)
        if not name:
            self._signed(replace(state.form, ink=ink, unsigned=""))
            return
        hands = (*state.form.hands, Hand(name=name, ink=ink))
        form = replace(state.form, ink="", unsigned="", hands=hands)
        if len(hands) < needed(state.mandate, form.amount):
            self._set(form=form, signer="")
        else:
            self._signed(form)

    def leave_unsigned(self, why: Unsigned) -> None:
        """Nobody signs on the pad, or nobody else, and why."""
        self._signed(replace(self.state.form, ink="", unsigned=why.value))

    def _signed(self, form: Form) -> None:
        posting = self.state.signing == "posting"
        self._set(signing="", signer="", form=form)
        if posting:
            self.post()
