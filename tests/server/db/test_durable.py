"""A PostgreSQL that answers before its disk has it: overruled where that is ours to say, said loudly and refused where not."""

import logging

import pytest

from server.db.durable import NotDurable, demand_durable
from server.db.engine import open_engine
from tests.support.postgres import Postgres


@pytest.mark.postgres
@pytest.mark.parametrize("setting", ["on", "off", "local"])
def test_a_commit_waits_for_the_log_whatever_the_cluster_is_told(
    postgres_url: str, setting: str, caplog: pytest.LogCaptureFixture
) -> None:
    engine = open_engine(f"{postgres_url}?options=-c%20synchronous_commit%3D{setting}")
    with engine.connect() as conn:
        found = conn.exec_driver_sql("SHOW synchronous_commit").scalar_one()
        conn.rollback()
        demand_durable(conn)
    with engine.connect() as conn:
        assert conn.exec_driver_sql("SHOW synchronous_commit").scalar_one() == found, "also after a transaction"
    engine.dispose()
    assert found == ("local" if setting == "local" else "on")
    assert ("synchronous_commit was off" in caplog.text) is (setting == "off")


@pytest.mark.postgres
def test_a_cluster_without_fsync_is_no_place_for_a_bank(
    postgres: Postgres, postgres_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    engine = open_engine(postgres_url)
    with postgres.told(fsync="off"), engine.connect() as conn, pytest.raises(NotDurable, match="fsync is off"):
        demand_durable(conn)
    engine.dispose()
    assert [record.levelno for record in caplog.records if "fsync is off" in record.message] == [logging.ERROR]
    with open_engine(postgres_url).connect() as conn:
        demand_durable(conn)
        conn.engine.dispose()


def test_an_embedded_bank_asks_for_each_sync_itself(sqlite_url: str) -> None:
    engine = open_engine(sqlite_url)
    with engine.connect() as conn:
        demand_durable(conn)
        assert conn.exec_driver_sql("PRAGMA synchronous").scalar_one() == 2
    engine.dispose()
