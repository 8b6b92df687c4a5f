"""How the customer signs at the till: asked for where a second person will be, never in the way of who signs on paper."""

from dataclasses import replace

from contract.ink import Unsigned
from teller_app.counter.following import Following
from teller_app.counter.standing import asks_to_sign


class Signing(Following):
    """The pad's intents."""

    def post(self) -> bool:
        """F9, which goes on where somebody has signed."""
        raise NotImplementedError

    def _asks_to_sign(self) -> bool:
        wanted = asks_to_sign(self.state)
        if wanted:
            self._set(signing="posting")
        return wanted

    def ask_sign(self) -> None:
        """Ctrl+I: the pad, whether or not anybody else will be asked."""
        if self.state.form.mode == "withdraw" and self.state.account is not None and not self.state.busy:
            self._set(signing="asked")

    def drop_sign(self) -> None:
        """Esc: back to the form, nothing was posted."""
        self._set(signing="")

    def sign(self, ink: str) -> None:
        """The customer has signed (packed strokes)."""
        self._signed(ink, "")

    def leave_unsigned(self, why: Unsigned) -> None:
        """Nobody signs on the pad, and why."""
        self._signed("", why.value)

    def _signed(self, ink: str, unsigned: str) -> None:
        posting = self.state.signing == "posting"
        self._set(signing="", form=replace(self.state.form, ink=ink, unsigned=unsigned))
        if posting:
            self.post()
