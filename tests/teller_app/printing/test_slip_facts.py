import msgspec
import pytest

from teller_app.printing.slip_facts import ALWAYS_PRINTED, INTO_DRAWER, Flow, Movement

from . import samples


def test_the_kind_says_the_side() -> None:
    assert Movement(Flow.DEPOSITS, 500).effect() == 500
    assert Movement(Flow.WITHDRAWALS, 500).effect() == -500
    assert {flow for flow in Flow if flow not in INTO_DRAWER} == {
        Flow.WITHDRAWALS, Flow.DISBURSALS, Flow.ADVANCES, Flow.REVERSED_OUT, Flow.LATE_OUT, Flow.TO_DRAWER, Flow.TO_VAULT, Flow.SUSPECT,
    }  # fmt: skip


def test_the_order_of_the_slip_is_the_order_of_the_kinds() -> None:
    assert [flow for flow in Flow if flow in ALWAYS_PRINTED] == list(ALWAYS_PRINTED)


def test_facts_are_frozen_and_travel_as_json() -> None:
    facts = samples.short_slip()
    with pytest.raises(AttributeError):
        facts.number = "x"  # type: ignore[misc]
    assert msgspec.json.decode(msgspec.json.encode(facts), type=type(facts)) == facts
