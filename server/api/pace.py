"""How often something may begin: a bucket that fills with time, and one for each of many names, bounded."""

from collections import OrderedDict


class Bucket:
    """``burst`` at once, then ``per_s`` a second."""

    def __init__(self, per_s: float, burst: int) -> None:
        self._per_s = per_s
        self._burst = float(burst)
        self._left = float(burst)
        self._at = 0.0

    def take(self, now: float) -> bool:
        """Whether one more may begin at ``now`` (seconds, any beginning)."""
        self._left = min(self._burst, self._left + max(0.0, now - self._at) * self._per_s)
        self._at = now
        if self._left < 1.0:
            return False
        self._left -= 1.0
        return True


class Buckets:
    """One bucket a name; the names that were quiet longest are forgotten first."""

    def __init__(self, per_s: float, burst: int, names_max: int = 20_000) -> None:
        self._per_s = per_s
        self._burst = burst
        self._max = names_max
        self._by_name: OrderedDict[str, Bucket] = OrderedDict()

    def take(self, name: str, now: float) -> bool:
        """Whether one more of this name may begin."""
        bucket = self._by_name.setdefault(name, Bucket(self._per_s, self._burst))
        self._by_name.move_to_end(name)
        while len(self._by_name) > self._max:
            self._by_name.popitem(last=False)
        return bucket.take(now)
