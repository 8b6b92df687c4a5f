"""The cash position of a drawer on A5: the one figure, its pieces by denomination, the code that vouches for them."""

from collections.abc import Sequence

from teller_app.printing import blocks
from teller_app.printing.document import PrintDocument, document_key, make_pdf
from teller_app.printing.facts import Bank, Status
from teller_app.printing.fonts import PrintFonts
from teller_app.printing.numbers import clock, journal_number, long_date, money, pieces, short_date, unit
from teller_app.printing.position_facts import Held, PositionFacts
from teller_app.printing.roles import A5, HAIR_HEAD, MM
from teller_app.printing.sheet import Sheet
from teller_app.printing.slip_facts import Form
from teller_app.printing.structure import About
from teller_app.printing.sums import check_position
from teller_app.printing.tables import Below, Cell, Column, Row, draw_head, draw_row
from teller_app.printing.wording import PositionWords, Wording

ROW, TOTAL_ROW, GRAND_ROW = 11.6, 12.8, 14.5
GUTTER = 4 * MM
QR_SIZE = 16 * MM
SIGNATURES = 80.0
"""Height of what stands at the foot, in points."""


def position_pdf(facts: PositionFacts, bank: Bank, fonts: PrintFonts, wording: Wording, mono: bool) -> PrintDocument:
    """Raises TotalMismatch or CodeRefused rather than print figures that its lines do not give."""
    check_position(facts)
    words = wording.position
    subject = words.subject.format(drawer=facts.drawer, day=short_date(facts.business_date))
    about = About(words.document, subject, facts.number, bank.name)
    key = document_key(facts.number, Status.FINAL.value, facts.duplicate, "A5")
    return make_pdf(key, A5, about, fonts, mono, lambda sheet: _draw(sheet, facts, bank, wording))


def _draw(sheet: Sheet, facts: PositionFacts, bank: Bank, wording: Wording) -> None:
    words, common = wording.position, wording.common
    y = blocks.letterhead(sheet, bank, words.title, facts.number, common)
    y = blocks.duplicate_box(sheet, y, facts.duplicate, common)
    y = _draw_meta(sheet, y + 14, facts, words)
    y = _draw_amount(sheet, y + 16, facts, words)
    _draw_pieces(sheet, y + 14, facts, words)
    foot = sheet.bottom - SIGNATURES
    blocks.signatures(sheet, foot, ((facts.cashier, words.cashier), ("", words.witness)))
    lines = [words.journal.format(seq=journal_number(facts.journal))]
    blocks.verification_block(sheet, foot + 32, QR_SIZE, facts.verification, lines, common)
    blocks.closing_stamps(sheet, [common.duplicate] if facts.duplicate else [], common)
    blocks.footer(sheet, common, blocks.printed_line(common, facts.printed, facts.duplicate), facts.verification.code)


def _draw_meta(sheet: Sheet, y: float, facts: PositionFacts, words: PositionWords) -> float:
    values = (facts.drawer_line, facts.cashier, long_date(facts.business_date), f"{clock(facts.at)} GMT")
    fields = [
        blocks.Field(label, value, figure=fixed)
        for label, value, fixed in zip(words.meta, values, (False, False, True, True), strict=True)
    ]
    return blocks.field_grid(sheet, y, fields, 4, 23)


def _draw_amount(sheet: Sheet, y: float, facts: PositionFacts, words: PositionWords) -> float:
    """The one figure that the paper is about, in words to the margin."""
    after = (
        words.after.format(receipt=facts.after)
        if facts.after
        else words.after_row.format(seq=journal_number(facts.journal))
    )
    sheet.name(sheet.right, y, after, "s", sheet.measure / 2, "r")
    y = blocks.amount(sheet, y, words.amount, facts.total_minor, facts.currency, sheet.right, "fig")
    sheet.rule(sheet.left, sheet.right, y - 4, HAIR_HEAD)
    return y


def _draw_pieces(sheet: Sheet, y: float, facts: PositionFacts, words: PositionWords) -> None:
    """Notes and coins side by side, every denomination also where there is none, then both together."""
    sides = [[line for line in facts.held if line.form is form] for form in (Form.NOTE, Form.COIN)]
    deepest = max(len(lines) for lines in sides)
    width = (sheet.measure - GUTTER) / 2
    blocks.heading(sheet, y, words.pieces, words.pieces_note)
    foot = y
    for place, (lines, head) in enumerate(zip(sides, (words.notes, words.coins), strict=True)):
        foot = _draw_side(
            sheet, (sheet.left + place * (width + GUTTER), y + 16, width), lines, deepest, (head, words, facts)
        )
    columns = (Column("", 60 * MM), Column("", 40 * MM, "r", figures=True), Column("", 24 * MM, "r", figures=True))
    count = words.count.format(count=pieces(sum(line.pieces for line in facts.held)))
    cells = (Cell(words.total, "bs"), Cell(count), Cell(money(facts.total_minor, facts.currency), "bs"))
    with sheet.tags.element("Table"):
        draw_row(sheet, sheet.left, foot + 3, columns, Row(cells, GRAND_ROW, 4.4, Below.GRAND))


def _draw_side(
    sheet: Sheet,
    box: tuple[float, float, float],
    lines: Sequence[Held],
    deepest: int,
    said: tuple[str, PositionWords, PositionFacts],
) -> float:
    """One side with its subtotal; returns its foot."""
    (x, y, width), (head, words, facts) = box, said
    heads = (head, words.head_pieces, words.head_value.format(symbol=facts.currency.symbol))
    shares = (0.26, 0.28, 0.46)
    columns = [Column(text, share * width, "r", figures=True) for text, share in zip(heads, shares, strict=True)]
    with sheet.tags.element("Table"):
        y = draw_head(sheet, x, y, columns)
        for line in lines:
            worth = line.denomination_minor * line.pieces
            cells = (
                Cell(unit(line.denomination_minor, facts.currency, line.form is Form.COIN), "sm"),
                Cell(pieces(line.pieces)),
                Cell(money(worth, facts.currency)),
            )
            y = draw_row(sheet, x, y, columns, Row(cells, ROW, 3.5))
        value = sum(line.denomination_minor * line.pieces for line in lines)
        texts = (words.subtotal, pieces(sum(line.pieces for line in lines)), money(value, facts.currency))
        row = Row([Cell(text, "ss") for text in texts], TOTAL_ROW, 3.8, Below.TOTAL)
        return draw_row(sheet, x, y + (deepest - len(lines)) * ROW, columns, row)
