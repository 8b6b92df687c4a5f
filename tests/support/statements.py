"""Which statements were run on an embedded database, whether through SQLAlchemy or straight through its driver.

A statement for many rows counts once, which SQLite's own trace would not say.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, event

from server.db import bulk


class Heard:
    """The driver's connection, with an ear on it."""

    def __init__(self, driver: Any, said: list[str]) -> None:
        self._driver, self._said = driver, said

    def execute(self, text: str, *rest: Any) -> Any:
        """As the driver does."""
        self._said.append(text)
        return self._driver.execute(text, *rest)

    def executemany(self, text: str, *rest: Any) -> Any:
        """As the driver does."""
        self._said.append(text)
        return self._driver.executemany(text, *rest)


def statements(monkeypatch: pytest.MonkeyPatch, place: Connection | Engine) -> list[str]:
    """A list that grows with each statement from now on."""
    said: list[str] = []
    event.listen(place, "before_cursor_execute", lambda *args: said.append(args[2]))
    straight = bulk._straight

    @contextmanager
    def heard(conn: Connection) -> Iterator[Any]:
        with straight(conn) as driver:
            yield Heard(driver, said)

    monkeypatch.setattr(bulk, "_straight", heard)
    return said
