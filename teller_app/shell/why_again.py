"""A paper is printed again: why, in a few words that stand on it and in the bank's activity (PRINT 8)."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from contract.papers import REPRINT_REASON_MAX
from teller_app.glass.button import GlassButton
from teller_app.glass.dialog import Dialog
from teller_app.glass.field import Field
from teller_app.glass.look import Look
from teller_app.i18n.text import Texts


class WhyAgain(Dialog):
    """Stays open until there is a reason or the question is dropped. ``then`` gets the reason, "" where it was dropped."""

    def __init__(self, look: Look, window: QWidget, texts: Texts, number: str, then: Callable[[str], None]) -> None:
        title, body = texts("printing.why"), texts("printing.why_body", number=number)
        super().__init__(look, window, title, body, "printer", "warn", keeps_open=True, wide=560)
        self._texts, self._then = texts, then
        self.reason = Field(look, texts("printing.reason"), placeholder=texts("printing.reason_hint"))
        self.reason.edit.setMaxLength(REPRINT_REASON_MAX)
        self.reason.changed.connect(lambda: self.reason.set_error(""))
        self.add_content(self.reason, focus=self.reason)
        self.add_button("cancel", GlassButton(look, texts("printing.why_cancel"), "ghost", key="Esc"))
        self.add_button("print", GlassButton(look, texts("printing.why_print"), "primary", "printer", "F9"), "F9", True)
        self.chosen.connect(self._chosen)

    def _chosen(self, choice: str) -> None:
        reason = self.reason.text().strip()
        if choice == "print" and not reason:
            self.reason.set_error(self._texts.for_code("reason_missing").what_to_do)
            return
        self.close_layer()
        self.deleteLater()
        self._then(reason if choice == "print" else "")
