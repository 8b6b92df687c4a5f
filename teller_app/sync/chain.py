"""The outbox's MAC chain: each row vouches for itself and for the row before it; its state has a seal of its own."""

import hmac
from dataclasses import dataclass

import msgspec

from teller_app.sync.sqlcipher import Connection

_encode = msgspec.msgpack.Encoder().encode
START = b"\0" * 32


@dataclass(frozen=True)
class Ends:
    """Number and MAC of the last row that was pruned and of the last one there is, and the server's epoch."""

    base_n: int
    base_mac: bytes
    head_n: int
    head_mac: bytes
    epoch: str


class Chain:
    """Computes and compares. The key is derived from the store key, so whoever edits the file cannot make a link."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def link(self, before: bytes, *body: int | str | bytes) -> bytes:
        """The MAC of a row's unchanging part after the row whose MAC is ``before``."""
        return hmac.digest(self._key, _encode(("row", before, *body)), "sha256")

    def seal(self, mac: bytes, *state: int | str | bytes) -> bytes:
        """The MAC of a row's state, bound to that row."""
        return hmac.digest(self._key, _encode(("state", mac, *state)), "sha256")

    def head(self, *ends: int | str | bytes) -> bytes:
        """The MAC over both ends of the chain, so that rows cut off at an end are missed."""
        return hmac.digest(self._key, _encode(("ends", *ends)), "sha256")

    def read_ends(self, connection: Connection) -> Ends | None:
        """The ends as stored; None where there are none or their MAC does not fit."""
        row = connection.execute("SELECT base_n, base_mac, head_n, head_mac, epoch, seal FROM ends").fetchone()
        return Ends(*row[:5]) if row is not None and same(row[5], self.head(*row[:5])) else None

    def write_ends(self, connection: Connection, ends: Ends) -> None:
        """Store them. Inside the outbox's transaction."""
        values = (ends.base_n, ends.base_mac, ends.head_n, ends.head_mac, ends.epoch)
        connection.execute("INSERT OR REPLACE INTO ends VALUES (1, ?, ?, ?, ?, ?, ?)", (*values, self.head(*values)))


def same(left: bytes, right: bytes) -> bool:
    """Compare two MACs."""
    return hmac.compare_digest(left, right)
