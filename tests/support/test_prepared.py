"""A prepared bank is a migrated one, and each is its own."""

from pathlib import Path

from sqlalchemy import inspect, select

from server.core.branch_table import branches
from server.db.engine import open_engine
from server.migrations.upgrade import is_current
from server.settings import Settings
from server.staff.tables import role_permissions
from tests.support.postgres import Postgres
from tests.support.prepared import prepare, with_tables


def test_it_is_at_the_newest_revision_with_its_roles_and_nothing_else(database_url: str, tmp_path: Path) -> None:
    settings = Settings(url=database_url, key_dir=str(tmp_path / "keys"))
    prepare(settings)
    engine = open_engine(database_url)
    assert is_current(engine)
    with engine.connect() as conn:
        assert conn.execute(select(role_permissions)).first()
        assert conn.execute(select(branches)).all() == []
    engine.dispose()
    assert settings.key_folder.is_dir()


def test_what_is_done_in_one_is_not_in_the_next(tmp_path: Path, postgres: Postgres) -> None:
    one, other = postgres.create(), postgres.create()
    urls = [one, other, f"sqlite:///{tmp_path}/one.db", f"sqlite:///{tmp_path}/other.db"]
    for url in urls:
        prepare(Settings(url=url, key_dir=str(tmp_path / "keys")))
    for spoilt, left in (urls[:2], urls[2:]):
        engine = open_engine(spoilt)
        with engine.execution_options(coastal_write=True).begin() as conn:
            conn.exec_driver_sql("DELETE FROM role_permissions")
        engine.dispose()
        engine = open_engine(left)
        with engine.connect() as conn:
            assert conn.execute(select(role_permissions)).first()
        engine.dispose()
    postgres.drop(one)
    postgres.drop(other)


def test_bare_tables_are_all_there_and_empty(tmp_path: Path) -> None:
    engine = with_tables(f"sqlite:///{tmp_path}/bank.db")
    assert {"branches", "transactions", "role_permissions"} <= set(inspect(engine).get_table_names())
    with engine.connect() as conn:
        assert conn.execute(select(role_permissions)).all() == []
    engine.dispose()
