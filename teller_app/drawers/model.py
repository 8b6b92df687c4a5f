"""The drawer's behaviour: which phase the day is in, and the commands that move it on. No Qt."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from contract import paths
from contract.base import Command
from contract.causes import Causes
from contract.drawers import (
    CloseDrawer,
    ContinueDrawer,
    CountTaken,
    DrawerFact,
    DrawerOpened,
    OpenDrawer,
    ReconciliationFact,
    SessionFact,
    SessionState,
    SubmitCount,
)
from contract.feed import AnyAnswer, Awaiting, Executed, NotTaken, Refused
from contract.ids import new_id
from teller_app.drawers.state import DrawerState
from teller_app.i18n.causes import causes_from
from teller_app.manifest import Port

TOPICS = frozenset({"drawer", "session", "reconciliation", "branch", "outbox"})


PrintSlip = Callable[[ReconciliationFact, bool, Causes | None], None]
"""Print a slip: the sheet, whether it is the same paper again, and the likely causes as far as they are known."""


def _known_open(conn: Any) -> bool:
    return True


@dataclass(frozen=True)
class Lookups:
    """Questions to the replica. ``ended`` is a session by its id, also a closed one. ``day_open``: whether the branch's business day is open."""

    drawers: Callable[[Any], Sequence[DrawerFact]]
    session: Callable[[Any, str], SessionFact | None]
    reconciliation: Callable[[Any, str], ReconciliationFact | None]
    last_reconciliation: Callable[[Any, str], ReconciliationFact | None]
    ended: Callable[[Any, str], SessionFact | None]
    day_open: Callable[[Any], bool] = _known_open


