"""The person beside says yes at this workstation: their own password, for exactly this act, and the act goes out again by itself."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from teller_app.glass.alert import Alert
from teller_app.glass.button import GlassButton
from teller_app.glass.dialog import Dialog
from teller_app.glass.labels import Text
from teller_app.glass.look import Look
from teller_app.glass.panel import GUTTER
from teller_app.glass.password_field import PasswordField
from teller_app.i18n.text import Texts

CANCEL, SAY = "cancel", "say"
Prove = Callable[[str, Callable[[str], None]], None]


class SecondSheet(Dialog):
    """``prove(password, then)`` answers with "" or a code; ``name`` is who has to type, ``act`` what they say yes to. The right password
    closes the sheet, which was for this one yes. ``again``: it was said before, and the bank does not have it. It is given away with the sheet, and after each try."""

    def __init__(
        self, look: Look, window: QWidget, texts: Texts, prove: Prove, name: str, act: str, again: bool = False
    ) -> None:
        title, body = texts("shell.second.title", name=name), texts("shell.second.body")
        body = f"{texts('shell.again')} {body}" if again else body
        super().__init__(look, window, title, body, "users", keeps_open=True)
        self._texts, self._prove, self._busy = texts, prove, False
        self.act = Text(look, act, "callout-strong", wrap=True)
        self.password = PasswordField(look, texts, texts("shell.second.password", name=name))
        self.error = Alert(look, "neg", "")
        self.error.hide()
        said = QVBoxLayout()
        said.setContentsMargins(GUTTER, 0, GUTTER, 0)
        said.setSpacing(2)
        caption = texts("shell.second.says")
        said.addWidget(Text(look, caption, "caption", "text2"))
        said.addWidget(self.act)
        self.contents.addLayout(said)
        self.setAccessibleDescription(f"{self.accessibleDescription()} {caption}: {act}")
        self.add_content(self.password, focus=self.password)
        # A field keeps a gutter for the ring of the focus, which an alert has not.
        inset = QHBoxLayout()
        inset.setContentsMargins(GUTTER, 0, GUTTER, 0)
        inset.addWidget(self.error)
        self.contents.addLayout(inset)
        self.add_button(CANCEL, GlassButton(look, texts("shell.code.cancel"), "ghost", key="Esc"))
        self.go = GlassButton(look, texts("shell.code.send"), "primary", key="Enter")
        self.add_button(SAY, self.go, default=True)
        self.chosen.connect(self._act)

    def _act(self, choice: str) -> None:
        if choice != SAY or self._busy:
            return
        typed = self.password.text()
        if not typed:
            self._complain("password_missing")
            return
        self._set_busy(True)
        self.password.clear()
        self._prove(typed, self.heard(self._answered))

    def _answered(self, code: str) -> None:
        self._set_busy(False)
        if code:
            self._complain("wrong_password" if code == "bad_credentials" else code)
        else:
            self.close_layer()
            self.deleteLater()

    def _complain(self, code: str) -> None:
        said = self._texts.for_code(code)
        self.error.set_words(said.title, said.what_to_do)
        self.error.show()
        self.password.setFocus()
        self.rebake()

    def _set_busy(self, busy: bool) -> None:
        self._busy = self.waits = busy
        self.go.set_busy(busy)
