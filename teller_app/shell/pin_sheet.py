"""Setting the PIN of the lock: the password first, then six digits twice."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QWidget

from teller_app.glass.alert import Alert
from teller_app.glass.button import GlassButton
from teller_app.glass.dialog import Dialog
from teller_app.glass.look import Look
from teller_app.glass.panel import GUTTER
from teller_app.glass.password_field import PasswordField
from teller_app.i18n.text import Texts
from teller_app.shell.lock_parts import PinEntry
from teller_app.sync.pins import DIGITS

CANCEL, SET = "cancel", "set"
SetPin = Callable[[str, str, Callable[[str], None]], None]


class PinSheet(Dialog):
    """``set_pin(password, pin, then)`` answers with "" or a code. ``done`` hears when a PIN was set; then the sheet is closed."""

    def __init__(self, look: Look, window: QWidget, texts: Texts, set_pin: SetPin, done: Callable[[], None]) -> None:
        super().__init__(look, window, texts("shell.pin.title"), texts("shell.pin.body"), "lock", keeps_open=True)
        self._texts, self._set_pin, self._done = texts, set_pin, done
        self._busy = False
        self.password = PasswordField(look, texts, texts("shell.lock.password"))
        self.pin = PinEntry(look, texts("shell.pin.new", n=DIGITS), DIGITS)
        self.again = PinEntry(look, texts("shell.pin.again"), DIGITS)
        self.error = Alert(look, "neg", "")
        self.error.hide()
        self.add_content(self.password, focus=self.password)
        self.add_content(self.pin)
        self.add_content(self.again)
        # Fields keep a gutter for the ring of the focus, which an alert has not.
        inset = QHBoxLayout()
        inset.setContentsMargins(GUTTER, 0, GUTTER, 0)
        inset.addWidget(self.error)
        self.contents.addLayout(inset)
        self.add_button(CANCEL, GlassButton(look, texts("shell.pin.cancel"), "ghost", key="Esc"))
        self.go = GlassButton(look, texts("shell.pin.set"), "primary", key="Enter")
        self.add_button(SET, self.go, default=True)
        self.password.submitted.connect(self.pin.setFocus)
        self.pin.submitted.connect(self.again.setFocus)
        self.again.submitted.connect(lambda: self._act(SET))
        self.chosen.connect(self._act)

    def _act(self, choice: str) -> None:
        if choice != SET or self._busy:
            return
        fault = self._fault()
        if fault:
            self._complain(fault)
            return
        self._busy = True
        self.go.set_busy(True)
        self._set_pin(self.password.text(), self.pin.text(), self.heard(self._answered))

    def _fault(self) -> str:
        if not self.password.text():
            return "password_missing"
        if len(self.pin.text()) < DIGITS:
            return "pin_missing"
        return "" if self.pin.text() == self.again.text() else "pin_differs"

    def _answered(self, code: str) -> None:
        self._busy = False
        self.go.set_busy(False)
        if code:
            self._complain("wrong_password" if code == "bad_credentials" else code)
            return
        self.close_layer()
        self._done()

    def _complain(self, code: str) -> None:
        said = self._texts.for_code(code)
        self.error.set_words(said.title, said.what_to_do)
        self.error.show()
        about_password = code in ("password_missing", "wrong_password", "offline_locked")
        if about_password:
            self.password.clear()
        if code != "pin_missing" and not about_password:
            self.pin.clear()
        self.again.clear()
        (self.password if about_password else self.pin).setFocus()
        self.rebake()
