"""From a session's reconciliation to the slip that the press prints. Pure mapping, no Qt."""

from collections.abc import Mapping, Sequence
from datetime import date

import msgspec

from contract.buckets import Bucket, any_bucket, laid_in, of_bucket
from contract.causes import Causes
from contract.drawers import PostTo, ReconciliationFact, SessionState
from contract.money import CURRENCIES, pieces_total, worth
from contract.numbers import parse_receipt
from teller_app.i18n import causes
from teller_app.i18n.formats import moment
from teller_app.i18n.text import Texts
from teller_app.papers import CURRENCY, Desk, verification
from teller_app.printing import facts as f
from teller_app.printing import slip_facts as s
from teller_app.printing.numbers import NO_BREAK, money, pieces, unit

replace = msgspec.structs.replace
FLOWS: Mapping[str, s.Flow] = {
    "deposit": s.Flow.DEPOSITS,
    "withdraw": s.Flow.WITHDRAWALS,
    "loan_repayment": s.Flow.REPAYMENTS,
    "loan_disbursal": s.Flow.DISBURSALS,
    "from_vault": s.Flow.FROM_VAULT,
    "to_vault": s.Flow.TO_VAULT,
    "from_drawer": s.Flow.FROM_DRAWER,
    "to_drawer": s.Flow.TO_DRAWER,
    "advance": s.Flow.ADVANCES,
    "recovery": s.Flow.RECOVERIES,
    "advance_back": s.Flow.RECOVERIES,
    "fee": s.Flow.FEES,
    "reversal_in": s.Flow.REVERSED_IN,
    "reversal_out": s.Flow.REVERSED_OUT,
    "late_in": s.Flow.LATE_IN,
    "late_out": s.Flow.LATE_OUT,
    "suspect": s.Flow.SUSPECT,
}
CAUSES_PRINTED = 3

APART: Mapping[Bucket, tuple[str, str]] = {
    Bucket.STRAPPED: ("Sealed straps", "inside the count"),
    Bucket.MUTILATED: ("Mutilated notes", "inside the count"),
    Bucket.SUSPECT: ("Suspect notes", "in custody, no cash"),
}
"""What lies apart, and how it is handed over."""


def slip(
    sheet: ReconciliationFact,
    number: str,
    desk: Desk,
    duplicate: int = 0,
    reasons: Sequence[s.Cause] = (),
    first: f.Stamp | None = None,
) -> s.SlipFacts:
    """The reconciliation slip of a session whose count is in, with its likely causes as far as they are known.
    ``first`` is when and where the original of a duplicate was printed; not known here, that was at the close.
    """
    closed = moment(sheet.closed_at) if sheet.closed_at else desk.clock()
    cashier, manager = _signer(desk, sheet.cashier, "Cashier"), _signer(desk, sheet.accepted_by, "Manager")
    title, document = _numbers(sheet, number)
    return s.SlipFacts(
        number=document,
        currency=CURRENCY[sheet.currency],
        status=f.Status.FINAL if sheet.verification else f.Status.PROVISIONAL,
        drawer=number,
        drawer_line=f"{number} · {desk.me.branch_name}",
        business_date=date.fromisoformat(sheet.business_date),
        session=sheet.session[-8:].upper(),
        opened_at=moment(sheet.opened_at),
        closed_at=closed,
        workstation=desk.workstation,
        journal=s.Journal(sheet.first_seq, sheet.last_seq, "", sheet.hash_tail),
        expected_minor=sheet.expected,
        counted_minor=sheet.counted,
        variance_minor=sheet.variance,
        movements=_movements(sheet),
        counts=_counts(sheet),
        set_apart=_set_apart(sheet),
        attempts=_attempts(sheet, desk),
        attempts_note=" ".join(part for part in (_between(sheet), _since(sheet)) if part) or None,
        over_short=_record(sheet),
        cashier=cashier,
        supervisor=manager,
        printed=desk.stamp(desk.me.staff_number),
        verification=verification(document, abs(sheet.counted), sheet.verification),
        causes=tuple(reasons),
        note=sheet.reason or None,
        booking=_booking(sheet, number, manager.name or cashier.name),
        tolerance_minor=sheet.tolerance,
        receipt_gaps=sheet.receipt_gaps,
        unused=_unused(sheet),
        receipt_range=_used(sheet),
        missing_entries=sheet.attempts[-1].missing_entries if sheet.attempts else 0,
        amendment=s.Amendment(sheet.amended, title, _late_entries(sheet)) if sheet.amended else None,
        duplicate=desk.reprint(duplicate, first or f.Stamp(closed, desk.workstation)),
    )


