"""The voucher of a cash transfer: two equal copies on one A4, cut at the middle (PRINT 6, 05)."""

from dataclasses import replace

from teller_app.printing import blocks
from teller_app.printing.document import PrintDocument, document_key, make_pdf
from teller_app.printing.errors import FigureDoesNotFit
from teller_app.printing.facts import Bank
from teller_app.printing.fonts import PrintFonts
from teller_app.printing.numbers import clock, long_date, moment, money, pieces, short_date
from teller_app.printing.prints import name_of
from teller_app.printing.prose import plain
from teller_app.printing.roles import A4_HALVES, HAIR, HAIR_HEAD, MM
from teller_app.printing.sheet import Sheet
from teller_app.printing.structure import About
from teller_app.printing.sums import check_voucher
from teller_app.printing.tables import Below, Cell, Column, Row, draw_head, draw_row
from teller_app.printing.voucher_facts import VoucherFacts
from teller_app.printing.widths import given
from teller_app.printing.wording import Wording

LINES_MAX = 16
"""Denominations that one half has room for; the notes and coins of the cedi are fifteen."""
WRITE_IN_MAX = 9
"""Up to which there is room for the receiver's differing count to be written in."""
FIELDS_BELOW_MAX = 6
"""Up to which the fields have room below the table; more, and they stand at its left, below the amount."""
REASON_LINES = 4
AMOUNT_WIDTH = 84 * MM
ROW, TOTAL_ROW = 12.2, 13.0
TIGHT_ROW = 10.8
QR_SIZE = 10.5 * MM
SIGN_GUTTER = 7 * MM


def voucher_pdf(facts: VoucherFacts, bank: Bank, fonts: PrintFonts, wording: Wording, mono: bool) -> PrintDocument:
    """Raises TotalMismatch, CodeRefused or FigureDoesNotFit rather than print a voucher that does not add up or is cut."""
    check_voucher(facts)
    if len(facts.lines) > LINES_MAX:
        raise FigureDoesNotFit(f"{len(facts.lines)} denominations")
    words = wording.voucher
    about = About(
        words.document,
        words.subject.format(way=facts.way, day=short_date(facts.business_date)),
        facts.number,
        bank.name,
    )
    key = document_key(*name_of(facts), facts.duplicate, "A4")
    return make_pdf(key, A4_HALVES, about, fonts, mono, lambda sheet: _draw(sheet, facts, bank, wording))


def _draw(sheet: Sheet, facts: VoucherFacts, bank: Bank, wording: Wording) -> None:
    for copy in range(2):
        with sheet.tags.element("Sect"):
            _Half(sheet, facts, bank, wording, copy).draw()
    sheet.cut(sheet.paper.height / 2)


