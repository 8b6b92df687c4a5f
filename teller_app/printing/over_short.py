"""The over/short record on A5: what a close left, every step of settling it, likely causes, the cashier's closes in all."""

from teller_app.printing import blocks
from teller_app.printing.document import PrintDocument, document_key, make_pdf
from teller_app.printing.facts import Bank, Run, Status
from teller_app.printing.fonts import PrintFonts
from teller_app.printing.numbers import clock, long_date, moment, money, short_date
from teller_app.printing.over_short_facts import OverShortFacts
from teller_app.printing.prose import plain
from teller_app.printing.roles import A5, HAIR_HEAD, MM
from teller_app.printing.sheet import Sheet
from teller_app.printing.structure import About
from teller_app.printing.sums import check_over_short
from teller_app.printing.tables import Below, Cell, Column, Row, draw_head, draw_row
from teller_app.printing.wording import Wording

ROW, TOTAL_ROW = 11.6, 13.8
QR_SIZE = 16 * MM
SIGNATURES = 80.0
"""Height of what stands at the foot, in points."""
SIGN_ROOM = 26.0
"""Height that is left free above the lines, to sign in."""
STEPS_HEAD = 40.0
"""Height of the table's heading, its head and a first row, which stay together."""


def over_short_pdf(facts: OverShortFacts, bank: Bank, fonts: PrintFonts, wording: Wording, mono: bool) -> PrintDocument:
    """Raises TotalMismatch, CodeRefused or FigureDoesNotFit rather than print a record that is not true or is cut."""
    check_over_short(facts)
    words = wording.over_short
    subject = words.subject.format(drawer=facts.drawer_line, day=short_date(facts.business_date))
    about = About(words.title, subject, facts.number, bank.name)
    key = document_key(facts.number, Status.FINAL.value, facts.duplicate, "A5")
    return make_pdf(key, A5, about, fonts, mono, lambda sheet: _Drawing(sheet, facts, bank, wording).draw())


