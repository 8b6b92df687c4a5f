from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Connection

from server.staff import otp, totp
from server.staff.sealing import Sealer
from tests.server.staff.bench import room
from tests.support.seeds import seed_of

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
SEALER = Sealer(b"k" * 32)
EFUA = "019a0000-0000-7000-8000-000000000001"


@pytest.fixture
def conn() -> Iterator[Connection]:
    with room() as connection:
        yield connection


def code(seed: str, seconds: float = 0) -> str:
    return otp.totp(seed_of(seed), (NOON + timedelta(seconds=seconds)).timestamp())


def test_a_seed_counts_after_its_first_code_and_each_code_once(conn: Connection) -> None:
    seed = totp.begin(conn, SEALER, EFUA)
    assert not totp.has(conn, EFUA)
    assert not totp.accept(conn, SEALER, EFUA, code(seed), NOON), "not confirmed"
    assert not totp.confirm(conn, SEALER, EFUA, "000000", NOON)
    assert totp.confirm(conn, SEALER, EFUA, code(seed), NOON)
    assert totp.has(conn, EFUA)
    assert not totp.accept(conn, SEALER, EFUA, code(seed), NOON), "the first one was used"
    later = NOON + timedelta(seconds=31)
    assert totp.accept(conn, SEALER, EFUA, code(seed, 31), later)
    assert not totp.accept(conn, SEALER, EFUA, code(seed, 31), later)


def test_a_new_seed_replaces_the_old_one_only_when_it_works(conn: Connection) -> None:
    old = totp.begin(conn, SEALER, EFUA)
    totp.confirm(conn, SEALER, EFUA, code(old), NOON)
    new = totp.begin(conn, SEALER, EFUA)
    assert totp.accept(conn, SEALER, EFUA, code(old, 60), NOON + timedelta(seconds=60)), (
        "a half-done change locks nobody out"
    )
    assert totp.confirm(conn, SEALER, EFUA, code(new, 120), NOON + timedelta(seconds=120))
    assert not totp.accept(conn, SEALER, EFUA, code(old, 180), NOON + timedelta(seconds=180))
    totp.forget(conn, EFUA)
    assert not totp.has(conn, EFUA)


def test_no_seed_is_readable_in_the_database(conn: Connection) -> None:
    seed = totp.begin(conn, SEALER, EFUA)
    stored = str(conn.exec_driver_sql("SELECT * FROM totp").all())
    assert seed not in stored
    assert seed_of(seed).hex() not in stored


def test_the_picture_says_bank_and_person() -> None:
    assert totp.uri("Akoma & Sons", "efua.owusu", "ABC") == (
        "otpauth://totp/Akoma%20%26%20Sons:efua.owusu?secret=ABC&issuer=Akoma%20%26%20Sons&algorithm=SHA1&digits=6&period=30"
    )
