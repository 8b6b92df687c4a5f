"""What a hand draws on a pad, as it comes: strokes kept within what can be packed and sent. No Qt."""

from contract.ink import HIGH, LASTS_MAX_MS, POINTS_MAX, STROKES_MAX, WIDE, Dot, Strokes, packed

NEAR = 4
"""Units of the sheet: a pen that rests is no point."""


class Drawing:
    """Coordinates are units of the sheet, times milliseconds of any clock. Whatever is drawn, ``ink`` says it within the bounds."""

    def __init__(self) -> None:
        self._strokes: list[list[Dot]] = []
        self._since: int | None = None
        self._down = False

    @property
    def strokes(self) -> Strokes:
        """As drawn so far."""
        return tuple(tuple(stroke) for stroke in self._strokes)

    def down(self, x: float, y: float, now: int) -> None:
        """The pen touches the sheet. Beyond the last stroke that can be kept nothing is begun."""
        if len(self._strokes) >= STROKES_MAX:
            return
        if self._since is None:
            self._since = now
        self._down = True
        self._strokes.append([self._dot(x, y, now)])

    def move(self, x: float, y: float, now: int) -> None:
        """The pen goes on. A stroke leaves the sheet along its edge."""
        if not self._down:
            return
        dot, last = self._dot(x, y, now), self._strokes[-1][-1]
        if abs(dot.x - last.x) + abs(dot.y - last.y) >= NEAR:
            self._strokes[-1].append(dot)
            if sum(map(len, self._strokes)) > POINTS_MAX:
                self._strokes = [_thinned(stroke) for stroke in self._strokes]

    def up(self) -> None:
        """The pen is lifted."""
        self._down = False

    def undo(self) -> None:
        """The last stroke goes."""
        self._down = False
        if self._strokes:
            self._strokes.pop()
        if not self._strokes:
            self._since = None

    def clear(self) -> None:
        """An empty sheet."""
        self._strokes, self._since, self._down = [], None, False

    def ink(self) -> str:
        """Packed; empty where nothing was drawn. What does not fit is thinned out until it does."""
        strokes = [list(stroke) for stroke in self._strokes]
        while True:
            try:
                return packed(tuple(tuple(stroke) for stroke in strokes))
            except ValueError:
                strokes = [_thinned(stroke) for stroke in strokes]

    def _dot(self, x: float, y: float, now: int) -> Dot:
        before = self._strokes[-1][-1].at if self._strokes and self._strokes[-1] else 0
        at = min(LASTS_MAX_MS, max(before, now - (self._since if self._since is not None else now)))
        return Dot(max(0, min(WIDE, round(x))), max(0, min(HIGH, round(y))), at)


def _thinned(stroke: list[Dot]) -> list[Dot]:
    """Every second point but for its ends."""
    return [dot for place, dot in enumerate(stroke) if not place % 2 or place == len(stroke) - 1]
