"""The list of what waits on a workstation, as a paper: to go through with a manager before it is sent. It proves nothing of the books."""

from collections.abc import Iterable

from teller_app.printing.cash_wording import KeptWords
from teller_app.printing.facts import Status
from teller_app.printing.form_facts import FormColumn, FormFacts, FormField, FormRow, FormTable
from teller_app.printing.kept_facts import KeptFacts, KeptLine
from teller_app.printing.numbers import clock, long_date, money, short_date
from teller_app.printing.sums import same

SHARES = (0.13, 0.47, 0.18, 0.22)
ROLL_SHARES = (0.6, 0.4)


def kept_form(facts: KeptFacts, words: KeptWords, roll: bool = False) -> FormFacts:
    """Raises TotalMismatch rather than say a total that its lines do not give."""
    same("listed", facts.total_minor, sum(line.amount_minor for line in facts.lines))
    at = facts.printed.at
    fields = (
        FormField(words.workstation, facts.workstation),
        FormField(words.by, facts.by),
        FormField(words.day, long_date(at.date()), figure=True),
        FormField(words.at, f"{clock(at)} GMT", figure=True),
    )
    return FormFacts(
        number=facts.number,
        title=words.title,
        subject=words.subject.format(workstation=facts.workstation, day=short_date(at.date())),
        currency=facts.currency,
        fields=fields,
        tables=(_roll_table(facts, words) if roll else _page_table(facts, words),),
        sentences=(words.proves,),
        signers=((facts.by, words.cashier), ("", words.manager)),
        status=Status.PROVISIONAL.value,
        provisional=True,
        printed=facts.printed,
        verification=None,
        no_code=words.no_code,
        duplicate=facts.duplicate,
    )


def _page_table(facts: KeptFacts, words: KeptWords) -> FormTable:
    heads = (head.format(symbol=facts.currency.symbol) for head in words.heads)
    rows = tuple(
        FormRow((clock(line.at), line.why, line.outcome, money(line.amount_minor, facts.currency)), lead=_who(line))
        for line in facts.lines
    )
    total = (words.total, words.count.format(n=len(facts.lines)), "", money(facts.total_minor, facts.currency))
    return FormTable(_columns(heads, SHARES), rows, total, words.rows)


def _roll_table(facts: KeptFacts, words: KeptWords) -> FormTable:
    """Time, person and reason are words across: the roll has room for what becomes of it and for the figure."""
    rows = tuple(
        FormRow(
            (line.outcome, money(line.amount_minor, facts.currency)),
            lead=f"{clock(line.at)} {_who(line)}. {line.why}".rstrip(". "),
        )
        for line in facts.lines
    )
    heads = (words.heads[2], words.heads[3].format(symbol=facts.currency.code))
    total = (words.count.format(n=len(facts.lines)), money(facts.total_minor, facts.currency))
    return FormTable(_columns(heads, ROLL_SHARES), rows, total, words.rows)


def _columns(heads: Iterable[str], shares: tuple[float, ...]) -> tuple[FormColumn, ...]:
    """The last is a figure, the others are words."""
    last = len(shares) - 1
    return tuple(
        FormColumn(head, share, figures=place == last)
        for place, (head, share) in enumerate(zip(heads, shares, strict=True))
    )


def _who(line: KeptLine) -> str:
    return " · ".join(part for part in (line.who, line.what, line.receipt) if part)
