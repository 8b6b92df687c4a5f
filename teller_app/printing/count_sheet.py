"""The count sheet, blank to write on or with what was counted: for A5 by where the pieces lie, for the roll one line a denomination."""

from teller_app.printing.cash_wording import CountWords
from teller_app.printing.count_facts import Counted, CountFacts
from teller_app.printing.form_facts import FormColumn, FormFacts, FormField, FormRow, FormTable
from teller_app.printing.numbers import NO_BREAK, clock, long_date, money, pieces, short_date, unit
from teller_app.printing.slip_facts import Form
from teller_app.printing.sums import check_count

PAGE_SHARES = (0.15, 0.15, 0.16, 0.14, 0.16, 0.24)
ROLL_SHARES = (0.34, 0.25, 0.41)


def count_form(facts: CountFacts, words: CountWords, roll: bool = False) -> FormFacts:
    """Raises TotalMismatch or CodeRefused rather than say a total that its lines do not give."""
    check_count(facts)
    at = f"{clock(facts.at)} GMT" if facts.at and not facts.blank else ""
    values = (facts.place, words.kinds[facts.what].format(attempt=facts.attempt), long_date(facts.business_date), at)
    fields = (
        FormField(label, value, figure=place == 2)
        for place, (label, value) in enumerate(zip(words.meta, values, strict=True))
    )
    table = _roll_table(facts, words) if roll else _page_table(facts, words)
    return FormFacts(
        number=facts.number,
        title=words.title,
        subject=words.subject.format(place=f"{facts.place}, {facts.branch}", day=short_date(facts.business_date)),
        currency=facts.currency,
        fields=tuple(fields),
        amount_label=words.amount,
        amount_minor=None if facts.blank else facts.total_minor,
        tables=(table,),
        sentences=_sentences(facts, words),
        signers=_signers(facts, words),
        hands=("", facts.witness_hand),
        lines=(words.covers_blank if facts.blank else words.covers,),
        status=facts.status,
        printed=facts.printed,
        verification=facts.verification,
        duplicate=facts.duplicate,
    )


def _page_table(facts: CountFacts, words: CountWords) -> FormTable:
    heads = (head.format(symbol=facts.currency.symbol) for head in words.heads)
    columns = tuple(FormColumn(head, share) for head, share in zip(heads, PAGE_SHARES, strict=True))
    rows = tuple(FormRow(_page_cells(line, facts, words)) for line in facts.lines)
    total: tuple[str, ...] = (words.short_total, "", "", "", "", "")
    if not facts.blank:
        sums = (sum(line.loose for line in facts.lines), sum(line.straps for line in facts.lines),
                sum(line.worn for line in facts.lines), sum(line.pieces for line in facts.lines))  # fmt: skip
        total = (words.short_total, *(pieces(count) for count in sums), money(facts.total_minor, facts.currency))
    return FormTable(columns, rows, total, words.pieces, words.blind, tall=facts.blank)


def _page_cells(line: Counted, facts: CountFacts, words: CountWords) -> tuple[str, ...]:
    coin = line.form is Form.COIN
    shown = unit(line.denomination_minor, facts.currency, coin)
    if facts.blank:
        beside = words.none if coin else ""
        return shown, "", beside, beside, "", ""
    beside_of = (words.none, words.none) if coin else (pieces(line.straps), pieces(line.worn))
    value = money(line.denomination_minor * line.pieces, facts.currency)
    return shown, pieces(line.loose), *beside_of, pieces(line.pieces), value


def _roll_table(facts: CountFacts, words: CountWords) -> FormTable:
    heads = (words.heads[0], words.heads[4], words.heads[5].format(symbol=facts.currency.code))
    columns = tuple(FormColumn(head, share) for head, share in zip(heads, ROLL_SHARES, strict=True))
    if facts.blank:
        units = (unit(line.denomination_minor, facts.currency, line.form is Form.COIN) for line in facts.lines)
        rows = tuple(FormRow((shown, "", "")) for shown in units)
        return FormTable(columns, rows, (words.short_total, "", ""), note=words.blind, tall=True)
    firsts = _first_coins(facts)
    rows = tuple(
        row for line, first in zip(facts.lines, firsts, strict=True) for row in _roll_rows(line, facts, words, first)
    )
    total = (
        words.short_total,
        pieces(sum(line.pieces for line in facts.lines)),
        money(facts.total_minor, facts.currency),
    )
    return FormTable(columns, rows, total, note=words.blind)


def _first_coins(facts: CountFacts) -> list[bool]:
    """Which lines begin the coins."""
    forms = [line.form for line in facts.lines]
    return [place > 0 and form is not forms[place - 1] for place, form in enumerate(forms)]


def _roll_rows(line: Counted, facts: CountFacts, words: CountWords, first: bool) -> list[FormRow]:
    """Loose pieces always, also none of them; straps and worn notes where there are any."""
    shown = unit(line.denomination_minor, facts.currency, line.form is Form.COIN)
    found = [(shown, line.loose)]
    found += [(words.straps.format(unit=shown), line.straps)] if line.straps else []
    found += [(words.worn.format(unit=shown), line.worn)] if line.worn else []
    return [
        FormRow(
            (name, pieces(count), money(line.denomination_minor * count, facts.currency)), group=first and not place
        )
        for place, (name, count) in enumerate(found)
    ]


def _sentences(facts: CountFacts, words: CountWords) -> tuple[str, ...]:
    if facts.blank:
        return (words.write,)
    suspect = ", ".join(
        f"{pieces(line.suspect)}{NO_BREAK}×{NO_BREAK}{unit(line.denomination_minor, facts.currency, coin=False)}"
        for line in facts.lines
        if line.suspect
    )
    found = [words.suspect.format(notes=suspect)] if suspect else []
    if facts.disputed:
        found.append(words.disputed.format(witness=facts.witness, reason=facts.reason))
    elif facts.reason:
        found.append(words.said.format(reason=facts.reason))
    if facts.witness and not facts.disputed:
        found.append((words.shared if facts.witnessed else words.waits).format(witness=facts.witness))
    return tuple(found)


def _signers(facts: CountFacts, words: CountWords) -> tuple[tuple[str, str], ...]:
    """A duplicate is signed, too: it is no second count, only a second paper of it."""
    if facts.blank:
        return ("", words.counter_blank), ("", words.witness_blank)
    counter = (facts.counter, words.counter)
    return (counter,) if facts.what == "micro" else (counter, (facts.witness, words.witness))
