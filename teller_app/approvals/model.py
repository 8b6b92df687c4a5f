"""The list of requests: those that wait for me, and my own with what became of them. No Qt."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import msgspec

from contract.approvals import (
    AnswerBack,
    ApproveRequest,
    AskBack,
    DeclineRequest,
    DelegateDecisions,
    EndDelegation,
    EscalateRequest,
    Insight,
    RequestFact,
    RequestLineFact,
    RequestState,
    TakeRequest,
    WithdrawRequest,
)
from contract.base import Command
from contract.ids import new_id
from contract.paths import REQUEST_INSIGHT
from contract.permissions import Permission
from teller_app.approvals import lists, reading
from teller_app.approvals.cash_watch import CashWatch, Courses, no_courses
from teller_app.approvals.reading import Found, Lookups
from teller_app.approvals.state import ApprovalsState
from teller_app.manifest import Port
from teller_app.room_model import RoomModel

TOPICS = frozenset({"request", "request_line", "delegation", "user", "customer", "mandate", "outbox"})
CASH_TOPICS = frozenset({"session", "drawer", "drawer_totals", "stock", "vault"})
INSIGHTS_MAX = 20
"""Waiting requests whose insight is fetched for the list."""
REASON_MAX = 400
GUARD_S = 0.7
"""After the next request came by itself, so long no key decides about it: the second press was meant for the one before."""
_REFUSALS = {
    "own": "maker_is_checker",
    "right": "not_permitted",
    "decided": "request_decided",
    "offline": "needs_server",
    "reason": "reason_missing",
}


def local_now() -> datetime:
    """The workstation's clock."""
    return datetime.now().astimezone()


