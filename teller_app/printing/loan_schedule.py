"""The loan schedule on A4 (PRINT 6, 07): what the borrower gets, pays and it costs, the principal as steps, every instalment."""

from teller_app.printing import blocks
from teller_app.printing.document import PrintDocument, document_key, make_pdf
from teller_app.printing.facts import Bank, Run
from teller_app.printing.fonts import PrintFonts
from teller_app.printing.loan_chart import draw_steps
from teller_app.printing.loan_facts import Instalment, ScheduleFacts
from teller_app.printing.numbers import long_date, money
from teller_app.printing.prose import plain
from teller_app.printing.roles import A4, MM, STRONG
from teller_app.printing.sheet import Sheet
from teller_app.printing.structure import About
from teller_app.printing.sums import check_schedule
from teller_app.printing.tables import Below, Cell, Column, Row, draw_head, draw_row
from teller_app.printing.wording import Wording

ROW, COST_ROW, TOTAL_ROW, BAND = 13.8, 12.4, 14.0, 40.0
COST_WIDTH, COST_FIGURE = 66 * MM, 25 * MM
CHART_LEFT, CHART_GAP = 20 * MM, 10 * MM
QR_SIZE = 16 * MM
FOOT = 70.0
"""Height of signatures and verification at the foot of the last page, in points."""
NOTES = 36.0
SIGN_WIDTH = 86 * MM


def schedule_pdf(facts: ScheduleFacts, bank: Bank, fonts: PrintFonts, wording: Wording, mono: bool) -> PrintDocument:
    """Raises TotalMismatch, CodeRefused or FigureDoesNotFit rather than promise what the lines do not give."""
    check_schedule(facts)
    words = wording.schedule
    about = About(words.title, words.subject.format(borrower=facts.borrower, loan=facts.loan), facts.number, bank.name)
    key = document_key(facts.number, facts.status, facts.duplicate, A4.form)
    return make_pdf(key, A4, about, fonts, mono, lambda sheet: _Drawing(sheet, facts, bank, wording).draw())


def per_hundred(facts: ScheduleFacts) -> int:
    """What each hundred that the borrower receives costs, half up, in minor units."""
    hundred: int = 100 * 10**facts.currency.exponent
    return (2 * facts.interest_minor * hundred + facts.principal) // (2 * facts.principal)


