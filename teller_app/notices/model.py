"""What the bank told this person, newest first, and whether it was seen. No Qt."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from contract.notices import AcknowledgeNotice, NoticeFact
from teller_app.manifest import Port

TOPICS = frozenset({"notice"})
ROWS_MAX = 50


@dataclass(frozen=True)
class NoticesState:
    """``rows`` are (notice, seen by the reader)."""

    rows: tuple[tuple[NoticeFact, bool], ...] = ()

    @property
    def unseen(self) -> int:
        """How many were not seen yet."""
        return sum(1 for _, seen in self.rows if not seen)


class NoticesModel:
    """Set ``on_change`` before the first intent."""

    def __init__(self, port: Port, notices: Callable[[Any], Sequence[NoticeFact]]) -> None:
        self._port = port
        self._notices = notices
        self._sent: set[str] = set()
        self.state = NoticesState()
        self.on_change: Callable[[NoticesState], None] = lambda state: None
        port.on_topics(TOPICS, self.refresh)

    def refresh(self) -> None:
        """Read again."""
        self._port.query(lambda conn: tuple(self._notices(conn)), self._refreshed)

    def _refreshed(self, notices: tuple[NoticeFact, ...]) -> None:
        newest = sorted(notices, key=lambda notice: notice.at, reverse=True)[:ROWS_MAX]
        rows = tuple((notice, self._port.me.user in notice.seen_by) for notice in newest)
        self.state = replace(self.state, rows=rows)
        self.on_change(self.state)

    def see(self, notice: str) -> None:
        """The reader has seen it. Asked once: the fact comes back by the feed."""
        known = {fact.notice for fact, seen in self.state.rows if not seen}
        if notice in known and notice not in self._sent:
            self._sent.add(notice)
            # A refusal or a full disk leaves it unseen, which is the truth; it can be tried again.
            self._port.submit(
                AcknowledgeNotice(notice=notice),
                settled=lambda answer: self._sent.discard(notice),
                failed=lambda code: self._sent.discard(notice),
            )

    def see_all(self) -> None:
        """All of them."""
        for fact, seen in self.state.rows:
            if not seen:
                self.see(fact.notice)
