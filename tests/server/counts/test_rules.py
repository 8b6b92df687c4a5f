"""The rules of counts in between, by themselves."""

from contract.counts import CountKind
from server.counts import rules


def test_a_micro_count_compares_its_denomination_alone() -> None:
    held = {"1000": 20, "5000": 3}
    assert rules.compared(CountKind.MICRO, {"1000": 18}, held) == {"1000": 20}
    assert rules.compared(CountKind.MICRO, {"2000": 1}, held) == {}
    assert rules.compared(CountKind.SURPRISE, {"1000": 18}, held) == held


def test_a_micro_count_of_none_is_still_of_one() -> None:
    assert rules.pieces_fault(CountKind.MICRO, {"1000": 0}, "GHS") is None
    assert rules.pieces_fault(CountKind.MICRO, {}, "GHS") is not None


def test_who_may() -> None:
    assert rules.take_fault(CountKind.SURPRISE, "m", "c", "c", may_surprise=True) is None
    assert rules.take_fault(CountKind.HANDOVER, "c", "c", "k", may_surprise=False) is None
    assert rules.take_fault(CountKind.MICRO, "k", "c", "", may_surprise=True) is not None
