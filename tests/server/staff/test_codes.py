"""Six digits, five minutes, five tries, once; bound to one content; kept as a keyed hash."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Connection

from server.staff import codes
from server.staff.codes import Code, Fate, Wanted
from server.staff.sealing import Sealer
from server.staff.tables import code_grants
from tests.server.staff.bench import room

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
SEALER = Sealer(b"k" * 32)
WANTED = Wanted("efua", "till", codes.ACT, "ab" * 32, "set_limit")


@pytest.fixture
def conn() -> Iterator[Connection]:
    with room() as connection:
        yield connection


def sent(conn: Connection, code: str = "123456", seconds: float = 0) -> Code:
    return codes.begin(conn, SEALER, WANTED, codes.SMS, code, NOON + timedelta(seconds=seconds))


def answer(conn: Connection, row: Code, code: str, seconds: float = 1) -> Fate:
    found = codes.find(conn, row.id)
    assert found is not None
    return codes.answer(conn, SEALER, found, code, NOON + timedelta(seconds=seconds))


def test_the_right_code_counts_once(conn: Connection) -> None:
    row = sent(conn)
    assert answer(conn, row, "123456") is Fate.RIGHT
    assert answer(conn, row, "123456") is Fate.OVER


@pytest.mark.parametrize(("seconds", "fate"), [(299, Fate.RIGHT), (300, Fate.OVER), (9_999, Fate.OVER)])
def test_a_code_lives_five_minutes(conn: Connection, seconds: float, fate: Fate) -> None:
    assert answer(conn, sent(conn), "123456", seconds) is fate


def test_after_five_wrong_ones_the_right_one_does_not_count_either(conn: Connection) -> None:
    row = sent(conn)
    fates = [answer(conn, row, f"00000{number}") for number in range(5)]
    assert fates == [Fate.WRONG] * 4 + [Fate.OVER]
    assert answer(conn, row, "123456") is Fate.OVER


def test_two_tries_at_once_are_two_tries(conn: Connection) -> None:
    row = sent(conn)
    stale = codes.find(conn, row.id)
    assert stale is not None
    assert codes.answer(conn, SEALER, stale, "000000", NOON) is Fate.WRONG
    assert codes.answer(conn, SEALER, stale, "123456", NOON) is Fate.OVER, "read before the other try was counted"


def test_a_newer_code_for_the_same_thing_replaces_the_older(conn: Connection) -> None:
    old, new = sent(conn), sent(conn, "654321", 10)
    assert answer(conn, old, "123456", 11) is Fate.OVER
    assert answer(conn, new, "654321", 11) is Fate.RIGHT


def test_no_code_is_kept(conn: Connection) -> None:
    row = sent(conn)
    stored = str(conn.exec_driver_sql("SELECT * FROM codes").all())
    assert "123456" not in stored
    assert row.mark in stored
    assert len({codes.fresh_code() for _ in range(50)}) > 40
    assert all(len(codes.fresh_code()) == 6 for _ in range(50))


def test_asking_is_counted_for_a_quarter_of_an_hour(conn: Connection) -> None:
    for number in range(3):
        sent(conn, seconds=number)
    assert codes.asked_lately(conn, "efua", NOON + timedelta(seconds=5)) == 3
    assert codes.asked_lately(conn, "kojo", NOON + timedelta(seconds=5)) == 0
    assert codes.asked_lately(conn, "efua", NOON + timedelta(seconds=950)) == 0


def test_a_grant_is_one_person_s_on_one_workstation_for_one_content(conn: Connection) -> None:
    codes.grant(conn, "efua", "till", "ab" * 32, NOON)
    codes.grant(conn, "efua", "till", "ab" * 32, NOON)
    (row,) = conn.execute(code_grants.select()).all()
    assert row.id == codes.grant_id("efua", "till", "ab" * 32)
    others = {codes.grant_id("kojo", "till", "ab" * 32), codes.grant_id("efua", "desk", "ab" * 32), codes.grant_id("efua", "till", "cd" * 32)}  # fmt: skip
    assert row.id not in others
    assert not row.used