class _Drawing:
    """One pass over one schedule; ``sums`` are instalments, principal and interest so far."""

    def __init__(self, sheet: Sheet, facts: ScheduleFacts, bank: Bank, wording: Wording) -> None:
        self.sheet, self.facts, self.bank = sheet, facts, bank
        self.words, self.common = wording.schedule, wording.common
        self.sums = [0, 0, 0]
        self.columns = self._columns()

    def _columns(self) -> list[Column]:
        heads = [head.format(symbol=self.facts.currency.symbol) for head in self.words.heads]
        widths = (12, 42, 30, 29, 28, 33)
        return [
            Column(head, width * MM, "l" if place < 2 else "r", figures=place != 1)
            for place, (head, width) in enumerate(zip(heads, widths, strict=True))
        ]

    def draw(self) -> None:
        sheet = self.sheet
        y = blocks.letterhead(sheet, self.bank, self.words.title, self.facts.number, self.common)
        y = blocks.duplicate_box(sheet, y, self.facts.duplicate, self.common)
        y = self._band(self._fields(y + 15) + 12)
        y = self._table(self._cost(y + 19) + 24)
        if y + NOTES > sheet.bottom - FOOT:
            y = self._turn_page()
        self._notes(y + 17)
        self._foot()

    def _fields(self, y: float) -> float:
        facts, words = self.facts, self.words
        first = facts.rows[0].due
        values = (facts.borrower, facts.loan, facts.product, long_date(facts.start), facts.account or words.none,
                  long_date(first), facts.interest, facts.method)  # fmt: skip
        labels = [*words.meta, *words.more]
        if not facts.disbursed:
            labels[3] = words.planned
        roles = ("bs", "code", "bm", "bm", "code", "bm", "bm", "bm")
        fields = [
            blocks.Field(label, value, role, figure=role == "code")
            for label, value, role in zip(labels, values, roles, strict=True)
        ]
        return blocks.field_grid(self.sheet, y, fields, 4, 25)

    def _band(self, y: float) -> float:
        """The four figures that the loan is about."""
        sheet, facts, words = self.sheet, self.facts, self.words
        figures = (self._money(facts.principal), self._money(facts.rows[0].total), self._money(facts.repaid), facts.apr)
        width = sheet.measure / len(figures)
        sheet.rule(sheet.left, sheet.right, y, STRONG)
        for place, (label, figure) in enumerate(zip(words.bands, figures, strict=True)):
            x = sheet.left + place * width
            if place:
                sheet.upright(x, y + 6, y + BAND - 6)
            inset = 8 if place else 0
            said = label.format(symbol=facts.currency.symbol, count=len(facts.rows))
            with sheet.tags.element("Div"):
                sheet.name(x + inset, y + 12, said, "lab", width - inset - 4)
                sheet.figure(x + inset, y + 31.8, figure, "fig", width - inset - 6)
        sheet.rule(sheet.left, sheet.right, y + BAND, STRONG)
        return y + BAND

    def _cost(self, y: float) -> float:
        """What it costs at the left, the principal as falling steps at the right; returns the lower edge of both."""
        sheet, facts, words = self.sheet, self.facts, self.words
        blocks.heading(sheet, y, words.cost)
        top, columns = y + 6, (Column("", COST_WIDTH - COST_FIGURE), Column("", COST_FIGURE, "r", figures=True))
        lines = [
            (words.principal, facts.principal, False),
            (words.interest, facts.interest_minor, False),
            (words.total_cost, facts.repaid, True),
        ]
        with sheet.tags.element("Table"):
            for label, amount, sums in lines:
                cells = [Cell(label, "bs" if sums else "b"), Cell(self._money(amount), "bs" if sums else "b")]
                row = Row(cells, 13.0 if sums else COST_ROW, 4.0, Below.TOTAL if sums else Below.HAIR)
                top = draw_row(sheet, sheet.left, top, columns, row)
            said = words.per_hundred.format(symbol=facts.currency.symbol)
            cells = [Cell(said, "s"), Cell(self._money(per_hundred(facts)), "s")]
            top = draw_row(sheet, sheet.left, top, columns, Row(cells, COST_ROW, 4.0))
        left = sheet.left + COST_WIDTH + CHART_GAP
        with sheet.tags.element("H2"):
            sheet.text(left, y, words.chart.format(symbol=facts.currency.symbol), "h")
        draw_steps(sheet, (sheet.left + COST_WIDTH + CHART_LEFT, y + 12, top - y - 24), facts, words)
        return top

    def _table(self, y: float) -> float:
        sheet, words, facts = self.sheet, self.words, self.facts
        with sheet.tags.element("Table"):
            y = draw_head(sheet, sheet.left, y, self.columns)
            for place, row in enumerate(facts.rows):
                # The total stays with at least two of its rows.
                least = ROW + (TOTAL_ROW + ROW if place >= len(facts.rows) - 2 else ROW)
                if y + least > sheet.bottom - 8:
                    y = self._forward(y)
                y = draw_row(sheet, sheet.left, y, self.columns, Row(self._cells(row), ROW, 4.4))
                for at, part in enumerate((row.total, row.principal, row.interest)):
                    self.sums[at] += part
            return draw_row(
                sheet, sheet.left, y, self.columns, Row(self._sum_cells(words.total), TOTAL_ROW, 4.4, Below.GRAND)
            )

    def _cells(self, row: Instalment) -> list[Cell]:
        figures = (row.principal, row.interest, row.owed)
        return [
            Cell(str(row.number), "b"),
            Cell(long_date(row.due), "b"),
            Cell(self._money(row.total), "bm"),
            *(Cell(self._money(figure), "b") for figure in figures),
        ]

    def _sum_cells(self, said: str) -> list[Cell]:
        left = self.facts.principal - self.sums[1]
        figures = (Cell(self._money(one), "bs") for one in (*self.sums, left))
        return [Cell("", "bs"), Cell(said, "bs"), *figures]

    def _forward(self, y: float) -> float:
        """On to the next page, with the sums so far at the foot of this one and at the head of that."""
        sheet, words = self.sheet, self.words
        draw_row(sheet, sheet.left, y, self.columns, Row(self._sum_cells(words.carried), TOTAL_ROW, 4.4, Below.TOTAL))
        y = self._turn_page()
        with sheet.tags.artifact():
            y = draw_head(sheet, sheet.left, y + 16, self.columns)
        return draw_row(sheet, sheet.left, y, self.columns, Row(self._sum_cells(words.brought), TOTAL_ROW, 4.4))

    def _turn_page(self) -> float:
        self._footer()
        self.sheet.turn_page()
        subject = self.words.subject.format(borrower=self.facts.borrower, loan=self.facts.loan)
        said = [*blocks.numbered_stamps(self.common, False, self.facts.duplicate), self.words.title, subject]
        return blocks.running_head(self.sheet, self.bank, " · ".join(said), self.facts.number)

    def _notes(self, y: float) -> None:
        sheet, words = self.sheet, self.words
        runs = (Run(words.apr_lead, strong=True), *plain(words.apr))
        sheet.paragraph(sheet.left, y, sheet.lines(runs, "s", sheet.measure), 9.8)

    def _foot(self) -> None:
        sheet, facts, words = self.sheet, self.facts, self.words
        blocks.verification_block(sheet, sheet.bottom - 51, QR_SIZE, facts.verification, [], self.common)
        signers = ((facts.borrower, words.signs[0]), ("", words.signs[1]))
        blocks.signatures(sheet, sheet.bottom - 28, signers, sheet.right - SIGN_WIDTH, 6 * MM)
        if facts.duplicate:
            sheet.text(sheet.right, sheet.bottom - 58, self.common.duplicate, "stamp", "r")
        self._footer()

    def _footer(self) -> None:
        line = blocks.printed_line(self.common, self.facts.printed, self.facts.duplicate)
        blocks.footer(self.sheet, self.common, line, self.facts.verification.code)

    def _money(self, minor: int) -> str:
        return money(minor, self.facts.currency)