class ApprovalsModel(RoomModel[ApprovalsState]):
    """See the module. ``pay`` opens the counter with a permit; ``clock`` counts seconds, ``now`` is the time of day,
    ``courses`` how the open drawers' balances went so far, by session."""

    def __init__(
        self,
        port: Port,
        lookups: Lookups,
        pay: Callable[[RequestFact], None],
        clock: Callable[[], float] = time.monotonic,
        now: Callable[[], datetime] = local_now,
        courses: Courses = no_courses,
    ) -> None:
        may = Permission.DECIDE in port.me.permissions
        roles, today = frozenset(port.me.roles), now().date()
        super().__init__(
            port, ApprovalsState(line=port.line, user=port.me.user, may_decide=may, roles=roles, today=today)
        )
        self._lookups = lookups
        self._pay = pay
        self._clock, self.now = clock, now
        self._watch = CashWatch(port, lookups.cash, courses, clock, lambda cash: self._set(cash=cash),
                                lambda hours: self._set(hours=hours))  # fmt: skip
        self._asked: set[str] = set()
        self._leaving, self._by_hand = "", False
        self._guarded_until = 0.0
        self._listen(TOPICS)
        if may:
            port.on_topics(CASH_TOPICS, self.count_cash)

    # -- reading -------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the requests again."""
        self._port.query(self._read, self._refreshed)
        if self.state.may_decide and self.state.cash is None:
            self.count_cash()

    def count_cash(self) -> None:
        """What lies in the branch now. Apart from the requests: with every posting it is another."""
        self._watch.count()

    def _read(self, conn: Any) -> Found:
        return reading.read(conn, self._lookups, self.state.user)

    def _refreshed(self, found: Found) -> None:
        ended = lists.ended(self.state.every, found.requests, self.state.user)
        lent = replace(self.state, lent=found.lent)
        chosen, requests = self.state.chosen, lists.shown(found.requests, self.state.tab, lent.reader)
        index = self._place(chosen, requests)
        kept = index >= 0 and chosen is not None and requests[index].request == chosen.request
        reason = self.state.reason if kept or chosen is None else ""
        self._set(every=found.requests, today=self.now().date(), now=self.now(), requests=requests, holders=found.holders, mandates=found.mandates, lent=found.lent, colleagues=found.colleagues, places=found.places, index=index,
                  reason=reason, **({} if kept else {"less": None, "lessening": False}))  # fmt: skip
        for one in ended:
            self._tell_ended(one)
        self._look_closer()

    def _tell_ended(self, one: RequestFact) -> None:
        """The customer still stands there: whoever asked hears of a no at once, wherever they are, and why."""
        about = one.holder or one.account_number
        said = one.state.value if about or one.state is RequestState.EXPIRED else "declined_act"
        figures = {"about": about, "amount": one.amount, "currency": one.currency, "because": one.reason}
        self._notify(said, figures, "neg" if one.state is RequestState.DECLINED else "warn")

    def watch_cash(self) -> None:
        """Somebody looks: the day's hours are read where they have grown old."""
        if self.state.may_decide:
            self._watch.look()

    def pass_time(self) -> None:
        """The waiting grow older. Costs nothing while nobody waits."""
        if any(one.state is RequestState.AWAITING for one in self.state.every):
            self._set(now=self.now())

    def _place(self, chosen: RequestFact | None, requests: Sequence[RequestFact]) -> int:
        """Where the choice goes. What was just decided makes room for the next that waits; what has gone for nothing:
        the next key must not decide about its neighbour."""
        if chosen is None:
            return -1 if self.state.requests else 0
        at = next((place for place, one in enumerate(requests) if one.request == chosen.request), -1)
        if chosen.request != self._leaving or (at >= 0 and requests[at].state is RequestState.AWAITING):
            return at
        waiting = lists.first_waiting(requests)
        if waiting is None:
            return at  # The next one that is asked takes its place.
        self._leaving, self._guarded_until = "", self._clock() + GUARD_S
        return waiting

    def _look_closer(self) -> None:
        """The chosen one's thread, and figures for those that the reader may decide and does not have yet."""
        chosen = self.state.chosen
        if chosen is not None:
            key = chosen.request
            self._port.query(lambda conn: tuple(self._lookups.thread(conn, key)), lambda now: self._thread(key, now))
        if not self.state.may_decide or not self.state.online:
            return
        # What was decided was decided on the figures of then: those of now would say that it is paid once more.
        waiting = [
            one for one in (chosen, *self.state.requests) if one is not None and one.state is RequestState.AWAITING
        ]
        for one in waiting[:INSIGHTS_MAX]:
            if one.request not in self._asked:
                self._asked.add(one.request)
                self._fetch(one.request)

    def _thread(self, request: str, found: tuple[RequestLineFact, ...]) -> None:
        if self.state.chosen is not None and self.state.chosen.request == request and found != self.state.thread:
            self._set(thread=found)

    def _fetch(self, request: str) -> None:
        def answered(body: bytes | None, code: str) -> None:
            if body is None:
                self._asked.discard(request)
            else:
                insight = msgspec.json.decode(body, type=Insight)
                self._set(insights={**self.state.insights, request: insight})

        self._port.fetch(REQUEST_INSIGHT.format(request=request), {}, answered)

    # -- choosing and writing ------------------------------------------------------------------------------------

    def show_tab(self, tab: str) -> None:
        """Another list, from its first request; what was typed for one of the other list is dropped."""
        self._by_hand = True
        self._show(tab)

    def _show(self, tab: str) -> None:
        if tab == self.state.tab:
            return
        self._leaving, self._guarded_until = "", 0.0
        requests = lists.shown(self.state.every, tab, self.state.reader)
        self._set(tab=tab, requests=requests, index=0 if requests else -1, reason="", less=None, lessening=False, thread=(),
                  problem="")  # fmt: skip
        self._look_closer()

    def next_tab(self) -> None:
        """F4: mine, the branch's, what is over."""
        self.show_tab(lists.TABS[(lists.TABS.index(self.state.tab) + 1) % len(lists.TABS)])

    def note(self, words: str) -> None:
        """F7 and its neighbours: a usual reason in front of what was typed."""
        if self.state.why_not_decided not in ("", "offline") or words in self.state.reason:
            return
        self.set_reason(f"{words}. {self.state.reason}".strip()[:REASON_MAX])

    def choose(self, index: int) -> None:
        """Select a request; what was typed for another one is dropped."""
        if index != self.state.index:
            self._another()
            self._leaving, self._guarded_until = "", 0.0
            self._set(index=index, reason="", less=None, lessening=False, thread=(), problem="")
            self._look_closer()

    def meet(self) -> None:
        """Whoever comes in finds the first that waits for them, not what is done with: their own list, until they choose another."""
        if not self._by_hand and not self.state.reason and lists.waits_for(self.state.every, self.state.reader):
            self._show("mine")
        waiting = lists.first_waiting(self.state.requests)
        if waiting is not None and not self.state.waits:
            self.choose(waiting)

    def look(self) -> None:
        """The chosen request has been before this decider's eyes for a moment: its maker is told who has it."""
        chosen = self.state.chosen
        if chosen is not None and not self.state.why_not_decided and chosen.taken_by != self.state.user:
            self._port.submit(TakeRequest(request=chosen.request))

    def set_reason(self, text: str) -> None:
        """The note, the reason, the question or the answer. Who writes has seen what stands there."""
        if text != self.state.reason:
            self._guarded_until = 0.0
            self._set(reason=text, problem="")

    def lessen(self) -> None:
        """F5: approve less, or all of it again."""
        chosen = self.state.chosen
        if chosen is None or self.state.why_not_decided or not self.state.can_lessen:
            return
        self._set(lessening=not self.state.lessening, less=None, problem="")

    def set_less(self, minor: int | None) -> None:
        """The ceiling as typed; None while it is no amount."""
        self._set(less=minor, problem="")

    # -- acts ----------------------------------------------------------------------------------------------------

    def approve(self) -> None:
        """Ctrl+Enter: about what is seen, up to the ceiling where one was typed."""
        request, state = self.state.chosen, self.state
        if request is None or not self._may(state.why_not_approved):
            return
        if state.lessening and (state.less is None or not 0 < state.less < request.amount):
            self._fail("ceiling_unfit")
            return
        self._leaving = request.request
        self._give(ApproveRequest(request=request.request, note=state.reason.strip(), shown=request.binding,
                                  ceiling=state.less if state.lessening else None))  # fmt: skip

    def decline(self) -> None:
        """Ctrl+D: only with a reason."""
        request = self.state.chosen
        if request is not None and self._may(self.state.why_not_declined):
            self._leaving = request.request
            self._give(DeclineRequest(request=request.request, reason=self.state.reason.strip()))

    def say(self) -> None:
        """Ctrl+I: the decider asks, the maker answers; the words are what stands in the field."""
        request, words = self.state.chosen, self.state.reason.strip()
        if request is None or not self.state.waits or self.state.busy:
            return
        if not self.state.can_say or not words:
            self._fail("needs_server" if not self.state.online else "reason_missing" if not words else "not_permitted")
            return
        if self.state.mine:
            self._give(AnswerBack(request=request.request, line=new_id(), text=words))
        else:
            self._give(AskBack(request=request.request, line=new_id(), text=words))

    def escalate(self) -> None:
        """F8: others are asked, too."""
        request = self.state.chosen
        if request is None or not self.state.waits or self.state.busy:
            return
        if not self.state.online:
            self._fail("needs_server")
            return
        self._give(EscalateRequest(request=request.request, reason=self.state.reason.strip() or "escalated"))

    def withdraw(self) -> None:
        """The maker takes an own request back."""
        request = self.state.chosen
        if request is None or not self.state.can_withdraw or self.state.busy:
            return
        if not self.state.online:
            self._fail("needs_server")
            return
        self._give(WithdrawRequest(request=request.request))

    def pay(self) -> None:
        """The maker pays against a permit."""
        if self.state.chosen and self.state.can_pay:
            self._pay(self.state.chosen)

    def lend(self, user: str) -> None:
        """While this decider is away somebody else decides, until the shift ends."""
        if user and self.state.may_decide and not self.state.busy and self.state.online:
            until = self._port.me.shift_ends_at
            self._give(DelegateDecisions(delegation=new_id(), to=user, until=until, reason="away"))

    def back(self) -> None:
        """The decider is back."""
        mine = self.state.my_delegation
        if mine is not None and not self.state.busy and self.state.online:
            self._give(EndDelegation(delegation=mine.delegation))

    def _may(self, why: str) -> bool:
        """Whether a decision can be sent now; where it cannot, the state says why."""
        if why in _REFUSALS:
            self._fail(_REFUSALS[why])
        return not why and not self.state.busy and self._clock() >= self._guarded_until

    def _give(self, command: Command) -> None:
        self._submit(command, reason="", less=None, lessening=False)

    def _fail(self, code: str, params: Mapping[str, Any] | None = None) -> None:
        self._leaving = ""
        super()._fail(code, params)
