"""What a teller feels while far more push in than the server takes: the time of those it serves, how many it turns away, and how soon it is over.

One teller posts again and again, honestly, as a person would; wrk is the crowd around. Calm is as many as the other parts send.
"""

import statistics
import time
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from contract import paths
from tests.bench import wrk
from tests.bench.postings import Stand
from tests.journeys.caller import Till

CROWD = 800
"""Connections: more than the requests that a server keeps open (``requests_max``)."""
PROBE_S, AGAIN_S = 0.02, 0.1
"""Between two postings of the teller; before the next try where there was no room."""
RECOVERED_S = 30.0


class Probe:
    """The teller: milliseconds of the postings that were served, and how many were turned away."""

    def __init__(self, till: Till, bodies: list[bytes]) -> None:
        self._till, self.bodies = till, deque(bodies)
        self.served: list[float] = []
        self.turned_away = 0

    def post(self) -> bool:
        """One posting, tried until there is room, each try timed by itself. Whether it was served at once."""
        body, tries = self.bodies.popleft(), 0
        while True:
            begun = time.perf_counter()
            answer = self._till.http.post(paths.COMMANDS, content=body, headers=self._till.headers())
            if answer.status_code == 200:
                self.served.append((time.perf_counter() - begun) * 1000)
                return tries == 0
            if answer.status_code != 503 or "retry-after" not in answer.headers:
                raise RuntimeError(f"{answer.status_code}: {answer.text[:300]}")
            self.turned_away += 1
            tries += 1
            time.sleep(AGAIN_S)

    def figures(self) -> dict[str, Any]:
        """Of everything since the last time."""
        ordered, self.served = sorted(self.served), []
        away, self.turned_away = self.turned_away, 0
        return {
            "p50_ms": round(statistics.median(ordered), 1),
            "p99_ms": round(ordered[int(len(ordered) * 0.99)], 1),
            "served": len(ordered),
            "turned_away": away,
        }


def measure(folder: Path, seconds: int) -> dict[str, Any]:
    """Figures of the teller in the calm, in the crowd and after it, and of the crowd itself. On SQLite."""
    stand = Stand(f"sqlite:///{folder}/bank.db", folder / "sqlite", None)
    try:
        *_, own = stand.signed(seconds * 1_000)
        probe = Probe(stand.tills[-1], own)
        calm = pushed(stand, folder, seconds, wrk.CONNECTIONS, probe)
        crowded = pushed(stand, folder, seconds, CROWD, probe)
        begun = time.perf_counter()
        while not probe.post() and time.perf_counter() - begun < RECOVERED_S:
            pass
        recovered = time.perf_counter() - begun
        probe.figures()
        for _ in range(20):
            probe.post()
        after = probe.figures()
    finally:
        stand.close()
    named = {"calm": calm, "crowd": crowded, "after": after}
    return {
        "crowd_connections": CROWD,
        **{f"{name}_{what}": value for name, found in named.items() for what, value in found.items()},
        "recovered_s": round(recovered, 3),
    }


def pushed(stand: Stand, folder: Path, seconds: int, connections: int, probe: Probe) -> dict[str, Any]:
    """The teller's figures while so many others post for so long, and how many answers those had."""
    # The last teller is the probe: its own are as many as it can post in that time.
    *others, own = stand.signed(seconds * 5_000)
    probe.bodies.extend(own)
    wrk.write(stand.requests(others, 1), folder / "load")
    with ThreadPoolExecutor(1, thread_name_prefix="coastal-bench-crowd") as pool:
        crowd = pool.submit(
            wrk.run, stand.server.base_url, folder / "load", seconds, connections=connections, may_be_busy=True
        )
        while not crowd.done():
            probe.post()
            time.sleep(PROBE_S)
    found = crowd.result()
    return probe.figures() | {"crowd_answers": found["requests"], "crowd_turned_away": found["not_ok"]}
