"""What each part of a view was last drawn from: a key press draws one part and not the screen (LOOK 10: 2 ms)."""

from __future__ import annotations


class Drawn:
    """One a view. A part is drawn again only when something it shows is another; a view that is remade forgets all."""

    def __init__(self) -> None:
        self._from: dict[str, tuple[object, ...]] = {}

    def stale(self, part: str, *shown: object) -> bool:
        """Whether ``part`` has to be drawn from what is ``shown`` now. Remembers it as drawn."""
        if self._from.get(part) == shown:
            return False
        self._from[part] = shown
        return True

    def forget(self) -> None:
        """Draw every part again."""
        self._from.clear()
