"""A reader whose PostgreSQL process stands still: told soon, and the connection is another's no more."""

import math
import os
import signal
from urllib.parse import quote

import pytest
from sqlalchemy.exc import OperationalError

from server.core.troubles import passing
from server.db import patient
from server.db.engine import open_engine, without_bounds

pytestmark = pytest.mark.postgres
BOUND_MS = 300


def bounded(url: str, bound_ms: int = BOUND_MS) -> str:
    return f"{url}?options={quote(f'-c statement_timeout={bound_ms}')}"


def test_a_reader_waits_for_a_frozen_database_no_longer_than_its_bound(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patient, "SILENT_S", 0.1)
    engine = open_engine(bounded(postgres_url))
    with engine.connect() as conn:
        frozen = conn.exec_driver_sql("SELECT pg_backend_pid()").scalar_one()
        os.kill(frozen, signal.SIGSTOP)
        try:
            with pytest.raises(OperationalError, match="silent") as told:
                conn.exec_driver_sql("SELECT 1")
        finally:
            os.kill(frozen, signal.SIGCONT)
    assert passing(told.value), "whoever asked is told to come again"
    with engine.connect() as conn:
        assert conn.exec_driver_sql("SELECT pg_backend_pid()").scalar_one() != frozen
    engine.dispose()


def test_how_long_follows_what_the_operator_allows_a_statement(postgres_url: str) -> None:
    for bound_ms, patience_s in ((BOUND_MS, 10.3), (0, math.inf)):
        engine = open_engine(bounded(postgres_url, bound_ms))
        with engine.connect() as conn:
            held = conn.connection.driver_connection
            assert isinstance(held, patient.PatientConnection)
            assert held.patience_s == patience_s
            without_bounds(conn)
            assert held.patience_s == math.inf
        engine.dispose()


def test_a_question_that_takes_its_time_is_answered(postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patient, "SILENT_S", 20.0)
    engine = open_engine(bounded(postgres_url, 20_000))
    with engine.connect() as conn:
        assert conn.exec_driver_sql("SELECT 7 FROM pg_sleep(0.3)").scalar_one() == 7
        assert len(conn.exec_driver_sql("SELECT repeat('x', 1000) FROM generate_series(1, 5000)").all()) == 5_000
    engine.dispose()
