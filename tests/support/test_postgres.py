import psycopg
import pytest

from tests.support.postgres import Postgres


@pytest.mark.postgres
def test_it_is_durable_and_each_database_is_fresh(postgres: Postgres, postgres_url: str) -> None:
    with psycopg.connect(postgres_url) as connection:
        assert connection.execute("SHOW fsync").fetchone() == ("on",)
        connection.execute("CREATE TABLE t (n int)")
    other = postgres.create()
    with psycopg.connect(other) as connection:
        assert connection.execute("SELECT to_regclass('t')").fetchone() == (None,)
    postgres.drop(other)


@pytest.mark.postgres
def test_what_was_committed_survives_a_crash(postgres: Postgres, postgres_url: str) -> None:
    with psycopg.connect(postgres_url) as connection:
        connection.execute("CREATE TABLE kept (n int)")
        connection.execute("INSERT INTO kept VALUES (7)")
    postgres.restart(crash=True)
    with psycopg.connect(postgres_url) as connection:
        assert connection.execute("SELECT n FROM kept").fetchone() == (7,)
    with psycopg.connect(postgres.socket_url) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


@pytest.mark.postgres
def test_told_for_a_while(postgres: Postgres) -> None:
    def shown() -> str:
        with psycopg.connect(postgres.url()) as connection:
            return str(connection.execute("SHOW synchronous_commit").fetchone()[0])  # type: ignore[index]

    with postgres.told(synchronous_commit="off"):
        assert shown() == "off"
    assert shown() == "on"
