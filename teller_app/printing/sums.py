"""Re-adds what is stated, before anything is drawn: every printed total is the sum of printed lines (PRINT 1.4)."""

from teller_app.printing.advance_facts import AdvanceFacts
from teller_app.printing.count_facts import CountFacts
from teller_app.printing.errors import CodeRefused, TotalMismatch
from teller_app.printing.facts import ReceiptFacts, ReceiptKind, Status, Verification
from teller_app.printing.loan_facts import LoanReceiptFacts, ScheduleFacts
from teller_app.printing.over_short_facts import OverShortFacts
from teller_app.printing.position_facts import PositionFacts
from teller_app.printing.slip_facts import ALWAYS_PRINTED, CountLine, Flow, Movement, Side, SlipFacts
from teller_app.printing.trial_facts import TrialFacts
from teller_app.printing.verification import require_verification
from teller_app.printing.voucher_facts import VoucherFacts


def value_of(pieces: dict[int, int]) -> int:
    """The value of `{denomination: pieces}` in minor units."""
    return sum(denomination * count for denomination, count in pieces.items())


def counted_value(lines: tuple[CountLine, ...]) -> int:
    """The value of what was counted."""
    return sum(line.denomination_minor * line.counted for line in lines)


def check_receipt(facts: ReceiptFacts) -> None:
    """Raise TotalMismatch or CodeRefused when the receipt would contradict itself."""
    if facts.amount_minor <= 0:
        raise TotalMismatch("amount_above_zero", facts.amount_minor, 0)
    if facts.kind is ReceiptKind.TRANSFER or (facts.duplicate and not facts.pieces):
        # Of a duplicate the pieces may be gone with an erased person; then no line of them is printed.
        same("pieces", 0, value_of(facts.pieces) + facts.change_minor)
    else:
        same("pieces", facts.amount_minor, value_of(facts.pieces) - facts.change_minor)
    _check_code(facts.status, facts.verification, facts.number, facts.amount_minor)


def check_slip(facts: SlipFacts) -> None:
    """Raise TotalMismatch (naming both figures) for the first total that its lines do not give."""
    for line in facts.movements:
        if line.amount_minor < 0:
            raise TotalMismatch("movement_below_zero", line.amount_minor, 0)
    same("expected", facts.expected_minor, sum(line.effect() for line in facts.movements))
    same("system_pieces", facts.expected_minor, sum(c.denomination_minor * c.system for c in facts.counts))
    same("counted", facts.counted_minor, counted_value(facts.counts))
    same("variance", facts.variance_minor, facts.counted_minor - facts.expected_minor)
    if facts.attempts:
        same("last_attempt", facts.counted_minor, facts.attempts[-1].counted_minor)
    record = facts.over_short
    own = facts.variance_minor - record.elsewhere_minor
    same("cumulative", record.cumulative_minor, record.brought_forward_minor + own)
    if record.days:
        # The bar of today is the day's: an earlier session of it may have been off as well.
        same("today", facts.business_date.toordinal(), record.days[-1].day.toordinal())
    _check_booking(facts)
    _check_code(facts.status, facts.verification, facts.number, facts.counted_minor)


def check_position(facts: PositionFacts) -> None:
    """Raise TotalMismatch or CodeRefused when the position would contradict itself."""
    for line in facts.held:
        if line.pieces < 0:
            raise TotalMismatch("pieces_below_zero", line.pieces, 0)
    same("total", facts.total_minor, sum(line.denomination_minor * line.pieces for line in facts.held))
    require_verification(facts.verification.code, facts.verification.payload, facts.number, facts.total_minor)


def check_voucher(facts: VoucherFacts) -> None:
    """Raise TotalMismatch or CodeRefused when the voucher would contradict itself."""
    for line in facts.lines:
        if line.sent < 0:
            raise TotalMismatch("pieces_below_zero", line.sent, 0)
    same("total", facts.total_minor, sum(line.worth_minor * line.sent for line in facts.lines))
    require_verification(facts.verification.code, facts.verification.payload, facts.number, facts.total_minor)


def check_count(facts: CountFacts) -> None:
    """Raise TotalMismatch or CodeRefused when the count would contradict itself; a sheet to write on says nothing yet."""
    for line in facts.lines:
        if min(line.loose, line.straps, line.worn, line.suspect) < 0:
            raise TotalMismatch("pieces_below_zero", line.pieces, 0)
    same("total", facts.total_minor, sum(line.denomination_minor * line.pieces for line in facts.lines))
    if facts.blank:
        same("blank", 0, facts.total_minor)
    require_verification(facts.verification.code, facts.verification.payload, facts.number, facts.total_minor)


