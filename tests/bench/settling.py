"""Key to settled: from the command that a key gives to the answer in hand, on localhost.

The real engine signs, commits to its encrypted outbox, sends; the real server books; the answer comes back.
"""

import statistics
import time
from pathlib import Path
from typing import Any

from contract.feed import Executed
from server.settings import Settings
from tests.demo import bank as demo
from tests.journeys.conftest import CUSTOMERS, TODAY
from tests.journeys.town import Town
from tests.support.prepared import prepare
from tests.support.processes import started

WARM_UP = 10


def measure(folder: Path, times: int) -> dict[str, Any]:
    """Milliseconds of deposits one after the other: p50, p99."""
    settings = Settings(url=f"sqlite:///{folder}/bank.db", key_dir=str(folder / "keys"))
    town = Town(settings=settings, folder=folder, start_server=started)
    try:
        _, made = town.station("one")
        demo.make(settings, prepare, {"WS-1": (made.device, made.key)}, folder / "csv", TODAY, CUSTOMERS)
        town.serve()
        raw = deposits(town, WARM_UP + times)[WARM_UP:]
    finally:
        town.close()
        if town.server is not None:
            town.server.close()
    ordered = sorted(raw)
    return {
        "p50_ms": round(statistics.median(raw), 1),
        "p99_ms": round(ordered[int(times * 0.99)], 1),
        "times": times,
        "raw_ms": [round(value, 2) for value in raw],
    }


def deposits(town: Town, times: int) -> list[float]:
    """What each took. Raises RuntimeError when one was not booked."""
    station, lease = town.at_work()
    account = town.account(station)
    raw = []
    for _ in range(times):
        deposit = town.deposit(station, account, amount=200_00)
        begun = time.perf_counter()
        answer = station.do(deposit, lease)
        raw.append((time.perf_counter() - begun) * 1000)
        if not isinstance(answer, Executed):
            raise RuntimeError(str(answer))
    return raw
