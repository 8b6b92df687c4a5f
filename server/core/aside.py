"""What keeps failing is put aside, so that the outbox behind it goes on: when that is, and where it lies until a manager looks."""

from collections.abc import Iterable

from sqlalchemy import Connection, delete, insert, or_, update

from contract.commands import kind_of
from server.core.journal_tables import quarantine
from server.core.order import Order

FAILURES_MAX = 3
"""A command that fails this often alone is put aside."""
SLOW_MAX = 1_000
ERROR_MAX = 2_000


def put_aside(conn: Connection, order: Order, error: str, at: str) -> None:
    """Keep the order as it was sent, instead of what lay there of the same command. ``at`` is a stamp."""
    row = {
        "command_id": order.header.command_id,
        "made_by": order.header.made_by,
        "kind": kind_of(order.command),
        "body": order.raw.decode(),
        "error": error[:ERROR_MAX],
        "at": at,
    }
    conn.execute(delete(quarantine).where(quarantine.c.command_id == row["command_id"]))
    conn.execute(insert(quarantine), row)


def forget(conn: Connection, names: Iterable[str]) -> None:
    """What was put aside and names one of these ids keeps that it was: which command, whose, when. Neither its words nor the error's."""
    told = [
        column.contains(name, autoescape=True) for name in names for column in (quarantine.c.body, quarantine.c.error)
    ]
    conn.execute(update(quarantine).where(or_(False, *told)).values(body="", error="erased"))


class Slow:
    """Commands that ran into the database's time-out alone, each time they were sent. Used by the writer thread."""

    def __init__(self) -> None:
        self._seen: dict[str, tuple[int, int]] = {}

    def to_blame(self, command_id: str, passed: int) -> bool:
        """Told of one more time; whether it is the command. ``passed`` counts the batches that went through until now.

        While nothing else goes through it is the database that is slow, and the command comes again.
        """
        times, since = self._seen.pop(command_id, (0, passed))
        if times + 1 >= FAILURES_MAX and passed > since:
            return True
        self._seen[command_id] = (times + 1, since)
        if len(self._seen) > SLOW_MAX:
            del self._seen[next(iter(self._seen))]
        return False
