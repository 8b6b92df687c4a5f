"""A paper of parts on A5: fields, the one figure, tables that go on to the next page, sentences; signatures and code at the foot."""

from teller_app.printing import blocks
from teller_app.printing.document import PrintDocument, document_key, make_pdf
from teller_app.printing.facts import Bank
from teller_app.printing.fonts import PrintFonts
from teller_app.printing.form_facts import FormFacts, FormField, FormTable
from teller_app.printing.form_roll import said_of_no_code
from teller_app.printing.prose import plain
from teller_app.printing.roles import A5, HAIR, HAIR_HEAD, MM
from teller_app.printing.sheet import Sheet
from teller_app.printing.structure import About
from teller_app.printing.tables import Below, Cell, Column, Row, draw_head, draw_row
from teller_app.printing.wording import Wording

ROW, TALL_ROW, TOTAL_ROW, LEAD_ROW = 11.6, 17.6, 14.5, 11.4
FIELD_GAP = 23.0
QR_SIZE = 16 * MM
FOOT = 62.0
"""Height of the code and the closing stamps at the foot, in points."""
SIGN_HEIGHT = 40.0
"""Room to sign above a line and the two lines below it."""
SIGNERS_MAX = 3


def form_pdf(facts: FormFacts, bank: Bank, fonts: PrintFonts, wording: Wording, mono: bool) -> PrintDocument:
    """Raises FigureDoesNotFit rather than cut a figure."""
    about = About(facts.title, facts.subject, facts.number, bank.name)
    key = document_key(facts.number, facts.status, facts.duplicate, "A5")
    return make_pdf(key, A5, about, fonts, mono, lambda sheet: _Drawing(sheet, facts, bank, wording).draw())


