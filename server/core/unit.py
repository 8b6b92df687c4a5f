"""One batch's working set: loaded once, changed in memory by one command after the other, flushed once."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection

from server.core.store import Key, Log, Row, Store


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


class Unit:
    """Loaded rows, changed rows, appended rows."""

    def __init__(self, conn: Connection, resident: Resident) -> None:
        self.conn = conn
        self.resident = resident
        self._loaded: dict[Store[Any], dict[str, Any]] = {}
        self.dirty: dict[Store[Any], dict[str, Any]] = {}
        self.fresh: dict[Store[Any], set[str]] = {}
        self.appended: dict[Log[Any], list[Any]] = {}

    def load(self, keys: Iterable[Key]) -> bool:
        """Fetch what is not here yet, one query a table. Says whether anything was fetched."""
        wanted: dict[Store[Any], list[str]] = {}
        for store, key in keys:
            if key and not store.resident and key not in self._loaded.setdefault(store, {}):
                self._loaded[store][key] = None
                wanted.setdefault(store, []).append(key)
        for store, missing in wanted.items():
            self._loaded[store].update(store.fetch(self.conn, missing))
        return bool(wanted)

    def peek[R: Row](self, store: Store[R], key: str) -> R | None:
        """The row if it is here; None if it is absent or not loaded yet (for handlers that name their needs)."""
        changed = self.dirty.get(store)
        if changed is not None and key in changed:
            row: R | None = changed[key]
            return row
        if store.resident:
            return self.resident.get(store, key)
        return self._loaded.get(store, {}).get(key)

    def get[R: Row](self, store: Store[R], key: str) -> R | None:
        """The row as of the commands before. A row that nobody said was needed is loaded alone, which is slow but right."""
        if not store.resident and key not in self._loaded.get(store, {}) and key not in self.dirty.get(store, {}):
            self.load([(store, key)])
        return self.peek(store, key)

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

    def flush(self) -> None:
        """Write each table once: new rows, changed rows, appended rows."""
        for store, rows in self.dirty.items():
            fresh = self.fresh.get(store, set())
            new = [row for key, row in rows.items() if key in fresh]
            old = [row for key, row in rows.items() if key not in fresh]
            if new:
                store.insert(self.conn, new)
            if old:
                store.update(self.conn, old)
        for log, lines in self.appended.items():
            log.insert(self.conn, lines)
