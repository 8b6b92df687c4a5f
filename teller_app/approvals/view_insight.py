"""What the server computed for the decider: the figures beside the amount, the year in bars, the score in a ring with its parts."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from contract.approvals import Insight, RequestFact
from teller_app.approvals import words
from teller_app.glass.bars import Bar, Bars
from teller_app.glass.kinds import RISK_TONES
from teller_app.glass.labels import Text
from teller_app.glass.lines import Line, Lines
from teller_app.glass.look import Look
from teller_app.glass.plate import Plate
from teller_app.i18n import formats
from teller_app.i18n.text import Texts

BARS = 96
"""Height in px: with its plate as high as a specimen's tile."""


class Named(QWidget):
    """A figure under its name, both at the right."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        right = Qt.AlignmentFlag.AlignRight
        self._figure = Text(look, "", "callout-strong", align=right)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addStretch(1)
        column.addWidget(Text(look, name, "caption-medium", "text2", align=right))
        column.addWidget(self._figure)
        column.addStretch(1)

    @property
    def figure(self) -> str:
        """The figure as shown."""
        return self._figure.text()

    def set_figure(self, figure: str, color: str = "text") -> None:
        """Another figure, in another token colour."""
        self._figure.setText(figure)
        self._figure.set_color(color)


class FiguresRow(QWidget):
    """Available, after it, and what the reader may approve; not there where the request is about no account."""

    def __init__(self, look: Look, texts: Texts) -> None:
        super().__init__()
        self.tiles = [Named(look, texts(f"approvals.figure.{name}")) for name in ("available", "after", "limit")]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.pick(32, 16))
        for tile in self.tiles:
            row.addWidget(tile)
        self.hide()

    def show_insight(self, insight: Insight | None) -> None:
        """The figures as they stood when they were asked for."""
        self.setVisible(insight is not None and insight.before is not None)
        if insight is None or insight.before is None or insight.after is None:
            return
        figures = (insight.before, insight.after, insight.limit)
        for tile, figure in zip(self.tiles, figures, strict=True):
            tile.set_figure(formats.EM_DASH if figure is None else formats.money(figure))
        self.tiles[1].set_figure(formats.money(insight.after), "neg" if insight.after < 0 else "text")


class YearCard(QWidget):
    """The largest of such movements in each of twelve months, and the usual size as a line across them and in words."""

    def __init__(self, look: Look, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self.title = Text(look, "", "body-strong")
        self.usual = Text(look, "", "caption", "text2")
        self.bars = Bars(look, texts("approvals.year"), BARS)
        plate = Plate(look)
        plate.row.addWidget(self.bars)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for part in (self.title, self.usual, plate):
            column.addWidget(part)
        column.addStretch(1)
        self.hide()

    def show_insight(self, request: RequestFact | None, insight: Insight | None) -> None:
        """The account's year, this request as the last bar's own colour."""
        self.setVisible(bool(insight and insight.months))
        if request is None or insight is None or not insight.months:
            return
        texts = self._texts
        self.title.setText(texts("approvals.year_of", kind=words.kind_words(request, texts)))
        said = (
            "approvals.usual_part" if insight.partial else "approvals.usual" if insight.usual else "approvals.no_usual"
        )
        self.usual.setText(texts(said, amount=formats.money_with_sign(insight.usual, request.currency)))
        # What is usual stands on its line; that there is more to know of it stands here.
        self.usual.setVisible(insight.partial or not insight.usual)
        last = len(insight.months) - 1
        bars = [
            Bar(float(max(month.largest, request.amount if place == last else 0)), words.month_letter(month.month, texts),
                mark="neg" if place == last else "accent_mark", strong=place == last)
            for place, month in enumerate(insight.months)
        ]  # fmt: skip
        spoken = "; ".join(f"{month.month} {formats.money(month.largest)}" for month in insight.months)
        usual = texts("approvals.usual_line", amount=formats.money(insight.usual))
        self.bars.set_bars(bars, spoken, float(insight.usual), usual)


class PartsCard(QWidget):
    """The score's parts, each with the figure that it saw and its points: they add up to what the ring says."""

    def __init__(self, look: Look, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self.title = Text(look, texts("approvals.risk"), "body-strong")
        self.parts = Lines(look, texts("approvals.risk"), tall=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for part in (self.title, self.parts):
            column.addWidget(part)
        self.hide()

    def show_insight(self, request: RequestFact | None, insight: Insight | None) -> None:
        """Every part, and their sum."""
        self.setVisible(insight is not None)
        if request is None or insight is None:
            return
        texts = self._texts
        lines = [
            Line(*words.part_words(part, request, texts), figure=f"+{part.points}", icon="warning")
            for part in insight.parts
        ]
        word = texts(f"approvals.risk.{insight.level}")
        total = Line(texts("approvals.risk.sum"), word, figure=str(insight.score), color=RISK_TONES[insight.level])
        self.parts.set_lines([*lines, total])
