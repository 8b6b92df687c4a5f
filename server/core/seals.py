"""The journal's head, signed when a branch closes its day, with a key that lies outside the database.

Whoever can write the database can build a whole new chain; without the key nobody can build the seals of the days that were closed.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, insert, select

from contract.base import UNREADABLE
from server.core.chain import Difference
from server.core.journal import Line
from server.core.journal_tables import bodies, journal, seals
from server.core.ring import Ring

CLOSING = "close_branch_day"
TYP = "coastal-seal+jwt"
PAGE = 500
Also = Callable[[Connection], tuple[int, str]]
"""(number, hash) of the activity log's last line, which the seal covers, too."""
_encode = msgspec.json.Encoder(order="deterministic").encode


class Claims(msgspec.Struct):
    """What a seal says."""

    seq: int
    hash: str
    activity: int
    activity_hash: str


class Closed(msgspec.Struct):
    """What a closing was about."""

    branch: str = ""
    business_date: str = ""


class Seals:
    """Signs in the closing's own transaction: a closed day has its seal, whatever is killed."""

    def __init__(self, ring: Ring, also: Also) -> None:
        self._ring = ring
        self._also = also

    def of_batch(self, conn: Connection, lines: Sequence[Line]) -> None:
        """Seal each closing among the lines that were just written."""
        for line in lines:
            if line.row["kind"] == CLOSING and line.row["outcome"] == "executed":
                self._seal(conn, line.row, line.side["body"])

    def of_past(self, conn: Connection) -> int:
        """Seal the closings of a bank that had no seals yet; how many. Does nothing once there is one: a missing seal is a difference."""
        if conn.execute(select(seals.c.seq).limit(1)).first() is not None:
            return 0
        closings = conn.execute(_closings(0)).mappings().all()
        for row in closings:
            body = conn.scalar(select(bodies.c.body).where(bodies.c.seq == row["seq"]))
            self._seal(conn, dict(row), body or "{}")
        return len(closings)

    def _seal(self, conn: Connection, row: dict[str, Any], body: str) -> None:
        # The row is the maker's branch and day; which day was closed where stands in the command.
        closed = msgspec.json.decode(body, type=Closed)
        number, also = self._also(conn)
        claims = _encode(Claims(seq=row["seq"], hash=row["hash"], activity=number, activity_hash=also))
        self._ring.refresh()
        token = self._ring.sign(TYP, claims)
        place = {"seq": row["seq"], "at": row["at"], "branch": closed.branch, "business_date": closed.business_date}
        conn.execute(insert(seals), {**place, "token": token})


def check(conn: Connection, ring: Ring, activity_hash: Callable[[Connection, int], str]) -> Iterator[Difference]:
    """Every closed day has a seal of the key of its time over the row that is there. Streams."""
    after = 0
    while rows := conn.execute(_closings(after).limit(PAGE)).mappings().all():
        found = dict(
            conn.execute(select(seals.c.seq, seals.c.token).where(seals.c.seq.in_([row["seq"] for row in rows]))).all()
        )
        for row in rows:
            yield from _check_one(conn, ring, row, found.get(row["seq"]), activity_hash)
        after = rows[-1]["seq"]


def _check_one(
    conn: Connection, ring: Ring, row: Any, token: str | None, activity_hash: Callable[[Connection, int], str]
) -> Iterator[Difference]:
    where = f"seal of the day's close at {row['seq']}"
    claims = None if token is None else read(token, ring, row["at"])
    if claims is None:
        yield Difference(where, "a seal of the bank's key", "none" if token is None else "another")
        return
    if (claims.seq, claims.hash) != (row["seq"], row["hash"]):
        yield Difference(where, f"{claims.seq} {claims.hash}", f"{row['seq']} {row['hash']}")
    if claims.activity and activity_hash(conn, claims.activity) != claims.activity_hash:
        yield Difference(
            f"{where}, activity {claims.activity}", claims.activity_hash, activity_hash(conn, claims.activity)
        )


def read(token: str, ring: Ring, at: str) -> Claims | None:
    """What the seal says, None where it is none of this bank's key of then."""
    opened = ring.opened(token, TYP, at)
    try:
        return None if opened is None else msgspec.json.decode(opened, type=Claims)
    except UNREADABLE:
        return None


def _closings(after: int) -> Any:
    columns = [journal.c[name] for name in ("seq", "hash", "at")]
    closed = (journal.c.kind == CLOSING) & (journal.c.outcome == "executed") & (journal.c.seq > after)
    return select(*columns).where(closed).order_by(journal.c.seq)
