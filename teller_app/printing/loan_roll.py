"""A loan's schedule as it stands on a roll: the same facts and sums in fewer columns. A working copy; what is signed is on A4."""

from teller_app.printing import sums
from teller_app.printing.form_facts import FormColumn, FormFacts, FormField, FormRow, FormTable
from teller_app.printing.loan_facts import ScheduleFacts
from teller_app.printing.numbers import long_date, money, short_date
from teller_app.printing.wording import Wording


def schedule_form(facts: ScheduleFacts, wording: Wording) -> FormFacts:
    """Raises TotalMismatch or CodeRefused rather than promise what the lines do not give."""
    sums.check_schedule(facts)
    words, code = wording.schedule, facts.currency.code
    heads = (words.heads[1], words.heads[2], words.heads[5])
    columns = tuple(
        FormColumn(head.format(symbol=code), share, figures=place > 0)
        for place, (head, share) in enumerate(zip(heads, (0.32, 0.34, 0.34), strict=True))
    )
    rows = tuple(
        FormRow((short_date(row.due), money(row.total, facts.currency), money(row.owed, facts.currency)))
        for row in facts.rows
    )
    total = (words.total, money(facts.repaid, facts.currency), money(0, facts.currency))
    return FormFacts(
        number=facts.number,
        title=words.title,
        subject=words.subject.format(borrower=facts.borrower, loan=facts.loan),
        currency=facts.currency,
        status=facts.status,
        fields=_fields(facts, wording),
        amount_label=words.bands[0].format(symbol=code),
        amount_minor=facts.principal,
        tables=(FormTable(columns, rows, total), _cost(facts, wording)),
        sentences=(f"{words.apr_lead}{words.apr}",),
        printed=facts.printed,
        verification=facts.verification,
        duplicate=facts.duplicate,
    )


def _fields(facts: ScheduleFacts, wording: Wording) -> tuple[FormField, ...]:
    words = wording.schedule
    labels = (*words.meta[:3], words.meta[3] if facts.disbursed else words.planned)
    values = (facts.borrower, facts.loan, facts.product, long_date(facts.start))
    found = [FormField(label, value) for label, value in zip(labels, values, strict=True)]
    more = (facts.account or words.none, facts.interest, facts.method, facts.apr)
    names = (words.more[0], words.more[2], words.more[3], words.bands[3])
    return (*found, *(FormField(label, value) for label, value in zip(names, more, strict=True)))


def _cost(facts: ScheduleFacts, wording: Wording) -> FormTable:
    words, code = wording.schedule, facts.currency.code
    lines = ((words.principal, facts.principal), (words.interest, facts.interest_minor))
    rows = tuple(FormRow((label, money(amount, facts.currency))) for label, amount in lines)
    total = (words.total_cost, money(facts.repaid, facts.currency))
    return FormTable((FormColumn(words.cost, 0.64, figures=False), FormColumn(code, 0.36)), rows, total)
