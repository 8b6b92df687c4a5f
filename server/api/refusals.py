"""Who asked for what they may not: a line in the activity log, whichever door it was.

Commands that a rule refused stand in the journal already. Here are the doors: reads, files, staff's own, feeds and commands that were not let in.
One line a person, workstation and door in a minute, so that nobody fills the log with their own misses.
"""

from collections.abc import MutableMapping
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from contract.errors import ErrorCode
from server.api.parts import Parts
from server.staff import activity
from server.staff.denied import Denied, written
from server.staff.sessions import Session

SESSION = "coastal.session"
"""Where a door leaves whom it has proved, in the request's scope."""
CODES = frozenset({ErrorCode.NOT_PERMITTED, ErrorCode.WRONG_BRANCH, ErrorCode.NOT_YOURS})


class Refusals:
    """Told by the edge of every request that ended in a problem."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def note(self, scope: MutableMapping[str, Any], code: ErrorCode) -> None:
        """Keep it where it is a missing right of somebody known."""
        session: Session | None = scope.get(SESSION)
        if code not in CODES or session is None:
            return
        now, user, device = self._parts.clock(), session.actor.user, session.access.device
        door = f"{scope.get('method', 'WS')} {scope['path']}"[:120]
        # Whoever walks through numbers knocks at one door, however many numbers there are.
        if not self._parts.seldom.first(now.timestamp(), activity.REFUSED, user, device, _door(scope)):
            return
        detail = f"{code.value} {door}"
        try:
            await written(
                self._parts.writer,
                lambda conn: activity.note(conn, now, activity.REFUSED, user, device=device, detail=detail),
            )
        except (Denied, SQLAlchemyError):
            return  # the answer is the same without the line, and the log on standard error has it


def _door(scope: MutableMapping[str, Any]) -> str:
    """The address without what was asked for."""
    asked = {str(value) for value in scope.get("path_params", {}).values()}
    address = "/".join("*" if part in asked else part for part in scope["path"].split("/"))
    return f"{scope.get('method', 'WS')} {address}"
