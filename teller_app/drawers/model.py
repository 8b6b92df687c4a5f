"""The drawer's behaviour: which phase the day is in, and the commands that move it on. No Qt."""

from collections.abc import Callable

import msgspec

from contract.drawers import (
    CallCustodian,
    CloseDrawer,
    ContinueDrawer,
    CountTaken,
    DeclineFloat,
    DrawerOpened,
    OpenDrawer,
    PostTo,
    SessionState,
    SubmitCount,
)
from contract.feed import AnyAnswer, Awaiting, Executed
from contract.floats import AskFloat, CountAgain, DropFloat, OpeningReviewed, OpenOnSlip
from contract.ids import new_id
from teller_app.drawers.inking import Inking
from teller_app.drawers.saved import Saved
from teller_app.drawers.state import BESIDE


class DrawerModel(Inking):
    """See the module. Set ``on_change`` before the first intent."""

    # -- intents -------------------------------------------------------------------------------------------------

    def choose(self, index: int) -> None:
        """Take a closed drawer of the branch and begin to count."""
        free = self.state.free
        if self.state.phase == "choose" and self.state.day_open and 0 <= index < len(free):
            # One id for all counts of this opening: the server knows the second by it.
            self._opening = new_id()
            self._set(drawer=free[index], phase="opening", counts={}, opened=None, problem="", before=None, before_by="",
                      again=False)  # fmt: skip
            self._look_back()

    def back(self) -> None:
        """Leave a count that was only begun: to the list of drawers, or to the open drawer. Leave a reason that was begun, too."""
        if self.state.declining:
            self._set(declining=False, reason="", problem="")
        elif self.state.phase == "opening":
            self._set(phase="choose", drawer=None, counts={}, problem="", again=False)
        elif self.state.phase == "counting" and self.state.session and self.state.session.state is SessionState.OPEN:
            self._set(phase="open", counts={}, problem="")

    def forward(self) -> bool:
        """F9: whatever comes next in this phase. False where nothing does."""
        if self.state.declining:
            self._send_decline()
            return True
        steps: dict[str, Callable[[], None]] = {
            "opening": self.open_drawer,
            "opened": self.go_on,
            "signing": self.sign_here,
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

    def show_count(self, key: str) -> None:
        """Look at another count that is in: its number, or BESIDE."""
        if self.state.phase in ("reconcile", "awaiting", "closed"):
            self._set(seen=key)

    def turn_count(self) -> bool:
        """Alt+C: the next count, after the last one both beside each other. False where there is one alone."""
        keys, seen = [str(line.number) for line in self.state.kept] + [BESIDE], self.state.seen_count
        if len(keys) < 3 or self.state.phase not in ("reconcile", "awaiting", "closed"):
            return False
        # The answer may have brought a count that the feed has not.
        self.show_count(keys[(keys.index(seen) + 1) % len(keys)] if seen in keys else keys[0])
        return True

    def set_reason(self, text: str) -> None:
        """Why there is a variance."""
        self._set(reason=text)

    def set_post_to(self, to: PostTo) -> None:
        """The account that the difference goes to."""
        if self.state.phase == "reconcile" and not self.state.busy:
            self._set(post_to=to, problem="")

    def open_drawer(self) -> None:
        """F9 while opening: confirm the count; only the answer shows what the vault says it sent."""
        drawer = self.state.drawer
        if drawer is None or self.state.busy:
            return
        slip, counted = self.state.slip, _typed(self.state.counts)
        if slip is not None and self.state.on_slip(drawer):
            made = OpenOnSlip(slip=slip.slip, seal=slip.seal, session=slip.session, counted=counted)
            self._submit(made, self._slip_opened if self.state.online else self._slip_proven)
            # Without the server it is open once the disk has it: the outbox tells so, and nobody waits for an answer.
            self._set(busy=self.state.online)
        elif not self.state.online:
            self._fail("needs_server")
        else:
            self._submit(OpenDrawer(session=self._opening, drawer=drawer.drawer, counted=counted), self._opened)

    def ask_slip(self, drawer: str) -> bool:
        """F5 in the list: ask for this drawer's float on a slip, or take the asking back while nobody has signed. False elsewhere."""
        slip = self.state.slip
        if self.state.phase != "choose" or not drawer or self.state.busy or (slip is not None and slip.seal):
            return False
        if not self.state.online:
            self._fail("needs_server")
        elif slip is not None:
            self._submit(DropFloat(slip=slip.slip))
        else:
            self._submit(AskFloat(slip=new_id(), drawer=drawer))
        return True

    def go_on(self) -> None:
        """Leave the opening's result, or take an open session over at this workstation."""
        session = self.state.session
        if self.state.phase == "opened":
            self._set(phase="open", opened=None, counts={})
            self.refresh()
        elif session and self.state.elsewhere:
            if not self.state.online:
                self._fail("needs_server")
                return
            self._submit(ContinueDrawer(session=session.session))

    def decline(self) -> bool:
        """Ctrl+D after the opening count: ask why the float is not taken; F9 sends it. False where nothing can be declined."""
        if self.state.may_decline:
            self._set(declining=True, reason="", problem="")
        return self.state.declining

    def call(self) -> bool:
        """F10 while the opening waits: the custodian is told once more. False where nobody is waited for."""
        session = self.state.session
        if self.state.phase != "signing" or session is None or self.state.busy:
            return False
        if self.state.online:
            self._submit(CallCustodian(session=session.session))
        else:
            self._fail("needs_server")
        return True

    def _send_decline(self) -> None:
        opened, session = self.state.opened, self.state.session
        key = session.session if session else opened.session if opened else ""
        if self.state.busy or not key:
            return
        if not self.state.online:
            self._fail("needs_server")
        elif not self.state.reason.strip():
            self._fail("reason_missing")
        else:
            self._submit(DeclineFloat(session=key, reason=self.state.reason.strip()), self._declined)

    def begin_close(self) -> None:
        """Start the blind count. Unsent postings come first: a count against half the day would be a lie."""
        if self.state.unsent:
            self._fail("unsent_first", {"count": self.state.unsent})
        elif self.state.phase == "open":
            self._count_on()

    def _count_on(self) -> None:
        """A new count, or the one that was put aside under the id that it will be sent with."""
        self._attempt = self._saved.attempt or new_id()
        self._set(phase="counting", counts=dict(self._saved.counts), taken=None, problem="", seen="")

    def save(self) -> bool:
        """Ctrl+H: put the close aside, also over a crash. The count goes on where it was, under the id that it will be sent with. False
        where nothing was begun."""
        session = self.state.session
        if session is None or not self.state.may_save:
            return False
        counting = self.state.phase == "counting"
        counts = _typed(self.state.counts) if counting else {}
        to = self.state.post_to.value
        self._keep(Saved(session.session, self._attempt if counting else "", counts, self.state.reason, to))
        if counting and session.state is SessionState.OPEN:
            self._set(phase="open", counts={}, saved=True)
        self._notify("close_saved", {}, "pos")
        return True

    def submit_count(self) -> None:
        """Confirm the blind count. Every attempt is kept."""
        session = self.state.session
        if session is None or self.state.busy:
            return
        if not self.state.online:
            self._fail("needs_server")
            return
        counted = _typed(self.state.counts)
        if not counted and self.state.problem != "nothing_counted":
            # F9 brought one here as well; the next of the same finger is no count of an empty drawer.
            self._fail("nothing_counted")
            return
        self._submit(SubmitCount(session=session.session, attempt=self._attempt, counted=counted), self._counted)

    def recount(self) -> None:
        """Ctrl+R: count again; the earlier counts stay on record."""
        if self.state.phase == "reconcile":
            self._recounting = True
            self._count_on()

    def close(self) -> None:
        """F9 or F10 in the reconciliation: book the variance, or ask a manager where it is above the tolerance."""
        session = self.state.session
        if session is None or self.state.busy or self.state.phase != "reconcile":
            return
        if not self.state.online:
            self._fail("needs_server")
            return
        if self.state.second_count_needed:
            self._fail("second_count_needed")
            return
        if self.state.variance and not self.state.reason.strip():
            self._fail("reason_missing")
            return
        close = CloseDrawer(session=session.session, reason=self.state.reason.strip(), post_to=self.state.post_to)
        self._submit(close, self._weighed)

    def print_slip(self) -> None:
        """Ctrl+P. The same paper a second time says DUPLICATE; a slip after the close or an amendment is another paper."""
        sheet = self.state.reconciliation
        if sheet and self.state.has_slip:
            self._print_slip(sheet, self.state.explained)

    def print_sheet(self) -> bool:
        """Alt+P: a sheet to count on while the drawer is counted, the sheet of the last count after it. False in between."""
        state = self.state
        if not state.has_sheet:
            return False
        if not state.online:
            self._fail("needs_server")
        elif state.drawer is not None and state.phase in ("opening", "counting"):
            self._sheets.blank(state.drawer.drawer, state.drawer.currency)
        elif state.reconciliation is not None:
            self._sheets.counted(state.reconciliation.session)
        return True

    def new_session(self) -> None:
        """After the close: back to choosing a drawer."""
        if self.state.phase != "closed":
            return
        self._recounting = False
        if self._saved != Saved():
            self._keep(Saved())
        self._set(
            phase="choose",
            drawer=None,
            session=None,
            reconciliation=None,
            counts={},
            reason="",
            seen="",
            post_to=PostTo.OVER_SHORT,
            taken=None,
            problem="",
            causes=None,
        )
        self.refresh()

    # -- answers -------------------------------------------------------------------------------------------------

    def _opened(self, answer: AnyAnswer) -> None:
        result = answer.result if isinstance(answer, Executed) else None
        if isinstance(result, CountAgain):
            self._set(counts={}, again=True)
        elif isinstance(answer, Executed) and isinstance(result, DrawerOpened):
            self._set(entry=answer.seq)
            signing = self.state.drawer is not None and self.state.drawer.two_sign
            self._set(phase="signing" if signing else "opened", opened=result)

    def _slip_opened(self, answer: AnyAnswer) -> None:
        self._opened(answer)
        if self.state.phase == "signing":
            # The slip is the custodian's signature.
            self._set(phase="opened")
        self._slip_proven(answer)

    def _slip_proven(self, answer: AnyAnswer) -> None:
        """What was opened without the server is open on the screen already: only that it is not proven is news."""
        if isinstance(answer, Executed) and isinstance(answer.result, OpeningReviewed):
            self._set(phase="choose", drawer=None, counts={})
            self._fail("slip_unproven")

    def _declined(self, answer: AnyAnswer) -> None:
        if isinstance(answer, Executed):
            self._set(phase="signing", declining=False, reason="")

    def _weighed(self, answer: AnyAnswer) -> None:
        if isinstance(answer, Awaiting):
            self._set(phase="awaiting")

    def _counted(self, answer: AnyAnswer) -> None:
        if isinstance(answer, Executed) and isinstance(answer.result, CountTaken):
            self._recounting = False
            # The next count is another one, and nothing of this one is unsent any more.
            self._attempt = new_id()
            if self._saved.counts:
                self._keep(msgspec.structs.replace(self._saved, attempt="", counts={}))
            self._set(
                taken=answer.result, phase="reconcile", saved=False, reason=self.state.reason or self._saved.reason
            )


def _typed(counts: dict[str, int]) -> dict[str, int]:
    return {face: count for face, count in counts.items() if count}
