"""The withdrawal voucher on A5 across: the bank's signed part, and the customer's stub behind the cut (PRINT 6, 04)."""

from teller_app.printing import blocks
from teller_app.printing.document import PrintDocument, document_key, make_pdf
from teller_app.printing.errors import FigureDoesNotFit, TotalMismatch
from teller_app.printing.facts import Bank, ReceiptKind, Status
from teller_app.printing.fonts import PrintFonts
from teller_app.printing.numbers import clock, long_date, masked_account, money, money_in_text, pieces, unit
from teller_app.printing.prose import plain
from teller_app.printing.receipt import duplicate_lines, pieces_line
from teller_app.printing.roles import A5_STUB, A5_VOUCHER, BAR, HAIR_HEAD, MM, SIGN
from teller_app.printing.sheet import Sheet
from teller_app.printing.structure import About
from teller_app.printing.sums import check_receipt, value_of
from teller_app.printing.tables import Below, Cell, Column, Row, draw_head, draw_row
from teller_app.printing.withdrawal_facts import WithdrawalFacts
from teller_app.printing.wording import Wording

ROWS_MAX = 4
"""Denominations in a table beside the amount; more of them stand in a line across."""
AMOUNT_WIDTH = 74 * MM
TABLE_X = 81 * MM
GAP, ROOMY_GAP = 22.0, 24.5
"""From field to field: as in the picture, and where there is more to say above."""
SENTENCE = 22.0
"""From the last field to the sentence that is signed, where it stands in a line of its own."""
SIGN_WIDTH = 62 * MM
THUMB_WIDTH, THUMB_HEIGHT = 15 * MM, 17 * MM
SIGN_LINE = 52.0
"""How far above the foot the customer signs, in points."""
QR_SIZE = 17 * MM
CUT_GAP = 9 * MM


def withdrawal_pdf(
    facts: WithdrawalFacts, bank: Bank, fonts: PrintFonts, wording: Wording, mono: bool = False
) -> PrintDocument:
    """Raises TotalMismatch, CodeRefused or FigureDoesNotFit rather than print a voucher that does not add up or is cut."""
    paid = facts.receipt
    check_receipt(paid)
    if paid.kind is not ReceiptKind.WITHDRAWAL:
        raise TotalMismatch("no_withdrawal", paid.amount_minor, 0)
    words = wording.withdrawal
    about = About(words.title, words.subject, paid.number, bank.name)
    key = document_key(paid.number, paid.status.value, paid.duplicate, "A5")
    return make_pdf(key, A5_VOUCHER, about, fonts, mono, lambda sheet: _draw(sheet, facts, bank, wording))


def _draw(sheet: Sheet, facts: WithdrawalFacts, bank: Bank, wording: Wording) -> None:
    with sheet.tags.element("Sect"):
        _BanksPart(sheet, facts, bank, wording).draw()
    sheet.cut_upright(sheet.right + CUT_GAP / 2)
    with sheet.tags.element("Sect"), sheet.within(A5_STUB):
        _Stub(sheet, facts, bank, wording).draw()


