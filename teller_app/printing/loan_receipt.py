"""What a borrower paid back or was paid (PRINT 6, 08): the amount, where it went part by part, the loan before and after, what is due next."""

from teller_app.printing.cash_wording import FormWords
from teller_app.printing.form_facts import FormColumn, FormFacts, FormField, FormRow, FormTable
from teller_app.printing.loan_facts import LoanReceiptFacts
from teller_app.printing.loan_wording import LoanReceiptWords
from teller_app.printing.numbers import NO_BREAK, clock, long_date, money, pieces, short_date, unit
from teller_app.printing.sums import check_loan_receipt


def loan_receipt_form(
    facts: LoanReceiptFacts, words: LoanReceiptWords, form: FormWords, roll: bool = False
) -> FormFacts:
    """Raises TotalMismatch or CodeRefused rather than say a sum that its parts do not give."""
    check_loan_receipt(facts)
    symbol = facts.currency.code if roll else facts.currency.symbol
    tables = ((_parts(facts, words, symbol),) if facts.parts else ()) + (_account(facts, words, symbol),)
    signs = facts.in_cash and facts.what == "disbursed"
    return FormFacts(
        number=facts.number,
        title=words.title[facts.what],
        subject=words.subject.format(loan=facts.loan, day=short_date(facts.business_date)),
        currency=facts.currency,
        fields=_fields(facts, words),
        amount_label=words.amount[facts.what if facts.in_cash else f"{facts.what}_account"],
        amount_minor=facts.amount_minor,
        tables=tables,
        sentences=_sentences(facts, words),
        signers=((facts.borrower, words.sign), (facts.cashier, words.cashier)) if signs else (),
        lines=(words.check,),
        printed=facts.printed,
        verification=facts.verification,
        duplicate=facts.duplicate,
    )


def _fields(facts: LoanReceiptFacts, words: LoanReceiptWords) -> tuple[FormField, ...]:
    found = [
        FormField(words.loan, facts.loan, figure=True),
        FormField(words.borrower, facts.borrower),
        FormField(words.business_date, long_date(facts.business_date)),
        FormField(words.at, f"{clock(facts.at)} GMT", figure=True),
        FormField(words.served, facts.cashier),
    ]
    if facts.drawer:
        found.append(FormField(words.drawer, facts.drawer))
    if facts.account:
        found.append(FormField(words.account, facts.account, figure=True))
    if facts.change_minor:
        found.append(FormField(words.change, money(facts.change_minor, facts.currency), figure=True))
    if facts.pieces:
        found.append(FormField(words.notes[facts.what], _notes(facts), long=True))
    return tuple(found)


def _notes(facts: LoanReceiptFacts) -> str:
    """`4 × 200 + 1 × 100`: on a line of its own, because no figure of it may be cut."""
    parts = (
        f"{pieces(count)}{NO_BREAK}×{NO_BREAK}{unit(worth, facts.currency, coin=False)}"
        for worth, count in sorted(facts.pieces.items(), reverse=True)
        if count
    )
    return " + ".join(parts)


def _parts(facts: LoanReceiptFacts, words: LoanReceiptWords, symbol: str) -> FormTable:
    """Where the money went, part by part."""
    head, paid = words.heads
    columns = (FormColumn(head, 0.66, figures=False), FormColumn(paid.format(symbol=symbol), 0.34))
    rows = tuple(FormRow((name, money(amount, facts.currency))) for name, amount in facts.parts)
    return FormTable(columns, rows, (words.total, money(facts.amount_minor, facts.currency)), words.where)


def _account(facts: LoanReceiptFacts, words: LoanReceiptWords, symbol: str) -> FormTable:
    """From what was owed to what is owed, so that nobody subtracts by hand."""
    before, moved, after = words.lines[facts.what]
    columns = (FormColumn(words.own, 0.66, figures=False), FormColumn(symbol, 0.34))
    rows = (
        FormRow((before, money(facts.owed_before, facts.currency))),
        FormRow((moved, money(facts.owed_after - facts.owed_before, facts.currency, plus=True))),
    )
    return FormTable(columns, rows, (after, money(facts.owed_after, facts.currency)))


def _sentences(facts: LoanReceiptFacts, words: LoanReceiptWords) -> tuple[str, ...]:
    if facts.what == "repaid":
        return () if facts.owed_after else (words.closed,)
    return (words.received,) if facts.in_cash else ()
