"""The manager's console while two hundred drawers move: how long after its commit a posting stands on the screen, and what the window's
thread waits for meanwhile.

The real server on SQLite, the real app with its engine and Branch today at 1920x1080, offscreen; the tellers' postings come from a process
of their own at a steady pace.
"""

import gc
import json
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import msgspec
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

from teller_app import early
from teller_app.branches.state import BranchState
from teller_app.branches.view import BranchView
from teller_app.build import qt_application
from tests.bench.mover import Moves
from tests.bench.postings import Stand
from tests.bench.syncing import Beat
from tests.demo.stage import Stage
from tests.journeys.staffing import Staffing

DRAWERS = 200
PER_SECOND = 100.0
"""Each drawer moves every other second: a branch of two hundred tellers at its busiest."""
SIZE = (1920, 1080)
CEDI = 100
FRAME_MS = 16.0
SHOWN_S = 20.0


class Screen(QObject):
    """What stood on the screen when: after each paint of the window, the postings of each drawer in the state that was rendered last."""

    def __init__(self, view: BranchView, window: QObject, sessions: list[str]) -> None:
        super().__init__()
        self._view, self._sessions = view, sessions
        self._state: BranchState = view._model.state
        self._begun = self._counts()
        self.seen: list[tuple[float, list[int]]] = []
        self.renders_ms: list[float] = []
        self._render = view.render_state
        view._model.on_change = self._changed
        self._window = window
        window.installEventFilter(self)

    def _counts(self) -> list[int]:
        totals = self._state.seen.totals
        return [totals[session].cash_in // CEDI if session in totals else 0 for session in self._sessions]

    def _changed(self, state: BranchState) -> None:
        begun = time.perf_counter()
        self._render(state)
        self.renders_ms.append((time.perf_counter() - begun) * 1000)
        self._state = state

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A paint of what has changed comes as one event of the window; it is over at the next turn of the loop."""
        if event.type() == QEvent.Type.UpdateRequest:
            QTimer.singleShot(0, self, self._painted)
        return False

    def _painted(self) -> None:
        counts = [now - before for now, before in zip(self._counts(), self._begun, strict=True)]
        if not self.seen or self.seen[-1][1] != counts:
            self.seen.append((time.time(), counts))

    def shows(self, count: int) -> bool:
        """Whether so many postings stand there."""
        return bool(self.seen) and sum(self.seen[-1][1]) >= count

    def lags_ms(self, booked: list[tuple[int, float]]) -> list[float]:
        """Of each posting, from its answer to the first paint that has it."""
        done, found = [0] * len(self._sessions), []
        at = 0
        for place, moment in booked:
            done[place] += 1
            # A drawer's count only grows, but a paint that has this posting may be later than that of the next.
            while at > 0 and self.seen[at - 1][1][place] >= done[place]:
                at -= 1
            while self.seen[at][1][place] < done[place]:
                at += 1
            found.append((self.seen[at][0] - moment) * 1000)
        return found

    def close(self) -> None:
        """Nothing is noted any more."""
        self._window.removeEventFilter(self)
        self._view._model.on_change = self._render


def measure(folder: Path, seconds: int) -> dict[str, Any]:
    """Lag from commit to paint, renders and stalls in milliseconds, while so many seconds of postings come in."""
    qt = QApplication.instance() or qt_application(["bench"])
    stage = Stage(folder / "desk")
    app = stage.app()
    app.show()
    app.window.resize(*SIZE)
    try:
        device = stage.key_of(app)
        stand = Stand(
            f"sqlite:///{folder}/bank.db", folder / "sqlite", None, 1_000, {"WS-1": device}, stage.port, tellers=DRAWERS
        )
    except BaseException:
        app.close()
        raise
    try:
        manager = Staffing(stage, app, folder, lambda words: None)
        manager.work_as("hajara")
        view: BranchView = manager._go("branches", BranchView)
        manager.hand.until("the drawers", lambda: len(view._model.state.seen.totals) >= DRAWERS)
        # As the app does once it stands.
        gc.collect()
        gc.freeze()
        sys.setswitchinterval(early.TURN_S)
        return watched(qt, stand, view, folder, seconds)
    finally:
        app.window.close()
        app.close()
        stand.close()


def watched(qt: Any, stand: Stand, view: BranchView, folder: Path, seconds: int) -> dict[str, Any]:
    """The drawers move, the window lives."""
    count = round(PER_SECOND * seconds / DRAWERS) or 1
    signed = [own[:count] for own in stand.signed(count * DRAWERS)]
    file = folder / "moves"
    file.write_bytes(msgspec.msgpack.encode(Moves(stand.server.port, PER_SECOND, stand.whole(signed))))
    sessions = [till.lease.session for till in stand.tills if till.lease is not None]
    screen, beat = Screen(view, view.window(), sessions), Beat()
    mover = subprocess.Popen([sys.executable, "-m", "tests.bench.mover", str(file)], stdout=subprocess.PIPE, text=True)
    beat.reset()
    end = time.monotonic() + seconds * 3 + SHOWN_S
    turns_ms = list[float]()
    while not screen.shows(count * DRAWERS) and time.monotonic() < end:
        begun = time.thread_time()
        qt.processEvents()
        turns_ms.append((time.thread_time() - begun) * 1000)
        time.sleep(0.0005)
    stall, stalls = beat.longest_ms, beat.over(FRAME_MS)
    out, _ = mover.communicate(timeout=60)
    if mover.returncode:
        raise RuntimeError("the drawers did not move")
    said = json.loads(out)
    screen.close()
    if not screen.shows(count * DRAWERS):
        raise RuntimeError(
            f"{sum(screen.seen[-1][1]) if screen.seen else 0} of {count * DRAWERS} postings came to the screen"
        )
    lags = sorted(screen.lags_ms([(place, at) for place, at in said["booked"]]))
    renders = sorted(screen.renders_ms)
    return {
        "drawers": DRAWERS,
        "postings": len(lags),
        "per_second": round(len(lags) / (said["booked"][-1][1] - said["booked"][0][1])),
        "mover_late_s": round(said["late_s"], 2),
        "lag_p50_ms": round(statistics.median(lags), 1),
        "lag_p99_ms": round(lags[int(len(lags) * 0.99)], 1),
        "lag_max_ms": round(lags[-1], 1),
        "paints": len(screen.seen),
        "render_p50_ms": round(statistics.median(renders), 1),
        "render_max_ms": round(renders[-1], 1),
        # Of the Qt thread's own work, which other work on the machine does not lengthen.
        "turn_cpu_max_ms": round(max(turns_ms), 1),
        "turns_over_16_ms": sum(turn > FRAME_MS for turn in turns_ms),
        "qt_cpu_ms_a_paint": round(sum(turns_ms) / len(screen.seen), 1),
        "stall_max_ms": round(stall, 1),
        "stalls_over_16_ms": stalls,
    }
