"""The papers of a cash advance: the voucher that the colleague signs for the cash, and the receipt that they get for what they hand in."""

from teller_app.printing.advance_facts import AdvanceFacts
from teller_app.printing.cash_wording import AdvanceWords, FormWords
from teller_app.printing.form_facts import FormColumn, FormFacts, FormField, FormRow, FormTable
from teller_app.printing.numbers import NO_BREAK, clock, long_date, money, pieces, short_date
from teller_app.printing.sums import check_advance


def advance_form(facts: AdvanceFacts, words: AdvanceWords, form: FormWords, roll: bool = False) -> FormFacts:
    """Raises TotalMismatch or CodeRefused rather than say a sum that its lines do not give."""
    check_advance(facts)
    paid = facts.what == "paid"
    symbol = facts.currency.code if roll else facts.currency.symbol
    tables: tuple[FormTable, ...] = () if paid else (_account(facts, words, symbol),)
    if facts.pieces:
        tables += (_notes(facts, words, form, symbol),)
    person, cashier = words.signs[facts.what]
    return FormFacts(
        number=facts.number,
        title=words.title[facts.what],
        subject=words.subject.format(person=facts.person, day=short_date(facts.business_date)),
        currency=facts.currency,
        fields=_fields(facts, words),
        amount_label=words.amount[facts.what],
        amount_minor=facts.amount_minor,
        tables=tables,
        sentences=(words.received.format(due=short_date(facts.due).replace(" ", NO_BREAK)),) if paid else (),
        signers=((facts.person, person), (facts.by, cashier)),
        printed=facts.printed,
        verification=facts.verification,
        duplicate=facts.duplicate,
    )


def _fields(facts: AdvanceFacts, words: AdvanceWords) -> tuple[FormField, ...]:
    fields = [
        FormField(words.person, facts.person),
        FormField(words.drawer, facts.drawer or words.none),
        FormField(words.business_date, long_date(facts.business_date), figure=True),
        FormField(words.at, f"{clock(facts.at)} GMT", figure=True),
        FormField(words.by[facts.what], facts.by),
        FormField(words.approved, facts.approved_by),
        FormField(words.due, long_date(facts.due), figure=True),
        FormField(words.purpose, facts.purpose, long=True),
    ]
    if facts.what != "paid":
        fields.append(FormField(words.receipts, ", ".join(facts.receipts) or words.none, long=True))
    return tuple(fields)


def _account(facts: AdvanceFacts, words: AdvanceWords, symbol: str) -> FormTable:
    """From what was advanced to what is still owed, so that nobody subtracts by hand."""
    before = facts.advanced - facts.left - facts.amount_minor
    values = (facts.advanced, -before, -facts.spent, -facts.back)
    rows = tuple(
        FormRow((label, money(value, facts.currency))) for label, value in zip(words.lines[:-1], values, strict=True)
    )
    columns = (FormColumn(words.account, 0.66, figures=False), FormColumn(symbol, 0.34))
    return FormTable(columns, rows, (words.lines[-1], money(facts.left, facts.currency)))


def _notes(facts: AdvanceFacts, words: AdvanceWords, form: FormWords, symbol: str) -> FormTable:
    heads = (form.note, form.pieces, form.value.format(symbol=symbol))
    columns = tuple(FormColumn(head, share) for head, share in zip(heads, (0.3, 0.3, 0.4), strict=True))
    rows = tuple(
        FormRow((shown, pieces(count), money(worth * count, facts.currency))) for shown, worth, count in facts.pieces
    )
    value = sum(worth * count for _, worth, count in facts.pieces)
    total = (form.total, pieces(sum(count for _, _, count in facts.pieces)), money(value, facts.currency))
    return FormTable(columns, rows, total, words.notes[facts.what])
