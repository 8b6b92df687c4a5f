"""How many may wait for the writer: as many as it gets through in two seconds at its present pace, so that nobody waits much longer."""

WAIT_MAX_S = 2.0
LEAST = 256
"""One batch may always wait."""
MOST = 20_000
SMALL = 16
"""Up to so many commands a batch takes mostly its commit, which a fuller one would share: a lone teller's says little of the pace."""
_SHARE = 0.2


class Pressure:
    """Told by the writer thread after each batch, asked by every door. One float, so no lock."""

    def __init__(self) -> None:
        self._each_s = 0.0

    def served(self, count: int, spent_s: float) -> None:
        """``count`` commands took ``spent_s`` seconds."""
        each = spent_s / max(SMALL, count)
        self._each_s = each if not self._each_s else self._each_s + _SHARE * (each - self._each_s)

    @property
    def most(self) -> int:
        """How many may wait now."""
        if not self._each_s:
            return MOST
        return max(LEAST, min(MOST, int(WAIT_MAX_S / self._each_s)))
