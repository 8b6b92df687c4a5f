"""What the colours of a chart mean: a dot and a word for each series."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QWidget

from teller_app.glass.labels import Text
from teller_app.glass.look import Look
from teller_app.glass.paint import rounded
from teller_app.glass.painted import Painted

DOT = 8


class _Dot(Painted):
    def __init__(self, look: Look, mark: str, flat: bool) -> None:
        super().__init__(look, "", (DOT + 4, DOT + 6))
        self._mark, self._flat = mark, flat
        self.setFixedWidth(DOT + 4)

    def draw(self, p: QPainter) -> None:
        """A square for bars, a dash for a tick."""
        tall = 2.0 if self._flat else float(DOT)
        box = QRectF(0, (self.height() - tall) / 2, DOT, tall)
        rounded(p, box, 1 if self._flat else 3, getattr(self.look.tokens, self._mark))


class Legend(QWidget):
    """``series`` are (token, words); a token of text is drawn as a tick."""

    def __init__(self, look: Look, series: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self.labels = [Text(look, words, "caption", "text2") for _, words in series]
        for (mark, _), label in zip(series, self.labels, strict=True):
            row.addWidget(_Dot(look, mark, mark.startswith("text")))
            row.addWidget(label)
            row.addSpacing(8)
        row.addStretch(1)
