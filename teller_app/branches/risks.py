"""How risky what waits is: asked of the server once for each request, as the approvals' list does. No Qt."""

from collections.abc import Callable, Mapping, Sequence

import msgspec

from contract.approvals import Insight, RequestFact, RequestState
from contract.base import UNREADABLE
from contract.paths import REQUEST_INSIGHT
from contract.permissions import Permission
from teller_app.manifest import Port

ASKED_MAX = 20
"""Waiting requests that are asked about."""


class Risks:
    """``tell`` gets the level and score by request whenever one is known. A request that cannot be read has no chip."""

    def __init__(self, port: Port, tell: Callable[[Mapping[str, tuple[str, int]]], None]) -> None:
        self._port, self._tell = port, tell
        self._known: dict[str, tuple[str, int]] = {}
        self._asked: set[str] = set()

    def follow(self, requests: Sequence[RequestFact]) -> None:
        """Ask about those that are new and wait, forget those that are gone. Who decides nothing is not told how risky it is."""
        if Permission.DECIDE not in self._port.me.permissions:
            return
        waiting = [one.request for one in requests if one.state is RequestState.AWAITING][:ASKED_MAX]
        self._asked &= set(waiting)
        self._known = {key: found for key, found in self._known.items() if key in self._asked}
        for request in waiting:
            if request not in self._asked and self._port.line.online:
                self._asked.add(request)
                self._ask(request)

    def _ask(self, request: str) -> None:
        def answered(body: bytes | None, code: str) -> None:
            try:
                found = msgspec.json.decode(body or b"", type=Insight)
            except UNREADABLE:
                self._asked.discard(request)
                return
            if request in self._asked:
                self._known[request] = (found.level, found.score)
                self._tell(dict(self._known))

        self._port.fetch(REQUEST_INSIGHT.format(request=request), {}, answered)
