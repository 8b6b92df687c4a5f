"""The larger cash papers as they stand on a roll: the same facts, the same sums, in fewer columns. Working copies; what is filed is on paper."""

from teller_app.printing import sums
from teller_app.printing.errors import TotalMismatch
from teller_app.printing.facts import ReceiptKind, Status
from teller_app.printing.form_facts import FormColumn, FormFacts, FormField, FormRow, FormTable
from teller_app.printing.numbers import clock, journal_number, long_date, moment, money, pieces, short_date, unit
from teller_app.printing.over_short_facts import OverShortFacts
from teller_app.printing.position_facts import PositionFacts
from teller_app.printing.prints import name_of
from teller_app.printing.slip_facts import Form
from teller_app.printing.trial import span_lines
from teller_app.printing.trial_facts import Group, TrialFacts
from teller_app.printing.voucher_facts import VoucherFacts
from teller_app.printing.withdrawal_facts import WithdrawalFacts
from teller_app.printing.wording import Wording

THREE = (0.32, 0.26, 0.42)
type Figures = tuple[int, int, int, int, int, int]


def _columns(heads: tuple[str, ...], shares: tuple[float, ...]) -> tuple[FormColumn, ...]:
    return tuple(FormColumn(head, share) for head, share in zip(heads, shares, strict=True))


def voucher_form(facts: VoucherFacts, wording: Wording) -> FormFacts:
    """Two copies, cut apart. The whole count is on each, what was received once somebody counted it."""
    sums.check_voucher(facts)
    words, code = wording.voucher, facts.currency.code
    received = f"{clock(facts.received_at)} GMT" if facts.received_at else words.not_received
    values = (long_date(facts.business_date), f"{clock(facts.sent_at)} GMT", received, facts.reference or words.none,
              facts.note or words.none)  # fmt: skip
    rows = tuple(
        FormRow((line.unit, pieces(line.sent), money(line.sent * line.worth_minor, facts.currency),
                 "" if line.received is None else pieces(line.received)))
        for line in facts.lines
    )  # fmt: skip
    known = [line.received for line in facts.lines if line.received is not None]
    total = (words.total, pieces(sum(line.sent for line in facts.lines)), money(facts.total_minor, facts.currency),
             pieces(sum(known)) if known else "")  # fmt: skip
    heads = (words.head_unit, words.head_sent_short, code, words.head_received)
    return FormFacts(
        number=facts.number,
        title=words.title,
        subject=facts.way,
        currency=facts.currency,
        status=name_of(facts)[1],
        fields=(FormField(words.way_label, facts.way), *_fields(words.meta, values)),
        amount_label=words.amount,
        amount_minor=facts.total_minor,
        tables=(FormTable(_columns(heads, (0.24, 0.24, 0.3, 0.22)), rows, total),),
        # A duplicate has no place to write in: its bag left long ago.
        signers=facts.people if facts.duplicate else (("", words.differs.rstrip(":")), *facts.people),
        hands=facts.hands if facts.duplicate else ("", *facts.hands),
        copies=facts.copies,
        printed=facts.printed,
        verification=facts.verification,
        duplicate=facts.duplicate,
    )


def _fields(labels: tuple[str, ...], values: tuple[str, ...]) -> tuple[FormField, ...]:
    return tuple(FormField(label, value) for label, value in zip(labels, values, strict=True))