def check_advance(facts: AdvanceFacts) -> None:
    """Raise TotalMismatch or CodeRefused when the paper would contradict itself."""
    moved = sum(worth * count for _, worth, count in facts.pieces)
    if facts.what == "paid":
        same("left", facts.left, facts.amount_minor)
        cash = facts.amount_minor
    else:
        same("retired", facts.amount_minor, facts.spent + facts.back)
        cash = facts.back
    if facts.pieces:
        same("pieces", cash, moved)
    if facts.advanced - facts.left < (0 if facts.what == "paid" else facts.amount_minor):
        raise TotalMismatch("advanced", facts.advanced, facts.left + facts.amount_minor)
    require_verification(facts.verification.code, facts.verification.payload, facts.number, facts.amount_minor)


def check_schedule(facts: ScheduleFacts) -> None:
    """Raise TotalMismatch or CodeRefused when the schedule would contradict itself: each line owes what the one before it left."""
    owed = facts.principal
    for row in facts.rows:
        owed -= row.principal
        same(f"owed_{row.number}", row.owed, owed)
    same("owed_at_the_end", 0, owed)
    require_verification(facts.verification.code, facts.verification.payload, facts.number, facts.repaid)


def check_loan_receipt(facts: LoanReceiptFacts) -> None:
    """Raise TotalMismatch or CodeRefused when the receipt would contradict itself."""
    if facts.amount_minor <= 0:
        raise TotalMismatch("amount_above_zero", facts.amount_minor, 0)
    if facts.pieces:
        same("pieces", facts.amount_minor, value_of(facts.pieces) - facts.change_minor)
    if facts.parts:
        same("parts", facts.amount_minor, sum(amount for _, amount in facts.parts))
    _check_code(Status.FINAL, facts.verification, facts.number, facts.amount_minor)


def check_over_short(facts: OverShortFacts) -> None:
    """Raise TotalMismatch where a step unsettles something, CodeRefused on a foreign code. More may be settled than there was:
    a late entry explains a variance after it was paid.
    """
    for step in facts.steps:
        if step.settled < 0:
            raise TotalMismatch("settled_below_zero", step.settled, 0)
    require_verification(facts.verification.code, facts.verification.payload, facts.number, abs(facts.amount_minor))


def check_trial(facts: TrialFacts) -> None:
    """Raise TotalMismatch where a side differs from the other or from the stated total, CodeRefused on a foreign code."""
    lines = [account.figures for group in facts.groups for account in group.accounts]
    opening, opening_credit, debits, credits, closing, closing_credit = (
        sum(figures[place] for figures in lines) for place in range(6)
    )
    for what, debit, credit in (
        ("opening", opening, opening_credit),
        ("movement", debits, credits),
        ("closing", closing, closing_credit),
        ("total", facts.total_minor, closing),
    ):
        same(what, debit, credit)
    require_verification(facts.verification.code, facts.verification.payload, facts.number, facts.total_minor)


def printed_movements(facts: SlipFacts) -> list[Movement]:
    """The movement lines in the slip's order, with a zero line for each kind that must not be missing."""
    present = {line.kind for line in facts.movements}
    missing = [Movement(kind, 0, None if kind is Flow.OPENING else 0) for kind in ALWAYS_PRINTED if kind not in present]
    order = {kind: place for place, kind in enumerate(Flow)}
    return sorted([*facts.movements, *missing], key=lambda line: order[line.kind])


def same(what: str, stated: int, summed: int) -> None:
    """Raise TotalMismatch unless both integers are equal."""
    if stated != summed:
        raise TotalMismatch(what, stated, summed)


def _check_booking(facts: SlipFacts) -> None:
    """Whatever side of the close is printed must carry its whole variance; with both sides printed that also balances them.

    What late entries booked besides is the rest of the slip's variance.
    """
    late = sum(leg.effect for leg in facts.booking if leg.late)
    close = facts.variance_minor - late
    if facts.booking and facts.attempts:
        same("booking_late", facts.attempts[-1].off(facts.expected_minor), close)
    for side in Side:
        legs = [leg.amount_minor for leg in facts.booking if leg.side is side and not leg.late]
        if legs:
            same(f"booking_{side.value}", abs(close), sum(legs))


def _check_code(status: Status, verification: Verification | None, number: str, minor: int) -> None:
    if verification is not None:
        require_verification(verification.code, verification.payload, number, minor)
    elif status is Status.FINAL:
        raise CodeRefused("missing", number)