class _BanksPart:
    """What the customer signs and the drawer files."""

    def __init__(self, sheet: Sheet, facts: WithdrawalFacts, bank: Bank, wording: Wording) -> None:
        self.sheet, self.facts, self.paid, self.bank = sheet, facts, facts.receipt, bank
        self.wording, self.words, self.common = wording, wording.withdrawal, wording.common

    def draw(self) -> None:
        sheet, paid, common = self.sheet, self.paid, self.common
        y = blocks.letterhead(sheet, self.bank, self.words.title, paid.number, common)
        y = self._boxes(y)
        beside = 0 < self._kinds() <= ROWS_MAX and not paid.duplicate and paid.status is Status.FINAL
        right = sheet.left + AMOUNT_WIDTH if beside else sheet.right
        foot = blocks.amount(
            sheet, y + 17, self.wording.receipt.amount[paid.kind], paid.amount_minor, paid.currency, right
        )
        foot = max(foot, self._table(y + 20)) if beside else self._line(foot)
        sheet.rule(sheet.left, sheet.right, foot + 6, HAIR_HEAD)
        y = foot + 20
        above = sheet.bottom - SIGN_LINE - THUMB_HEIGHT
        roomy = not paid.duplicate and y + 3 * ROOMY_GAP + 10.2 + SENTENCE <= above - 6
        self._signed(self._fields(y, ROOMY_GAP if roomy else GAP), roomy)
        blocks.footer(sheet, common, blocks.printed_line(common, paid.printed, paid.duplicate), None)

    def _kinds(self) -> int:
        return sum(1 for count in self.paid.pieces.values() if count)

    def _boxes(self, y: float) -> float:
        receipt = self.wording.receipt
        if self.paid.status is Status.PROVISIONAL:
            lines = tuple(line.format(bank=self.bank.short_name) for line in receipt.provisional)
            y = blocks.stamp_box(self.sheet, y + 6, self.common.provisional, lines) - 4
        if self.paid.duplicate:
            lines = duplicate_lines(self.paid, self.wording)
            y = blocks.stamp_box(self.sheet, y + 6, self.common.duplicate, lines) - 4
        return y

    def _table(self, y: float) -> float:
        """The pieces beside the amount, with their total."""
        sheet, paid, words = self.sheet, self.paid, self.words
        x = sheet.left + TABLE_X
        heads = (words.head_unit, words.head_pieces, paid.currency.symbol)
        widths = (11 * MM, 13 * MM, sheet.right - x - 24 * MM)
        columns = [Column(head, width, "r", figures=True) for head, width in zip(heads, widths, strict=True)]
        with sheet.tags.element("Table"):
            y = draw_head(sheet, x, y, columns, ruled=False)
            for worth, count in sorted(paid.pieces.items(), reverse=True):
                if count:
                    texts = (
                        unit(worth, paid.currency, coin=False),
                        pieces(count),
                        money(worth * count, paid.currency),
                    )
                    y = draw_row(sheet, x, y, columns, Row([Cell(text) for text in texts], 11.4, 3.5))
            total = (words.total, pieces(sum(paid.pieces.values())), money(value_of(paid.pieces), paid.currency))
            return draw_row(sheet, x, y, columns, Row([Cell(text, "ss") for text in total], 12, 3.7, Below.GRAND)) + 3

    def _line(self, y: float) -> float:
        """All the pieces in a sentence across; none where a duplicate's are no longer known."""
        if not self._kinds():
            return y - 4
        sheet, label = self.sheet, self.wording.receipt.pieces[self.paid.kind]
        said = f"{label}: {pieces_line(self.paid)} = {money(value_of(self.paid.pieces), self.paid.currency)}"
        return sheet.paragraph(sheet.left, y + 2, sheet.lines(plain(said), "b", sheet.measure), 11) - 4

    def _fields(self, y: float, gap: float) -> float:
        """Account and people at the left, when and how at the right; returns where they end."""
        sheet, paid, words, receipt = self.sheet, self.paid, self.words, self.wording.receipt
        mandate = words.product.format(product=paid.product, mandate=self.facts.mandate)
        boxed = bool(self.facts.card) and not paid.duplicate
        known = words.on_original if paid.duplicate else words.card.format(card=self.facts.card) if boxed else ""
        fields = [
            blocks.Field(receipt.account, paid.account, "code", figure=True),
            blocks.Field(receipt.business_date, f"{long_date(paid.business_date)}, {clock(paid.at)} GMT", figure=True),
            blocks.Field(words.holder, paid.holder, "bs"),
            blocks.Field(words.identity, known, "bm"),
            blocks.Field(receipt.product, mandate if self.facts.mandate else paid.product, "b"),
            blocks.Field(words.cashier, words.served.format(cashier=paid.cashier, drawer=paid.drawer), "bm"),
            blocks.Field(receipt.narration, paid.narration or words.none, "b"),
            blocks.Field(words.approval, words.on_original if paid.duplicate else self.facts.approval, "b"),
        ]
        foot = blocks.field_grid(sheet, y, fields, 2, gap)
        middle = sheet.left + sheet.measure / 2
        if boxed:
            self._tick(middle + sheet.width(words.identity, "lab") + 6, y + gap)
        elif not known:
            sheet.rule(middle, sheet.right, y + gap + 12, SIGN)
        return foot

    def _signed(self, y: float, roomy: bool) -> None:
        """Where the customer signs. A duplicate is not signed: nobody received this money a second time."""
        sheet, words, paid = self.sheet, self.words, self.paid
        line = sheet.bottom - SIGN_LINE
        if y > (sheet.bottom - 40 if paid.duplicate else line - THUMB_HEIGHT - 1):
            raise FigureDoesNotFit(money(paid.amount_minor, paid.currency))
        if paid.duplicate:
            sheet.text(sheet.right, sheet.bottom - 4, self.common.duplicate, "stamp", "r")
            sheet.text(sheet.left, sheet.bottom - 4, words.signed_original.format(drawer=paid.drawer), "ss")
        else:
            said = sheet.lines(plain(words.received), "b", sheet.measure if roomy else SIGN_WIDTH)
            sheet.paragraph(sheet.left, y + SENTENCE if roomy else line - THUMB_HEIGHT + 9, said, 10)
            self._lines(line)
            used = sheet.text(sheet.left, sheet.bottom - 18, words.specimen, "s")
            self._tick(sheet.left + used + 6, sheet.bottom - 18)
            sheet.text(sheet.left, sheet.bottom - 4, words.file.format(drawer=paid.drawer), "ss")
        if paid.verification is None:
            sheet.text(sheet.right, sheet.bottom - 18, self.common.no_code, "s", "r")
        else:
            used = sheet.text(sheet.right, sheet.bottom - 18, paid.verification.code, "code", "r") + 5
            sheet.text(sheet.right - used, sheet.bottom - 18, words.verify, "s", "r")

    def _lines(self, line: float) -> None:
        sheet, words = self.sheet, self.words
        sheet.rule(sheet.left, sheet.left + SIGN_WIDTH, line, SIGN)
        sheet.text(sheet.left, line + 9, words.sign, "s")
        box = sheet.left + SIGN_WIDTH + 5 * MM
        sheet.box(box, line - THUMB_HEIGHT, THUMB_WIDTH, THUMB_HEIGHT, white=True)
        sheet.text(box + THUMB_WIDTH / 2, line + 9, words.thumb, "s", "c")
        x = box + THUMB_WIDTH + 5 * MM
        sheet.rule(x, sheet.right, line, SIGN)
        sheet.text(x, line + 9, words.cashier_signs, "s")

    def _tick(self, x: float, y: float) -> None:
        self.sheet.box(x, y - 6.5, 7, 7, white=True)