def withdrawal_form(facts: WithdrawalFacts, wording: Wording) -> FormFacts:
    """What the customer signs; the receipt's own roll is their part."""
    paid, words, receipt = facts.receipt, wording.withdrawal, wording.receipt
    sums.check_receipt(paid)
    if paid.kind is not ReceiptKind.WITHDRAWAL:
        raise TotalMismatch("no_withdrawal", paid.amount_minor, 0)
    known = words.on_original if paid.duplicate else words.card.format(card=facts.card) if facts.card else "________"
    fields = [
        (receipt.account, paid.account), (words.holder, paid.holder), (words.mandate, facts.mandate), (words.identity, known),
        (receipt.narration, paid.narration or words.none),
        (receipt.business_date, f"{long_date(paid.business_date)}, {clock(paid.at)}"),
        (words.cashier, words.served.format(cashier=paid.cashier, drawer=paid.drawer)),
        (words.approval, words.on_original if paid.duplicate else facts.approval),
    ]  # fmt: skip
    rows = tuple(
        FormRow((unit(worth, paid.currency, coin=False), pieces(count), money(worth * count, paid.currency)))
        for worth, count in sorted(paid.pieces.items(), reverse=True)
        if count
    )
    total = (words.total, pieces(sum(paid.pieces.values())), money(sums.value_of(paid.pieces), paid.currency))
    heads = (words.head_unit, words.head_pieces, paid.currency.code)
    signed = words.signed_original if paid.duplicate else words.file
    return FormFacts(
        number=paid.number,
        title=words.title,
        subject=words.subject,
        currency=paid.currency,
        status=paid.status.value,
        fields=tuple(FormField(label, value) for label, value in fields if value),
        amount_label=receipt.amount[paid.kind],
        amount_minor=paid.amount_minor,
        tables=(FormTable(_columns(heads, THREE), rows, total),) if rows else (),
        sentences=() if paid.duplicate else (words.received,),
        # Nobody received this money a second time: a duplicate is not signed.
        signers=() if paid.duplicate else (("", words.sign), (paid.cashier, words.cashier_signs)),
        lines=(signed.format(drawer=paid.drawer),),
        provisional=paid.status is Status.PROVISIONAL,
        printed=paid.printed,
        verification=paid.verification,
        duplicate=paid.duplicate,
    )


def position_form(facts: PositionFacts, wording: Wording) -> FormFacts:
    """Every denomination, also where there is none."""
    sums.check_position(facts)
    words = wording.position
    values = (facts.drawer_line, facts.cashier, long_date(facts.business_date), f"{clock(facts.at)} GMT")
    after = (
        words.after.format(receipt=facts.after)
        if facts.after
        else words.after_row.format(seq=journal_number(facts.journal))
    )
    rows = tuple(
        FormRow((unit(line.denomination_minor, facts.currency, line.form is Form.COIN), pieces(line.pieces),
                 money(line.denomination_minor * line.pieces, facts.currency)), group=place > 0 and line.form is not facts.held[place - 1].form)
        for place, line in enumerate(facts.held)
    )  # fmt: skip
    total = (words.subtotal, pieces(sum(line.pieces for line in facts.held)), money(facts.total_minor, facts.currency))
    heads = (wording.form.note, words.head_pieces, words.head_value.format(symbol=facts.currency.code))
    return FormFacts(
        number=facts.number,
        title=words.title,
        subject=words.subject.format(drawer=facts.drawer, day=short_date(facts.business_date)),
        currency=facts.currency,
        fields=_fields(words.meta, values),
        amount_label=words.amount,
        amount_minor=facts.total_minor,
        tables=(FormTable(_columns(heads, THREE), rows, total, note=words.pieces_note),),
        sentences=(after[:1].upper() + after[1:],),
        signers=((facts.cashier, words.cashier), ("", words.witness)),
        lines=(words.journal.format(seq=journal_number(facts.journal)),),
        printed=facts.printed,
        verification=facts.verification,
        duplicate=facts.duplicate,
    )


def over_short_form(facts: OverShortFacts, wording: Wording) -> FormFacts:
    """The variance with its word, what became of it, the cashier's closes in all."""
    sums.check_over_short(facts)
    words, code = wording.over_short, facts.currency.code
    values = (facts.drawer_line, facts.cashier, long_date(facts.business_date), f"{clock(facts.at)} GMT")
    left = abs(facts.amount_minor)
    rows = [FormRow(("", money(left, facts.currency)), lead=f"{words.left_by(facts.amended)}, {moment(facts.at)}")]
    for step in facts.steps:
        left -= step.settled
        lead = f"{step.what}, {moment(step.at)}, {step.by}"
        rows.append(FormRow((money(step.settled, facts.currency), money(left, facts.currency)), lead=lead))
    settled = money(sum(step.settled for step in facts.steps), facts.currency)
    heads = tuple(head.format(symbol=code) for head in words.heads[-2:])
    said = [words.reason.format(reason=facts.reason)] if facts.reason else []
    said += [words.forced.format(person=facts.forced_by)] if facts.forced_by else []
    said += [words.cause.format(place=n) + cause.short for n, cause in enumerate(facts.causes, 1)]
    inall = (facts.over, -facts.short, facts.over - facts.short)
    closes = tuple(
        FormRow((label.format(symbol=code), money(value, facts.currency, plus=True)))
        for label, value in zip(words.sums, inall, strict=True)
    )
    return FormFacts(
        number=facts.number,
        title=words.title,
        subject=words.subject.format(drawer=facts.drawer_line, day=short_date(facts.business_date)),
        currency=facts.currency,
        fields=_fields(words.meta, values),
        amount_label=words.amount,
        amount_minor=facts.amount_minor,
        word=wording.slip.state_of(facts.amount_minor),
        tables=(
            FormTable(_columns(heads, (0.5, 0.5)), tuple(rows), (settled, money(left, facts.currency)), words.steps),
            FormTable(
                (FormColumn("", 0.6, figures=False), FormColumn("", 0.4)),
                closes,
                heading=words.all_closes,
                note=words.all_closes_note.format(count=facts.count),
            ),
        ),
        sentences=tuple(said),
        signers=((facts.cashier, words.cashier), ("", words.manager)),
        lines=(words.covered(len(facts.steps)),),
        printed=facts.printed,
        verification=facts.verification,
        duplicate=facts.duplicate,
    )  # fmt: skip


