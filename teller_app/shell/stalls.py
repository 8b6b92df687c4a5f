"""A stall of the Qt thread that is longer than a frame is logged with its stack, so that nobody has to guess.

A timer of the Qt thread beats once a frame; another thread takes the stack of the Qt thread when the beat is late.
(The event loop's own signals do not do: on Linux it waits and serves its timers between the same two of them.) Frames
are named by module, line and function: no values and no arguments, hence never a customer's data.
"""

from __future__ import annotations

import logging
import sys
import threading
import time
from collections import deque
from collections.abc import Callable
from types import FrameType

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtGui import QGuiApplication

FRAMES_MAX = 16
PER_MINUTE = 20
_MINUTE_S = 60.0
_log = logging.getLogger(__name__)

type Say = Callable[[str], None]


def where(frame: FrameType | None) -> tuple[str, ...]:
    """The innermost frames of a thread, innermost first: "teller_app.glass.panel:149 paintEvent"."""
    found: list[str] = []
    while frame is not None and len(found) < FRAMES_MAX:
        code = frame.f_code
        found.append(f"{frame.f_globals.get('__name__', '?')}:{frame.f_lineno} {code.co_name}")
        frame = frame.f_back
    return tuple(found)


class Ration:
    """At most ``most`` lines a minute; what is held back is counted and told with the next line."""

    def __init__(self, most: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._most, self._clock = most, clock
        self._said: deque[float] = deque()
        self._held, self._longest = 0, 0.0

    def take(self, took_ms: float) -> str | None:
        """What to add to this line, or None where it must not be said."""
        now = self._clock()
        while self._said and now - self._said[0] > _MINUTE_S:
            self._said.popleft()
        if len(self._said) >= self._most:
            self._held, self._longest = self._held + 1, max(self._longest, took_ms)
            return None
        self._said.append(now)
        held, longest, self._held, self._longest = self._held, self._longest, 0, 0.0
        return f"; {held} more were not told, the longest of {longest:.0f} ms" if held else ""


class StallWatch(QObject):
    """Watches the thread it is made on. ``limit_ms`` is the setting ``stall_ms``; ``close`` ends the thread."""

    def __init__(self, limit_ms: int, say: Say = _log.warning) -> None:
        super().__init__()
        self._limit_s = limit_ms / 1000
        self._say, self._ration = say, Ration(PER_MINUTE)
        self._watched = threading.get_ident()
        self._due = time.perf_counter() + self._limit_s
        # With the beat that it is about: taken a moment too late it is the next turn's, which held nothing up.
        self._seen: tuple[float, tuple[str, ...]] = (0.0, ())
        self._late: deque[tuple[float, tuple[str, ...]]] = deque(maxlen=PER_MINUTE * 2)
        self._closed = False
        self._awake = threading.Event()
        self._heart = QTimer(self, interval=limit_ms, timerType=Qt.TimerType.PreciseTimer)
        self._heart.timeout.connect(self._beat)
        self._thread = threading.Thread(target=self._look, name="coastal-stalls", daemon=True)
        self._thread.start()
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.applicationStateChanged.connect(self._follow)
        self.watch(True)

    @property
    def watching(self) -> bool:
        """Whether the heart beats."""
        return self._awake.is_set()

    def watch(self, on: bool) -> None:
        """Begin or rest."""
        if on and not self._closed:
            self._due = time.perf_counter() + self._limit_s
            self._heart.start()
            self._awake.set()
        else:
            self._heart.stop()
            self._awake.clear()

    def close(self) -> None:
        """Watch no more."""
        self._closed = True
        self._heart.stop()
        self._awake.set()
        self._thread.join()

    @Slot(Qt.ApplicationState)
    def _follow(self, state: Qt.ApplicationState) -> None:
        """A window that nobody works with may stand still, and costs nothing."""
        self.watch(state is Qt.ApplicationState.ApplicationActive)

    @Slot()
    def _beat(self) -> None:
        now, due, (beat, stack) = time.perf_counter(), self._due, self._seen
        self._due = now + self._limit_s
        if now - due > self._limit_s:
            # Written by the other thread: a slow disk must not stall this one.
            self._late.append((now - due, stack if beat == due else ()))

    def _look(self) -> None:
        while not self._closed:
            self._awake.wait()
            time.sleep(self._limit_s)
            self._take()
            while self._late:
                self._tell(*self._late.popleft())

    def _take(self) -> None:
        """Who holds the beat up that is due, once for each that is late."""
        due = self._due
        if self._seen[0] != due and time.perf_counter() - due > self._limit_s:
            self._seen = due, where(sys._current_frames().get(self._watched))

    def _tell(self, took_s: float, stack: tuple[str, ...]) -> None:
        more = self._ration.take(took_s * 1000)
        if more is not None:
            self._say(f"the window stood still for {took_s * 1000:.0f} ms in {' < '.join(stack) or 'Qt'}{more}")
