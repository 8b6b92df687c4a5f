"""The drawer history's behaviour: which drawer and day, and where the handle stands. No Qt."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import msgspec

from contract import paths
from contract.base import UNREADABLE
from contract.drawers import DrawerFact
from contract.history import DrawerHistory
from contract.staff import UserFact
from teller_app.history.events import next_event
from teller_app.history.state import HistoryState
from teller_app.i18n.causes import causes_from
from teller_app.manifest import Line, Port
from teller_app.room_model import RoomModel

TOPICS = frozenset({"drawer", "drawer_totals", "session", "user"})
JUMP_MIN = 10
_history = msgspec.json.Decoder(DrawerHistory)


@dataclass(frozen=True)
class Lookups:
    """Questions to the replica."""

    drawers: Callable[[Any], Sequence[DrawerFact]]
    people: Callable[[Any], Sequence[UserFact]]


class HistoryModel(RoomModel[HistoryState]):
    """See the module. Set ``on_change`` before the first intent. ``open_posting`` shows a receipt number in the journal,
    ``print_position`` prints what lay in a drawer on a day after a journal row.
    """

    def __init__(
        self,
        port: Port,
        lookups: Lookups,
        open_posting: Callable[[str], None],
        print_position: Callable[[str, str, int], None],
    ) -> None:
        super().__init__(port, HistoryState(line=port.line))
        self._lookups, self._open, self._print = lookups, open_posting, print_position
        self._again = False
        self._looked_at = False
        port.on_topics(TOPICS, self.refresh)
        port.on_line(self._on_line)

    def _on_line(self, line: Line) -> None:
        back = line.online and not self.state.online
        self._set(line=line)
        if back:
            self._follow()

    # -- which day -----------------------------------------------------------------------------------------------

    def enter(self) -> None:
        """Somebody looks: from now on the day is fetched, and followed while it goes on."""
        self._looked_at = True
        self.refresh()

    def leave(self) -> None:
        """Nobody looks any more."""
        self._looked_at = False

    def choose(self, drawer: str) -> None:
        """Another drawer."""
        if drawer and drawer != self.state.drawer:
            self._forget(drawer=drawer)
            self._fetch()

    def choose_today(self, drawer: str) -> None:
        """A drawer as it is now, whichever day was looked at before: asked for from Branch today."""
        if drawer and (drawer, "") != (self.state.drawer, self.state.day):
            self._forget(drawer=drawer, day="")
            self._fetch()

    def choose_day(self, day: date) -> None:
        """Another business day."""
        shown = self.state.history.business_date if self.state.history else self.state.day
        if day.isoformat() != shown:
            self._forget(day=day.isoformat())
            self._fetch()

    def _forget(self, **chosen: str) -> None:
        self._set(**chosen, history=None, causes=None, at=0, cursor="", mark="", problem="", missed=False)

    # -- where the handle stands ---------------------------------------------------------------------------------

    def to(self, at: int) -> None:
        """So many steps from the opening."""
        steps = self.state.steps
        at = max(0, min(len(steps), at))
        cursor = steps[at - 1].at if at else self._start()
        self._set(at=at, cursor=cursor, missed=False)

    def by(self, steps: int) -> bool:
        """Some postings on, or back."""
        self.to(self.state.at + steps)
        return bool(self.state.steps)

    def jump(self, minutes: int) -> bool:
        """Some minutes on, or back; the position is that after the last posting before them."""
        if not self.state.cursor or not self.state.steps:
            return False
        there = datetime.fromisoformat(self.state.cursor) + timedelta(minutes=minutes)
        self.seek(_stamp(there))
        return True

    def leap(self, on: bool) -> bool:
        """To the next thing on the track, or to the one before; its ends are the day's."""
        history = self.state.history
        found = next_event(history, self.state.cursor, on) if history is not None else ""
        if found:
            self.seek(found)
        return bool(found)

    def seek(self, cursor: str) -> None:
        """A minute of the day; never before its opening nor behind its end."""
        steps = self.state.steps
        if steps:
            cursor = max(self._start(), min(cursor, steps[-1].at))
            self._set(cursor=cursor, at=sum(step.at <= cursor for step in steps), missed=False)

    def mark(self) -> bool:
        """F6: remember this minute; once more, and the handle goes back to it."""
        if not self.state.cursor:
            return False
        if self.state.mark and self.state.mark != self.state.cursor:
            self.seek(self.state.mark)
        else:
            self._set(mark="" if self.state.mark else self.state.cursor)
        return True

    def _start(self) -> str:
        history = self.state.history
        return history.sessions[0].opened_at if history and history.sessions else ""

    # -- looking for a posting -----------------------------------------------------------------------------------

    def find(self) -> bool:
        """Ctrl+F: look for an amount; once more to put it away."""
        if not self.state.steps:
            return False
        self._set(finding=not self.state.finding, missed=False)
        return True

    def set_wanted(self, minor: int) -> None:
        """The amount, whichever way it went."""
        self._set(wanted=minor, missed=False)

    def next_match(self) -> None:
        """The next posting of that amount behind the handle, from the morning on once the day is through."""
        state = self.state
        found = [at for at, step in enumerate(state.steps, 1) if abs(step.amount) == state.wanted]
        if not found or not state.wanted:
            self._set(missed=True)
        else:
            self.to(next((at for at in found if at > state.at), found[0]))

    def open_posting(self) -> bool:
        """Enter: the posting at the handle in the journal. False for what has no receipt."""
        step = self.state.step
        if step is None or not step.receipt:
            return False
        self._open(step.receipt)
        return True

    def print_position(self) -> bool:
        """Ctrl+P: the cash position at the handle on paper. False before the first posting, and without the server."""
        history, step = self.state.history, self.state.step
        if history is None or step is None or not self.state.online:
            return False
        self._print(history.drawer, history.business_date, step.seq)
        return True

    # -- the server ----------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read again what the journal may have changed."""
        self._port.query(self._read, self._refreshed)

    def _read(self, conn: Any) -> dict[str, Any]:
        return {"drawers": tuple(self._lookups.drawers(conn)), "people": tuple(self._lookups.people(conn))}

    def _refreshed(self, found: dict[str, Any]) -> None:
        first = next((item.drawer for item in found["drawers"] if item.cashier == self._port.me.user), "")
        first = first or next((item.drawer for item in found["drawers"]), "")
        self._set(**found, drawer=self.state.drawer or first)
        self._follow()

    def _follow(self) -> None:
        """A day that is over stays as it is."""
        if self.state.history is None or (self.state.history.live and not self.state.day):
            self._fetch()

    def _fetch(self) -> None:
        """One question at a time; what comes meanwhile is asked once more behind it."""
        state = self.state
        if not self._looked_at or not state.drawer or not state.online:
            return
        if state.busy:
            self._again = True
            return
        params = {"day": state.day} if state.day else {}
        if state.history is not None and not state.history.broken:
            params["known"] = str(state.history.seq)
        asked = (state.drawer, state.day)
        self._set(busy=True)
        path = paths.DRAWER_HISTORY.format(drawer=state.drawer)
        self._port.fetch(path, params, lambda body, code: self._fetched(asked, body, code))

    def _fetched(self, asked: tuple[str, str], body: bytes | None, code: str) -> None:
        again, self._again = self._again or asked != (self.state.drawer, self.state.day), False
        self._set(busy=False)
        if again:
            self._fetch()
            return
        if body is None:
            empty = code == "not_found"
            self._set(
                history=None if empty else self.state.history, problem="history_none" if empty else "needs_server"
            )
            return
        try:
            self._show(_history.decode(body))
        except UNREADABLE:
            self._set(problem="server_fault")

    def _show(self, found: DrawerHistory) -> None:
        """A handle at the end stays there; elsewhere it stays where it is."""
        following = self.state.history is None or self.state.at_end
        self._set(history=found, problem="")
        self.to(len(found.steps) if following else min(self.state.at, len(found.steps)))
        session = next((item.session for item in reversed(found.sessions) if item.variance), "")
        if session and (self.state.causes is None or self.state.causes.session != session):
            path = paths.DRAWER_CAUSES.format(session=session)
            self._port.fetch(path, {}, lambda body, code: self._set(causes=causes_from(body)))


def _stamp(at: datetime) -> str:
    """As the journal writes it."""
    return f"{at:%Y-%m-%dT%H:%M:%S}.{at.microsecond // 1000:03d}Z"
