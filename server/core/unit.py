"""One batch's working set: loaded once, changed in memory by one command after the other, flushed once."""

from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import Any, NamedTuple, Protocol, cast

from sqlalchemy import Connection

from server.core.store import Key, Log, Row, Store
from server.db.bulk import Asked, Text, Write, fetch, write

KEPT_MAX = 10_000
"""Rows of one store that the writer remembers; beyond it the older half goes."""


class Resident:
    """The small stores, whole, in memory. Written by the writer thread after a commit; read from any thread."""

    def __init__(self, stores: Iterable[Store[Any]]) -> None:
        self._stores = {store: dict[str, Any]() for store in stores}
        self._derived: dict[Any, Any] = {}
        self.version = 0

    def reload(self, conn: Connection) -> None:
        """Read all of them again."""
        for store in list(self._stores):
            self._stores[store] = store.fetch_all(conn)
        self._changed()

    def rows[R: Row](self, store: Store[R]) -> dict[str, R]:
        """All rows of one store. Treat as read-only."""
        return self._stores[store]

    def get[R: Row](self, store: Store[R], key: str) -> R | None:
        """One row, or None."""
        row: R | None = self._stores[store].get(key)
        return row

    def derive[T](self, mark: Any, make: Callable[[], T]) -> T:
        """What ``make`` makes of the rows as they are, remembered until one of them changes."""
        derived = self._derived
        known = derived.get(mark)
        if known is None and (known := make()) is not None:
            derived[mark] = known
        return cast(T, known)

    def apply(self, dirty: dict[Store[Any], dict[str, Any]]) -> None:
        """Take over what a committed batch changed. A new dict is swapped in, so that readers never see half of it."""
        for store, rows in dirty.items():
            if store.resident:
                self._stores[store] = {**self._stores[store], **rows}
                self._changed()

    def _changed(self) -> None:
        # Another dict again: who is deriving at this moment keeps the old one, which nobody reads any more.
        self._derived = {}
        self.version += 1


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


class Known(Protocol):
    """Rows that need not be asked for."""

    def get[R: Row](self, store: Store[R], key: str) -> R | None:
        """The row if it is known."""


class Wanted(NamedTuple):
    """Keys of rows to be fetched, table by table."""

    keys: dict[Store[Any], list[str]]

    def asked(self) -> list[Asked]:
        """As the database is asked."""
        return [(store.bulk, missing) for store, missing in self.keys.items()]


class Unit:
    """Loaded rows, changed rows, appended rows. ``seen`` holds all that the batch has looked at, as it is by now.

    ``searching`` says whether a handler may ask the database itself: only where nothing is decided ahead (``core/plan.py``).
    """

    def __init__(
        self, conn: Connection, resident: Resident, recent: Known | None = None, searching: bool = True
    ) -> None:
        self.conn = conn
        self.resident = resident
        self.searching = searching
        self._recent = recent or Recent()
        self.seen: dict[Store[Any], dict[str, Any]] = {}
        self.dirty: dict[Store[Any], dict[str, Any]] = {}
        self._before: dict[Store[Any], dict[str, Any]] = {}
        self.appended: dict[Log[Any], list[Any]] = {}

    def load(self, keys: Iterable[Key]) -> set[Key]:
        """Fetch what is not here yet, all tables with one query. Says what was found."""
        wanted = self.lacking(keys)
        return self.arrived(wanted, fetch(self.conn, wanted.asked())) if wanted.keys else set()

    def lacking(self, keys: Iterable[Key]) -> "Wanted":
        """Which of these rows are not here yet. From now on they count as looked for: give what comes to ``arrived``."""
        wanted: dict[Store[Any], list[str]] = {}
        seen_of, recent = self.seen, self._recent
        for store, key in keys:
            if not key or store.resident:
                continue
            seen = seen_of.get(store)
            if seen is None:
                seen = seen_of[store] = {}
            elif key in seen:
                continue
            seen[key] = row = recent.get(store, key)
            if row is None:
                wanted.setdefault(store, []).append(key)
        return Wanted(wanted)

    def arrived(self, wanted: "Wanted", texts: Sequence[list[Text]]) -> set[Key]:
        """Take in the rows that the database had of what was wanted, as JSON texts table by table. Says which those are."""
        found: set[Key] = set()
        for store, mine in zip(wanted.keys, texts, strict=True):
            rows = store.rows_of(mine)
            self.seen[store].update(rows)
            found.update((store, key) for key in rows)
        return found

    def peek[R: Row](self, store: Store[R], key: str) -> R | None:
        """The row if it is here; None if it is absent or not loaded yet (for handlers that name their needs)."""
        seen = self.seen.get(store)
        row: R | None = None if seen is None else seen.get(key)
        if row is None:
            row = self.resident.get(store, key) if store.resident else self._recent.get(store, key)
            if row is not None:
                self.seen.setdefault(store, {})[key] = row
        return row

    def get[R: Row](self, store: Store[R], key: str) -> R | None:
        """The row as of the commands before. A row that nobody said was needed is loaded alone, which is slow but right."""
        seen = self.seen.get(store)
        row: R | None = None if seen is None else seen.get(key)
        if row is not None or (seen is not None and key in seen and not store.resident):
            return row
        if store.resident:
            return self.resident.get(store, key)
        self.load([(store, key)])
        return self.peek(store, key)

    def take(self, rows: dict[Store[Any], dict[str, Any]], logs: dict[Log[Any], list[Any]]) -> None:
        """Take over a finished command's staging."""
        for store, changed in rows.items():
            mine = self.dirty.get(store)
            if mine is None:
                mine, self._before[store] = self.dirty.setdefault(store, {}), {}
            seen, before = self.seen.setdefault(store, {}), self._before[store]
            for key, row in changed.items():
                if key not in mine:
                    old = seen.get(key)
                    before[key] = self.peek(store, key) if old is None else old
                mine[key] = seen[key] = row
        for log, lines in logs.items():
            self.appended.setdefault(log, []).extend(lines)

    def before[R: Row](self, store: Store[R]) -> dict[str, R | None]:
        """What was there of the rows that the batch has changed."""
        return self._before.get(store, {})

    def writes(self) -> list[Write]:
        """What is to be written, each table once: new rows, changed rows, appended rows."""
        made: list[Write] = []
        for store, rows in self.dirty.items():
            made += store.writes(rows, self._before[store])
        made += [Write(log.bulk, True, lines) for log, lines in self.appended.items()]
        return made

    def flush(self) -> None:
        """Write it."""
        write(self.conn, self.writes())
