"""The cashier's own hand on the pad beneath an opening that waits for the custodian: an intent beside those of the model. No Qt."""

from contract.floats import InkOpening
from teller_app.drawers.following import Following


class Inking(Following):
    """Nothing depends on it: the opening is signed already, by its envelope."""

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
