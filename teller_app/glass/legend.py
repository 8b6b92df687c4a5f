"""What the colours of a chart mean: a dot and a word for each series."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QWidget

from teller_app.glass.labels import Text
from teller_app.glass.look import Look
from teller_app.glass.paint import paint_icon, rounded
from teller_app.glass.painted import Painted

DOT, ICON = 8, 14


class _Dot(Painted):
    def __init__(self, look: Look, mark: str, flat: bool, icon: str) -> None:
        super().__init__(look, "", (ICON + 2, ICON + 2) if icon else (DOT + 4, DOT + 6))
        self._mark, self._flat, self._icon = mark, flat, icon
        self.setFixedWidth(ICON + 2 if icon else DOT + 4)

    def draw(self, p: QPainter) -> None:
        """A square for bars, a dash for a tick, the icon of an event."""
        if self._icon:
            color = getattr(self.look.tokens, self._mark)
            paint_icon(p, self._icon, 0, (self.height() - ICON) // 2, ICON, color, "bold")
            return
        tall = 2.0 if self._flat else float(DOT)
        box = QRectF(0, (self.height() - tall) / 2, DOT, tall)
        rounded(p, box, 1 if self._flat else 3, getattr(self.look.tokens, self._mark))


class Legend(QWidget):
    """``series`` are (token, words); a token of text is drawn as a tick. ``icons`` stand for them where they are events, in their order."""

    def __init__(self, look: Look, series: Sequence[tuple[str, str]], icons: Sequence[str] = ()) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self.labels = [Text(look, words, "caption", "text2") for _, words in series]
        for at, ((mark, _), label) in enumerate(zip(series, self.labels, strict=True)):
            row.addWidget(_Dot(look, mark, mark.startswith("text"), icons[at] if icons else ""))
            row.addWidget(label)
            row.addSpacing(8)
        row.addStretch(1)
