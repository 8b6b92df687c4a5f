"""The last movements of an account below the person: when, what, how much."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter

from contract.ledger import TransactionFact
from teller_app.counter.words import kind_words
from teller_app.glass.look import Look
from teller_app.glass.paint import RIGHT, text, text_width
from teller_app.glass.painted import Painted
from teller_app.i18n import formats
from teller_app.i18n.text import Texts

LINE, TIME_WIDE = 24, 50


class RecentLines(Painted):
    """``show_facts`` fills it; a credit is green and has its sign, a debit is plain text with a minus (LOOK 1.3)."""

    def __init__(self, look: Look, texts: Texts) -> None:
        super().__init__(look, texts("counter.recent"))
        self._texts = texts
        self._lines: tuple[tuple[str, str, str, bool], ...] = ()

    def show_facts(self, facts: Sequence[TransactionFact]) -> None:
        """Newest first, as they come."""
        self._lines = tuple(self._line(fact) for fact in facts)
        self.setAccessibleDescription("; ".join(" ".join(line[:3]) for line in self._lines))
        self.refresh()

    def sizeHint(self) -> QSize:
        """All lines."""
        return QSize(0, self.look.grown(LINE) * len(self._lines))

    def minimumSizeHint(self) -> QSize:
        """Never lower than its lines."""
        return QSize(120, self.sizeHint().height())

    def draw(self, p: QPainter) -> None:
        """Line by line."""
        tokens, look = self.look.tokens, self.look
        high = look.grown(LINE)
        strong = look.font("body-strong")
        for at, (when, what, figure, credit) in enumerate(self._lines):
            line = QRectF(0, at * high, self.width(), high)
            text(p, QRectF(0, line.top(), TIME_WIDE, high), when, look.font("caption"), tokens.text3)
            text(p, line, figure, strong, tokens.pos if credit else tokens.text, RIGHT)
            room = line.width() - TIME_WIDE - text_width(figure, strong) - 12
            text(p, QRectF(TIME_WIDE, line.top(), room, high), what, look.font("body-medium"), tokens.text)

    def _line(self, fact: TransactionFact) -> tuple[str, str, str, bool]:
        what, credit = kind_words(fact.kind, self._texts), fact.kind == "deposit"
        figure = formats.signed_money(fact.amount if credit else -fact.amount)
        return formats.clock(formats.moment(fact.at)), what, figure, credit