def trial_form(facts: TrialFacts, wording: Wording) -> FormFacts:
    """Opening, movement and closing of each account below one another, debit and credit in columns of their own."""
    sums.check_trial(facts)
    words, code = wording.trial, facts.currency.code
    rows = _row_span(facts)
    result = words.day_open if facts.open else words.day_closed
    values = (
        facts.branch,
        long_date(facts.business_date),
        code,
        words.rows.format(first=rows[0], last=rows[1]),
        result,
        words.result,
    )
    every = [account.figures for group in facts.groups for account in group.accounts]
    total = _added(every)
    lines = [row for group in facts.groups for row in _group_rows(group, facts, wording)]
    lines += _three(words.total, total, facts, wording, strong=True)
    proofs = tuple(
        FormRow((money(one.books, facts.currency), money(one.found, facts.currency),
                 money(one.found - one.books, facts.currency, plus=True)), lead=f"{one.what}: {one.how}")
        for one in facts.proofs
    )  # fmt: skip
    off = money(sum(one.found - one.books for one in facts.proofs), facts.currency, plus=True)
    heads = ("", f"{words.debit} {code}", f"{words.credit} {code}")
    columns = (FormColumn(heads[0], 0.24, figures=False), FormColumn(heads[1], 0.38), FormColumn(heads[2], 0.38))
    return FormFacts(
        number=facts.number,
        title=words.title,
        subject=words.subject.format(branch=facts.branch, day=short_date(facts.business_date)),
        currency=facts.currency,
        fields=_fields(words.meta, values),
        tables=(
            FormTable(columns, tuple(lines)),
            FormTable(_columns(words.roll_proof_heads, (0.36, 0.36, 0.28)), proofs, ("", "", off), words.proofs),
        ),
        signers=((facts.prepared, words.prepared), ("", words.checked)),
        lines=tuple(span_lines(facts, words)),
        printed=facts.printed,
        verification=facts.verification,
        duplicate=facts.duplicate,
    )


def _row_span(facts: TrialFacts) -> tuple[str, str]:
    return journal_number(facts.first_seq), journal_number(facts.last_seq)


def _added(figures: list[Figures]) -> Figures:
    a, b, c, d, e, f = (sum(each[place] for each in figures) for place in range(6))
    return a, b, c, d, e, f


def _group_rows(group: Group, facts: TrialFacts, wording: Wording) -> list[FormRow]:
    found = [FormRow(("", "", ""), lead=group.name.upper(), strong=True)]
    for account in group.accounts:
        found += _three(f"{account.code} {account.name}", account.figures, facts, wording)
    whole = _added([account.figures for account in group.accounts])
    return found + _three(wording.trial.group_total.format(group=group.name), whole, facts, wording, strong=True)


def _three(lead: str, figures: Figures, facts: TrialFacts, wording: Wording, strong: bool = False) -> list[FormRow]:
    words = wording.form
    found = []
    for place, label in enumerate((words.opening, words.movement, words.closing)):
        debit, credit = figures[2 * place], figures[2 * place + 1]
        # Nought is printed, so that nobody can write one in.
        cells = (label, money(debit, facts.currency), money(credit, facts.currency))
        found.append(FormRow(cells, lead="" if place else lead, strong=strong))
    return found
