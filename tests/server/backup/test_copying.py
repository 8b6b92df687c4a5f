"""Every table of the bank goes along, whichever room added it."""

from pathlib import Path

from sqlalchemy import func, select

from server.backup import copying, files
from server.db.engine import open_engine
from server.db.metadata import metadata
from server.migrations import upgrade
from tests.faults.square import Square

NEWEST = max(path.name[:4] for path in (Path(upgrade.__file__).parent / "versions").glob("0*.py"))


def test_no_table_is_left_behind(square: Square) -> None:
    named = {table.name for table in copying.tables()}
    there = {name for name in metadata.tables if not name.startswith("toy_")}
    assert named == there | {"alembic_version"}


def test_rows_are_equal_on_the_other_side(square: Square) -> None:
    target = square.folder / "copy.db"
    with files.opened(target) as engine:
        bank = [table for table in copying.tables() if table.metadata is metadata]
        metadata.create_all(engine, tables=bank)
        source = open_engine(square.settings.url)
        with source.connect() as held, engine.execution_options(coastal_write=True).begin() as conn:
            copying.VERSION.create(conn)
            count = copying.copy_all(held, conn)
            assert count == sum(held.scalar(select(func.count()).select_from(table)) or 0 for table in copying.tables())
            assert copying.revision_of(conn) == copying.revision_of(held) == NEWEST
            for table in bank:
                key = list(table.primary_key.columns)
                rows = select(table).order_by(*key)
                assert conn.execute(rows).all() == held.execute(rows).all(), table.name
        source.dispose()
