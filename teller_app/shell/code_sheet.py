"""The fresh code for an act of high privilege: sent for exactly that act, typed, and the act goes out again by itself."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from contract.doors import CodeSent
from teller_app.glass.alert import Alert
from teller_app.glass.button import GlassButton
from teller_app.glass.dialog import Dialog
from teller_app.glass.labels import Text
from teller_app.glass.look import Look
from teller_app.glass.panel import GUTTER
from teller_app.i18n.text import Texts
from teller_app.shell.lock_parts import PinEntry

DIGITS = 6
CANCEL, ANEW, SEND = "cancel", "anew", "send"
Ask = Callable[[Callable[[CodeSent | None, str], None]], None]
Confirm = Callable[[str, str, Callable[[str], None]], None]


class CodeSheet(Dialog):
    """``ask(then)`` has a code sent and answers with where it went, or a code of refusal; ``confirm(challenge, code, then)`` with "" or
    one. ``act`` is what the code is for, in words. A right code closes the sheet: what waited for it goes on by itself.
    ``again``: it was confirmed before, and the bank does not have it."""

    def __init__(
        self, look: Look, window: QWidget, texts: Texts, ask: Ask, confirm: Confirm, act: str = "", again: bool = False
    ) -> None:
        body = f"{texts('shell.again')} {texts('shell.code.body')}" if again else texts("shell.code.body")
        super().__init__(look, window, texts("shell.code.title"), body, "lock", keeps_open=True)
        self._texts, self._ask, self._confirm = texts, ask, confirm
        self._challenge = ""
        self._busy = False
        self.code = PinEntry(look, texts("shell.code.digits", n=DIGITS), DIGITS)
        self.news = Alert(look, "info", texts("shell.code.asking"))
        self.act = Text(look, act, "callout-strong", wrap=True)
        if act:
            self._say(texts("shell.code.signs"), act)
        self.add_content(self.code, focus=self.code)
        # An entry keeps a gutter for the ring of the focus, which an alert has not.
        inset = QHBoxLayout()
        inset.setContentsMargins(GUTTER, 0, GUTTER, 0)
        inset.addWidget(self.news)
        self.contents.addLayout(inset)
        self.add_button(CANCEL, GlassButton(look, texts("shell.code.cancel"), "ghost", key="Esc"))
        self.add_button(ANEW, GlassButton(look, texts("shell.code.anew"), "ghost"))
        self.go = GlassButton(look, texts("shell.code.send"), "primary", key="Enter")
        self.add_button(SEND, self.go, default=True)
        self.code.submitted.connect(lambda: self._act(SEND))
        self.chosen.connect(self._act)
        self._anew()

    def _say(self, caption: str, act: str) -> None:
        """Whom and how much, in the person's own language, beside the message that says the same."""
        said = QVBoxLayout()
        said.setContentsMargins(GUTTER, 0, GUTTER, 0)
        said.setSpacing(2)
        said.addWidget(Text(self.look, caption, "caption", "text2"))
        said.addWidget(self.act)
        self.contents.addLayout(said)
        self.setAccessibleDescription(f"{self.accessibleDescription()} {caption}: {act}")

    def _act(self, choice: str) -> None:
        if self._busy or choice == CANCEL:
            return
        if choice == ANEW:
            self._anew()
        elif len(self.code.text()) == DIGITS and self._challenge:
            self._set_busy(True)
            self.waits = True
            self._confirm(self._challenge, self.code.text(), self.heard(self._answered))

    def _anew(self) -> None:
        self._challenge = ""
        self.code.clear()
        self._set_busy(True)
        self._ask(self.heard(self._sent))

    def _sent(self, sent: CodeSent | None, code: str) -> None:
        self._set_busy(False)
        if sent is None:
            self._complain(code)
            return
        self._challenge = sent.challenge
        words = f"shell.code.{sent.way}"
        said = self._texts(words, end=sent.sent_to) if sent.sent_to else self._texts(words)
        self.news.set_words(said, self._texts("shell.code.lives"), "info")
        self.code.setFocus()
        self.rebake()

    def _answered(self, code: str) -> None:
        self.waits = False
        self._set_busy(False)
        if code:
            self._complain(code)
            return
        self._challenge = ""
        self.close_layer()
        self.deleteLater()

    def _complain(self, code: str) -> None:
        said = self._texts.for_code(code)
        self.news.set_words(said.title, said.what_to_do, "neg")
        self.code.clear()
        self.code.setFocus()
        self.rebake()

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self.go.set_busy(busy)
