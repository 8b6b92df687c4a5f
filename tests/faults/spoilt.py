"""Guards that a control run leaves off. A forged server calls one of these before it starts; none is reachable from the product."""

from typing import Any


def nothing_is_the_databases_fault() -> None:
    """Whatever fails is tried once and blamed on the command."""
    from server.core import troubles

    troubles.passing = lambda error: False
    troubles.turned_away = lambda error: None


def nothing_is_tried_again() -> None:
    """A collision goes straight to the caller."""
    from server.core import troubles

    troubles.TRIES_MAX = 1


def impatient() -> None:
    """SQLite waits a third of a second for its lock, so that a test need not wait ten."""
    from server.db import engine

    engine.BUSY_TIMEOUT_MS = 300


def impatient_and_blaming() -> None:
    """Both of the above."""
    impatient()
    nothing_is_the_databases_fault()


def fingerprints_are_ignored() -> None:
    """The first answer for whoever comes with the id, whatever they ask for: what a well-known core bank does."""
    from server.core import batch

    def stored(unit: Any, rules: Any, order: Any, receipt: Any) -> Any:
        return batch.answers.restore(receipt.seq, receipt.outcome, receipt.result, None)

    batch._stored = stored


def every_request_is_remembered() -> None:
    """A leak of 64 KiB a request."""
    from server.api import edge

    kept: list[bytearray] = []
    count = edge.Passage._count

    def counted(self: Any) -> None:
        kept.append(bytearray(b"x" * 65_536))
        count(self)

    edge.Passage._count = counted  # type: ignore[method-assign]
