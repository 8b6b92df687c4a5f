"""However a command is spelled, its bytes and so its fingerprint are the same."""

import json
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contract.base import Command, Wire
from contract.canonical import canonical
from contract.commands import decode, encode, fingerprint, kind_of
from contract.drawers import AddDrawer
from contract.ledger import Cash, ReverseTransaction
from tests.contract.samples import SAMPLES, uid


def written_out(value: Any) -> Any:
    """The value as JSON with every default said, as a careless encoder would."""
    if isinstance(value, Wire):
        config = value.__struct_config__
        fields = {name: written_out(getattr(value, name)) for name in value.__struct_fields__}
        return ({config.tag_field: config.tag} if config.tag_field else {}) | fields
    if isinstance(value, list | tuple):
        return [written_out(item) for item in value]
    if isinstance(value, dict):
        return {key: written_out(item) for key, item in value.items()}
    return msgspec.to_builtins(value)


@pytest.mark.parametrize("sample", SAMPLES, ids=kind_of)
def test_every_default_that_is_written_out_fingerprints_as_left_out(sample: Command) -> None:
    raw = json.dumps(written_out(sample)).encode()
    said = decode(raw)
    assert said == sample
    assert encode(said) == encode(sample)
    assert fingerprint(said) == fingerprint(sample)
    assert encode(canonical(said)) == encode(said)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(SAMPLES), st.data())
def test_whichever_defaults_are_written_out(sample: Command, data: st.DataObject) -> None:
    full, small = written_out(sample), json.loads(encode(sample))
    said = {name: value for name, value in full.items() if name in small or data.draw(st.booleans())}
    assert encode(decode(json.dumps(said).encode())) == encode(sample)


def test_numbers_and_values_that_equal_their_defaults_are_left_out() -> None:
    """The control: msgspec alone would write them, because it compares by identity."""
    lean = next(sample for sample in SAMPLES if isinstance(sample, AddDrawer))
    said = decode(json.dumps(written_out(lean)).encode())
    assert b"tolerance" in msgspec.json.encode(said)
    assert b"tolerance" not in encode(said)
    back = ReverseTransaction(transaction=uid(1), original=uid(2), reason="typo", cash=Cash(received={}))
    assert b"cash" in msgspec.json.encode(back)
    assert b"cash" not in encode(back)


def test_what_differs_from_its_default_stays() -> None:
    lean = next(sample for sample in SAMPLES if isinstance(sample, AddDrawer))
    strict = msgspec.structs.replace(lean, tolerance=0)
    assert encode(strict) != encode(lean)
    assert canonical(strict) is strict
