"""Which way what is left of a variance lies."""

import pytest

from contract.ids import new_id
from contract.variances import VarianceFact, VarianceState


@pytest.mark.parametrize(
    ("amount", "turned", "short"),
    [
        (-100, False, True),
        (-40, True, False),
        (100, False, False),
        (40, True, True),
        (0, False, False),
        (0, True, True),
    ],
)
def test_what_is_left_is_short_unless_more_was_settled_than_there_is(amount: int, turned: bool, short: bool) -> None:
    fact = VarianceFact(variance=new_id(), branch=new_id(), currency="GHS", drawer="04", person=new_id(), amount=amount, left=60,
                        state=VarianceState.ACCEPTED, business_date="2026-11-24", at="", turned=turned)  # fmt: skip
    assert fact.short is short
