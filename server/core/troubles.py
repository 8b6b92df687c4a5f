"""What a failed transaction means: try it again, tell the caller to come back, or look at the command itself.

SQLSTATE: PostgreSQL's Appendix A. A transaction is tried again as a whole, which is safe only because each command has its id: one that
was committed though its answer got lost is found by its receipt.
"""

import random
import time
from collections.abc import Callable

from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from contract.errors import ErrorCode

TRIES_MAX = 3
"""How often one transaction is run."""
PAUSE_FIRST_S = 0.02
PAUSE_MAX_S = 0.5
_COLLIDED = frozenset({"40001", "40P01", "55P03"})
"""Serialization failure, deadlock, a lock that did not come in time."""
_AWAY = frozenset({"57P01", "57P02", "57P03", "53300", "25P03", "25006"})
"""Shut down by hand or by a crash, starting up, too many connections, idle for too long, and a standby that takes no writes."""
_SLOW = "57014"
"""Cancelled by a time-out: run again at once it would only take as long again, and everybody waits meanwhile."""
_FULL = frozenset({"53100", "58030"})
"""Disk full, I/O error."""
_FULL_WORDS = ("disk is full", "No space left", "disk I/O error")
_LOCKED_WORDS = ("database is locked", "database table is locked", "unable to open database file")


def passing(error: BaseException) -> bool:
    """Whether the same transaction, run again, may well go through."""
    return isinstance(error, DBAPIError) and (_state(error) in _COLLIDED or _lost(error))


def turned_away(error: BaseException) -> ErrorCode | None:
    """What to tell the caller where the trouble is the database's and not the command's; None where it is the command's."""
    if isinstance(error, PoolTimeout):
        return ErrorCode.BUSY
    if not isinstance(error, DBAPIError):
        return None
    text = str(error.orig)
    if _state(error) in _FULL or any(words in text for words in _FULL_WORDS):
        return ErrorCode.STORAGE_FULL
    locked = isinstance(error, OperationalError) and any(words in text for words in _LOCKED_WORDS)
    return ErrorCode.BUSY if locked or passing(error) or too_slow(error) else None


def too_slow(error: BaseException) -> bool:
    """Whether a statement ran into its time-out: the database's doing, or that of the one command that takes for ever."""
    return isinstance(error, DBAPIError) and _state(error) == _SLOW


def repeated[T](
    work: Callable[[], T], told: Callable[[BaseException], None], sleep: Callable[[float], None] = time.sleep
) -> T:
    """``work``, again and again while the trouble is passing; raises the last one. Pauses grow and differ, so that two do not collide twice."""
    for attempt in range(1, TRIES_MAX):
        try:
            return work()
        except DBAPIError as error:
            if not passing(error):
                raise
            told(error)
            sleep(pause_s(attempt, random.random()))
    return work()


def pause_s(attempt: int, jitter: float) -> float:
    """Seconds before try number ``attempt + 1``; ``jitter`` in 0..1."""
    whole: float = min(PAUSE_MAX_S, PAUSE_FIRST_S * 2.0**attempt)
    return whole * (0.5 + jitter / 2)


def _state(error: DBAPIError) -> str:
    return str(getattr(error.orig, "sqlstate", None) or "")


def _lost(error: DBAPIError) -> bool:
    state = _state(error)
    if error.connection_invalidated or state in _AWAY or state.startswith("08"):
        return True
    # psycopg has no state for a connection that could not be made at all.
    return isinstance(error, OperationalError) and not state and type(error.orig).__module__.startswith("psycopg")