class _Drawing:
    """One pass over one paper."""

    def __init__(self, sheet: Sheet, facts: FormFacts, bank: Bank, wording: Wording) -> None:
        self.sheet, self.facts, self.bank, self.common = sheet, facts, bank, said_of_no_code(wording, facts).common
        self.signing = SIGN_HEIGHT if facts.signers else 0.0

    def draw(self) -> None:
        sheet, facts = self.sheet, self.facts
        y = blocks.letterhead(sheet, self.bank, facts.title, facts.number, self.common)
        y = blocks.duplicate_box(sheet, y, facts.duplicate, self.common)
        y = self._fields(y + 14)
        if facts.amount_minor is not None:
            y = (
                blocks.amount(sheet, y + 16, facts.amount_label, facts.amount_minor, facts.currency, sheet.right, "fig")
                - 4
            )
            sheet.rule(sheet.left, sheet.right, y, HAIR_HEAD)
        else:
            y += 6
        for table in facts.tables:
            y = self._table(y, table)
        for said in facts.sentences:
            y = self._sentence(y, said)
        if y > self._foot_top():
            self._turn()
        self._foot()

    def _foot_top(self) -> float:
        return self.sheet.bottom - FOOT - self.signing - 8

    def _fields(self, y: float) -> float:
        """Short ones side by side, long ones on lines of their own below."""
        sheet, facts = self.sheet, self.facts
        short = [blocks.Field(one.label, one.value, figure=one.figure) for one in facts.fields if not one.long]
        if short:
            y = blocks.field_grid(sheet, y, short, 4, FIELD_GAP)
        for one in facts.fields:
            y = self._long(y + 12.8, one) if one.long else y
        return y

    def _long(self, y: float, field: FormField) -> float:
        sheet = self.sheet
        with sheet.tags.element("Div"):
            sheet.text(sheet.left, y, field.label, "lab")
            lines = sheet.lines(plain(field.value), "bm", sheet.measure, 3)
            return sheet.paragraph(sheet.left, y + 10.2, lines, 10.4) - 10.4

    def _table(self, y: float, table: FormTable) -> float:
        sheet = self.sheet
        tall = TALL_ROW if table.tall else ROW
        columns = [
            Column(one.head, one.share * sheet.measure, "r" if one.figures else "l", figures=one.figures)
            for one in table.columns
        ]
        if y + 34 + 2 * tall > sheet.bottom - 14:
            y = self._turn() - 6
        if table.heading:
            blocks.heading(sheet, y + 14, table.heading, table.note)
            y += 14
        with sheet.tags.element("Table"):
            y = draw_head(sheet, sheet.left, y + 16, columns)
            for place, row in enumerate(table.rows):
                # A total stays with at least two of its rows, a name across with what stands below it.
                lead = LEAD_ROW if row.lead else 0
                least = lead + tall + (TOTAL_ROW + lead + tall if place == len(table.rows) - 2 else 0)
                if y + least > sheet.bottom - 10:
                    y = self._turn()
                    with sheet.tags.artifact():
                        y = draw_head(sheet, sheet.left, y + 16, columns)
                role = "ss" if row.strong else "s"
                if row.lead:
                    across = Row([Cell(row.lead, "ss" if row.strong else "sm")], LEAD_ROW, 1.6, Below.NONE)
                    y = draw_row(sheet, sheet.left, y, [Column("", sheet.measure)], across)
                cells = [Cell(text, role) for text in row.cells]
                y = draw_row(sheet, sheet.left, y, columns, Row(cells, tall, 5.4 if table.tall else 3.5))
                if table.tall:
                    self._uprights(y, tall, columns)
            if table.total:
                tall = max(tall, TOTAL_ROW)
                total = Row([Cell(text, "bs") for text in table.total], tall, 4.8, Below.GRAND)
                y = draw_row(sheet, sheet.left, y, columns, total)
                if table.tall:
                    self._uprights(y, tall, columns)
        return y + 6

    def _uprights(self, y: float, tall: float, columns: list[Column]) -> None:
        """Between the boxes that are written in by hand."""
        x = self.sheet.left
        for column in columns[:-1]:
            x += column.width
            self.sheet.upright(x + 4, y - tall, y, HAIR)

    def _sentence(self, y: float, said: str) -> float:
        sheet = self.sheet
        lines = sheet.lines(plain(said), "s", sheet.measure)
        if y + 12 + 9.8 * len(lines) > sheet.bottom - 10:
            y = self._turn()
        return sheet.paragraph(sheet.left, y + 12, lines, 9.8) - 9.8

    def _turn(self) -> float:
        """On to the next page; its head says what this is, and the figure that is signed below (PRINT 1.5)."""
        sheet, facts = self.sheet, self.facts
        self._footer()
        sheet.turn_page()
        said = " · ".join(
            [*blocks.numbered_stamps(self.common, facts.provisional, facts.duplicate), facts.title, facts.subject]
        )
        y = blocks.running_head(sheet, self.bank, said, facts.number)
        if facts.amount_minor is None:
            return y
        return (
            blocks.amount(sheet, y + 14, facts.amount_label, facts.amount_minor, facts.currency, sheet.right, "figs")
            - 4
        )

    def _foot(self) -> None:
        sheet, facts = self.sheet, self.facts
        top = sheet.bottom - FOOT
        if facts.signers:
            people, alt = facts.signers[:SIGNERS_MAX], self.common.hand_alt
            blocks.signatures(sheet, top - 18, people, hands=facts.hands, alt=alt)
        blocks.verification_block(sheet, top + 14, QR_SIZE, facts.verification, list(facts.lines), self.common)
        stamps = [self.common.duplicate] if facts.duplicate else []
        stamps += [self.common.provisional] if facts.provisional else []
        blocks.closing_stamps(sheet, stamps, self.common)
        self._footer()

    def _footer(self) -> None:
        line = blocks.printed_line(self.common, self.facts.printed, self.facts.duplicate)
        code = self.facts.verification.code if self.facts.verification else None
        blocks.footer(self.sheet, self.common, line, code)
