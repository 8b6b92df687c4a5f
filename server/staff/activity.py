"""What happened around signing in, kept for the person and their manager. Not journalled: nothing of the bank changes by it."""

from datetime import datetime

from sqlalchemy import Connection, insert

from contract.ids import new_id
from server.core.clock import stamp
from server.staff.tables import activity

SIGNED_IN = "signed_in"
SIGN_IN_FAILED = "sign_in_failed"
SLOWED_DOWN = "slowed_down"
SIGNED_OUT = "signed_out"
REFRESH_REUSED = "refresh_reused"
PASSWORD_SET = "password_set"  # noqa: S105 - the name of an event
WRONG_KEY = "wrong_key"


def note(
    conn: Connection, now: datetime, what: str, user: str = "", username: str = "", device: str = "", detail: str = ""
) -> None:
    """Write one line."""
    row = {
        "id": new_id(),
        "at": stamp(now),
        "what": what,
        "user": user,
        "username": username[:64],
        "device": device,
        "detail": detail[:200],
    }
    conn.execute(insert(activity), row)
