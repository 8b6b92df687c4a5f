"""Which failures are nobody's fault, which are tried again, and that trying again ends."""

import sqlite3

import psycopg
import pytest
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from contract.errors import ErrorCode
from server.core.troubles import TRIES_MAX, passing, pause_s, repeated, too_slow, turned_away


def of(kind: type[psycopg.Error], lost: bool = False) -> DBAPIError:
    return OperationalError("", {}, kind("it failed"), connection_invalidated=lost)


def of_sqlite(text: str) -> DBAPIError:
    return OperationalError("", {}, sqlite3.OperationalError(text))


@pytest.mark.parametrize(
    ("error", "again", "code"),
    [
        (of(psycopg.errors.SerializationFailure), True, ErrorCode.BUSY),
        (of(psycopg.errors.DeadlockDetected), True, ErrorCode.BUSY),
        (of(psycopg.errors.LockNotAvailable), True, ErrorCode.BUSY),
        (of(psycopg.errors.AdminShutdown, lost=True), True, ErrorCode.BUSY),
        (of(psycopg.errors.CannotConnectNow), True, ErrorCode.BUSY),
        (of(psycopg.OperationalError), True, ErrorCode.BUSY),
        (of(psycopg.errors.QueryCanceled), False, ErrorCode.BUSY),
        (of(psycopg.errors.DiskFull), False, ErrorCode.STORAGE_FULL),
        (of_sqlite("database or disk is full"), False, ErrorCode.STORAGE_FULL),
        (of_sqlite("disk I/O error"), False, ErrorCode.STORAGE_FULL),
        (of_sqlite("database is locked"), False, ErrorCode.BUSY),
        (of_sqlite("no such table: legs"), False, None),
        (of(psycopg.errors.UndefinedTable), False, None),
        (IntegrityError("", {}, psycopg.errors.UniqueViolation("twice")), False, None),
        (PoolTimeout("no connection came free"), False, ErrorCode.BUSY),
        (RuntimeError("a broken invariant"), False, None),
    ],
)
def test_what_a_failure_means(error: Exception, again: bool, code: ErrorCode | None) -> None:
    assert (passing(error), turned_away(error)) == (again, code)


def test_a_time_out_is_told_from_a_lock_that_did_not_come() -> None:
    assert too_slow(of(psycopg.errors.QueryCanceled))
    assert not too_slow(of(psycopg.errors.LockNotAvailable))
    assert not too_slow(RuntimeError("slow"))


def test_a_passing_trouble_is_tried_again_and_no_other() -> None:
    rests: list[float] = []
    tries: list[Exception] = [of(psycopg.errors.DeadlockDetected), of(psycopg.errors.SerializationFailure)]

    def work() -> str:
        if tries:
            raise tries.pop()
        return "done"

    assert repeated(work, lambda error: None, rests.append) == "done"
    assert len(rests) == 2
    tries.append(of_sqlite("no such table: legs"))
    with pytest.raises(OperationalError):
        repeated(work, lambda error: None, rests.append)
    assert len(rests) == 2


def test_trying_again_ends() -> None:
    told: list[BaseException] = []

    def work() -> None:
        raise of(psycopg.errors.DeadlockDetected)

    with pytest.raises(OperationalError):
        repeated(work, told.append, lambda seconds: None)
    assert len(told) == TRIES_MAX - 1


def test_pauses_grow_and_differ_and_are_bounded() -> None:
    assert pause_s(1, 0.0) < pause_s(1, 1.0) < pause_s(2, 1.0) < pause_s(30, 1.0) <= 0.5
