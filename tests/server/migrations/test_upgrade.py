"""A migrated database is what the metadata says, on both databases, and migrating again changes nothing."""

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

import server.build
import server.staff.prints  # noqa: F401 - with the build, every room's tables
from server.db.engine import open_engine
from server.db.metadata import metadata
from server.migrations.upgrade import is_current, upgrade


def ours(name: str | None, kind: str, _parents: object) -> bool:
    """Tests add toy tables to the metadata; PostgreSQL's partitions are made by the month."""
    return kind != "table" or not str(name).startswith(("toy_", "journal_bodies_"))


def mine(item: object, name: str | None, kind: str, _reflected: bool, _other: object) -> bool:
    return ours(name, kind, None)


def test_migrated_schema_is_the_metadata(database_url: str) -> None:
    engine = open_engine(database_url)
    try:
        assert not is_current(engine)
        for _ in range(2):
            with engine.execution_options(coastal_write=True).begin() as conn:
                upgrade(conn)
        assert is_current(engine)
        with engine.connect() as conn:
            options = {"include_name": ours, "include_object": mine, "compare_type": True}
            assert compare_metadata(MigrationContext.configure(conn, opts=options), metadata) == []
    finally:
        engine.dispose()


def test_a_migration_that_fails_leaves_the_old_schema(sqlite_url: str) -> None:
    engine = open_engine(sqlite_url)
    try:
        with engine.begin() as conn:
            conn.exec_driver_sql("CREATE TABLE notices (id TEXT)")
        try:
            with engine.execution_options(coastal_write=True).begin() as conn:
                upgrade(conn)
        except Exception as error:
            assert "already exists" in str(error)
        with engine.connect() as conn:
            tables = set(conn.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars())
        assert tables == {"notices"}
    finally:
        engine.dispose()
