import pytest

from teller_app.printing import sums
from teller_app.printing.errors import TotalMismatch
from teller_app.printing.facts import ReceiptKind
from teller_app.printing.slip_facts import ALWAYS_PRINTED, BookingLeg, Flow, Movement, Side

from . import samples


def test_samples_agree() -> None:
    for facts in (samples.deposit(), samples.stress(), samples.own_deposit(), samples.provisional()):
        sums.check_receipt(facts)
    sums.check_slip(samples.short_slip())
    sums.check_slip(samples.balanced_slip())


def test_zero_and_negative_amounts_are_no_receipt() -> None:
    for amount in (0, -480_00):
        with pytest.raises(TotalMismatch):
            sums.check_receipt(samples.deposit(amount_minor=amount, pieces={}, change_minor=-amount))


def test_a_transfer_has_no_notes() -> None:
    with pytest.raises(TotalMismatch):
        sums.check_receipt(samples.deposit(kind=ReceiptKind.TRANSFER))


def test_pieces_in_the_books_must_be_worth_what_the_books_say() -> None:
    facts = samples.balanced_slip(counts=samples.counts([64, 71, 88, 140, 96, 57, 22, 31], [38, 51, 26, 19, 14, 2, 1]))
    with pytest.raises(TotalMismatch) as refused:
        sums.check_slip(facts)
    assert refused.value.what == "system_pieces"


def test_booking_legs_carry_the_whole_variance_on_each_side() -> None:
    leg = samples.short_slip().booking[0]
    other = BookingLeg("1010-04", "Teller cash", Side.CREDIT, 19_99, 48394, "")
    with pytest.raises(TotalMismatch) as refused:
        sums.check_slip(samples.short_slip(booking=(leg, other)))
    assert (refused.value.what, refused.value.stated, refused.value.summed) == ("booking_credit", 20_00, 19_99)


def test_negative_movement_is_refused() -> None:
    moves = (*samples.short_slip().movements, Movement(Flow.LATE_IN, -1))
    with pytest.raises(TotalMismatch):
        sums.check_slip(samples.short_slip(movements=moves))


def test_printed_movements_are_complete_and_ordered() -> None:
    lines = sums.printed_movements(
        samples.balanced_slip(movements=(Movement(Flow.LATE_OUT, 5), Movement(Flow.FEES, 7)))
    )
    assert [line.kind for line in lines if line.kind in ALWAYS_PRINTED] == list(ALWAYS_PRINTED)
    assert sum(line.effect() for line in lines) == 2
