"""The counter receipt on A6 (PRINT 6, 03): amount, words, fields, pieces, verification. One page nearly always."""

from dataclasses import dataclass

from teller_app.printing import blocks, sums
from teller_app.printing.document import PrintDocument, document_key, make_pdf
from teller_app.printing.errors import FigureDoesNotFit
from teller_app.printing.facts import Bank, ReceiptFacts, ReceiptKind, Status
from teller_app.printing.fonts import PrintFonts
from teller_app.printing.numbers import NO_BREAK, clock, long_date, moment, money, money_in_text, pieces, unit
from teller_app.printing.prose import plain
from teller_app.printing.roles import A6, HAIR, HAIR_HEAD, MM
from teller_app.printing.sheet import Sheet
from teller_app.printing.structure import About
from teller_app.printing.wording import ReceiptWords, Wording

LABEL_WIDTH = 26 * MM
LEADING = 10.6
FOOT = 60.0
QR_SIZE = 16 * MM


@dataclass(frozen=True)
class Entry:
    """A field of the receipt. A name takes two lines, then an ellipsis; `whole` ones are never cut."""

    label: str
    value: str
    role: str = "b"
    whole: bool = False
    lines_max: int = 2


def receipt_pdf(
    facts: ReceiptFacts, bank: Bank, fonts: PrintFonts, wording: Wording, mono: bool = False
) -> PrintDocument:
    """The receipt as PDF. Raises PrintRefused when its figures do not add up or do not fit."""
    sums.check_receipt(facts)
    words = wording.receipt
    about = About(words.title[facts.kind], words.subject, facts.number, bank.name)
    key = document_key(facts.number, facts.status.value, facts.duplicate, "A6")
    return make_pdf(key, A6, about, fonts, mono, lambda sheet: _Drawing(sheet, facts, bank, wording).draw())


def who_entries(facts: ReceiptFacts, words: ReceiptWords) -> list[Entry]:
    """The fields above the rule: account and people."""
    label = words.from_account if facts.kind is ReceiptKind.TRANSFER else words.account
    party = f"{facts.party} ({facts.relation})" if facts.party and facts.relation else facts.party
    found = [
        Entry(label, facts.account, "code", whole=True, lines_max=1),
        Entry(words.holder, facts.holder, "bs"),
        Entry(words.product, facts.product),
        Entry(words.to_account, facts.to_account or "", "code", whole=True, lines_max=1),
        Entry(words.holder, facts.to_holder or "", "bs"),
        Entry(words.party[facts.kind], party or "", "bm"),
        Entry(words.phone, facts.phone or ""),
        Entry(words.narration, facts.narration or ""),
        Entry(words.source, facts.source_of_funds or ""),
    ]
    return [entry for entry in found if entry.value]


def money_entries(facts: ReceiptFacts, words: ReceiptWords) -> list[Entry]:
    """The fields below the rule: pieces, change, fee, business date, balance.

    The balance is for the holder alone: on a receipt that somebody else carries away it is left out (PRINT 6, 03).
    """
    found: list[Entry] = []
    if facts.pieces:
        found.append(Entry(words.pieces[facts.kind], pieces_line(facts), whole=True, lines_max=4))
    if facts.change_minor:
        found.append(Entry(words.change, money(facts.change_minor, facts.currency), whole=True, lines_max=1))
    if facts.fee_minor is not None:
        found.append(Entry(words.fee, money(facts.fee_minor, facts.currency), whole=True, lines_max=1))
    when = f"{long_date(facts.business_date)}, {clock(facts.at)} GMT"
    found.append(Entry(words.business_date, when, whole=True, lines_max=1))
    if facts.balance_minor is not None and facts.party is None:
        balance = money_in_text(facts.balance_minor, facts.currency)
        found.append(Entry(words.balance, balance, "bs", whole=True, lines_max=1))
    return found


def pieces_line(facts: ReceiptFacts, tight: bool = False) -> str:
    """`2 × 200 + 1 × 100 = 500.00`; the sum stands there when change was given, so that both lines give the amount."""
    gap = "" if tight else NO_BREAK
    parts = [
        f"{pieces(count)}{gap}×{gap}{unit(denomination, facts.currency, coin=False)}"
        for denomination, count in sorted(facts.pieces.items(), reverse=True)
        if count
    ]
    line = " + ".join(parts)
    if facts.change_minor and not tight:
        line += f" = {money(sums.value_of(facts.pieces), facts.currency)}"
    return line


