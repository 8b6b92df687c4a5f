"""Where a run's CPU time goes: server, database, load and this process, as shares of what was used and of the machine."""

import os
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

import psutil


@dataclass
class Shares:
    """``seconds`` of CPU by who used them, over ``wall`` seconds of the clock."""

    seconds: dict[str, float] = field(default_factory=dict)
    wall: float = 0.0

    def percent(self) -> dict[str, float]:
        """Of all CPU time of the machine."""
        whole = self.wall * (os.cpu_count() or 1)
        return {name: round(100 * spent / whole, 1) for name, spent in self.seconds.items()}


@contextmanager
def shares(processes: Mapping[str, int]) -> Iterator[Shares]:
    """Between here and there. ``processes`` maps a name to a process id; its children count as itself.

    ``load`` is what this process's own children have used that ended meanwhile, ``others`` whatever else the machine did.
    """
    made = Shares()
    before = {name: _used(pid) for name, pid in processes.items()}
    load, machine, begun = _children(), _machine(), time.perf_counter()
    yield made
    made.wall = time.perf_counter() - begun
    made.seconds = {name: _used(pid) - before[name] for name, pid in processes.items()}
    made.seconds["load"] = _children() - load
    made.seconds["others"] = max(0.0, _machine() - machine - sum(made.seconds.values()))


def _used(pid: int) -> float:
    root = psutil.Process(pid)
    # Those that have ended are in their parent's account: pgbench's connections are gone by the time one looks.
    ended = root.cpu_times()
    total = getattr(ended, "children_user", 0.0) + getattr(ended, "children_system", 0.0)
    for process in (root, *root.children(recursive=True)):
        try:
            times = process.cpu_times()
        except psutil.NoSuchProcess:
            continue
        total += times.user + times.system
    return total


def _children() -> float:
    times = os.times()
    return times.children_user + times.children_system


def _machine() -> float:
    times = psutil.cpu_times()
    return float(sum(times) - times.idle - getattr(times, "iowait", 0.0) - getattr(times, "guest", 0.0))
