"""Reasons that are given again and again, one press each; the first says that the customer was called back, at which number; the last
is whatever else, in one's own words."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from teller_app.approvals import words
from teller_app.approvals.model import ApprovalsModel
from teller_app.approvals.state import ApprovalsState
from teller_app.glass.button import GlassButton
from teller_app.glass.look import Look
from teller_app.i18n import formats
from teller_app.i18n.text import Texts


class UsualReasons(QWidget):
    """Visible while the reader may write a note about a request that waits for them."""

    def __init__(self, look: Look, texts: Texts, model: ApprovalsModel) -> None:
        super().__init__()
        self._texts, self._model = texts, model
        self.called = GlassButton(look, texts("approvals.key.called"), "secondary", "phone", "F7", size="s", pill=True)
        self.others = [
            GlassButton(look, label, "secondary", size="s", pill=True)
            for label, _ in words.usual_reasons("", "", texts)
        ]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.called)
        for button, (_, note) in zip(self.others, words.usual_reasons("", "", texts), strict=True):
            row.addWidget(button)
            button.clicked.connect(lambda _=False, note=note: model.note(note))
        self.other = GlassButton(look, texts("approvals.usual_other"), "secondary", size="s", pill=True)
        row.addWidget(self.other)
        row.addStretch(1)
        self.called.clicked.connect(self.call_back)
        self.hide()

    def render_state(self, state: ApprovalsState) -> None:
        """The number to call stands on the button; what the note says already is lit."""
        self.setVisible(state.waits and not state.mine and state.may_decide)
        phone = state.customer.phone if state.customer else ""
        self.called.setVisible(bool(phone))
        if phone:
            self.called.set_text(words.usual_reasons(phone, "", self._texts)[0][0])
        self._light(self.called, bool(phone) and formats.phone(phone) in state.reason, "phone")
        for button, (_, note) in zip(self.others, words.usual_reasons("", "", self._texts), strict=True):
            self._light(button, note in state.reason)

    @staticmethod
    def _light(button: GlassButton, chosen: bool, icon: str | None = None) -> None:
        """Lit, and marked with a check, while the note has it: never by colour alone."""
        button.set_chosen(chosen)
        button.set_icon("check" if chosen else icon)

    def call_back(self) -> None:
        """The note says number and time of the call."""
        customer = self._model.state.customer
        if customer is not None and customer.phone:
            at = formats.clock(self._model.now())
            self._model.note(words.usual_reasons(customer.phone, at, self._texts)[0][1])
