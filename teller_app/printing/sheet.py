"""A PDF sheet with a top-left origin: text in roles with the two fit rules, rules, boxes, pages.

All measures are points; y grows downwards and is a baseline for text. Black goes out as DeviceGray, so that a colour
device uses its black alone; the accent stands in two places only and turns black on a mono profile (PRINT 1).
"""

import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from typing import Literal

from reportlab.pdfgen.canvas import Canvas

from teller_app.printing.errors import FigureDoesNotFit
from teller_app.printing.facts import Run
from teller_app.printing.fonts import PrintFonts, pdf_name
from teller_app.printing.prose import Line, clip, line_width, wrap
from teller_app.printing.roles import ACCENT, DOUBLE, HAIR, ROLES, Paper
from teller_app.printing.structure import CONTAINERS, About, Tagger, attach

type Align = Literal["l", "r", "c"]


class Sheet:
    """One document being drawn. `total` is the number of pages, or None while they are being counted."""

    def __init__(self, paper: Paper, about: About, fonts: PrintFonts, mono: bool, total: int | None) -> None:
        self.paper, self.about, self.fonts, self.mono, self.total = paper, about, fonts, mono, total
        self.page = 1
        self._file = io.BytesIO()
        self.canvas = Canvas(
            self._file, pagesize=(paper.width, paper.height), pageCompression=1, invariant=1, lang=about.language,
            pdfVersion=(1, 7), initialFontName=pdf_name("Regular"), initialFontSize=8, initialLeading=10,
        )  # fmt: skip
        self.canvas.setTitle(f"{about.title} {about.number}")
        self.canvas.setSubject(about.subject)
        self.canvas.setAuthor(about.author)
        self.canvas.setCreator("Coastal Teller")
        self.canvas.setKeywords([about.number])
        self.canvas.setViewerPreference("DisplayDocTitle", "true")
        self.canvas.setViewerPreference("PrintScaling", "None")
        self.tags = Tagger(lambda operator: self.canvas._code.append(operator))

    @property
    def left(self) -> float:
        """Left edge of the text."""
        return self.paper.left

    @property
    def right(self) -> float:
        """Right edge of the text."""
        return self.paper.width - self.paper.right

    @property
    def measure(self) -> float:
        """Width of the text."""
        return self.right - self.left

    @property
    def bottom(self) -> float:
        """Lower edge of the text; the footer stands below it."""
        return self.paper.height - self.paper.bottom

    @contextmanager
    def within(self, paper: Paper) -> Iterator[None]:
        """Other margins on the same page: what is drawn meanwhile keeps to those of ``paper``."""
        before, self.paper = self.paper, paper
        try:
            yield
        finally:
            self.paper = before

    def turn_page(self) -> None:
        """End this page and begin the next."""
        self.canvas.showPage()
        self.page += 1
        self.tags.turn_page()

    def finish(self) -> bytes:
        """The finished file."""
        self.canvas.showPage()
        attach(self.canvas, self.tags, self.about)
        self.canvas.save()
        return self._file.getvalue()

    def width(self, text: str, role: str) -> float:
        """Width in points as it will be drawn."""
        return self.fonts.width(self.fonts.printable(text), role)

    def text(
        self, x: float, y: float, text: str, role: str = "b", align: Align = "l", tag: str = "P", white: bool = False
    ) -> float:
        """A short fixed text at full size; returns its width."""
        return self._put(x, y, self.fonts.printable(text), role, align, 1.0, tag, white)

    def name(self, x: float, y: float, text: str, role: str, width: float, align: Align = "l") -> float:
        """A name, narration or reference: shrunk to 86 per cent at most, then cut with an ellipsis."""
        shown, scale = self.fonts.fit_name(self.fonts.printable(text), role, width)
        return self._put(x, y, shown, role, align, scale)

    def figure(self, x: float, y: float, text: str, role: str, width: float, align: Align = "l") -> float:
        """A figure, number or code: shrunk to 86 per cent at most. Raises FigureDoesNotFit instead of cutting."""
        scale = self.fonts.fit_figure(text, role, width)
        if scale is None:
            raise FigureDoesNotFit(text)
        return self._put(x, y, text, role, align, scale)

    def lines(self, runs: Iterable[Run], role: str, width: float, most: int | None = None) -> list[Line]:
        """A sentence as lines, clipped to `most` with an ellipsis."""
        found = wrap(self.fonts, runs, role, width)
        return found if most is None else clip(self.fonts, found, most, width)

    def paragraph(self, x: float, y: float, lines: Sequence[Line], leading: float, tag: str = "P") -> float:
        """Draw lines as one element; y is the first baseline, the result the baseline after the last."""
        own = self.tags.current.kind in CONTAINERS and not self.tags.silent
        with self.tags.element(tag) if own else nullcontext(), self.tags.content():
            for line in lines:
                at = x
                for piece in line:
                    self._glyphs(at, y, piece.text, piece.role, 1.0)
                    at += piece.width
                y += leading
        return y

    def closing_rule(self, x: float, y: float, line: Line, right: float) -> None:
        """From the end of a line to the margin: nothing can be added after "only" (PRINT 1.6)."""
        start = x + line_width(line) + 5
        if start < right - 5:
            self.rule(start, right, y - 2.4, DOUBLE)

    def rule(self, x1: float, x2: float, y: float, weight: float = HAIR, dash: Sequence[float] = ()) -> None:
        """A horizontal rule. Light is thin, never grey: a laser would halftone grey away."""
        self._line(x1, y, x2, y, weight, dash)

    def cut(self, y: float) -> None:
        """Where the paper is cut, edge to edge."""
        self.rule(0, self.paper.width, y, DOUBLE, (2, 2))

    def cut_upright(self, x: float) -> None:
        """Where a stub is cut off, edge to edge."""
        self._line(x, 0, x, self.paper.height, DOUBLE, (2, 2))

    def upright(self, x: float, y1: float, y2: float, weight: float = HAIR) -> None:
        """A vertical rule."""
        self._line(x, y1, x, y2, weight, ())

    def double_rule(self, x1: float, x2: float, y: float) -> None:
        """Below a final total, once in a table."""
        self.rule(x1, x2, y, DOUBLE)
        self.rule(x1, x2, y + 1.6, DOUBLE)

    def accent_bar(self, x1: float, x2: float, y: float, weight: float) -> None:
        """The bar below the mark."""
        with self.tags.decoration():
            self.use_accent()
            self.canvas.setLineWidth(weight)
            self.canvas.line(x1, self.paper.height - y, x2, self.paper.height - y)

    def use_accent(self) -> None:
        """Fill and stroke in the accent, or in black on a mono device."""
        if self.mono:
            self.canvas.setFillGray(0)
            self.canvas.setStrokeGray(0)
        else:
            self.canvas.setFillColorRGB(*ACCENT)
            self.canvas.setStrokeColorRGB(*ACCENT)

    def box(
        self, x: float, y: float, width: float, height: float, filled: bool = False, weight: float = 0.5,
        white: bool = False,
    ) -> None:  # fmt: skip
        """An outlined box, filled black (a plate) or white (an empty bar)."""
        with self.tags.decoration():
            self.canvas.setStrokeGray(0)
            self.canvas.setFillGray(1 if white else 0)
            self.canvas.setLineWidth(weight)
            bottom = self.paper.height - y - height
            self.canvas.rect(x, bottom, width, height, stroke=1, fill=int(filled or white))

    def _line(self, x1: float, y1: float, x2: float, y2: float, weight: float, dash: Sequence[float]) -> None:
        with self.tags.decoration():
            self.canvas.setStrokeGray(0)
            self.canvas.setLineWidth(weight)
            self.canvas.setDash(list(dash))
            self.canvas.line(x1, self.paper.height - y1, x2, self.paper.height - y2)
            self.canvas.setDash([])

    def _put(
        self, x: float, y: float, text: str, role: str, align: Align, scale: float, tag: str = "P", white: bool = False
    ) -> float:
        if not text:
            return 0.0
        width = self.fonts.width(text, role) * scale
        start = x if align == "l" else x - width if align == "r" else x - width / 2
        with self.tags.content(tag):
            self._glyphs(start, y, text, role, scale, white)
        return width

    def _glyphs(self, x: float, y: float, text: str, role: str, scale: float, white: bool = False) -> None:
        look = ROLES[role]
        self.canvas.setFont(pdf_name(look.cut), look.size * scale)
        self.canvas.setFillGray(1 if white else 0)
        self.canvas.drawString(x, self.paper.height - y, text, charSpace=look.tracking * look.size * scale)
