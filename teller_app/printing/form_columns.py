"""A paper of parts in the columns of an 80 mm roll: 48 of Font A, tables of many columns in the 64 of Font B."""

from collections.abc import Sequence

from teller_app.printing import widths
from teller_app.printing.errors import FigureDoesNotFit
from teller_app.printing.facts import Bank, Verification
from teller_app.printing.form_facts import FormFacts, FormTable
from teller_app.printing.form_roll import Stamped, draw_form
from teller_app.printing.thermal import BIG, BOLD, BOLD_B, LOW_PLATE, TALL, A, B, EscRoll, Style, roll_text
from teller_app.printing.wording import Wording

DENSE_FROM = 4
"""Columns from which on a table is set in Font B."""
LEAD_GAP = 7
"""Dots above a row that begins with a name across."""


def form_columns(facts: FormFacts, bank: Bank, wording: Wording, copy: int = 0) -> EscRoll:
    """The same in columns. Raises FigureDoesNotFit."""
    pen = _ColumnsPen()
    draw_form(pen, facts, bank, wording, copy)
    return pen.roll


class _ColumnsPen:
    def __init__(self) -> None:
        self.roll = EscRoll()

    def head(self, bank: Bank, stamps: Stamped) -> None:
        roll = self.roll
        roll.centre(bank.name, TALL)
        roll.centre(bank.short_line.replace(" · ", "  "), B)
        for word, lines in stamps:
            roll.plate(word)
            for line in lines:
                roll.centred(line, B)
        roll.rule("=")

    def title(self, title: str, number: str, note: str) -> None:
        self.roll.name(title.upper(), BOLD)
        self.roll.figure(number)
        if note:
            self.roll.name(_plain(note), BOLD)

    def field(self, label: str, value: str) -> None:
        self.roll.field(label, _plain(value))

    def amount(self, code: str, figure: str, words: str) -> None:
        wide = len(roll_text(f"{code} {figure}")) <= BIG.columns
        self.roll.pair(code, figure, BIG if wide else TALL)
        if words:
            self.roll.wrap(words)

    def state(self, word: str, plate: bool) -> None:
        if plate:
            self.roll.plate(word, LOW_PLATE)
        else:
            self.roll.centre(word, BOLD)

    def table(self, table: FormTable) -> None:
        roll = self.roll
        plain, strong, wides = _widths(table)
        if table.heading:
            roll.name(table.heading.upper(), BOLD)
        if table.note:
            roll.name(table.note, B)
        heads = tuple(column.head for column in table.columns)
        if any(heads):
            self._row(table, wides, heads, strong)
        roll.rule("-", plain)
        for place, row in enumerate(table.rows):
            if row.group:
                roll.rule("-", plain)
            if row.lead and place:
                roll.feed(LEAD_GAP)
            if row.lead:
                roll.wrap(_plain(row.lead), BOLD_B if row.strong else B)
            if any(row.cells):
                self._row(table, wides, row.cells, strong if row.strong else plain)
            if table.tall:
                roll.feed(24)
                roll.rule("-", plain)
        if table.total:
            roll.rule("-", plain)
            self._row(table, wides, table.total, strong)
            if table.tall:
                roll.feed(24)
        roll.rule("=", plain)

    def _row(self, table: FormTable, wides: Sequence[int], texts: tuple[str, ...], style: Style) -> None:
        cells, used = [], 0
        for place, (column, text) in enumerate(zip(table.columns, texts, strict=True)):
            wide = wides[place] if place < len(wides) - 1 else style.columns - used
            # A figure keeps one column free to the one before it.
            if column.figures and used and len(roll_text(text)) >= wide:
                raise FigureDoesNotFit(text)
            cells.append((text, wide if column.figures else -wide))
            used += wide
        self.roll.columns(cells, style)

    def sentence(self, text: str) -> None:
        self.roll.wrap(_plain(text), B)

    def signer(self, name: str, role: str, hand: str, signed: str) -> None:
        """A printer of letters draws no hand: it says that there is one."""
        roll = self.roll
        if hand:
            roll.wrap(_plain(signed), B)
        else:
            roll.feed(84)
        roll.rule("_")
        roll.wrap(name, BOLD)
        roll.wrap(_plain(role), B)

    def code(self, verification: Verification | None, lines: Sequence[str], wording: Wording) -> None:
        roll, common = self.roll, wording.common
        roll.feed(14)
        if verification is not None:
            roll.qr(verification.payload)
            roll.centre(common.verification, B)
            roll.centred_figure(verification.code, TALL)
        else:
            roll.centre(common.no_code, BOLD)
            roll.centred(common.no_code_why, B)
        for line in lines:
            roll.centred(_plain(line), B)

    def foot(self, stamps: Stamped, lines: Sequence[str]) -> None:
        for place, (word, _) in enumerate(stamps):
            if place:
                self.roll.feed(8)
            self.roll.plate(word, LOW_PLATE)
        for line in lines:
            self.roll.centre(line, B)

    def line(self) -> None:
        self.roll.rule("=")

    def gap(self) -> None:
        self.roll.feed()


def _widths(table: FormTable) -> tuple[Style, Style, list[int]]:
    """The fonts of its rows and totals, small ones where its columns or its figures ask for that, and how wide each column is."""
    own, need = _needed(table, A)
    if len(table.columns) < DENSE_FROM and sum(need) <= A.columns:
        return A, BOLD, [int(wide) for wide in widths.given(own, need)]
    return B, BOLD_B, [int(wide) for wide in widths.given(*_needed(table, B))]


def _needed(table: FormTable, style: Style) -> tuple[list[int], list[float]]:
    own = [int(column.share * style.columns) for column in table.columns]
    own[-1] = style.columns - sum(own[:-1])
    return own, widths.needed(table, own, lambda text: len(roll_text(text)) + 1)


def _plain(text: str) -> str:
    """A middle dot between two parts is a full stop in this code page: a comma says it better."""
    return text.replace(" · ", ", ")
