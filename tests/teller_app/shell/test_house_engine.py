"""The house is built against a protocol: the sync engine has each of its doors, with the same things handed in by the same names."""

import inspect

from teller_app.shell.house_engine import Engine
from teller_app.sync import engine


def test_the_sync_engine_has_every_door_that_the_house_knocks_at() -> None:
    doors = {name for name, made in inspect.getmembers(Engine, inspect.isfunction) if not name.startswith("_")}
    assert {"sign_in", "prove_second", "submit", "query"} <= doors, "the port's are among them"
    asked = {name: list(inspect.signature(getattr(Engine, name)).parameters) for name in doors}
    given = {
        name: list(inspect.signature(getattr(engine.Engine, name)).parameters)[: len(asked[name])] for name in doors
    }
    assert given == asked
