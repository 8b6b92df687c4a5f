"""HOTP and TOTP against the published vectors of RFC 4226 appendix D and RFC 6238 appendix B."""

import json
from pathlib import Path
from typing import Any

import pytest

from server.staff.otp import base32, hotp, step_of, totp, unbase32

CASES = Path(__file__).resolve().parents[4] / "shared" / "cases" / "otp_vectors.json"
"""The published cases lie beside the project; without them the figures below still run."""
FILE: list[dict[str, Any]] = json.loads(CASES.read_text())["cases"] if CASES.exists() else []


def of_kind(kind: str) -> list[dict[str, Any]]:
    return [case for case in FILE if case["kind"] == kind]


@pytest.mark.parametrize("case", of_kind("hotp") + of_kind("totp"), ids=lambda case: case["id"])
def test_published_codes(case: dict[str, Any]) -> None:
    said = case["inputs"]
    secret = unbase32(said["secret_base32"])
    if "secret_ascii" in said:
        assert secret == said["secret_ascii"].encode()
    if case["kind"] == "hotp":
        made = hotp(secret, said["counter"], said["digits"], said["algorithm"])
    else:
        made = totp(secret, said["unix_time"] - said["T0"], said["digits"], said["algorithm"], said["step_seconds"])
        assert case["expected"].get("counter", said["unix_time"] // 30) == said["unix_time"] // said["step_seconds"]
    assert made == case["expected"]["otp"]


@pytest.mark.parametrize("case", of_kind("totp_verify"), ids=lambda case: case["id"])
def test_a_code_outside_its_window_is_refused(case: dict[str, Any]) -> None:
    said = case["inputs"]
    secret = unbase32(said["secret_base32"])
    answers = [step_of(secret, said["code"], at, -1, said["window"]) is not None for at in said["at"]]
    assert answers == case["expected"]["accepted"]


@pytest.mark.parametrize("case", of_kind("hotp_verify"), ids=lambda case: case["id"])
def test_a_counter_counts_once(case: dict[str, Any]) -> None:
    said, last, answers = case["inputs"], -1, []
    secret = unbase32(said["secret_base32"])
    for counter in said["counters"]:
        right = counter > last and hotp(secret, counter) == said["code"]
        last = counter if right else last
        answers.append(right)
    assert answers == case["expected"]["accepted"]


SECRET = b"12345678901234567890"


def test_the_first_figures_of_the_rfcs() -> None:
    assert [hotp(SECRET, counter) for counter in range(3)] == ["755224", "287082", "359152"]
    assert totp(SECRET, 59, digits=8) == "94287082"


def test_a_step_counts_once_and_none_before_it_counts_after() -> None:
    code = totp(SECRET, 3000)
    step = step_of(SECRET, code, 3000, -1, window=1)
    assert step == 100
    assert step_of(SECRET, code, 3000, step, window=1) is None, "used"
    assert step_of(SECRET, totp(SECRET, 2970), 3000, step, window=1) is None, "older than the one used"
    assert step_of(SECRET, totp(SECRET, 3030), 3000, step, window=1) == 101, "a clock that goes before"
    assert step_of(SECRET, totp(SECRET, 3060), 3000, step, window=1) is None, "too far before"


def test_a_seed_is_written_as_authenticators_take_it() -> None:
    assert base32(SECRET) == "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    assert unbase32("gezd gnbv gy3t qojq gezd gnbv gy3t qojq") == SECRET
    with pytest.raises(ValueError):
        unbase32("no base 32!")
