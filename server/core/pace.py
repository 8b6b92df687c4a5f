"""How often something may begin: a bucket that fills with time, and one for each of many names, bounded."""

from collections import OrderedDict

MISSES_PER_S, MISSES_BURST = 0.1, 60
NOTES_PER_S, NOTES_BURST = 1.0, 60


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


class Misses(Buckets):
    """Which misses of a workstation are worth a line each: sixty at once and then six a minute, so that none of them fills a log."""

    def __init__(self) -> None:
        super().__init__(MISSES_PER_S, MISSES_BURST)


class Notes(Buckets):
    """What a person's app may have noted: sixty lines at once, and sixty a minute. Nobody prints or writes out faster."""

    def __init__(self) -> None:
        super().__init__(NOTES_PER_S, NOTES_BURST)


class Seldom:
    """Whether something is worth a line: the same name once in ``each_s``, so that nobody fills a log by doing it again."""

    def __init__(self, each_s: float = 60.0, names_max: int = 10_000) -> None:
        self._each_s = each_s
        self._names_max = names_max
        self._until: dict[tuple[str, ...], float] = {}

    def first(self, now: float, *name: str) -> bool:
        """True for the first in a while. With too many names at once everything is."""
        # A clock that was set back silences nothing for longer.
        if 0.0 < self._until.get(name, 0.0) - now <= self._each_s:
            return False
        if len(self._until) >= self._names_max:
            self._until = {kept: until for kept, until in self._until.items() if until > now}
        if len(self._until) < self._names_max:
            self._until[name] = now + self._each_s
        return True
