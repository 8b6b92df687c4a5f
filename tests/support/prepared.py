"""A fresh database as ``python -m server migrate`` leaves it."""

from server import build
from server.db.engine import open_engine
from server.migrations.upgrade import upgrade
from server.settings import Settings
from server.staff.keys import make_keys


def prepare(settings: Settings) -> None:
    """Tables, keys, seeded rows."""
    make_keys(settings.key_folder)
    engine = open_engine(settings.url)
    with engine.execution_options(coastal_write=True).begin() as conn:
        upgrade(conn)
        build.seed(conn)
    engine.dispose()
