"""A day ties sum by sum and entry by entry."""

import msgspec

from contract.branches import Broken, DayFigures

TIES = DayFigures(branch="b", business_date="2026-11-24", currency="GHS", drawers=(), vault=5, transit=0, cash=5, ledger=5, over_short=0,
                  postings=0, cash_in=0, cash_out=0)  # fmt: skip


def test_it_ties_where_the_sums_agree_and_no_entry_is_broken() -> None:
    assert (TIES.off, TIES.ties) == (0, True)
    short = msgspec.structs.replace(TIES, cash=3)
    assert (short.off, short.ties) == (-2, False)
    altered = msgspec.structs.replace(TIES, broken=(Broken("1010", "drawer:d", 5, 5),))
    assert (altered.off, altered.ties) == (0, False)