class DrawerModel:
    """See the module. Set ``on_change`` before the first intent."""

    def __init__(self, port: Port, lookups: Lookups, print_slip: PrintSlip, device: str) -> None:
        self._port = port
        self._lookups = lookups
        self._print_slip = print_slip
        self._recounting = False
        self._printed: set[tuple[str, str, int, int]] = set()
        self._explained: tuple[str, int, int] | None = None
        self.state = DrawerState(line=port.line, device=device)
        self.on_change: Callable[[DrawerState], None] = lambda state: None
        port.on_topics(TOPICS, self.refresh)
        port.on_line(lambda line: self._set(line=line))

    # -- intents -------------------------------------------------------------------------------------------------

    def choose(self, index: int) -> None:
        """Take a closed drawer of the branch and begin to count."""
        free = self.state.free
        if self.state.phase == "choose" and self.state.day_open and 0 <= index < len(free):
            self._set(drawer=free[index], phase="opening", counts={}, opened=None, problem="")

    def back(self) -> None:
        """Leave a count that was only begun: to the list of drawers, or to the open drawer."""
        if self.state.phase == "opening":
            self._set(phase="choose", drawer=None, counts={}, problem="")
        elif self.state.phase == "counting" and self.state.session and self.state.session.state is SessionState.OPEN:
            self._set(phase="open", counts={}, problem="")

    def forward(self) -> bool:
        """F9: whatever comes next in this phase. False where nothing does."""
        steps: dict[str, Callable[[], None]] = {
            "opening": self.open_drawer,
            "opened": self.go_on,
            "open": self.go_on if self.state.elsewhere else self.begin_close,
            "counting": self.submit_count,
            "reconcile": self.close,
            "closed": self.new_session,
        }
        step = steps.get(self.state.phase)
        if step is not None:
            step()
        return step is not None

    def again(self) -> bool:
        """Ctrl+R: clear a count that is not in yet, or count once more after one that is."""
        if self.state.phase in ("opening", "counting"):
            self.set_counts({})
        elif self.state.phase == "reconcile":
            self.recount()
        else:
            return False
        return True

    def set_counts(self, counts: dict[str, int]) -> None:
        """Pieces typed in the grid."""
        if self.state.phase in ("opening", "counting") and not self.state.busy:
            self._set(counts=dict(counts), problem="")

    def set_reason(self, text: str) -> None:
        """Why there is a variance."""
        self._set(reason=text)

    def open_drawer(self) -> None:
        """F9 while opening: confirm the count; only the answer shows what the vault says it sent."""
        drawer = self.state.drawer
        if drawer is None or self.state.busy:
            return
        if not self._online():
            self._fail("needs_server")
            return
        self._submit(
            OpenDrawer(session=new_id(), drawer=drawer.drawer, counted=_typed(self.state.counts)), self._opened
        )

    def go_on(self) -> None:
        """Leave the opening's result, or take an open session over at this workstation."""
        session = self.state.session
        if self.state.phase == "opened":
            self._set(phase="open", opened=None, counts={})
            self.refresh()
        elif session and self.state.elsewhere:
            if not self._online():
                self._fail("needs_server")
                return
            self._submit(ContinueDrawer(session=session.session), lambda answer: None)

    def begin_close(self) -> None:
        """Start the blind count. Unsent postings come first: a count against half the day would be a lie."""
        if self.state.unsent:
            self._fail("unsent_first", {"count": self.state.unsent})
        elif self.state.phase == "open":
            self._set(phase="counting", counts={}, problem="")

    def submit_count(self) -> None:
        """Confirm the blind count. Every attempt is kept."""
        session = self.state.session
        if session is None or self.state.busy:
            return
        if not self._online():
            self._fail("needs_server")
            return
        self._submit(
            SubmitCount(session=session.session, attempt=new_id(), counted=_typed(self.state.counts)), self._counted
        )

    def recount(self) -> None:
        """Ctrl+R: count again; the earlier counts stay on record."""
        if self.state.phase == "reconcile":
            self._recounting = True
            self._set(phase="counting", counts={}, taken=None, problem="")

    def close(self) -> None:
        """F9 or F10 in the reconciliation: book the variance, or ask a manager where it is above the tolerance."""
        session = self.state.session
        if session is None or self.state.busy or self.state.phase != "reconcile":
            return
        if not self._online():
            self._fail("needs_server")
            return
        if self.state.second_count_needed:
            self._fail("second_count_needed")
            return
        if self.state.variance and not self.state.reason.strip():
            self._fail("reason_missing")
            return
        self._submit(CloseDrawer(session=session.session, reason=self.state.reason.strip()), lambda answer: None)

    def print_slip(self) -> None:
        """Ctrl+P. The same paper a second time says DUPLICATE; a slip after the close or an amendment is another paper."""
        sheet = self.state.reconciliation
        if sheet and self.state.phase in ("reconcile", "awaiting", "closed"):
            paper = (sheet.session, sheet.state.value, len(sheet.attempts), sheet.amended)
            self._print_slip(sheet, paper in self._printed, self.state.explained)
            self._printed.add(paper)

    def new_session(self) -> None:
        """After the close: back to choosing a drawer."""
        if self.state.phase != "closed":
            return
        self._recounting = False
        self._set(
            phase="choose",
            drawer=None,
            session=None,
            reconciliation=None,
            counts={},
            reason="",
            taken=None,
            problem="",
            causes=None,
        )
        self.refresh()

    # -- answers -------------------------------------------------------------------------------------------------

    def _opened(self, answer: AnyAnswer) -> None:
        if isinstance(answer, Executed) and isinstance(answer.result, DrawerOpened):
            signing = self.state.drawer is not None and self.state.drawer.two_sign
            self._set(phase="signing" if signing else "opened", opened=answer.result)

    def _counted(self, answer: AnyAnswer) -> None:
        if isinstance(answer, Executed) and isinstance(answer.result, CountTaken):
            self._recounting = False
            self._set(taken=answer.result, phase="reconcile")

    def _submit(self, command: Command, then: Callable[[AnyAnswer], None]) -> None:
        self._set(busy=True, problem="")

        def settled(answer: AnyAnswer) -> None:
            self._set(busy=False)
            if isinstance(answer, Refused):
                self._fail(answer.problem.code.value, dict(answer.problem.params))
            elif isinstance(answer, NotTaken):
                self._fail(answer.code.value, dict(answer.params))
            elif isinstance(answer, Awaiting):
                self._set(phase="awaiting")
            then(answer)
            self.refresh()

        self._port.submit(command, "", None, settled, self._fail)

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
                "ended": self._lookups.ended(conn, known.session) if known and session is None else None,
            }

        self._port.query(ask, self._refreshed)

    def _refreshed(self, found: dict[str, Any]) -> None:
        session: SessionFact | None = found["session"]
        ended: SessionFact | None = found.pop("ended")
        drawer = next(
            (item for item in found["drawers"] if session and item.drawer == session.drawer), self.state.drawer
        )
        unsent = len(self._port.waiting())
        phase = self._phase(session, found["reconciliation"])
        self._set(**found, drawer=drawer, unsent=unsent, phase=phase)
        self._explain()
        if ended is not None and ended.refused:
            self._set(drawer=None, opened=None, counts={})
            self._fail("opening_refused", {"number": ended.number, "because": ended.refused})

    def _explain(self) -> None:
        """Ask the server once for the likely causes of each variance. Without it the slip is as good, and says less."""
        sheet, state = self.state.reconciliation, self.state
        if sheet is None or not state.variance or state.phase not in ("reconcile", "awaiting", "closed"):
            return
        key = (sheet.session, len(sheet.attempts), sheet.amended)
        if key == self._explained or state.second_count_needed or not self._online():
            return
        self._explained = key
        self._port.fetch(paths.DRAWER_CAUSES.format(session=sheet.session), {}, self._causes)

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
            return now if now in ("opened", "counting") or (now == "reconcile" and just_counted) else "open"
        if session.state is SessionState.AWAITING:
            return "awaiting"
        return "counting" if self._recounting or sheet is None else "reconcile"

    # -- inside --------------------------------------------------------------------------------------------------

    def _online(self) -> bool:
        return self.state.line.state in ("online", "syncing")

    def _fail(self, code: str, params: dict[str, Any] | None = None) -> None:
        self._set(busy=False, problem=code, problem_params=params or {}, tick=self.state.tick + 1)

    def _set(self, **changes: Any) -> None:
        self.state = replace(self.state, **changes)
        self.on_change(self.state)


def _typed(counts: dict[str, int]) -> dict[str, int]:
    return {face: count for face, count in counts.items() if count}