class _Stub:
    """What the customer keeps: the account masked, no limit and no identity on it."""

    def __init__(self, sheet: Sheet, facts: WithdrawalFacts, bank: Bank, wording: Wording) -> None:
        self.sheet, self.paid, self.bank = sheet, facts.receipt, bank
        self.words, self.common, self.receipt = wording.withdrawal, wording.common, wording.receipt

    def draw(self) -> None:
        sheet, paid, words = self.sheet, self.paid, self.words
        x, top = sheet.left, sheet.paper.top
        with sheet.tags.artifact():
            blocks.mark(sheet, x, top, 6 * MM, "")
            sheet.name(x + 8 * MM, top + 8, self.bank.name, "bs", sheet.measure - 8 * MM)
            sheet.text(x + 8 * MM, top + 16, words.stub, "s")
            y = top + 11.2 * MM
            sheet.rule(x, sheet.right, y, HAIR_HEAD)
            sheet.accent_bar(x, x + 6 * MM, y, BAR)
        stamps = blocks.numbered_stamps(self.common, paid.status is Status.PROVISIONAL, paid.duplicate)
        y = y + 17
        for stamp in stamps:
            sheet.text(x, y, stamp, "stamp")
            y += 16
        sheet.text(x, y, words.you_received, "lab")
        used = sheet.text(x, y + 22, paid.currency.symbol, "h") + 4
        sheet.figure(x + used, y + 22, money(paid.amount_minor, paid.currency), "fig", sheet.measure - used)
        balance = words.balance_not
        if paid.balance_minor is not None and paid.party is None:
            balance = money_in_text(paid.balance_minor, paid.currency)
        when = f"{long_date(paid.business_date)}, {clock(paid.at, seconds=False)}"
        fields = [
            blocks.Field(words.from_account, masked_account(paid.account), "code", figure=True),
            blocks.Field(words.receipt, paid.number, "code", figure=True),
            blocks.Field(self.receipt.business_date, when, figure=True),
            blocks.Field(words.paid_by, paid.cashier),
            blocks.Field(self.receipt.balance, balance, "b"),
        ]
        blocks.field_grid(sheet, y + 40, fields, 1, 24.5)
        self._code()
        blocks.footer(sheet, self.common, words.keep, None)

    def _code(self) -> None:
        sheet, paid, words = self.sheet, self.paid, self.words
        if paid.verification is None:
            sheet.text(sheet.left, sheet.bottom - 15, self.common.no_code, "bs")
            sheet.text(sheet.left, sheet.bottom - 5, self.common.no_code_why, "s")
            return
        code = paid.verification.code
        alt = self.common.qr_alt.format(code=code)
        blocks.qr_symbol(sheet, sheet.left, sheet.bottom - 71, QR_SIZE, paid.verification.payload, alt)
        sheet.text(sheet.left, sheet.bottom - 6, code, "codel")
        x = sheet.left + QR_SIZE + 3 * MM
        lines = sheet.lines(plain(words.check.format(bank=self.bank.short_name)), "s", sheet.right - x)
        sheet.paragraph(x, sheet.bottom - 63, lines, 9)
