"""The list of what waits on a workstation, as a paper: to go through with a manager before it is sent. It proves nothing of the books."""

from teller_app.printing.cash_wording import KeptWords
from teller_app.printing.facts import Status
from teller_app.printing.form_facts import FormColumn, FormFacts, FormField, FormRow, FormTable
from teller_app.printing.kept_facts import KeptFacts
from teller_app.printing.numbers import clock, long_date, money, short_date
from teller_app.printing.sums import same

SHARES = (0.13, 0.47, 0.18, 0.22)


def kept_form(facts: KeptFacts, words: KeptWords, roll: bool = False) -> FormFacts:
    """Raises TotalMismatch rather than say a total that its lines do not give."""
    same("listed", facts.total_minor, sum(line.amount_minor for line in facts.lines))
    symbol = facts.currency.code if roll else facts.currency.symbol
    heads = (head.format(symbol=symbol) for head in words.heads)
    columns = tuple(
        FormColumn(head, share, figures=place == 3)
        for place, (head, share) in enumerate(zip(heads, SHARES, strict=True))
    )
    at = facts.printed.at
    fields = (
        FormField(words.workstation, facts.workstation),
        FormField(words.by, facts.by),
        FormField(words.day, long_date(at.date()), figure=True),
        FormField(words.at, f"{clock(at)} GMT", figure=True),
    )
    rows = tuple(
        FormRow(
            (clock(line.at), line.why, line.outcome, money(line.amount_minor, facts.currency)),
            words.lead.format(who=line.who, what=line.what, receipt=line.receipt)
            if line.receipt
            else f"{line.who} · {line.what}",
        )
        for line in facts.lines
    )
    total = (words.total, words.count.format(n=len(facts.lines)), "", money(facts.total_minor, facts.currency))
    return FormFacts(
        number=facts.number,
        title=words.title,
        subject=words.subject.format(workstation=facts.workstation, day=short_date(at.date())),
        currency=facts.currency,
        fields=fields,
        tables=(FormTable(columns, rows, total, words.rows),),
        sentences=(words.proves,),
        signers=((facts.by, words.cashier), ("", words.manager)),
        status=Status.PROVISIONAL.value,
        provisional=True,
        printed=facts.printed,
        verification=None,
        duplicate=facts.duplicate,
    )