def duplicate_lines(facts: ReceiptFacts, wording: Wording) -> tuple[str, ...]:
    """The lines in the box of a reprint."""
    words = wording.receipt
    if facts.duplicate is None:
        raise ValueError("not a duplicate")
    original = facts.duplicate.original
    form = words.original if original.workstation else words.original_somewhere
    return (
        words.reprint.format(number=facts.duplicate.number),
        form.format(moment=moment(original.at), workstation=original.workstation),
        *blocks.reason_lines(wording.common, facts.duplicate),
    )


class _Drawing:
    """One pass over one receipt."""

    def __init__(self, sheet: Sheet, facts: ReceiptFacts, bank: Bank, wording: Wording) -> None:
        self.sheet, self.facts, self.bank = sheet, facts, bank
        self.wording, self.words, self.common = wording, wording.receipt, wording.common
        self.y = 0.0

    def draw(self) -> None:
        sheet, facts = self.sheet, self.facts
        self.y = blocks.letterhead(sheet, self.bank, self.words.title[facts.kind], facts.number, self.common)
        self._boxes()
        self._amount()
        self.y += 1
        sheet.rule(sheet.left, sheet.right, self.y - 4, HAIR_HEAD)
        self.y += 8
        for entry in who_entries(facts, self.words):
            self._entry(entry)
        sheet.rule(sheet.left, sheet.right, self.y - 6.4, HAIR)
        self.y += 3.6
        for entry in money_entries(facts, self.words):
            self._entry(entry)
        if self.y - LEADING > sheet.bottom - FOOT - 4:
            self._turn()
        self._foot()
        self._footer()

    def _boxes(self) -> None:
        """Both boxes when a provisional receipt is reprinted: it stays provisional."""
        boxes: list[tuple[str, tuple[str, ...]]] = []
        if self.facts.status is Status.PROVISIONAL:
            lines = tuple(line.format(bank=self.bank.short_name) for line in self.words.provisional)
            boxes.append((self.common.provisional, lines))
        if self.facts.duplicate:
            boxes.append((self.common.duplicate, duplicate_lines(self.facts, self.wording)))
        for word, lines in boxes:
            self.y = blocks.stamp_box(self.sheet, self.y + 7, word, lines) - 2

    def _amount(self) -> None:
        sheet, facts = self.sheet, self.facts
        label = self.words.amount[facts.kind]
        self.y = blocks.amount(sheet, self.y + 16, label, facts.amount_minor, facts.currency, sheet.right)

    def _entry(self, entry: Entry) -> None:
        sheet, room = self.sheet, self.sheet.measure - LABEL_WIDTH
        lines = sheet.lines(plain(entry.value), entry.role, room, None if entry.whole else entry.lines_max)
        if len(lines) > entry.lines_max:
            raise FigureDoesNotFit(entry.value)
        if self.y + (len(lines) - 1) * LEADING > sheet.bottom - 4:
            self._turn()
        with sheet.tags.element("Div"):
            sheet.name(sheet.left, self.y, entry.label, "lab", LABEL_WIDTH - 4)
            self.y = sheet.paragraph(sheet.left + LABEL_WIDTH, self.y, lines, LEADING) + 2.6

    def _turn(self) -> None:
        """A second page repeats the amount, because the code below it vouches for that figure."""
        facts, sheet = self.facts, self.sheet
        self._footer()
        sheet.turn_page()
        y = blocks.running_head(sheet, self.bank, self.words.title[facts.kind], facts.number) + 16
        stamps = blocks.numbered_stamps(self.common, facts.status is Status.PROVISIONAL, facts.duplicate)
        sheet.text(sheet.right, y, " · ".join(stamps), "ss", "r")
        sheet.text(sheet.left, y, self.words.amount[facts.kind], "lab")
        figure = money_in_text(facts.amount_minor, facts.currency)
        sheet.figure(sheet.left, y + 15, figure, "figs", sheet.measure)
        self.y = y + 34

    def _foot(self) -> None:
        sheet, facts, words = self.sheet, self.facts, self.words
        sheet.rule(sheet.left, sheet.right, sheet.bottom - FOOT, HAIR_HEAD)
        lines = [words.served.format(cashier=facts.cashier, drawer=facts.drawer)]
        if facts.verification is not None:
            lines.append(words.check.format(bank=self.bank.short_name))
        blocks.verification_block(sheet, sheet.bottom - 53, QR_SIZE, facts.verification, lines, self.common)
        stamps = [self.common.duplicate] if facts.duplicate else []
        stamps += [self.common.provisional] if facts.status is Status.PROVISIONAL else []
        for place, stamp in enumerate(stamps):
            sheet.text(sheet.right, sheet.bottom - 43.5 + place * 13, stamp, "stamp", "r")

    def _footer(self) -> None:
        line = blocks.printed_line(self.common, self.facts.printed, self.facts.duplicate)
        blocks.footer(self.sheet, self.common, line, None)
