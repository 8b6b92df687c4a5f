"""One-time secrets: ordered by a command, drawn once at a door, good for one sign-in that sets a password."""

from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from server.core.clock import later, stamp
from server.staff.tables import credentials, secret_orders

ORDER_S = 24 * 3600
"""How long whoever asked for it may draw the secret."""
SECRET_S = 24 * 3600
"""How long the secret opens the first sign-in."""


def order(conn: Connection, user: str, by: str, now: datetime) -> None:
    """A secret may be drawn for this person by whoever asked; an order of before is replaced."""
    cancel(conn, user)
    conn.execute(insert(secret_orders), {"user": user, "ordered_by": by, "expires_at": later(now, ORDER_S)})


def cancel(conn: Connection, user: str) -> None:
    """Nothing may be drawn any more."""
    conn.execute(delete(secret_orders).where(secret_orders.c.user == user))


def take_order(conn: Connection, user: str, by: str, now: datetime) -> bool:
    """Use the order up. False: there is none for this hand, or it is too old, or it was drawn before."""
    mine = (
        (secret_orders.c.user == user) & (secret_orders.c.ordered_by == by) & (secret_orders.c.expires_at > stamp(now))
    )
    return conn.execute(delete(secret_orders).where(mine)).rowcount == 1


def forget_password(conn: Connection, user: str) -> None:
    """Nothing opens until a new secret was drawn."""
    conn.execute(delete(credentials).where(credentials.c.user == user))


def store(conn: Connection, user: str, encoded: str, now: datetime, one_time: bool = False, sent_to: str = "") -> None:
    """Write a person's hash (of ``Passwords.hash``) over the one before. ``sent_to``: the phone to which the secret goes, if to any."""
    ends = later(now, SECRET_S) if one_time else ""
    values = {
        "hash": encoded,
        "changed_at": stamp(now),
        "one_time": one_time,
        "expires_at": ends,
        "sent_to": sent_to,
    }
    changed = conn.execute(update(credentials).where(credentials.c.user == user).values(**values))
    if changed.rowcount == 0:
        conn.execute(insert(credentials), {"user": user, **values})


def sent_to(conn: Connection, user: str) -> str:
    """The phone to which the secret went that waits for its first use; empty where it was told, or where a password is set."""
    return conn.scalar(select(credentials.c.sent_to).where((credentials.c.user == user) & credentials.c.one_time)) or ""


def stored(conn: Connection, user: str, now: datetime) -> tuple[str | None, bool]:
    """(hash, whether it is a one-time secret). A secret past its time is none."""
    row = conn.execute(select(credentials).where(credentials.c.user == user)).mappings().first()
    if row is None or (row["one_time"] and row["expires_at"] <= stamp(now)):
        return None, False
    return row["hash"], bool(row["one_time"])
