"""The custodian's pad over the vault's room: their hand beneath an opening, which opens with it."""

from PySide6.QtWidgets import QWidget

from teller_app.glass.look import Look
from teller_app.glass.sign_sheet import SignSheet
from teller_app.i18n.text import Texts
from teller_app.vault.model import VaultModel
from teller_app.vault.state import VaultState


class InkSheet(SignSheet):
    """Open while the model asks for it."""

    def __init__(self, look: Look, texts: Texts, window: QWidget, model: VaultModel) -> None:
        super().__init__(look, texts, window, texts("vault.key.pad"))
        self._texts, self._model = texts, model
        self.chosen.connect(self._answer)

    def render_state(self, state: VaultState) -> None:
        """Closed as soon as there is nothing to sign any more."""
        if state.opening is None or state.inking != state.opening.session:
            self.close_layer()
        else:
            self.ask(self._texts("vault.pad_body", number=state.opening.number))

    def _answer(self, choice: str) -> None:
        if choice == "done":
            self._model.sign_with(self.pad.ink())
        elif choice == "cancel":
            self._model.drop_ink()
