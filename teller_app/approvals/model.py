"""The list of requests: those that wait for me, and my own with what became of them. No Qt."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from contract.approvals import ApproveRequest, DeclineRequest, RequestFact, RequestState, WithdrawRequest
from contract.base import Command
from contract.customers import CustomerFact
from contract.feed import AnyAnswer, NotTaken, Refused
from contract.permissions import Permission
from teller_app.manifest import Line, Port

TOPICS = frozenset({"request", "customer", "outbox"})
HOLDERS_MAX = 200
"""Requests whose holders are looked up: those that wait stand first."""
ONLINE = ("online", "syncing")
_REFUSALS = {
    "own": "maker_is_checker",
    "right": "not_permitted",
    "decided": "request_decided",
    "offline": "needs_server",
}


@dataclass(frozen=True)
class ApprovalsState:
    """``mine`` says that the chosen request is the reader's own, who can only withdraw it or pay against its permit.

    ``holders`` says by request whose account it is about, as far as the reader's replica knows.
    """

    line: Line = Line()
    requests: tuple[RequestFact, ...] = ()
    index: int = 0
    reason: str = ""
    holders: Mapping[str, CustomerFact] = field(default_factory=dict)
    user: str = ""
    may_decide: bool = False
    busy: bool = False
    problem: str = ""
    problem_params: dict[str, Any] = field(default_factory=dict)
    tick: int = 0

    @property
    def chosen(self) -> RequestFact | None:
        """The selected request."""
        return self.requests[self.index] if 0 <= self.index < len(self.requests) else None

    @property
    def customer(self) -> CustomerFact | None:
        """Whose account the chosen request is about."""
        return self.holders.get(self.chosen.request) if self.chosen else None

    @property
    def mine(self) -> bool:
        """Whether the reader made the chosen request."""
        return self.chosen is not None and self.chosen.maker == self.user

    @property
    def why_not_decided(self) -> str:
        """Why the reader cannot decide the chosen request: none, right, own, decided, offline, or "" where they can."""
        if self.chosen is None:
            return "none"
        if self.mine:
            return "own"
        if not self.may_decide:
            return "right"
        if self.chosen.state is not RequestState.AWAITING:
            return "decided"
        # What was seen may have changed by the time it is sent: decisions are never queued.
        return "" if self.line.state in ONLINE else "offline"

    @property
    def can_withdraw(self) -> bool:
        """Whether the reader can take the chosen request back."""
        return self.chosen is not None and self.mine and self.chosen.state is RequestState.AWAITING

    @property
    def can_pay(self) -> bool:
        """Whether the chosen request is the reader's own and a permit that was not used yet."""
        chosen = self.chosen
        return chosen is not None and self.mine and chosen.is_permit and chosen.state is RequestState.APPROVED


class ApprovalsModel:
    """See the module. ``holder`` finds an account's customer by the account's id, ``pay`` opens the counter with a permit."""

    def __init__(
        self,
        port: Port,
        requests: Callable[[Any], Sequence[RequestFact]],
        holder: Callable[[Any, str], CustomerFact | None],
        pay: Callable[[RequestFact], None],
    ) -> None:
        self._port = port
        self._requests = requests
        self._holder = holder
        self._pay = pay
        may = Permission.DECIDE in port.me.permissions
        self.state = ApprovalsState(line=port.line, user=port.me.user, may_decide=may)
        self.on_change: Callable[[ApprovalsState], None] = lambda state: None
        port.on_topics(TOPICS, self.refresh)
        port.on_line(lambda line: self._set(line=line))

    def refresh(self) -> None:
        """Read the requests again."""
        self._port.query(self._read, self._refreshed)

    def _read(self, conn: Any) -> tuple[tuple[RequestFact, ...], dict[str, CustomerFact]]:
        # All holders at once: a face that came a moment after its request would stand beside the one before.
        requests = tuple(self._requests(conn))
        found = [(item.request, self._holder(conn, item.account)) for item in requests[:HOLDERS_MAX] if item.account]
        return requests, {request: holder for request, holder in found if holder is not None}

    def _refreshed(self, found: tuple[tuple[RequestFact, ...], dict[str, CustomerFact]]) -> None:
        requests, holders = found
        chosen = self.state.chosen
        if chosen is None:
            self._set(requests=requests, holders=holders, index=-1 if self.state.requests else 0)
            return
        # Where the chosen one is gone, nothing is chosen: the next key must not decide about its neighbour.
        index = next((at for at, item in enumerate(requests) if item.request == chosen.request), -1)
        reason = self.state.reason if index >= 0 else ""
        self._set(requests=requests, holders=holders, index=index, reason=reason)

    def choose(self, index: int) -> None:
        """Select a request; a reason typed for another one is dropped."""
        if index != self.state.index:
            self._set(index=index, reason="", problem="")

    def set_reason(self, text: str) -> None:
        """The note or the reason."""
        if text != self.state.reason:
            self._set(reason=text, problem="")

    def approve(self) -> None:
        """Ctrl+Enter."""
        request = self.state.chosen
        if request and self._may():
            self._submit(ApproveRequest(request=request.request, note=self.state.reason.strip()))

    def decline(self) -> None:
        """Ctrl+D: only with a reason."""
        request = self.state.chosen
        if request is None or not self._may():
            return
        if not self.state.reason.strip():
            self._fail("reason_missing")
            return
        self._submit(DeclineRequest(request=request.request, reason=self.state.reason.strip()))

    def withdraw(self) -> None:
        """The maker takes an own request back."""
        request = self.state.chosen
        if request is None or not self.state.can_withdraw or self.state.busy:
            return
        if self.state.line.state not in ONLINE:
            self._fail("needs_server")
            return
        self._submit(WithdrawRequest(request=request.request))

    def pay(self) -> None:
        """The maker pays against a permit."""
        if self.state.chosen and self.state.can_pay:
            self._pay(self.state.chosen)

    def _may(self) -> bool:
        """Whether a decision can be sent now; where it cannot, the state says why."""
        why = self.state.why_not_decided
        if why in _REFUSALS:
            self._fail(_REFUSALS[why])
        return not why and not self.state.busy

    def _submit(self, command: Command) -> None:
        self._set(busy=True, problem="")
        self._port.submit(command, "", None, self._settled, self._fail)

    def _settled(self, answer: AnyAnswer) -> None:
        if isinstance(answer, Refused):
            self._fail(answer.problem.code.value, dict(answer.problem.params))
        elif isinstance(answer, NotTaken):
            self._fail(answer.code.value, dict(answer.params))
        else:
            self._set(busy=False, reason="")
        self.refresh()

    def _fail(self, code: str, params: dict[str, Any] | None = None) -> None:
        self._set(busy=False, problem=code, problem_params=params or {}, tick=self.state.tick + 1)

    def _set(self, **changes: Any) -> None:
        self.state = replace(self.state, **changes)
        self.on_change(self.state)
