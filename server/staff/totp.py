"""Authenticators: a seed that the person's own device holds, and which time step was used last (RFC 6238)."""

import secrets
from datetime import datetime
from urllib.parse import quote

from sqlalchemy import Connection, delete, insert, select, update

from server.staff import otp
from server.staff.sealing import Sealer
from server.staff.tables import totp

SEED_BYTES = 20
WINDOW = 1
"""Steps of 30 seconds that the person's clock may be off."""


def begin(conn: Connection, sealer: Sealer, user: str) -> str:
    """A new seed as base32; it counts once a code from it was typed. One that counts already stays until then."""
    seed = secrets.token_bytes(SEED_BYTES)
    waiting = _waiting(user)
    conn.execute(delete(totp).where(totp.c.user == waiting))
    conn.execute(
        insert(totp), {"user": waiting, "sealed": sealer.seal(seed, user), "confirmed": False, "last_step": -1}
    )
    return otp.base32(seed)


def confirm(conn: Connection, sealer: Sealer, user: str, code: str, now: datetime) -> bool:
    """The first code from the new seed: from here on it counts, and the one before does not."""
    waiting = _waiting(user)
    row = conn.execute(select(totp).where(totp.c.user == waiting)).first()
    if row is None:
        return False
    step = otp.step_of(sealer.open(row.sealed, user), code, now.timestamp(), -1, WINDOW)
    if step is None:
        return False
    conn.execute(delete(totp).where(totp.c.user.in_([user, waiting])))
    conn.execute(insert(totp), {"user": user, "sealed": row.sealed, "confirmed": True, "last_step": step})
    return True


def accept(conn: Connection, sealer: Sealer, user: str, code: str, now: datetime) -> bool:
    """Whether this is a code of now that was not used before; then it is used."""
    row = conn.execute(select(totp).where(totp.c.user == user)).first()
    if row is None or not row.confirmed:
        return False
    step = otp.step_of(sealer.open(row.sealed, user), code, now.timestamp(), row.last_step, WINDOW)
    if step is None:
        return False
    same = (totp.c.user == user) & (totp.c.last_step == row.last_step)
    return conn.execute(update(totp).where(same).values(last_step=step)).rowcount == 1


def has(conn: Connection, user: str) -> bool:
    """Whether the person has an authenticator that counts."""
    return conn.scalar(select(totp.c.confirmed).where(totp.c.user == user)) is True


def forget(conn: Connection, user: str) -> None:
    """The authenticator was lost: codes go to the phone again."""
    conn.execute(delete(totp).where(totp.c.user.in_([user, _waiting(user)])))


def uri(bank: str, username: str, seed: str) -> str:
    """``otpauth`` as authenticators read it from a QR picture."""
    label = f"{quote(bank, safe='')}:{quote(username, safe='')}"
    return f"otpauth://totp/{label}?secret={seed}&issuer={quote(bank, safe='')}&algorithm=SHA1&digits=6&period=30"


def _waiting(user: str) -> str:
    # The last character of an id never is a plus sign, so this key is nobody's.
    return user[:35] + "+"
