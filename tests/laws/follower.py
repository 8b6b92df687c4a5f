"""Somebody's real replica on SQLCipher that follows the real journal, beside one that is loaded afresh to compare with."""

from pathlib import Path
from typing import Any

import msgspec

from contract.feed import AnyFact, Batch, SnapshotPage
from server import build
from server.api import snapshot
from server.api.journal_reads import stored_push
from server.core.hub import batch_bytes
from server.staff.actors import actor_of, reader_of
from teller_app.sync.replica import Replica
from tests.teller_app.samples import KEY
from tests.teller_app.sync.test_replica import ROOMS, dump

Tables = dict[str, list[tuple[Any, ...]]]


class Follower:
    """Begins with a snapshot of now; ``follow`` folds what was committed since, as the feed would send it."""

    def __init__(self, bank: build.Bank, folder: Path, user: str) -> None:
        self._bank = bank
        self._user = user
        self._followed = Replica.open(folder / f"{user}-followed.db", KEY, ROOMS)
        self._fresh = Replica.open(folder / f"{user}-fresh.db", KEY, ROOMS)
        self._load(self._followed)

    def _load(self, replica: Replica) -> None:
        actor = actor_of(self._bank.writer.resident, self._user)
        assert actor is not None
        replica.begin_snapshot()
        token: str | None = ""
        with self._bank.engine.connect() as conn:
            while token is not None:
                raw = snapshot.page(conn, self._bank.sources, reader_of(actor), "scope", token)
                page = msgspec.json.decode(raw, type=SnapshotPage)
                replica.add_page(page)
                token = page.next
        replica.finish_snapshot()

    def follow(self) -> None:
        """The entries since, through the same bytes as on the wire."""
        actor = actor_of(self._bank.writer.resident, self._user)
        assert actor is not None
        with self._bank.engine.connect() as conn:
            push = stored_push(conn, self._followed.meta.cursor)
        self._followed.apply(msgspec.json.decode(batch_bytes(reader_of(actor), push), type=Batch))

    def tables(self) -> tuple[Tables, Tables]:
        """(what following came to, what a fresh snapshot says)."""
        self._load(self._fresh)
        assert self._followed.meta.cursor == self._fresh.meta.cursor
        assert self._followed.meta.head_hash == self._fresh.meta.head_hash
        return _meant(dump(self._followed)), _meant(dump(self._fresh))

    def close(self) -> None:
        self._followed.close()
        self._fresh.close()


def _meant(tables: Tables) -> Tables:
    """Facts as values: whether an encoder wrote a default or left it out is no difference."""
    return {name: [tuple(_value(cell) for cell in row) for row in rows] for name, rows in tables.items()}


def _value(cell: object) -> object:
    return msgspec.json.decode(cell, type=AnyFact) if isinstance(cell, bytes) and cell.startswith(b"{") else cell