def likely(found: Causes | None, texts: Texts) -> tuple[s.Cause, ...]:
    """Causes as the slip lists them: the sentence, then where it stands in the journal, if it left a trace there."""
    made = []
    for cause in found.causes[:CAUSES_PRINTED] if found else ():
        what, where = causes.sentence(cause, cause.links[0], texts), causes.about(cause.links[0])
        runs = (f.Run(what, strong=True), *((f.Run(f" {where}."),) if where else ()))
        made.append(s.Cause(runs, "".join(run.text for run in runs)))
    return tuple(made)


def _numbers(sheet: ReconciliationFact, number: str) -> tuple[str, str]:
    """The slip's number as it was first issued, and of its newest amendment."""
    title = f"{number}-{sheet.business_date.replace('-', '')}"
    return title, f"{title}-A{sheet.amended}" if sheet.amended else title


def _signer(desk: Desk, user: str, role: str) -> s.Signer:
    """Nobody has signed where there is no user: the line stays free."""
    name, number = desk.names(user) if user else ("", "")
    return s.Signer(name, role, number)


def _used(sheet: ReconciliationFact) -> str | None:
    """ "0001 – 0044", with their leases where there were two; None where none was used."""
    ends = [parts for parts in map(parse_receipt, sheet.receipts) if parts is not None]
    if len(ends) != 2:
        return None
    several = ends[0][2] != ends[1][2]
    return " – ".join(f"{lease}-{counter:04d}" if several else f"{counter:04d}" for _, _, lease, counter in ends)


def _unused(sheet: ReconciliationFact) -> tuple[s.UnusedNumber, ...]:
    return tuple(s.UnusedNumber(one.receipt, one.why.value, one.instead) for one in sheet.unused_receipts)


def _attempts(sheet: ReconciliationFact, desk: Desk) -> tuple[s.Attempt, ...]:
    return tuple(
        s.Attempt(moment(line.at), desk.names(line.by)[0], line.total, line.number > 1, line.expected)
        for line in sheet.attempts
    )


def _between(sheet: ReconciliationFact) -> str | None:
    """Where the last count differs from the first, piece by piece; None of one count, or where their pieces are not known."""
    first, last = (
        (any_bucket(dict(line.pieces)) for line in (sheet.attempts[0], sheet.attempts[-1]))
        if sheet.attempts
        else ({}, {})
    )
    if len(sheet.attempts) < 2 or not first or not last:
        return None
    currency = CURRENCY[sheet.currency]
    off = [
        f"{unit(item.minor, currency, not item.note)}{NO_BREAK}×{NO_BREAK}{pieces(change, plus=True)}"
        for item in CURRENCIES[sheet.currency].denominations
        if (change := last.get(item.face, 0) - first.get(item.face, 0))
    ]
    return f"Last count less the first: {', '.join(off)}." if off else "The last count has the pieces of the first."


def _late_entries(sheet: ReconciliationFact) -> str:
    return "a late entry after the count" if sheet.amended == 1 else f"{sheet.amended} late entries after the count"


