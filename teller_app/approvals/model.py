"""The list of requests: those that wait for me, and my own with what became of them. No Qt."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from contract.approvals import ApproveRequest, DeclineRequest, RequestFact, RequestState, WithdrawRequest
from contract.base import Command
from contract.feed import AnyAnswer, NotTaken, Refused
from contract.permissions import Permission
from teller_app.manifest import Line, Port

TOPICS = frozenset({"request", "outbox"})


@dataclass(frozen=True)
class ApprovalsState:
    """``mine`` says that the chosen request is the reader's own, who can only withdraw it or pay against its permit."""

    line: Line = Line()
    requests: tuple[RequestFact, ...] = ()
    index: int = 0
    reason: str = ""
    user: str = ""
    may_decide: bool = False
    busy: bool = False
    problem: str = ""
    problem_params: dict[str, Any] = field(default_factory=dict)
    tick: int = 0

    @property
    def chosen(self) -> RequestFact | None:
        """The selected request."""
        return self.requests[self.index] if self.index < len(self.requests) else None

    @property
    def mine(self) -> bool:
        """Whether the reader made the chosen request."""
        return self.chosen is not None and self.chosen.maker == self.user


class ApprovalsModel:
    """See the module. ``pay`` opens the counter with a permit."""

    def __init__(
        self, port: Port, requests: Callable[[Any], Sequence[RequestFact]], pay: Callable[[RequestFact], None]
    ) -> None:
        self._port = port
        self._requests = requests
        self._pay = pay
        may = Permission.DECIDE in port.me.permissions
        self.state = ApprovalsState(line=port.line, user=port.me.user, may_decide=may)
        self.on_change: Callable[[ApprovalsState], None] = lambda state: None
        port.on_topics(TOPICS, self.refresh)
        port.on_line(lambda line: self._set(line=line))

    def refresh(self) -> None:
        """Read the requests again."""
        self._port.query(lambda conn: tuple(self._requests(conn)), self._refreshed)

    def _refreshed(self, requests: tuple[RequestFact, ...]) -> None:
        chosen = self.state.chosen
        index = next((n for n, item in enumerate(requests) if chosen and item.request == chosen.request), 0)
        self._set(requests=requests, index=index)

    def choose(self, index: int) -> None:
        """Select a request; a reason typed for another one is dropped."""
        self._set(index=index, reason="", problem="")

    def set_reason(self, text: str) -> None:
        """The note or the reason."""
        self._set(reason=text)

    def approve(self) -> None:
        """Ctrl+Enter."""
        request = self.state.chosen
        if request and self._may(request):
            self._submit(ApproveRequest(request=request.request, note=self.state.reason.strip()))

    def decline(self) -> None:
        """Ctrl+D: only with a reason."""
        request = self.state.chosen
        if request is None or not self._may(request):
            return
        if not self.state.reason.strip():
            self._fail("reason_missing")
            return
        self._submit(DeclineRequest(request=request.request, reason=self.state.reason.strip()))

    def withdraw(self) -> None:
        """The maker takes an own request back."""
        request = self.state.chosen
        if request and self.state.mine and request.state is RequestState.AWAITING:
            self._submit(WithdrawRequest(request=request.request))

    def pay(self) -> None:
        """The maker pays against a permit."""
        request = self.state.chosen
        if request and self.state.mine and request.is_permit and request.state is RequestState.APPROVED:
            self._pay(request)

    def _may(self, request: RequestFact) -> bool:
        if self.state.busy or not self.state.may_decide:
            return False
        if self.state.mine:
            self._fail("maker_is_checker")
            return False
        if request.state is not RequestState.AWAITING:
            self._fail("request_decided")
            return False
        if self.state.line.state != "online":
            # What was seen may have changed by the time it is sent: decisions are never queued.
            self._fail("needs_server")
            return False
        return True

    def _submit(self, command: Command) -> None:
        self._set(busy=True, problem="")
        self._port.submit(command, "", None, self._settled, self._fail)

    def _settled(self, answer: AnyAnswer) -> None:
        self._set(busy=False, reason="")
        if isinstance(answer, Refused):
            self._fail(answer.problem.code.value, dict(answer.problem.params))
        elif isinstance(answer, NotTaken):
            self._fail(answer.code.value, dict(answer.params))
        self.refresh()

    def _fail(self, code: str, params: dict[str, Any] | None = None) -> None:
        self._set(busy=False, problem=code, problem_params=params or {}, tick=self.state.tick + 1)

    def _set(self, **changes: Any) -> None:
        self.state = replace(self.state, **changes)
        self.on_change(self.state)
