"""HOTP and TOTP against the published vectors of RFC 4226 appendix D and RFC 6238 appendix B."""

import hmac
import struct
from typing import Any

import pytest

from server.staff.otp import DIGITS, STEP_S, base32, hotp, step_of, totp
from tests.support.cases import cases
from tests.support.seeds import seed_of


def of_kind(*kinds: str) -> list[Any]:
    return [case for case in cases("otp_vectors") if case.values[0]["kind"] in kinds]


@pytest.mark.parametrize("case", of_kind("hotp", "totp"))
def test_published_codes(case: dict[str, Any]) -> None:
    said = case["inputs"]
    secret = seed_of(said["secret_base32"])
    if "secret_ascii" in said:
        assert secret == said["secret_ascii"].encode()
    if case["kind"] == "hotp":
        made = hotp(secret, said["counter"], said["digits"], said["algorithm"])
    else:
        step_s, since = said.get("step_seconds", STEP_S), said["unix_time"] - said.get("T0", 0)
        made = totp(secret, since, said["digits"], said["algorithm"], step_s)
        counter = since // step_s
        assert case["expected"].get("counter", counter) == counter
    assert made == case["expected"]["otp"]


@pytest.mark.parametrize("case", of_kind("totp_verify"))
def test_a_code_outside_its_window_is_refused(case: dict[str, Any]) -> None:
    said = case["inputs"]
    secret = seed_of(said["secret_base32"])
    how = (said["digits"], said["algorithm"], said.get("step_seconds", STEP_S))
    begun = said.get("T0", 0)
    answers = [step_of(secret, said["code"], at - begun, -1, said["window"], *how) is not None for at in said["at"]]
    assert answers == case["expected"]["accepted"]


@pytest.mark.parametrize("case", of_kind("hotp_verify"))
def test_a_counter_counts_once(case: dict[str, Any]) -> None:
    said, last, answers = case["inputs"], -1, []
    secret = seed_of(said["secret_base32"])
    for counter in said["counters"]:
        how = (said.get("digits", DIGITS), said.get("algorithm", "SHA1"))
        right = counter > last and hotp(secret, counter, *how) == said["code"]
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


def by_hand(secret: bytes, counter: int, digits: int, digest: str) -> str:
    """RFC 4226 section 5.3 once more, by another way: bits instead of bytes."""
    mac = hmac.new(secret, struct.pack(">Q", counter), digest).hexdigest()
    offset = int(mac[-1], 16) * 2
    return str((int(mac[offset : offset + 8], 16) & (2**31 - 1)) % 10**digits).rjust(digits, "0")


@pytest.mark.parametrize("algorithm", ["SHA1", "SHA256", "SHA512"])
@pytest.mark.parametrize("digits", [6, 7, 8, 9])
@pytest.mark.parametrize("length", [10, 20, 32, 64, 200])
def test_every_digest_length_and_counter(algorithm: str, digits: int, length: int) -> None:
    secret = bytes(range(1, 256))[:length]
    for counter in (0, 1, 2**31, 2**32, 2**63, 2**64 - 1):
        assert hotp(secret, counter, digits, algorithm) == by_hand(secret, counter, digits, algorithm.lower())


@pytest.mark.parametrize("algorithm", ["SHA1", "SHA256", "SHA512"])
@pytest.mark.parametrize("digits", [6, 8])
@pytest.mark.parametrize("step_s", [30, 60])
@pytest.mark.parametrize("window", [0, 1, 2])
def test_a_window_is_as_wide_as_it_says(algorithm: str, digits: int, step_s: int, window: int) -> None:
    at = 1_770_000_000
    code = totp(SECRET, at, digits, algorithm, step_s)
    for moved in range(-window - 2, window + 3):
        found = step_of(SECRET, code, at + moved * step_s, -1, window, digits, algorithm, step_s)
        assert (found is not None) is (abs(moved) <= window)
    edge = at - at % step_s
    assert totp(SECRET, edge, digits, algorithm, step_s) == totp(
        SECRET, edge + step_s - 0.001, digits, algorithm, step_s
    )
    assert step_of(SECRET, code[:-1], at, -1, window, digits, algorithm, step_s) is None
    assert step_of(SECRET, "0" + code, at, -1, window, digits, algorithm, step_s) is None


@pytest.mark.parametrize(
    "code",
    [
        "",
        " ",
        "12345",
        "1234567",
        "abcdef",
        "\u0661\u0662\u0663\u0664\u0665\u0666",
        "-12345",
        "+12345",
        "1e5000",
        "0x1234",
    ],
)
def test_what_is_no_code_fits_nothing(code: str) -> None:
    assert step_of(SECRET, code, 1_770_000_000, -1, 2) is None


def test_before_the_epoch_there_is_no_step() -> None:
    assert step_of(SECRET, hotp(SECRET, 0), 0, -1, 3) == 0
    assert step_of(SECRET, hotp(SECRET, 0), -100, -1, 1) is None