def _since(sheet: ReconciliationFact) -> str:
    """The counts stand as they were made: what became known later changed what should have been there, and nothing else."""
    late = _late(sheet)
    added = money(late, CURRENCY[sheet.currency], plus=True)
    return f"What became known after the count changes the expected by {added}." if late else ""


def _late(sheet: ReconciliationFact) -> int:
    """What entries after the count brought in, out of the drawer negative."""
    return sheet.expected - sheet.attempts[-1].expected if sheet.attempts else 0


def _movements(sheet: ReconciliationFact) -> tuple[s.Movement, ...]:
    opening = s.Movement(s.Flow.OPENING, sheet.opening)
    rest = (
        s.Movement(FLOWS[line.kind], abs(line.amount), line.items) for line in sheet.movements if line.kind in FLOWS
    )
    return (opening, *rest)


def _counts(sheet: ReconciliationFact) -> tuple[s.CountLine, ...]:
    """Each note in whatever bucket it lies, as long as it is cash: what lies apart is named below, inside the count."""
    expected, counted = (
        any_bucket({face: count for face, count in pieces.items() if worth(face)})
        for pieces in (sheet.expected_pieces, sheet.counted_pieces)
    )
    return tuple(
        s.CountLine(
            item.minor,
            s.Form.NOTE if item.note else s.Form.COIN,
            expected.get(item.face, 0),
            counted.get(item.face, 0),
        )
        for item in CURRENCIES[sheet.currency].denominations
    )


def _set_apart(sheet: ReconciliationFact) -> tuple[s.SetApart, ...]:
    """Straps, worn and doubtful notes with their piece count; a doubtful note is worth nothing as cash."""
    found = ((bucket, laid_in(of_bucket(sheet.counted_pieces, bucket), bucket)) for bucket in APART)
    return tuple(
        s.SetApart(label, sum(held.values()), pieces_total(held), how)
        for bucket, held in found
        if held
        for label, how in (APART[bucket],)
    )


def _record(sheet: ReconciliationFact) -> s.OverShort:
    days = tuple(s.DayVariance(date.fromisoformat(day), minor) for day, minor in sheet.recent[-14:])
    today = s.DayVariance(date.fromisoformat(sheet.business_date), sheet.variance)
    if not days or days[-1].day != today.day:
        days = (*days, today)[-14:]
    elsewhere = _counted_off(sheet) if sheet.post_to is PostTo.VAULT else 0
    return s.OverShort(
        sheet.over_short_before, sheet.over_short_before + sheet.variance - elsewhere, days, elsewhere_minor=elsewhere
    )


def _counted_off(sheet: ReconciliationFact) -> int:
    """What the close itself books: the last count's difference, without what became known after it."""
    return sheet.attempts[-1].variance if sheet.attempts else sheet.variance


def _booking(sheet: ReconciliationFact, number: str, accepted: str) -> tuple[s.BookingLeg, ...]:
    """The account that the difference went to, or is to go to, and the cash. What late entries moved lies on over/short in any case,
    against the customers' accounts and not the cash: so it stands by itself, and both slips say what the close booked.
    """
    done = sheet.state is SessionState.CLOSED
    journal = sheet.last_seq if done else 0
    accepted = ("not accepted yet" if sheet.forced_by else accepted) if done else "not booked yet"

    def leg(account: str, name: str, minor: int) -> s.BookingLeg:
        return s.BookingLeg(account, name, s.Side.DEBIT if minor < 0 else s.Side.CREDIT, abs(minor), journal, accepted)

    own = "1420", f"Over/short, drawer {number}"
    close = ("1430", "Vault difference") if sheet.post_to is PostTo.VAULT else own
    counted, late = _counted_off(sheet), -_late(sheet)
    found = (leg(*close, counted), leg("1010", f"Cash in drawer {number}", -counted)) if counted else ()
    after = replace(leg(*own, late), journal=0, accepted=_late_entries(sheet), late=True)
    return (*found, after) if late else found
