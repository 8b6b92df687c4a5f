"""The dialogue with a pad: somebody signs, or says with a key why nobody does."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from teller_app.glass.button import GlassButton
from teller_app.glass.dialog import Dialog
from teller_app.glass.labels import Text
from teller_app.glass.look import Look
from teller_app.glass.panel import GUTTER
from teller_app.glass.sign_pad import SignPad
from teller_app.i18n.text import Texts

WIDE = 680
type Way = tuple[str, str, str]
"""(choice, label, key)."""


class SignSheet(Dialog):
    """``chosen`` says "done" (then ``pad.ink()`` is what was drawn), "cancel", or one of ``ways``: (choice, label, key) past the pad,
    or of ``acts`` beneath it.

    It stays open until whoever asked closes it. Ctrl+Z takes a stroke back, Del wipes the sheet.
    """

    def __init__(
        self, look: Look, texts: Texts, window: QWidget, title: str, ways: Sequence[Way] = (), acts: Sequence[Way] = ()
    ) -> None:
        super().__init__(look, window, title, " ", "signature", "accent", keeps_open=True, wide=WIDE)
        self._empty = texts("sign.empty")
        self.pad = SignPad(look, texts("sign.pad"), texts("sign.hint"), lambda n: texts("sign.strokes", n=n))
        self.undo = GlassButton(look, texts("sign.undo"), "ghost", key="Ctrl+Z", size="s")
        self.wipe = GlassButton(look, texts("sign.clear"), "ghost", key="Del", size="s")
        self.back = GlassButton(look, texts("sign.cancel"), "ghost", key="Esc")
        self.done = GlassButton(look, texts("sign.done"), "primary", "check", "F9")
        self.ways = {choice: GlassButton(look, label, "secondary", key=key, size="s") for choice, label, key in ways}
        self.acts = {choice: GlassButton(look, label, "ghost", key=key, size="s") for choice, label, key in acts}
        column = QVBoxLayout(whole := QWidget())
        column.setContentsMargins(GUTTER, 0, GUTTER, 0)
        column.setSpacing(8)
        column.addWidget(self.pad)
        of_the_pad = (("undo", self.undo, "Ctrl+Z"), ("wipe", self.wipe, "Del"))
        self._row(column, (*of_the_pad, *((choice, self.acts[choice], key) for choice, _, key in acts)))
        if ways:
            column.addWidget(Text(look, texts("sign.because"), "caption", "text2"))
            self._row(column, [(choice, self.ways[choice], key) for choice, _, key in ways])
        # Enter without a stroke is Esc: nobody says by it why nothing was drawn.
        self.add_content(whole, focus=self.back)
        self.add_button("cancel", self.back)
        self.add_button("done", self.done, "F9", True)
        self.pad.changed.connect(self._drawn)
        self.chosen.connect(self._edit)
        self._drawn()

    def _row(self, column: QVBoxLayout, buttons: Sequence[tuple[str, GlassButton, str]]) -> None:
        row = QHBoxLayout()
        for choice, button, key in buttons:
            self.add_button(choice, button, key)
            # Answers stand at the foot of a dialogue; these belong beneath what they are about.
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)

    def ask(self, body: str) -> None:
        """Open with an empty sheet; ``body`` says what is signed. Open already: the words alone."""
        self.text.setText(body)
        self.setAccessibleDescription(body)
        if not self.is_open:
            self.pad.clear()
            self.open()

    def _edit(self, choice: str) -> None:
        if choice == "undo":
            self.pad.undo()
        elif choice == "wipe":
            self.pad.clear()

    def _drawn(self) -> None:
        empty = not self.pad.strokes
        for button in (self.done, self.undo, self.wipe):
            button.set_blocked(self._empty if empty else "")
        if self.is_open:
            (self.back if empty else self.done).setFocus(Qt.FocusReason.OtherFocusReason)


class InkSheet(SignSheet):
    """Somebody signs in their own name: ``signed`` hears what was drawn, ``dropped`` that nothing was. No way leads past it, because
    their digital signature stands without it."""

    def __init__(
        self,
        look: Look,
        texts: Texts,
        window: QWidget,
        title: str,
        signed: Callable[[str], object],
        dropped: Callable[[], object],
    ) -> None:
        super().__init__(look, texts, window, title)
        self._signed, self._dropped = signed, dropped
        self.chosen.connect(self._answer)

    def ask_for(self, body: str) -> None:
        """Open with what is signed; closed as soon as that is nothing any more ("")."""
        if body:
            self.ask(body)
        else:
            self.close_layer()

    def _answer(self, choice: str) -> None:
        if choice == "done":
            self._signed(self.pad.ink())
        elif choice == "cancel":
            self._dropped()
