"""The drawer room's ground: what it asks of the house, what it follows, and in which phase that leaves the day. No Qt."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from contract.causes import Causes
from contract.drawers import (
    DrawerBefore,
    DrawerFact,
    PostTo,
    ReconciliationFact,
    SessionFact,
    SessionState,
)
from contract.floats import FloatSlipFact
from contract.ids import new_id
from contract.paths import DRAWER_BEFORE, DRAWER_CAUSES
from teller_app.drawers import saved
from teller_app.drawers.saved import Saved
from teller_app.drawers.state import DrawerState
from teller_app.i18n.causes import causes_from
from teller_app.manifest import Line, Port
from teller_app.room_model import RoomModel

TOPICS = frozenset({"drawer", "session", "reconciliation", "branch", "outbox", "float_slip"})

PrintSlip = Callable[[ReconciliationFact, Causes | None], None]
"""Print a slip: the sheet, and the likely causes as far as they are known. Whether it is the same paper again is counted by the bank."""


@dataclass(frozen=True)
class Sheets:
    """Count sheets: of a session's last count, and a blank one of a drawer in a currency."""

    counted: Callable[[str], None]
    blank: Callable[[str, str], None]


_before = msgspec.json.Decoder(DrawerBefore)


def _known_open(conn: Any) -> bool:
    return True


def _no_slips(conn: Any) -> Sequence[FloatSlipFact]:
    return ()


def _no_names(conn: Any) -> Sequence[tuple[str, str]]:
    return ()


def _no_name(conn: Any, user: str) -> str:
    return ""


@dataclass(frozen=True)
class Lookups:
    """Questions to the replica. ``ended`` is a session by its id, also a closed one. ``day_open``: whether the branch's business day is open.

    ``slips`` are float slips that may still be signed or used. ``keepers`` are id and name of those who may sign an opening, ``name`` is somebody's.
    """

    drawers: Callable[[Any], Sequence[DrawerFact]]
    session: Callable[[Any, str], SessionFact | None]
    reconciliation: Callable[[Any, str], ReconciliationFact | None]
    last_reconciliation: Callable[[Any, str], ReconciliationFact | None]
    ended: Callable[[Any, str], SessionFact | None]
    day_open: Callable[[Any], bool] = _known_open
    keepers: Callable[[Any], Sequence[tuple[str, str]]] = _no_names
    name: Callable[[Any, str], str] = _no_name
    slips: Callable[[Any], Sequence[FloatSlipFact]] = _no_slips