class _Half:
    """One copy, whose top and foot are those of its half."""

    def __init__(self, sheet: Sheet, facts: VoucherFacts, bank: Bank, wording: Wording, copy: int) -> None:
        self.sheet, self.facts, self.bank = sheet, facts, bank
        self.words, self.common, self.copy = wording.voucher, wording.common, copy
        self.offset = copy * sheet.paper.height / 2
        self.foot = self.offset + sheet.paper.height / 2 - 11 * MM

    def draw(self) -> None:
        sheet, facts, words = self.sheet, self.facts, self.words
        y = blocks.letterhead(sheet, self.bank, words.title, facts.number, self.common, self.offset + sheet.paper.top)
        y = blocks.duplicate_box(sheet, y, facts.duplicate, self.common)
        sheet.name(sheet.left, y + 12, facts.way, "h", sheet.measure / 2)
        sheet.name(sheet.right, y + 12, facts.copies[self.copy], "ss", sheet.measure / 2 - 6, "r")
        right = sheet.left + AMOUNT_WIDTH
        below = blocks.amount(sheet, y + 29, words.amount, facts.total_minor, facts.currency, right)
        table = self._lines(y + 31)
        if len(facts.lines) <= FIELDS_BELOW_MAX:
            y = max(below, table) + 8
            sheet.rule(sheet.left, sheet.right, y, HAIR_HEAD)
            y = self._fields(y + 14, 4)
        else:
            with sheet.within(replace(sheet.paper, right=sheet.paper.width - right)):
                below = self._fields(below + 12, 2)
            y = max(below, table)
        if len(facts.lines) <= WRITE_IN_MAX and not facts.duplicate:
            self._write_in(y + 10)
        self._foot()

    def _write_in(self, y: float) -> None:
        """For the receiver's count; a duplicate has no place for it, its bag left long ago."""
        sheet = self.sheet
        sheet.rule(sheet.left, sheet.right, y, HAIR_HEAD)
        sheet.text(sheet.left, y + 13, self.words.differs, "s")
        for line in (35, 57):
            sheet.rule(sheet.left, sheet.right, y + line, HAIR, (1, 1.6))

    def _lines(self, y: float) -> float:
        sheet, facts, words = self.sheet, self.facts, self.words
        x, tall = sheet.left + 92 * MM, ROW if len(facts.lines) <= WRITE_IN_MAX else TIGHT_ROW
        rest = sheet.right - x - 59 * MM
        heads = (
            words.head_unit,
            words.head_sent,
            words.head_value.format(symbol=facts.currency.symbol),
            words.head_received,
        )
        known = [line.received for line in facts.lines if line.received is not None]
        totals = (words.total, pieces(sum(line.sent for line in facts.lines)), money(facts.total_minor, facts.currency),
                  pieces(sum(known)) if known else "")  # fmt: skip
        # The totals are the widest of their columns; a head is narrower than its column.
        need = [
            max(sheet.width(text, "bs") + 4, sheet.width(head, "head") + 4)
            for text, head in zip(totals, heads, strict=True)
        ]
        wides = given((17 * MM, 19 * MM, 23 * MM, rest), need)
        columns = [Column(head, width, "r", figures=True) for head, width in zip(heads, wides, strict=True)]
        with sheet.tags.element("Table"):
            y = draw_head(sheet, x, y, columns, ruled=False)
            for line in facts.lines:
                texts = (
                    line.unit,
                    pieces(line.sent),
                    money(line.sent * line.worth_minor, facts.currency),
                    _shown(line.received),
                )
                y = draw_row(sheet, x, y, columns, Row([Cell(text, "b") for text in texts], tall, 3.4))
            return draw_row(
                sheet, x, y, columns, Row([Cell(text, "bs") for text in totals], TOTAL_ROW, 4.0, Below.GRAND)
            )

    def _fields(self, y: float, columns: int) -> float:
        facts, words = self.facts, self.words
        received = f"{clock(facts.received_at)} GMT" if facts.received_at else words.not_received
        values = (
            long_date(facts.business_date),
            f"{clock(facts.sent_at)} GMT",
            received,
            facts.reference or words.none,
        )
        whole = (True, True, False, False)
        fields = [
            blocks.Field(label, value, figure=fixed)
            for label, value, fixed in zip(words.meta[:-1], values, whole, strict=True)
        ]
        y = blocks.field_grid(self.sheet, y, fields, columns, 24) + 13.8
        # The reason is a person's sentence: it has the whole width, beside the table as many lines as there is room for.
        sheet, most = self.sheet, 1 if columns > 2 else REASON_LINES
        lines = sheet.lines(plain(facts.note or words.none), "b", sheet.measure, most)
        with sheet.tags.element("Div"):
            sheet.text(sheet.left, y, words.meta[-1], "lab")
            sheet.paragraph(sheet.left, y + 10.2, lines, 10.4)
        return y + 10.2

    def _foot(self) -> None:
        sheet, facts, words = self.sheet, self.facts, self.words
        blocks.signatures(sheet, self.foot - 50, facts.people, None, SIGN_GUTTER, facts.hands, self.common.hand_alt)
        code = facts.verification.code
        alt = self.common.qr_alt.format(code=code)
        blocks.qr_symbol(sheet, sheet.left, self.foot - 26, QR_SIZE, facts.verification.payload, alt)
        x = sheet.left + 14 * MM
        used = sheet.text(x, self.foot - 15, words.verify, "s") + 6
        sheet.text(x + used, self.foot - 15, code, "code")
        stamp = facts.duplicate.reprinted if facts.duplicate else facts.printed
        form = words.reprinted if facts.duplicate else words.printed
        sheet.name(
            x,
            self.foot - 4,
            form.format(moment=moment(stamp.at), workstation=stamp.workstation),
            "foot",
            sheet.measure / 2,
        )
        if facts.duplicate:
            sheet.text(sheet.right, self.foot - 17, self.common.duplicate, "stamp", "r")
        sheet.text(sheet.right, self.foot - 4, words.copy.format(n=self.copy + 1), "ss", "r")


def _shown(received: int | None) -> str:
    """Nothing before somebody has counted: it is written in by hand then."""
    return "" if received is None else pieces(received)
