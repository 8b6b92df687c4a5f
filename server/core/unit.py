"""One batch's working set: loaded once, changed in memory by one command after the other, flushed once."""

from collections.abc import Iterable
from itertools import islice
from typing import Any

from sqlalchemy import Connection

from server.core.store import Key, Log, Row, Store
from server.db.bulk import Write, fetch, write

KEPT_MAX = 10_000
"""Rows of one store that the writer remembers; beyond it the older half goes."""


class Resident:
    """The small stores, whole, in memory. Written by the writer thread after a commit; read from any thread."""

    def __init__(self, stores: Iterable[Store[Any]]) -> None:
        self._stores = {store: dict[str, Any]() for store in stores}

    def reload(self, conn: Connection) -> None:
        """Read all of them again."""
        for store in list(self._stores):
            self._stores[store] = store.fetch_all(conn)

    def rows[R: Row](self, store: Store[R]) -> dict[str, R]:
        """All rows of one store. Treat as read-only."""
        return self._stores[store]

    def get[R: Row](self, store: Store[R], key: str) -> R | None:
        """One row, or None."""
        row: R | None = self._stores[store].get(key)
        return row

    def apply(self, dirty: dict[Store[Any], dict[str, Any]]) -> None:
        """Take over what a committed batch changed. A new dict is swapped in, so that readers never see half of it."""
        for store, rows in dirty.items():
            if store.resident:
                self._stores[store] = {**self._stores[store], **rows}


class Recent:
    """Rows of the kept stores as last committed. The writer's own: nobody else looks here.

    It holds only while nobody else writes. The writer knows by the journal's head, which every write moves.
    """

    def __init__(self) -> None:
        self._rows: dict[Store[Any], dict[str, Any]] = {}

    def get[R: Row](self, store: Store[R], key: str) -> R | None:
        """The row if it is remembered."""
        rows = self._rows.get(store)
        return None if rows is None else rows.get(key)

    def take(self, changed: dict[Store[Any], dict[str, Any]]) -> None:
        """Remember these rows; None is no row."""
        for store, rows in changed.items():
            if store.kept:
                mine = self._rows.setdefault(store, {})
                mine.update((key, row) for key, row in rows.items() if row is not None)
                if len(mine) > KEPT_MAX:
                    for key in list(islice(mine, len(mine) - KEPT_MAX // 2)):
                        del mine[key]

    def forget(self) -> None:
        """Somebody else wrote, or nobody knows what was written."""
        self._rows.clear()


class Unit:
    """Loaded rows, changed rows, appended rows."""

    def __init__(self, conn: Connection, resident: Resident, recent: Recent | None = None) -> None:
        self.conn = conn
        self.resident = resident
        self._recent = recent or Recent()
        self.loaded: dict[Store[Any], dict[str, Any]] = {}
        self.dirty: dict[Store[Any], dict[str, Any]] = {}
        self.fresh: dict[Store[Any], set[str]] = {}
        self.appended: dict[Log[Any], list[Any]] = {}

    def load(self, keys: Iterable[Key]) -> set[Key]:
        """Fetch what is not here yet, all tables with one query. Says what was found."""
        wanted: dict[Store[Any], list[str]] = {}
        for store, key in keys:
            if key and not store.resident:
                loaded = self.loaded.setdefault(store, {})
                if key not in loaded and self._recent.get(store, key) is None:
                    loaded[key] = None
                    wanted.setdefault(store, []).append(key)
        asked = [(store.bulk, missing) for store, missing in wanted.items()]
        found: set[Key] = set()
        for store, texts in zip(wanted, fetch(self.conn, asked) if asked else (), strict=True):
            rows = store.rows_of(texts)
            self.loaded[store].update(rows)
            found.update((store, key) for key in rows)
        return found

    def peek[R: Row](self, store: Store[R], key: str) -> R | None:
        """The row if it is here; None if it is absent or not loaded yet (for handlers that name their needs)."""
        changed = self.dirty.get(store)
        if changed is not None and key in changed:
            row: R | None = changed[key]
            return row
        if store.resident:
            return self.resident.get(store, key)
        loaded = self.loaded.get(store)
        if loaded is not None and key in loaded:
            row = loaded[key]
            return row
        return self._recent.get(store, key)

    def get[R: Row](self, store: Store[R], key: str) -> R | None:
        """The row as of the commands before. A row that nobody said was needed is loaded alone, which is slow but right."""
        row = self.peek(store, key)
        if row is None and not store.resident and key not in self.loaded.get(store, ()):
            self.load([(store, key)])
            return self.peek(store, key)
        return row

    def take(self, rows: dict[Store[Any], dict[str, Any]], logs: dict[Log[Any], list[Any]]) -> None:
        """Take over a finished command's staging."""
        for store, changed in rows.items():
            mine = self.dirty.setdefault(store, {})
            for key, row in changed.items():
                if key not in mine and self.peek(store, key) is None:
                    self.fresh.setdefault(store, set()).add(key)
                mine[key] = row
        for log, lines in logs.items():
            self.appended.setdefault(log, []).extend(lines)

    def writes(self) -> list[Write]:
        """What is to be written, each table once: new rows, changed rows, appended rows."""
        made: list[Write] = []
        for store, rows in self.dirty.items():
            fresh = self.fresh.get(store, set())
            made.append(Write(store.bulk, True, [row for key, row in rows.items() if key in fresh]))
            made.append(Write(store.bulk, False, [row for key, row in rows.items() if key not in fresh]))
        made += [Write(log.bulk, True, lines) for log, lines in self.appended.items()]
        return made

    def flush(self) -> None:
        """Write it."""
        write(self.conn, self.writes())
