"""Check a paper: its number and code are typed or scanned, and the bank says what the paper must say."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple
from urllib.parse import quote

import msgspec
from PySide6.QtWidgets import QWidget

from contract import paths
from contract.base import UNREADABLE
from contract.papers import PaperCheck
from teller_app.glass.alert import Alert
from teller_app.glass.button import GlassButton
from teller_app.glass.dialog import Dialog
from teller_app.glass.field import Field
from teller_app.glass.lines import Line, Lines
from teller_app.glass.look import Look
from teller_app.i18n.text import Texts
from teller_app.printing.verification import check_symbol_ok
from teller_app.shell import paper_words

CANCEL, CHECK = "cancel", "check"
SCANNED = "CT1*"
Fetch = Callable[[str, dict[str, str], Callable[[bytes | None, str], None]], None]
_check = msgspec.json.Decoder(PaperCheck)


class Scanned(NamedTuple):
    """What a QR symbol says; ``amount`` in minor units, as typed."""

    number: str
    code: str
    amount: str


def scanned(text: str) -> Scanned | None:
    """A QR symbol as a scanner types it: ``CT1*NUMBER*MINORUNITS*CODE``; None for anything else."""
    parts = text.strip().upper().split("*")
    return Scanned(parts[1], parts[3], parts[2]) if len(parts) == 4 and parts[0] == SCANNED[:-1] else None


class PaperSheet(Dialog):
    """``fetch`` asks the server; without it nothing can be said, because the key of the codes never leaves it."""

    def __init__(self, look: Look, window: QWidget, texts: Texts, fetch: Fetch) -> None:
        super().__init__(look, window, texts("papers.title"), texts("papers.body"), "seal-check", keeps_open=True)
        self._texts, self._fetch = texts, fetch
        self._asked: tuple[str, str] = ("", "")
        self._scanned: Scanned | None = None
        self.number = Field(look, texts("papers.number"), icon="receipt", placeholder="04-20261124-1-0031")
        self.code = Field(look, texts("papers.code"), icon="seal-check", placeholder="AMV5-CK6F-1QK5")
        self.verdict = Alert(look, "info", "")
        self.lines = Lines(look, texts("papers.must"))
        self.add_content(self.number, focus=self.number)
        self.add_content(self.code)
        self.add_content(self.verdict)
        self.add_content(self.lines)
        for part in (self.verdict, self.lines):
            part.hide()
        self.add_button(CANCEL, GlassButton(look, texts("papers.close"), "ghost", key="Esc"))
        self.go = GlassButton(look, texts("papers.check"), "primary", key="Enter")
        self.add_button(CHECK, self.go, default=True)
        self.number.changed.connect(self._typed)
        self.number.submitted.connect(self.code.setFocus)
        self.code.submitted.connect(self._ask)
        self.chosen.connect(lambda choice: self._ask() if choice == CHECK else self.close_layer())

    def _typed(self, text: str) -> None:
        """A scanner types number and code in one go."""
        found = scanned(text)
        # Not before the last sign: until then the code is not whole.
        if found is not None and check_symbol_ok(found.code):
            self._scanned = found
            self.number.set_text(found.number)
            self.code.set_text(found.code)
            self._ask()

    def _ask(self) -> None:
        number, code = self.number.text().strip().upper(), self.code.text().strip()
        if not number or not code:
            self._say("paper_missing", "info")
        elif not check_symbol_ok(code):
            # Mistyped: known here, without a question.
            self._say("paper_mistyped", "warn")
        else:
            self._asked = (number, code)
            self.go.set_busy(True)
            path = paths.CHECK_PAPER.format(number=quote(number, safe=""))
            self._fetch(path, {"code": code}, self.heard(partial(self._answered, (number, code))))

    def _answered(self, asked: tuple[str, str], body: bytes | None, fault: str) -> None:
        if asked != self._asked:
            return
        self.go.set_busy(False)
        if body is None:
            self._say("paper_offline" if fault == "offline" else fault, "warn")
            return
        try:
            found = _check.decode(body)
        except UNREADABLE:
            self._say("server_fault", "warn")
            return
        symbol = self._scanned if self._scanned is not None and self._scanned[:2] == asked else None
        code, tone, params = paper_words.verdict(found, symbol.amount if symbol else "")
        self._say(code, tone, params)
        self.lines.set_lines([Line(what, figure=figure) for what, figure in paper_words.lines(found, self._texts)])
        self.lines.setVisible(found.genuine)
        self.rebake()

    def _say(self, code: str, tone: str, params: dict[str, str] | None = None) -> None:
        said = self._texts.for_code(code, params or {})
        self.verdict.set_words(said.title, said.what_to_do, tone)
        self.verdict.show()
        self.lines.hide()
        self.rebake()
