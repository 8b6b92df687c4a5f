"""Several statements to PostgreSQL in one trip, said straight to libpq: all is sent, then waited for once.

psycopg's own pipeline looks at the socket before each statement and for each answer, and lets another thread have the interpreter each
time. Beside a loop that computes, a trip of three statements waited for its turn five times, up to a millisecond each.

The database ends by itself a statement that takes too long. One that has stopped altogether, or whose line went dead without a word, ends
nothing: whoever gives a ``patience_s`` is told when nothing came for so long, and the connection is closed then.
"""

import math
import time
from collections.abc import Generator, Sequence
from contextlib import suppress
from hashlib import sha256
from typing import Any

import psycopg
from psycopg.errors import error_from_result
from psycopg.pq import ExecStatus, TransactionStatus
from psycopg.pq.abc import PGconn, PGresult
from psycopg.waiting import Ready, Wait

PREPARED_MAX = 256
"""Statements that one connection keeps prepared; a dozen come again and again."""

type Said = tuple[str, Sequence[bytes]]
"""A statement and its parameters as text."""
type Turns[T] = Generator[Wait, Ready | int, T]
"""Says what it waits for at the socket, and is told what came."""
type Prepared = dict[str, bytes]
"""A connection's prepared statements: text to name."""
COMMIT: Said = ("COMMIT", ())


class Sent:
    """What was sent and not waited for yet: until then nothing else may be said on this connection."""

    def __init__(
        self,
        driver: psycopg.Connection[Any],
        said: Sequence[Said],
        prepared: Prepared | None,
        patience_s: float = math.inf,
    ) -> None:
        begun = driver.autocommit or driver.info.transaction_status != TransactionStatus.IDLE
        self._driver, self._prepared, self._patience_s = driver, prepared, patience_s
        self._said = list(said) if begun else [(_begin(driver), ()), *said]
        self._asked = len(said)
        self._fresh = driver.wait(_sent(driver.pgconn, self._said, prepared, patience_s))

    def answers(self) -> list[PGresult]:
        """One a statement. Raises psycopg.Error for the first that failed; then none after it was done."""
        expected = len(self._said) + sum(self._fresh)
        found = self._driver.wait(_answers(self._driver.pgconn, expected, self._patience_s))
        return _checked(found, self._said, self._fresh, self._prepared)[-self._asked :]


def exchange(
    driver: psycopg.Connection[Any],
    said: Sequence[Said],
    prepared: Prepared | None = None,
    patience_s: float = math.inf,
) -> list[PGresult]:
    """The answers, one a statement, in a transaction that is begun where there is none. With ``prepared`` statements keep their plan.

    Raises psycopg.Error for the first statement that failed; then none after it was done.
    """
    return Sent(driver, said, prepared, patience_s).answers()


def _begin(driver: psycopg.Connection[Any]) -> str:
    level = driver.isolation_level
    return "BEGIN" if level is None else f"BEGIN ISOLATION LEVEL {level.name.replace('_', ' ')}"


def _sent(libpq: PGconn, said: Sequence[Said], prepared: Prepared | None, patience_s: float) -> Turns[list[bool]]:
    libpq.enter_pipeline_mode()
    fresh = [_send(libpq, text, params, prepared) for text, params in said]
    libpq.pipeline_sync()
    while libpq.flush():
        # The other side may have to be heard before it goes on listening.
        if (yield from _heard(libpq, Wait.RW, patience_s)) & Ready.R:
            libpq.consume_input()
    return fresh


def _answers(libpq: PGconn, expected: int, patience_s: float) -> Turns[list[PGresult]]:
    try:
        found: list[PGresult] = []
        for _ in range(expected):
            found.append((yield from _answer(libpq, patience_s)))
        yield from _arrived(libpq, patience_s)
        libpq.get_result()  # of the sync: the other side is ready for the next
    except BaseException:
        # Whoever has the connection throws it away; what is wrong with it is on its way up.
        with suppress(psycopg.Error):
            libpq.exit_pipeline_mode()
        raise
    libpq.exit_pipeline_mode()
    return found


def _send(libpq: PGconn, text: str, params: Sequence[bytes], prepared: Prepared | None) -> bool:
    """Queue one statement. Whether it is prepared by this very trip: then its preparation is answered before it."""
    if prepared is None or (text not in prepared and len(prepared) >= PREPARED_MAX):
        libpq.send_query_params(text.encode(), params)
        return False
    fresh = text not in prepared
    if fresh:
        prepared[text] = b"coastal_" + sha256(text.encode()).hexdigest()[:32].encode()
        libpq.send_prepare(prepared[text], text.encode())
    libpq.send_query_prepared(prepared[text], params)
    return fresh


def _answer(libpq: PGconn, patience_s: float) -> Turns[PGresult]:
    """The next answer, and the mark of its end behind it."""
    yield from _arrived(libpq, patience_s)
    found = libpq.get_result()
    assert found is not None
    yield from _arrived(libpq, patience_s)
    libpq.get_result()
    return found


def _arrived(libpq: PGconn, patience_s: float) -> Turns[None]:
    while libpq.is_busy():
        yield from _heard(libpq, Wait.R, patience_s)
        libpq.consume_input()


def _heard(libpq: PGconn, what: Wait, patience_s: float) -> Turns[Ready | int]:
    """What came at the socket; psycopg comes back now and then also where nothing did."""
    begun = time.monotonic()
    while not (came := (yield what)):
        if time.monotonic() - begun > patience_s:
            libpq.finish()
            raise psycopg.OperationalError(f"the database was silent for {patience_s:.0f} s")
    return came


def _checked(
    everything: list[PGresult], said: Sequence[Said], fresh: Sequence[bool], prepared: Prepared | None
) -> list[PGresult]:
    """The answers without those to preparations. What could not be prepared is none."""
    answers: list[PGresult] = []
    in_order = iter(everything)
    for is_fresh, (text, _) in zip(fresh, said, strict=True):
        if is_fresh and next(in_order).status != ExecStatus.COMMAND_OK and prepared is not None:
            del prepared[text]
        answers.append(next(in_order))
    for answer in everything:
        if answer.status not in (ExecStatus.COMMAND_OK, ExecStatus.TUPLES_OK):
            raise error_from_result(answer)
    return answers
