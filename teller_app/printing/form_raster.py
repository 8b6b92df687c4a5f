"""A paper of parts as a typeset roll of 576 dots: names exact."""

from collections.abc import Sequence

from teller_app.printing import widths
from teller_app.printing.facts import Bank, Verification
from teller_app.printing.fonts import PrintFonts
from teller_app.printing.form_facts import FormFacts, FormTable
from teller_app.printing.form_roll import Stamped, draw_form
from teller_app.printing.raster import PAD, WIDTH, RasterRoll
from teller_app.printing.wording import Wording

TEXT = WIDTH - 2 * PAD
WRITE = 58
"""Dots of a row that is written in: seven millimetres."""
DENSE_FROM = 4
"""Columns from which on a table is set small."""
LEAD_GAP = 7
"""Dots above a row that begins with a name across."""


def form_raster(facts: FormFacts, bank: Bank, fonts: PrintFonts, wording: Wording, copy: int = 0) -> RasterRoll:
    """The typeset roll. Raises FigureDoesNotFit."""
    pen = _RasterPen(fonts)
    draw_form(pen, facts, bank, wording, copy)
    return pen.roll


class _RasterPen:
    def __init__(self, fonts: PrintFonts) -> None:
        self.roll = RasterRoll(fonts)

    def head(self, bank: Bank, stamps: Stamped) -> None:
        roll = self.roll
        roll.mark()
        roll.line(bank.name, "bank", "c")
        roll.line(bank.short_line, "s", "c")
        for word, lines in stamps:
            roll.space(6)
            roll.plate(word)
            for line in lines:
                roll.wrap(line, "s", align="c")
        roll.rule()

    def title(self, title: str, number: str, note: str) -> None:
        self.roll.line(title, "title")
        self.roll.line(number, "cs")
        if note:
            self.roll.line(note, "bs")
        self.roll.space(6)

    def field(self, label: str, value: str) -> None:
        self.roll.field(label, value)

    def amount(self, code: str, figure: str, words: str) -> None:
        self.roll.big_figure(code, "h", figure, 22)
        if words:
            self.roll.space(6)
            self.roll.wrap(words, "b")

    def state(self, word: str, plate: bool) -> None:
        if plate:
            self.roll.plate(word, "h")
        else:
            self.roll.line(word, "h", "c")

    def table(self, table: FormTable) -> None:
        roll = self.roll
        dense, wides = self._widths(table)
        if table.heading:
            roll.line(table.heading, "h")
        if table.note:
            roll.line(table.note, "s")
        heads = tuple(column.head for column in table.columns)
        if any(heads):
            self._row(table, wides, heads, "ss")
        roll.rule(1, 4)
        for place, row in enumerate(table.rows):
            strong = "ss" if dense else "bs"
            if row.group:
                roll.rule(1, 4)
            if row.lead and place:
                roll.space(LEAD_GAP)
            if row.lead:
                roll.wrap(row.lead.replace("GH₵", "GHS"), "ss" if row.strong else "s")
            if any(row.cells):
                self._row(table, wides, row.cells, strong if row.strong else "s" if dense else "b")
            if table.tall:
                roll.space(WRITE - 34)
                roll.rule(1, 0)
        if table.total:
            roll.rule(2, 4)
            self._row(table, wides, table.total, "ss" if dense else "bs")
            if table.tall:
                roll.space(WRITE - 34)
            roll.double_rule()
        roll.space(6)

    def _widths(self, table: FormTable) -> tuple[bool, list[float]]:
        """Whether it is set small, because of its columns or its figures, and how wide each column is."""
        roll, own = self.roll, [column.share * TEXT for column in table.columns]
        dense = len(table.columns) >= DENSE_FROM
        need = widths.needed(table, own, lambda text: roll.width(text, "ss" if dense else "bs") + 8)
        if not dense and sum(need) > TEXT:
            dense, need = True, widths.needed(table, own, lambda text: roll.width(text, "ss") + 8)
        return dense, widths.given(own, need)

    def _row(self, table: FormTable, wides: Sequence[float], texts: tuple[str, ...], look: str) -> None:
        at, cells = float(PAD), []
        for column, wide, text in zip(table.columns, wides, texts, strict=True):
            cells.append((text, at + wide, wide - 6) if column.figures else (text, at, -(wide - 8)))
            at += wide
        self.roll.row(cells, look)

    def sentence(self, text: str) -> None:
        self.roll.space(4)
        self.roll.wrap(text.replace("GH₵", "GHS"), "s")

    def signer(self, name: str, role: str, hand: str, signed: str) -> None:
        roll = self.roll
        roll.hand(hand, 84)
        roll.rule(2, 0)
        roll.space(4)
        roll.wrap(name, "bs")
        roll.wrap(role, "s")

    def code(self, verification: Verification | None, lines: Sequence[str], wording: Wording) -> None:
        roll, common = self.roll, wording.common
        roll.space(14)
        if verification is not None:
            texts = [(common.verification, "s"), (verification.code, "code"), *((line, "s") for line in lines)]
            roll.verification(verification, texts)
            return
        roll.line(common.no_code, "bs")
        if common.no_code_why:
            roll.line(common.no_code_why, "s")
        for line in lines:
            roll.wrap(line, "s")

    def foot(self, stamps: Stamped, lines: Sequence[str]) -> None:
        for word, _ in stamps:
            self.roll.space(6)
            self.roll.plate(word, "h")
        self.roll.space(6)
        for line in lines:
            self.roll.line(line, "s", "c")

    def line(self) -> None:
        self.roll.rule(3, 4)

    def gap(self) -> None:
        self.roll.space(12)
