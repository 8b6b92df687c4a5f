"""Who follows which facts, and when they hear of a change: in rounds, so that a busy bank makes nobody read faster than they can.

The first change is told at once. What changes while the questions of that round are not all answered is told together in the next:
the screens are as fresh as this workstation can make them, and nothing piles up behind them.
"""

from __future__ import annotations

from collections.abc import Callable


class TopicRounds:
    """``ask(done)``: ``done`` is to be called once everything that was asked before it is answered."""

    def __init__(self, ask: Callable[[Callable[[], None]], None]) -> None:
        self._ask = ask
        self._followers: list[tuple[frozenset[str], Callable[[], None]]] = []
        self._due: frozenset[str] = frozenset()
        self._under_way = False

    def follow(self, topics: frozenset[str], call: Callable[[], None]) -> None:
        """From now on, in this order."""
        self._followers.append((topics, call))

    def tell(self, topics: frozenset[str]) -> None:
        """Facts of these topics have changed."""
        self._due |= topics
        if not self._under_way:
            self._begin()

    def close(self) -> None:
        """Nobody follows any more."""
        self._followers.clear()
        self._due = frozenset()

    def _begin(self) -> None:
        topics, self._due = self._due, frozenset()
        calls = [call for wanted, call in self._followers if wanted & topics]
        if not calls:
            return
        self._under_way = True
        failed: list[Exception] = []
        for call in calls:
            # One of them may have ended all of it.
            if self._followers:
                try:
                    call()
                except Exception as error:
                    failed.append(error)
        self._ask(self._ended)
        if failed:
            # Told like any mistake, once the others have heard: one room's must not leave every screen with yesterday's figures.
            raise failed[0]

    def _ended(self) -> None:
        self._under_way = False
        self._begin()
