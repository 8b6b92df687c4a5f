"""The connection's current state with its figures, told to the Qt side whenever a person would notice."""

import time
from collections.abc import Callable

from teller_app.sync.events import ConnectionChanged
from teller_app.sync.state import CAN_SEND, Event, State, step

RTT_EVERY_S = 1.0


class Status:
    """Belongs to the engine's thread."""

    def __init__(self, tell: Callable[[ConnectionChanged], None]) -> None:
        self._tell = tell
        self._told_at = 0.0
        self._last: ConnectionChanged | None = None
        self.state = State.SIGNED_OUT
        self.rtt_ms = 0
        self.queued = 0
        self.held = 0
        self.back = 0
        self.synced_at_ms = 0

    @property
    def can_send(self) -> bool:
        """Whether a command that needs the server's answer may be started."""
        return self.state in CAN_SEND

    def happen(self, event: Event) -> None:
        """Step the machine."""
        self.state = step(self.state, event)
        if not self.can_send:
            self.rtt_ms = 0
        self._say()

    def measured(self, rtt_ms: int) -> None:
        """A round trip was timed. Told at most once a second: a figure that flickers is not read."""
        if rtt_ms > 0:
            self.rtt_ms = rtt_ms
            if time.monotonic() - self._told_at >= RTT_EVERY_S:
                self._say()

    def counted(self, queued: int, held: int, back: int = 0) -> None:
        """The outbox's unanswered rows, those that were not booked and wait for a person, and those that are held back."""
        if (queued, held, back) != (self.queued, self.held, self.back):
            self.queued, self.held, self.back = queued, held, back
            self._say()

    def _say(self) -> None:
        now = ConnectionChanged(self.state, self.rtt_ms, self.queued, self.synced_at_ms, self.held, self.back)
        if now != self._last:
            self._last = now
            self._told_at = time.monotonic()
            self._tell(now)
