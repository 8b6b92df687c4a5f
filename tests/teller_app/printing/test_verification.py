import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.ledger.verification import code_of
from teller_app.printing import verification as v
from teller_app.printing.errors import CodeRefused

from . import qr_reader, samples


def test_codes_of_prints_own_samples() -> None:
    assert samples.deposit().verification.code == "11E4-MHE1-8007"
    assert samples.stress().verification.code == "SXN4-S4Y9-KG3V"
    assert samples.short_slip().verification.code == "AMV5-CK6F-1QK5"
    assert samples.balanced_slip().verification.code == "1M5E-39S2-MDH1"


@given(st.binary(min_size=8, max_size=32))
def test_codes_are_well_formed_however_they_are_typed(digest: bytes) -> None:
    code = code_of(digest)
    assert len(code) == 14
    assert not set("ILOU") & set(code)
    assert v.check_symbol_ok(code)
    assert v.check_symbol_ok(code.lower().replace("-", " ").replace("1", "l").replace("0", "o"))


@given(st.binary(min_size=8, max_size=8), st.integers(0, 9))
def test_two_swapped_neighbours_are_noticed(digest: bytes, place: int) -> None:
    plain = v.plain_code(code_of(digest))
    swapped = plain[:place] + plain[place + 1] + plain[place] + plain[place + 2 :]
    same_value = v.ALPHABET.index(plain[place]) % 31 == v.ALPHABET.index(plain[place + 1]) % 31
    assert v.check_symbol_ok(swapped) == same_value


def test_malformed_codes() -> None:
    for bad in ("", "11E4-MHE1-800", "11E4-MHE1-80077", "11E4-MHE1-8O0U", "11E4-MHE1-8006"):
        assert not v.check_symbol_ok(bad), bad


@settings(deadline=None)
@given(st.integers(1, 9999), st.integers(1, 10**10), st.binary(min_size=8, max_size=8))
def test_symbols_read_back(number: int, minor: int, digest: bytes) -> None:
    payload = v.qr_payload(f"04-261120-1-{number:04d}", minor, code_of(digest))
    matrix = v.qr_matrix(payload)
    assert len(matrix) <= 29
    assert qr_reader.read([list(row) for row in matrix]) == payload


def test_symbols_that_print_does_not_allow() -> None:
    with pytest.raises(CodeRefused) as refused:
        v.qr_matrix("https://bank.example/r/0031")
    assert refused.value.reason == "payload"
    with pytest.raises(CodeRefused) as refused:
        v.qr_matrix("CT1*" + "9" * 60)
    assert refused.value.reason == "too_long"


def test_code_and_payload_must_belong_together() -> None:
    good = samples.deposit().verification
    v.require_verification(good.code, good.payload, "04-261120-0031", 480_00)
    for number, minor in (("04-261120-0032", 480_00), ("04-261120-0031", 481_00)):
        with pytest.raises(CodeRefused):
            v.require_verification(good.code, good.payload, number, minor)
