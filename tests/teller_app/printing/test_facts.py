import msgspec
import pytest

from . import samples


def test_facts_are_frozen_and_travel_as_json() -> None:
    facts = samples.reprinted(samples.deposit())
    with pytest.raises(AttributeError):
        facts.amount_minor = 1  # type: ignore[misc]
    assert msgspec.json.decode(msgspec.json.encode(facts), type=type(facts)) == facts
