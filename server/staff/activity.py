"""What happened around signing in, devices, codes and exports, kept for the person and those who look after them.

Not journalled: nothing of the bank changes by it. But chained like the journal: each line's hash covers the one before, so that a line
taken out or altered is found by ``verify``.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from contract.ids import new_id
from server.core.chain import Difference, Stretch
from server.core.clock import stamp
from server.staff.tables import activity, activity_head

SIGNED_IN = "signed_in"
SIGN_IN_FAILED = "sign_in_failed"
SLOWED_DOWN = "slowed_down"
LOCKED = "locked"
UNLOCKED = "unlocked"
SIGNED_OUT = "signed_out"
SESSION_ENDED = "session_ended"
REFRESH_REUSED = "refresh_reused"
PASSWORD_SET = "password_set"  # noqa: S105 - the name of an event
PASSWORD_RESET = "password_reset"  # noqa: S105 - the name of an event
SECRET_DRAWN = "secret_drawn"  # noqa: S105 - the name of an event
SECRET_USED = "secret_used"  # noqa: S105 - the name of an event
WRONG_KEY = "wrong_key"
USER_DISABLED = "user_disabled"
USER_ENABLED = "user_enabled"
DEVICE_ASKED = "device_asked"
DEVICE_ADDED = "device_added"
DEVICE_REVOKED = "device_revoked"
DEVICE_RENAMED = "device_renamed"
CODE_SENT = "code_sent"
CODE_CONFIRMED = "code_confirmed"
CODE_WRONG = "code_wrong"
SECOND_GIVEN = "second_given"
TOTP_SET = "totp_set"
PHONE_NOTED = "phone_noted"
PHONE_CONFIRMED = "phone_confirmed"
PHONE_LOST = "phone_lost"
FEED_MISUSED = "feed_misused"
REFUSED = "refused"
ID_REUSED = "id_reused"
EXPORTED = "exported"
NOTED_TOO_OFTEN = "noted_too_often"
PRINTED = "printed"
REPRINTED = "reprinted"
KEY_ROTATED = "key_rotated"

GENESIS = "0" * 64
PAGE = 2_000
CHAINED = ("n", "id", "at", "what", "user", "username", "device", "by", "detail")
"""What a line's hash covers, in this order."""


def note(
    conn: Connection,
    now: datetime,
    what: str,
    user: str = "",
    username: str = "",
    device: str = "",
    detail: str = "",
    by: str = "",
) -> None:
    """Write one line at the chain's end. ``by`` is who did it where it was not the person."""
    n, before = _lock_head(conn)
    row = {
        "n": n + 1,
        "id": new_id(),
        "at": stamp(now),
        "what": what,
        "user": user,
        "username": username[:64],
        "device": device,
        "by": by,
        "detail": detail[:200],
    }
    row["hash"] = link(before, row)
    conn.execute(insert(activity), row)
    conn.execute(update(activity_head).where(activity_head.c.id == 1).values(n=row["n"], hash=row["hash"]))


def link(before: str, row: Mapping[str, Any]) -> str:
    """The line's hash: SHA-256 of the one before and the line as JSON."""
    line = json.dumps([row[name] for name in CHAINED], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(f"{before}\n{line}".encode()).hexdigest()


def head(conn: Connection) -> tuple[int, str]:
    """(number of the last line, its hash), without a lock."""
    row = conn.execute(select(activity_head.c.n, activity_head.c.hash)).first()
    return (row.n, row.hash) if row else (0, GENESIS)


def hash_at(conn: Connection, n: int) -> str:
    """The hash of a line, empty where there is none."""
    return conn.scalar(select(activity.c.hash).where(activity.c.n == n)) or ""


def _lock_head(conn: Connection) -> tuple[int, str]:
    # On PostgreSQL the update's row lock puts two processes in one order; SQLite's transaction has the file already.
    found = conn.execute(update(activity_head).where(activity_head.c.id == 1).values(id=1))
    if found.rowcount == 0:
        conn.execute(insert(activity_head), {"id": 1, "n": 0, "hash": GENESIS})
    return head(conn)


def stretch(conn: Connection, after: int) -> Stretch:
    """One page behind ``after``."""
    columns = [activity.c[name] for name in (*CHAINED, "hash")]
    statement = select(*columns).where(activity.c.n > after).order_by(activity.c.n).limit(PAGE)
    before = hash_at(conn, after) or GENESIS
    for expected, row in enumerate(conn.execute(statement).mappings(), after + 1):
        if row["n"] != expected or row["hash"] != link(before, dict(row)):
            return Stretch(row["n"], row["n"], f"activity {expected}")
        before, after = row["hash"], row["n"]
    return Stretch(after)


def check(conn: Connection) -> Iterator[Difference]:
    """Walk the activity's chain in pages. Yields nothing when it is whole."""
    before, expected = GENESIS, 1
    columns = [activity.c[name] for name in (*CHAINED, "hash")]
    while (
        page := conn.execute(select(*columns).where(activity.c.n >= expected).order_by(activity.c.n).limit(PAGE))
        .mappings()
        .all()
    ):
        for row in page:
            if row["n"] != expected:
                yield Difference(f"activity {expected}", "a line", f"line {row['n']}")
            if row["hash"] != (mine := link(before, dict(row))):
                yield Difference(f"activity {row['n']} hash", row["hash"], mine)
            before, expected = row["hash"], row["n"] + 1
    if head(conn) != (expected - 1, before):
        n, found = head(conn)
        yield Difference("activity head", f"{expected - 1} {before[:12]}", f"{n} {found[:12]}")
