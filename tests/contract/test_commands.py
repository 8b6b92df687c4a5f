import json
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract.base import Command
from contract.commands import KINDS, decode, encode, fingerprint, kind_of
from contract.errors import ContractError, ErrorCode
from tests.contract.samples import GOLDEN, SAMPLES, golden_of

DEPOSIT = next(sample for sample in SAMPLES if kind_of(sample) == "deposit")


def refusal(raw: bytes) -> ErrorCode:
    with pytest.raises(ContractError) as caught:
        decode(raw)
    return caught.value.code


def spoiled(**changes: Any) -> bytes:
    return json.dumps(json.loads(encode(DEPOSIT)) | changes).encode()


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_golden_bytes_are_written_and_read_as_ever(kind: str) -> None:
    golden = (GOLDEN / f"{kind}.json").read_bytes()
    assert golden == golden_of(kind)
    for line in golden.splitlines():
        command = decode(line)
        assert kind_of(command) == kind
        assert encode(command) == line


def test_no_golden_file_without_its_kind() -> None:
    assert sorted(path.stem for path in GOLDEN.glob("*.json")) == sorted(KINDS)


@pytest.mark.parametrize("sample", SAMPLES, ids=kind_of)
def test_an_unknown_field_is_refused_at_the_top(sample: Command) -> None:
    raw = json.loads(encode(sample)) | {"surprise": 1}
    assert refusal(json.dumps(raw).encode()) is ErrorCode.UNKNOWN_FIELD


def test_an_unknown_field_is_refused_deep_inside() -> None:
    assert refusal(spoiled(amount={"minor": 1, "currency": "GHS", "rate": 2})) is ErrorCode.UNKNOWN_FIELD


def test_an_unknown_kind_is_refused() -> None:
    assert refusal(b'{"kind":"print_money"}') is ErrorCode.UNKNOWN_KIND


@pytest.mark.parametrize(
    "raw",
    [b"", b"{", b"null", b"[]", b"7", b"{}", b'{"kind":7}', b"\xff\xfe", b'{"kind":"deposit"}', b"[" * 100_000],
    ids=["empty", "cut", "null", "list", "number", "no kind", "kind is a number", "no UTF-8", "no fields", "too deep"],
)
def test_what_is_no_command_is_malformed(raw: bytes) -> None:
    assert refusal(raw) is ErrorCode.MALFORMED


@pytest.mark.parametrize("minor", [0, -1, 10**18, 1.5, "1", True, None])
def test_amounts_that_are_no_amounts(minor: object) -> None:
    assert refusal(spoiled(amount={"minor": minor, "currency": "GHS"})) is ErrorCode.MALFORMED


@pytest.mark.parametrize("received", [{"0": 1}, {"-200": 1}, {"200": -1}, {"200": 1_000_001}, {"200.0": 1}, {"x": 1}])
def test_pieces_that_are_no_pieces(received: dict[str, int]) -> None:
    assert refusal(spoiled(cash={"received": received})) is ErrorCode.MALFORMED


@given(st.sampled_from(SAMPLES), st.randoms())
def test_the_fingerprint_is_of_the_meaning_not_of_the_spelling(sample: Command, random: Any) -> None:
    fields = list(json.loads(encode(sample)).items())
    random.shuffle(fields)
    spelled = json.dumps(dict(fields), indent=random.choice([None, 2]), ensure_ascii=random.random() < 0.5)
    assert fingerprint(decode(spelled.encode())) == fingerprint(sample)


def test_a_default_that_is_said_is_the_same_command() -> None:
    assert fingerprint(decode(spoiled(narration="", permit=None))) == fingerprint(DEPOSIT)


def test_fingerprints_of_different_commands_differ() -> None:
    assert len({fingerprint(sample) for sample in SAMPLES}) == len(SAMPLES)


def test_the_fingerprint_takes_bytes_already_encoded() -> None:
    assert fingerprint(DEPOSIT, encode(DEPOSIT)) == fingerprint(DEPOSIT)


@given(st.binary(max_size=200))
def test_no_bytes_raise_anything_else(raw: bytes) -> None:
    try:
        decode(raw)
    except ContractError as error:
        assert error.code in (ErrorCode.MALFORMED, ErrorCode.UNKNOWN_KIND, ErrorCode.UNKNOWN_FIELD)


@given(st.from_type(str).map(lambda kind: msgspec.json.encode({"kind": kind})))
def test_any_text_as_kind_is_answered_with_a_code(raw: bytes) -> None:
    assert refusal(raw) in (ErrorCode.UNKNOWN_KIND, ErrorCode.MALFORMED)
