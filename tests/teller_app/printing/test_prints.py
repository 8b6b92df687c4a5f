"""Prints are counted by number and state, on whatever form."""

import msgspec
import pytest

from teller_app.printing.document import print_of
from teller_app.printing.facts import Status
from teller_app.printing.press import Press
from teller_app.printing.prints import Facts, name_of
from tests.teller_app.printing import samples
from tests.teller_app.printing.loan_samples import receipt as repaid
from tests.teller_app.printing.loan_samples import schedule
from tests.teller_app.printing.test_advance import facts as advance
from tests.teller_app.printing.test_count_sheet import BLANK
from tests.teller_app.printing.test_count_sheet import facts as count
from tests.teller_app.printing.test_kept_list import kept
from tests.teller_app.printing.test_over_short import record
from tests.teller_app.printing.test_position import position
from tests.teller_app.printing.test_trial import trial
from tests.teller_app.printing.test_voucher import voucher
from tests.teller_app.printing.test_withdrawal import voucher as withdrawal

EVERY: list[Facts] = [
    samples.deposit(), samples.provisional(), withdrawal(), samples.short_slip(), position(), voucher(), trial(), record(), count(),
    count(BLANK), advance(), kept(), schedule(), repaid(),
]  # fmt: skip


@pytest.mark.parametrize("facts", EVERY, ids=lambda facts: type(facts).__name__)
def test_page_and_roll_are_prints_of_one_paper(facts: Facts, press: Press) -> None:
    names = {
        print_of(document.key) for document in (press.page(facts), press.roll(facts), press.roll(facts, typeset=False))
    }
    assert names == {(".".join(name_of(facts)), 0)}


def test_what_is_another_paper_has_another_name() -> None:
    assert name_of(samples.deposit()) != name_of(samples.provisional())
    assert name_of(count()) != name_of(count(witnessed=False))
    assert name_of(schedule()) != name_of(schedule(status="planned"))
    assert name_of(voucher()) != name_of(msgspec.structs.replace(voucher(), received_at=None))
    assert name_of(samples.short_slip()) != name_of(samples.short_slip(session="04-261120-2"))
    once, twice = (
        samples.short_slip(status=Status.PROVISIONAL, verification=None, attempts=samples.short_slip().attempts[:n])
        for n in (1, 2)
    )
    assert name_of(once) != name_of(twice), "a recount before the close is no duplicate of the first count's slip"
