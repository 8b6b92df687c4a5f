"""A fault run says its seed, how many faults it injected and how many operations it did. None of either is a failed run."""

import os
import random
from collections import Counter
from dataclasses import dataclass, field

SEED_VARIABLE = "COASTAL_SEED"


def seed_of(default: int = 1) -> int:
    """The seed of this run: ``COASTAL_SEED`` where somebody repeats one, else the fixed one."""
    return int(os.environ.get(SEED_VARIABLE, default))


@dataclass
class Run:
    """``name`` is the row of the fault matrix. Results are ok, failed or unknown, never two of them."""

    name: str
    seed: int = field(default_factory=seed_of)
    faults: int = 0
    operations: int = 0
    results: Counter[str] = field(default_factory=Counter)
    figures: dict[str, object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.chance = random.Random(f"{self.name} {self.seed}")

    def fault(self, count: int = 1) -> None:
        """Something was spoilt."""
        self.faults += count

    def did(self, result: str = "ok", count: int = 1) -> None:
        """An operation ended: ok, failed or unknown."""
        assert result in ("ok", "failed", "unknown"), result
        self.operations += count
        self.results[result] += count

    @property
    def line(self) -> str:
        """What is printed."""
        results = ", ".join(f"{count} {name}" for name, count in sorted(self.results.items()))
        figures = "".join(f"; {name} {value}" for name, value in self.figures.items())
        return f"{self.name}: seed {self.seed}, {self.faults} faults, {self.operations} operations ({results}){figures}"

    def prove(self) -> None:
        """Print the line; AssertionError where nothing was spoilt or nothing was done."""
        print(self.line)
        assert self.faults > 0, f"{self.name} injected no fault"
        assert self.operations > 0, f"{self.name} did nothing"