class _Drawing:
    """One pass over one record."""

    def __init__(self, sheet: Sheet, facts: OverShortFacts, bank: Bank, wording: Wording) -> None:
        self.sheet, self.facts, self.bank = sheet, facts, bank
        self.words, self.common, self.state_of = wording.over_short, wording.common, wording.slip.state_of

    def draw(self) -> None:
        sheet, facts, words = self.sheet, self.facts, self.words
        y = blocks.letterhead(sheet, self.bank, words.title, facts.number, self.common)
        y = blocks.duplicate_box(sheet, y, facts.duplicate, self.common)
        values = (facts.drawer_line, facts.cashier, long_date(facts.business_date), f"{clock(facts.at)} GMT")
        fields = [blocks.Field(label, value) for label, value in zip(words.meta, values, strict=True)]
        y = self._amount(blocks.field_grid(sheet, y + 14, fields, 4, 23) + 16)
        y = self._reasons(y + 10)
        y = self._steps(self._room(y, 12 + STEPS_HEAD) + 12)
        y = self._sums(self._room(y, 50) + 22)
        self._foot(y)

    def _room(self, y: float, height: float) -> float:
        """The same page where this fits, else the next."""
        return y if y + height <= self.sheet.bottom - 10 else self._turn()

    def _turn(self) -> float:
        """On to the next page; its head says what this is, and the figure that is signed below (PRINT 1.5)."""
        sheet, facts, words = self.sheet, self.facts, self.words
        self._footer()
        sheet.turn_page()
        subject = words.subject.format(drawer=facts.drawer_line, day=short_date(facts.business_date))
        said = [*blocks.numbered_stamps(self.common, False, facts.duplicate), words.title, subject]
        return self._amount(blocks.running_head(sheet, self.bank, " · ".join(said), facts.number) + 14)

    def _amount(self, y: float) -> float:
        """The one figure with its word: a direction is never told by a sign alone."""
        sheet, facts = self.sheet, self.facts
        figure = money(facts.amount_minor, facts.currency, plus=True)
        with sheet.tags.element("Div"):
            sheet.text(sheet.left, y, self.words.amount, "lab")
            used = sheet.text(sheet.left, y + 22, facts.currency.symbol, "h4") + 5
            sheet.figure(sheet.left + used, y + 22, figure, "fig", sheet.measure / 2)
            blocks.plate(sheet, y + 10, self.state_of(facts.amount_minor), filled=facts.amount_minor != 0)
        sheet.rule(sheet.left, sheet.right, y + 30, HAIR_HEAD)
        return y + 30

    def _reasons(self, y: float) -> float:
        """What was said at the close, who forced it, and what the workstation takes for likely."""
        sheet, facts, words = self.sheet, self.facts, self.words
        said = [plain(words.reason.format(reason=facts.reason))] if facts.reason else []
        said += [plain(words.forced.format(person=facts.forced_by))] if facts.forced_by else []
        said += [
            (Run(words.cause.format(place=place)), *cause.runs) for place, cause in enumerate(facts.causes, start=1)
        ]
        for runs in said:
            y = sheet.paragraph(sheet.left, y + 4, sheet.lines(runs, "s", sheet.measure, 3), 9.8) - 2
        return y

    def _steps(self, y: float) -> float:
        """The life of it with a running column, so that nobody adds by hand what is left."""
        sheet, facts, words = self.sheet, self.facts, self.words
        symbol = facts.currency.symbol
        heads = [head.format(symbol=symbol) for head in words.heads]
        columns = [Column(heads[0], 26 * MM), Column(heads[1], 30 * MM), Column(heads[2], 33 * MM),
                   Column(heads[3], 17 * MM, "r", figures=True), Column(heads[4], 18 * MM, "r", figures=True)]  # fmt: skip
        left = abs(facts.amount_minor)
        blocks.heading(sheet, y, words.steps)
        with sheet.tags.element("Table"):
            y = draw_head(sheet, sheet.left, y + 16, columns)
            first = (words.left_by(facts.amended), moment(facts.at), facts.cashier, "", money(left, facts.currency))
            y = draw_row(sheet, sheet.left, y, columns, Row([Cell(text) for text in first], ROW, 3.5))
            for place, step in enumerate(facts.steps):
                left -= step.settled
                # A total stays with at least two of its rows.
                least = ROW + (ROW + TOTAL_ROW if place == len(facts.steps) - 2 else 0)
                if (turned := self._room(y, least)) != y:
                    with sheet.tags.artifact():
                        y = draw_head(sheet, sheet.left, turned + 16, columns)
                texts = (
                    step.what,
                    moment(step.at),
                    step.by,
                    money(step.settled, facts.currency),
                    money(left, facts.currency),
                )
                y = draw_row(sheet, sheet.left, y, columns, Row([Cell(text) for text in texts], ROW, 3.5))
            settled = money(sum(step.settled for step in facts.steps), facts.currency)
            last = [Cell(text, "ss") for text in (words.left, "", "", settled, money(left, facts.currency))]
            return draw_row(sheet, sheet.left, y, columns, Row(last, TOTAL_ROW, 4.2, Below.GRAND))

    def _sums(self, y: float) -> float:
        """The cashier's closes in all, as of this print: they go on, and the code does not cover them."""
        sheet, facts, words = self.sheet, self.facts, self.words
        blocks.heading(sheet, y, words.all_closes, words.all_closes_note.format(count=facts.count))
        values = (facts.over, -facts.short, facts.over - facts.short)
        fields = [
            blocks.Field(
                label.format(symbol=facts.currency.symbol), money(value, facts.currency, plus=True), figure=True
            )
            for label, value in zip(words.sums, values, strict=True)
        ]
        return blocks.field_grid(sheet, y + 13, fields, 4, 23)

    def _foot(self, y: float) -> None:
        sheet, facts, words = self.sheet, self.facts, self.words
        foot = sheet.bottom - SIGNATURES
        if y > foot - SIGN_ROOM:
            self._turn()
        blocks.signatures(sheet, foot, ((facts.cashier, words.cashier), ("", words.manager)))
        blocks.verification_block(
            sheet, foot + 32, QR_SIZE, facts.verification, [words.covered(len(facts.steps))], self.common
        )
        blocks.closing_stamps(sheet, [self.common.duplicate] if facts.duplicate else [], self.common)
        self._footer()

    def _footer(self) -> None:
        line = blocks.printed_line(self.common, self.facts.printed, self.facts.duplicate)
        blocks.footer(self.sheet, self.common, line, self.facts.verification.code)
