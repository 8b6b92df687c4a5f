"""The larger papers on the roll: their sums are re-added from the columns, nothing is wider than the paper, two copies are two rolls."""

import msgspec
import pytest

from teller_app.printing.errors import FigureDoesNotFit, TotalMismatch
from teller_app.printing.facts import Duplicate, Stamp
from teller_app.printing.press import Press
from teller_app.printing.prints import Facts
from teller_app.printing.thermal import QrSymbol
from teller_app.printing.trial_facts import Account, Group
from tests.teller_app.printing import roll_reader, samples
from tests.teller_app.printing.test_over_short import record
from tests.teller_app.printing.test_position import position
from tests.teller_app.printing.test_trial import trial
from tests.teller_app.printing.test_voucher import voucher
from tests.teller_app.printing.test_withdrawal import voucher as withdrawal

EVERY: list[Facts] = [voucher(), withdrawal(), position(), record(), trial(), samples.short_slip(), samples.deposit()]
CUT = b"\x1dVB\x00"


def table(lines: list[str], first: str) -> list[list[str]]:
    """The rows between a head and the total, without the rule between notes and coins."""
    start = next(n for n, line in enumerate(lines) if line.strip().startswith(first)) + 2
    rows = lines[start : next(n for n, line in enumerate(lines) if line.strip().startswith("Total"))]
    return [roll_reader.cells(line) for line in rows if not line.startswith("--")]


@pytest.mark.parametrize("facts", EVERY, ids=lambda facts: type(facts).__name__)
def test_every_paper_is_a_roll_in_both_ways_with_its_code(facts: Facts, press: Press) -> None:
    rolls, pictures = press.columns(facts), press.pictures(facts)
    assert len(rolls) == len(pictures)
    for roll, picture in zip(rolls, pictures, strict=True):
        assert roll_reader.lines(roll)
        assert sum(isinstance(op, QrSymbol) for op in roll.ops) == 1
        assert (picture.mode, picture.width) == ("1", 576)
    typeset, plain = press.roll(facts), press.roll(facts, typeset=False)
    assert typeset.key != plain.key
    assert plain.data.count(CUT) == typeset.data.count(CUT) == len(rolls), "each part is cut off"


def test_a_voucher_has_two_copies_that_differ_by_who_keeps_them_and_add_up(press: Press) -> None:
    facts = voucher()
    first, second = (roll_reader.lines(roll) for roll in press.columns(facts))
    assert sum(one != other for one, other in zip(first, second, strict=True)) == 2, (
        "who keeps it, and which copy it is"
    )
    rows = table(first, "Note, coin")
    assert sum(roll_reader.minor(row[2]) for row in rows) == facts.total_minor
    assert [int(row[1]) for row in rows] == [line.sent for line in facts.lines]
    assert "Copy 2 of 2" in second[-1]


def test_a_withdrawal_is_signed_and_its_second_part_is_the_customer_s(press: Press) -> None:
    facts = withdrawal()
    mine, theirs = (roll_reader.lines(roll) for roll in press.columns(facts))
    assert sum(roll_reader.minor(row[2]) for row in table(mine, "Note")) == facts.receipt.amount_minor
    assert any("signature or thumbprint" in line for line in mine)
    assert not any("signature" in line for line in theirs)
    assert press.roll(facts).kick
    again = msgspec.structs.replace(facts, receipt=samples.reprinted(facts.receipt))
    said = [line for roll in press.columns(again) for line in roll_reader.lines(roll)]
    assert not any("signature or" in line for line in said), "nobody received this money a second time"
    assert not press.roll(again).kick


def test_a_position_adds_up(press: Press) -> None:
    facts = position()
    lines = roll_reader.lines(press.columns(facts)[0])
    assert sum(roll_reader.minor(row[2]) for row in table(lines, "Note, coin")) == facts.total_minor


def test_a_record_has_its_steps_whole_and_what_is_left(press: Press) -> None:
    facts = record()
    lines = roll_reader.lines(press.columns(facts)[0])
    assert any("Hajara Bawa" in line for line in lines), "no name of a step is cut"
    left = [roll_reader.minor(line.split()[-1]) for line in lines if line.strip().endswith("15.00")]
    assert left[-1] == abs(facts.amount_minor) - sum(step.settled for step in facts.steps)
    assert any("S H O R T" in line or "SHORT" in line for line in lines)


def test_a_trial_balance_adds_up_by_groups_and_in_all(press: Press) -> None:
    facts = trial()
    lines = roll_reader.lines(press.columns(facts)[0])
    for place, label in enumerate(("Opening", "Moved", "Closing")):
        rows = [roll_reader.cells(line) for line in lines if line.startswith(label)]
        figures = [(roll_reader.minor(row[1]), roll_reader.minor(row[2])) for row in rows]
        accounts = [account.figures for group in facts.groups for account in group.accounts]
        whole = [sum(each[2 * place + side] for each in accounts) for side in (0, 1)]
        # Each account stands once, in its group's total and in the grand total.
        assert [sum(pair[side] for pair in figures) for side in (0, 1)] == [3 * whole[0], 3 * whole[1]]
        assert whole[0] == whole[1]
    assert any("+20.00" in line for line in lines), "the cash under way that was not found"


def test_a_duplicate_says_so_at_top_and_bottom_and_what_does_not_fit_is_refused(press: Press) -> None:
    again = Duplicate(3, Stamp(samples.at("18:00:00"), "WS-MAK-01", "S-1"), Stamp(samples.at("17:00:00"), "WS-MAK-04"))
    for facts in (voucher(duplicate=again), position(duplicate=again), record(duplicate=again), trial(duplicate=again)):
        for roll in press.columns(facts):
            said = roll_reader.lines(roll)
            assert sum("DUPLICATE" in line for line in said) == 2
            assert any("Reprint no. 3" in line for line in said)
    large = 10**13 - 1
    full = (Group("Assets", (Account("1", "x", large, 0, 0),)), Group("Equity", (Account("3", "y", -large, 0, 0),)))
    facts = trial(groups=full, total_minor=large, verification=samples.verified(trial().number, large))
    assert any("99,999,999,999.99" in line for line in roll_reader.lines(press.columns(facts)[0])), (
        "set small, and whole"
    )
    assert press.pictures(facts)
    vast = 10**20
    huge = (Group("Assets", (Account("1", "x", vast, 0, 0),)), Group("Equity", (Account("3", "y", -vast, 0, 0),)))
    facts = trial(groups=huge, total_minor=vast, verification=samples.verified(trial().number, vast))
    for make in (press.columns, press.pictures):
        with pytest.raises(FigureDoesNotFit):
            make(facts)


def test_what_does_not_add_up_is_on_no_roll(press: Press) -> None:
    for wrong in (voucher(total_minor=1), position(total_minor=1), trial(total_minor=1)):
        with pytest.raises(TotalMismatch):
            press.roll(wrong)
