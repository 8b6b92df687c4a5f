"""Key to screen between two desks, on localhost: the teller's F9 to the request on the manager's screen, the manager's key back.

Two real windows in processes of their own, the real server, SQLite. One clock: ``time.time()`` is the machine's.
"""

import statistics
import threading
from pathlib import Path
from typing import Any

from server.settings import Settings
from tests.journeys.street import Street
from tests.journeys.window import FORGE, Window
from tests.support.forge import Forge
from tests.support.processes import started

WARM_UP = 1
CUSTOMER, AMOUNT = "000003", "6000"


def measure(folder: Path, times: int) -> dict[str, Any]:
    """Milliseconds of requests one after the other: p50 and the longest, both ways."""
    settings = Settings(url=f"sqlite:///{folder}/bank.db", key_dir=str(folder / "keys"))
    forge = Forge(FORGE)
    street = Street(settings=settings, folder=folder, start_server=started, window_forge=forge)
    try:
        teller, manager = street.open("one", "two")
        street.at_counter(teller)
        manager.do("sign_in_as", "hajara")
        manager.do("to_approvals")
        teller.do("deposit", CUSTOMER, "40000", {"20000": 200})
        raw = [once(teller, manager) for _ in range(WARM_UP + times)][WARM_UP:]
    finally:
        street.close()
        if street.server is not None:
            street.server.close()
        forge.close()
    there, back = ([pair[way] for pair in raw] for way in (0, 1))
    return {
        "request_p50_ms": round(statistics.median(there), 1),
        "request_max_ms": round(max(there), 1),
        "decision_p50_ms": round(statistics.median(back), 1),
        "decision_max_ms": round(max(back), 1),
        "times": times,
        "raw_ms": [[round(value, 1) for value in pair] for pair in raw],
    }


def once(teller: Window, manager: Window) -> tuple[float, float]:
    """One request declined: (key to the manager's screen, key back to the teller's), in milliseconds."""
    pressed, seen = _while_waiting(manager, "until_request", lambda: teller.do("ask_cash", CUSTOMER, AMOUNT))
    decided, back = _while_waiting(teller, "until_nothing_waits", lambda: manager.do("decide", "measured", "Ctrl+D"))
    manager.do("until_decided")
    return (seen - pressed) * 1000, (back - decided) * 1000


def _while_waiting(window: Window, move: str, act: Any) -> tuple[float, float]:
    found: list[float] = []
    thread = threading.Thread(target=lambda: found.append(window.do(move)), name="coastal-bench-waits")
    thread.start()
    began = act()
    thread.join()
    return float(began), found[0]
