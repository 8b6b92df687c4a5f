"""The counter receipt on an 80 mm roll: as a raster (names exact) and in ESC/POS columns (fast, plain printers)."""

from teller_app.printing import sums
from teller_app.printing.blocks import duplicate_short
from teller_app.printing.facts import Bank, ReceiptFacts, ReceiptKind, Status
from teller_app.printing.fonts import PrintFonts
from teller_app.printing.numbers import clock, long_date, money
from teller_app.printing.raster import PAD, WIDTH, RasterRoll
from teller_app.printing.receipt import Entry, pieces_line, who_entries
from teller_app.printing.thermal import BIG, BOLD, LOW_PLATE, TALL, B, EscRoll, Style, roll_text
from teller_app.printing.wording import ReceiptWords, Wording
from teller_app.printing.words import in_words


def kicks_drawer(facts: ReceiptFacts) -> bool:
    """The cash drawer opens for cash, and never for a reprint (PRINT 8)."""
    return facts.duplicate is None and facts.kind is not ReceiptKind.TRANSFER


def receipt_raster(facts: ReceiptFacts, bank: Bank, fonts: PrintFonts, wording: Wording) -> RasterRoll:
    """The typeset roll. Raises PrintRefused when figures do not add up or do not fit."""
    sums.check_receipt(facts)
    words, roll = wording.receipt, RasterRoll(fonts)
    roll.mark()
    roll.line(bank.name, "bank", "c")
    roll.line(bank.short_line, "s", "c")
    for word, lines in _stamps(facts, wording):
        roll.space(6)
        roll.plate(word)
        for line in lines:
            roll.wrap(line, "s", align="c")
    roll.rule()
    roll.line(words.title[facts.kind], "title")
    roll.line(facts.number, "cs")
    roll.space(4)
    roll.big_figure(facts.currency.code, "h", money(facts.amount_minor, facts.currency), 22)
    roll.space(6)
    roll.wrap(in_words(facts.amount_minor, facts.currency, short=True), "b")
    roll.rule()
    for entry in _entries(facts, words):
        if entry.role == "code":
            roll.name(PAD, entry.label, "s", 150)
            roll.figure(WIDTH - PAD, entry.value, "code", WIDTH - 2 * PAD - 160, y=roll.y - 6)
            roll.space(36)
        else:
            roll.field(entry.label, entry.value)
    roll.rule()
    _raster_foot(roll, facts, wording)
    return roll


def receipt_columns(facts: ReceiptFacts, bank: Bank, wording: Wording) -> EscRoll:
    """The same in columns. Raises PrintRefused when figures do not add up or do not fit."""
    sums.check_receipt(facts)
    words, roll = wording.receipt, EscRoll()
    roll.centre(bank.name, TALL)
    roll.centre(bank.short_line.replace(" · ", "  "), B)
    for word, lines in _stamps(facts, wording):
        roll.plate(word)
        for line in lines:
            roll.centred(line, B)
    roll.rule("=")
    roll.pair(words.title[facts.kind].upper(), facts.number, BOLD)
    amount = money(facts.amount_minor, facts.currency)
    roll.pair(facts.currency.code, amount, _amount_style(facts.currency.code, amount))
    roll.wrap(in_words(facts.amount_minor, facts.currency, short=True))
    roll.rule()
    for entry in _entries(facts, words):
        roll.field(entry.label, entry.value)
    roll.rule()
    _columns_foot(roll, facts, bank, wording)
    return roll


def _entries(facts: ReceiptFacts, words: ReceiptWords) -> list[Entry]:
    """The fields of the roll: shorter than on paper, without the product, balance for the holder alone."""
    found = [entry for entry in who_entries(facts, words) if entry.label != words.product]
    if facts.pieces:
        found.append(Entry(words.short_pieces[facts.kind], pieces_line(facts, tight=True)))
    if facts.change_minor:
        found.append(Entry(words.change, money(facts.change_minor, facts.currency)))
    if facts.fee_minor is not None:
        found.append(Entry(words.fee, money(facts.fee_minor, facts.currency)))
    found.append(Entry(words.business_date, f"{long_date(facts.business_date)}, {clock(facts.at)}"))
    if facts.balance_minor is not None and facts.party is None:
        label = f"{words.balance} {facts.currency.code}"
        found.append(Entry(label, money(facts.balance_minor, facts.currency)))
    return found


def _stamps(facts: ReceiptFacts, wording: Wording) -> list[tuple[str, tuple[str, ...]]]:
    words = wording.receipt
    found: list[tuple[str, tuple[str, ...]]] = []
    if facts.status is Status.PROVISIONAL:
        found.append((wording.common.provisional, words.provisional_short))
    if facts.duplicate:
        found.append((wording.common.duplicate, duplicate_short(wording, facts.duplicate)))
    return found


def _amount_style(code: str, amount: str) -> Style:
    """Double size while 24 columns hold it, then double height only."""
    return BIG if len(roll_text(f"{code} {amount}")) <= BIG.columns else TALL


def _raster_foot(roll: RasterRoll, facts: ReceiptFacts, wording: Wording) -> None:
    words, common = wording.receipt, wording.common
    served = words.served_short.format(cashier=facts.cashier, drawer=facts.drawer)
    if facts.verification is not None:
        code = facts.verification.code
        texts = [(common.verification, "s"), (code, "code"), (served, "s"), (words.check_short, "s")]
        roll.space(2)
        roll.verification(facts.verification, texts)
    else:
        roll.line(common.no_code, "bs")
        roll.line(common.no_code_why, "s")
        roll.line(served, "s")
    for word, _ in _stamps(facts, wording):
        roll.space(6)
        roll.plate(word, "h")
    if facts.change_minor:
        roll.space(6)
        roll.line(words.count_change, "s", "c")


def _columns_foot(roll: EscRoll, facts: ReceiptFacts, bank: Bank, wording: Wording) -> None:
    words, common = wording.receipt, wording.common
    served = words.served_short.format(cashier=facts.cashier, drawer=facts.drawer)
    if facts.verification is not None:
        roll.qr(facts.verification.payload)
        roll.centre(common.verification, B)
        roll.centred_figure(facts.verification.code, TALL)
        roll.centre(f"{served}. {words.check.format(bank=bank.short_name)}", B)
    else:
        roll.centre(common.no_code, BOLD)
        roll.centre(common.no_code_why, B)
        roll.centre(served, B)
    for word, _ in _stamps(facts, wording):
        roll.plate(word, LOW_PLATE)
