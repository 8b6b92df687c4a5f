"""A file of chained lines with a seal: whole as it was made, and never again after one byte changed. The doors: test_audit.py."""

import json

import pytest
from joserfc.jwk import ECKey

from server.api.sealed_lines import check_export, sealed_lines
from server.core.ring import Ring

RING = Ring(ECKey.generate_key("P-256"))
RAW = sealed_lines({"bank": "Akoma"}, [{"n": 1}, {"n": 2}], RING)


def test_head_rows_and_seal() -> None:
    lines = [json.loads(line) for line in RAW.splitlines()]
    assert [set(line) for line in lines] == [{"prev", "head"}, {"prev", "row"}, {"prev", "row"}, {"prev", "seal"}]
    assert list(check_export(RAW, RING)) == []
    empty = sealed_lines({}, [], RING)
    assert list(check_export(empty, RING)) == []


@pytest.mark.parametrize("at", range(0, len(RAW) - 1, 7))
def test_one_byte_changed_anywhere_is_found(at: int) -> None:
    spoilt = RAW[:at] + bytes([RAW[at] ^ 1]) + RAW[at + 1 :]
    assert list(check_export(spoilt, RING)), spoilt[max(0, at - 20) : at + 20]


def test_another_bank_s_seal_is_none() -> None:
    assert list(check_export(sealed_lines({"bank": "Akoma"}, [], Ring(ECKey.generate_key("P-256"))), RING))
