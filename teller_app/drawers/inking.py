"""Hands on the pad beneath an opening that waits for the custodian: the cashier's own, and of who keeps the vault and stands beside.
Intents beside those of the model. No Qt.
"""

from contract.beside import SecondHere
from contract.drawers import SignOpening
from contract.floats import InkOpening
from teller_app.drawers.following import Following


class Inking(Following):
    """The cashier has signed already, by the envelope of their count; the custodian signs with F9 and their own password. A hand is more."""

    def ask_ink(self) -> bool:
        """Ctrl+I while the opening waits: the cashier's own hand on the pad, where they wish. False where there is nothing to sign."""
        if self.state.phase != "signing" or self.state.declined or self.state.session is None or self.state.busy:
            return False
        if self.state.online:
            self._set(inking=True, problem="")
        else:
            self._fail("needs_server")
        return True

    def drop_ink(self) -> None:
        """Esc on the pad."""
        self._set(inking=False)

    def ink(self, ink: str) -> None:
        """What was drawn (packed strokes) goes beneath the opening, besides the signature that stands there already."""
        session = self.state.session
        self._set(inking=False)
        if session is not None and self.state.phase == "signing":
            self._submit(InkOpening(session=session.session, ink=ink))

    def choose_signer(self, user: str) -> None:
        """Which custodian stands beside."""
        self._set(signer=user, problem="")

    def ask_hand(self) -> bool:
        """Alt+I while the opening waits: who keeps the vault signs in the field of this page. False where nobody could."""
        if not self.state.signs_here or self.state.busy:
            return False
        self._set(handing=True, problem="")
        return True

    def drop_hand(self) -> None:
        """Esc on the pad: the field is as it was."""
        self._set(handing=False)

    def hold_hand(self, ink: str) -> None:
        """The field holds what they drew until F9; it is theirs and this opening's alone."""
        self._set(handing=False, hand=(self.state.hand_key, ink))

    def sign_here(self) -> None:
        """F9 while the opening waits: the custodian signs at this workstation; the house asks them for their own password."""
        session, signer = self.state.session, self.state.signs_here
        if session is None or not signer or self.state.busy:
            return
        if self.state.online:
            act = SignOpening(session=session.session, ink=self.state.custodians_hand)
            self._submit(SecondHere(second=signer, act=act))
        else:
            self._fail("needs_server")