class Following(RoomModel[DrawerState]):
    """State, port and lookups. The intents are the model's, which stands on this."""

    def __init__(self, port: Port, lookups: Lookups, print_slip: PrintSlip, device: str, sheets: Sheets) -> None:
        super().__init__(port, DrawerState(line=port.line, device=device, limits=port.me.limits, me=port.me.full_name))
        self._lookups = lookups
        self._print_slip, self._sheets = print_slip, sheets
        self._recounting = False
        self._opening, self._attempt = new_id(), new_id()
        self._saved = Saved()
        self._explained: tuple[str, int, int] | None = None
        port.on_topics(TOPICS, self.refresh)
        port.on_line(self._line)
        port.recall(saved.NOTE, self._recalled)

    def _recalled(self, value: bytes | None) -> None:
        """A close that this person put aside before a crash or a sign-out."""
        self._saved = saved.unpacked(value)
        self.refresh()

    def _keep(self, kept: Saved) -> None:
        self._saved = kept
        self._port.remember(saved.NOTE, saved.packed(kept))

    # -- following -----------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read again what the journal may have changed."""
        user = self._port.me.user
        known = self.state.session

        def ask(conn: Any) -> dict[str, Any]:
            session = self._lookups.session(conn, user)
            sheet = self._lookups.reconciliation(conn, session.session) if session else None
            if session is None and known is not None:
                sheet = self._lookups.reconciliation(conn, known.session)
            if session is None and known is None:
                sheet = self._lookups.last_reconciliation(conn, user)
            return {
                "drawers": tuple(self._lookups.drawers(conn)),
                "session": session,
                "reconciliation": sheet,
                "day_open": self._lookups.day_open(conn),
                "slip": next((item for item in self._lookups.slips(conn) if item.cashier == user), None),
                "keepers": tuple(self._lookups.keepers(conn)),
                "ended": self._lookups.ended(conn, known.session) if known and session is None else None,
            }

        self._port.query(ask, self._refreshed)

    def _refreshed(self, found: dict[str, Any]) -> None:
        session: SessionFact | None = found["session"]
        ended: SessionFact | None = found.pop("ended")
        declined = self.state.declined
        drawer = next(
            (item for item in found["drawers"] if session and item.drawer == session.drawer), self.state.drawer
        )
        unsent = len(self._port.waiting())
        phase = self._phase(session, found["reconciliation"])
        kept = saved.standing(self._saved, session.session if session else "", found["reconciliation"])
        if session is not None and kept != self._saved:
            self._keep(kept)
        mending = phase == "reconcile"
        reason = self.state.reason or (kept.reason if mending else "")
        if mending and not self.state.reason and kept.post_to in tuple(PostTo):
            found["post_to"] = PostTo(kept.post_to)
        self._set(**found, drawer=drawer, unsent=unsent, phase=phase, saved=bool(kept.counts), reason=reason)
        self._explain()
        if ended is not None and ended.refused:
            code = "float_returned" if declined else "opening_refused"
            self._set(drawer=None, opened=None, counts={}, declining=False)
            self._fail(code, {"number": ended.number, "because": ended.refused})

    def _explain(self) -> None:
        """Ask the server once for the likely causes of each variance. Without it the slip is as good, and says less."""
        sheet, state = self.state.reconciliation, self.state
        if sheet is None or not state.variance or state.phase not in ("reconcile", "awaiting", "closed"):
            return
        key = (sheet.session, len(sheet.attempts), sheet.amended)
        if key == self._explained or state.second_count_needed or not self.state.online:
            return
        self._explained = key
        self._port.fetch(DRAWER_CAUSES.format(session=sheet.session), {}, self._causes)

    def _causes(self, body: bytes | None, code: str) -> None:
        found = causes_from(body)
        if found is None:
            self._explained = None
        self._set(causes=found)

    def _phase(self, session: SessionFact | None, sheet: ReconciliationFact | None) -> str:
        now = self.state.phase
        if session is None:
            if sheet is not None and sheet.state is SessionState.CLOSED and now in ("reconcile", "awaiting", "closed"):
                return "closed"
            # The server's answer may be here before the feed: an opening that has just succeeded is not undone by it.
            first = now == "signing" and self.state.session is None
            return now if first or now in ("opening", "opened") else "choose"
        if session.state is SessionState.UNSIGNED:
            return "signing"
        if session.state is SessionState.OPEN:
            # Likewise a count that was just taken; a count for another session has no ``taken``.
            just_counted = self.state.taken is not None and self.state.taken.session == session.session
            # And the answer to an opening or its signature is waited for: F9 on the page behind it would begin the close.
            opening = now in ("opening", "signing") and self.state.busy
            stays = opening or now in ("opened", "counting") or (now == "reconcile" and just_counted)
            return now if stays else "open"
        if session.state is SessionState.AWAITING:
            return "awaiting"
        # The feed may be here before the server's answer: until that has come F9 means nothing on the page behind it.
        unanswered = now == "counting" and self.state.busy
        return "counting" if self._recounting or sheet is None or unanswered else "reconcile"

    def _line(self, line: Line) -> None:
        self._set(line=line)
        if self.state.online and self.state.phase == "opening" and self.state.before is None:
            self._look_back()

    def _look_back(self) -> None:
        """How the chosen drawer was left: what the replica forgot with its day, and the server may tell this reader."""
        drawer = self.state.drawer
        if drawer is None:
            return

        def answered(body: bytes | None, code: str) -> None:
            # The answer may come when another drawer was chosen; without one the panel stays away.
            if body is not None and self.state.drawer is not None and self.state.drawer.drawer == drawer.drawer:
                found = _before.decode(body)
                self._port.query(
                    lambda conn: self._lookups.name(conn, found.cashier),
                    lambda name: self._set(before=found, before_by=name),
                )

        self._port.fetch(DRAWER_BEFORE.format(drawer=drawer.drawer), {}, answered)
