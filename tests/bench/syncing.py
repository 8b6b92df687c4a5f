"""A fresh replica of many customers, and ten thousand entries that were missed: the real engine beside a Qt loop, at a served bank.

The writer's rate while it goes on stands beside its rate before: a snapshot that stays open would slow it.
"""

import gc
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from teller_app import early
from teller_app.build import qt_application
from tests.bench import bank
from tests.bench.postings import Stand
from tests.demo import bank as demo
from tests.journeys.workstation import Workstation
from tests.support.ports import LOCALHOST, free_port
from tests.support.postgres import Postgres

WAIT_S = 300.0
TELLERS = 32
"""As many as there are connections."""
BEAT_MS = 1
NOTED_MS = 8.0


class Beat:
    """A timer of the Qt thread: the longest time that it could not run."""

    def __init__(self) -> None:
        self._last = time.perf_counter()
        self.longest_ms = 0.0
        self.late_ms: list[float] = []
        self._timer = QTimer()
        self._timer.setInterval(BEAT_MS)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _tick(self) -> None:
        now = time.perf_counter()
        late = (now - self._last) * 1000 - BEAT_MS
        self.longest_ms = max(self.longest_ms, late)
        if late > NOTED_MS:
            self.late_ms.append(late)
        self._last = now

    def over(self, limit_ms: float) -> int:
        """How often it could not run for longer than this."""
        return sum(late > limit_ms for late in self.late_ms)

    def reset(self) -> None:
        """Begin again."""
        self._last, self.longest_ms, self.late_ms = time.perf_counter(), 0.0, []


def beside_qt(work: Callable[[], float]) -> tuple[float, float]:
    """``work`` on a thread of its own while Qt's loop runs here: its seconds, and the longest stall in milliseconds."""
    app = QApplication.instance() or qt_application(["bench"])
    assert app is not None
    beat, found, failed = Beat(), [0.0], list[BaseException]()
    # As the app does once it stands.
    gc.freeze()
    sys.setswitchinterval(early.TURN_S)

    def run() -> None:
        try:
            found[0] = work()
        except BaseException as error:
            failed.append(error)

    thread = threading.Thread(target=run)
    beat.reset()
    thread.start()
    while thread.is_alive():
        app.processEvents()
        time.sleep(0.0005)
    if failed:
        raise failed[0]
    return found[0], beat.longest_ms


def measure(cluster: Postgres, folder: Path, customers: int, missed: int, seconds: int) -> dict[str, Any]:
    """Seconds, MiB, stalls; the writer's postings a second alone and meanwhile."""
    profile, port = folder / "profile", free_port()
    desk = Workstation(f"http://{LOCALHOST}:{port}", profile, wait_s=WAIT_S)
    ready = desk.start()
    stand = Stand(cluster.create(), folder / "sync", cluster.pid, customers, {"WS-1": (ready.device, ready.key)}, port,
                  tellers=TELLERS)  # fmt: skip
    try:
        stand.run(1, "one")
        alone = stand.run(seconds, "one")["per_second"]
        before = psutil.Process().memory_info().rss
        first, first_stall = beside_qt(lambda: signed_in(desk))
        mib = (psutil.Process().memory_info().rss - before) / 2**20
        desk.close()
        files = sum(file.stat().st_size for file in profile.rglob("*") if file.is_file())
        booked = stand.replay(missed)
        desk = Workstation(f"http://{LOCALHOST}:{port}", profile, desk.secrets, wait_s=WAIT_S)
        desk.start()
        caught, caught_stall = beside_qt(lambda: signed_in(desk))
        meanwhile = beside(stand, seconds)
    finally:
        desk.close()
        stand.close()
    return {
        "customers": customers,
        "first_sync_s": round(first, 2),
        "first_sync_stall_ms": round(first_stall, 1),
        "replica_mib": round(files / 2**20, 1),
        "process_mib": round(mib, 1),
        "missed": booked,
        "catch_up_s": round(caught, 2),
        "catch_up_stall_ms": round(caught_stall, 1),
        "writer_alone_per_second": round(alone),
        **meanwhile,
    }


def signed_in(desk: Workstation) -> float:
    """Seconds from the password to the replica being level with the bank."""
    begun = time.perf_counter()
    desk.sign_in("efua", demo.PASSWORD)
    return time.perf_counter() - begun


def beside(stand: Stand, seconds: int) -> dict[str, Any]:
    """The writer's rate while a fresh replica is fetched over and over."""
    done, stop = [0], threading.Event()

    def fetch() -> None:
        [till] = bank.sign_in(stand.server.base_url, stand.signers[:1])
        while not stop.is_set():
            token: str | None = ""
            while token is not None and not stop.is_set():
                path = f"/v1/snapshot?page={token}" if token else "/v1/snapshot"
                proof = till.signer.proof("GET", till.base + "/v1/snapshot", till.tokens.access)
                page = till.http.get(path, headers=till.headers(dpop=proof)).raise_for_status().json()
                token = page.get("next")
                done[0] += len(page["facts"])

    thread = threading.Thread(target=fetch)
    thread.start()
    try:
        rate = stand.run(seconds, "one")["per_second"]
    finally:
        stop.set()
        thread.join()
    return {"writer_meanwhile_per_second": round(rate), "facts_fetched_meanwhile": done[0]}
