"""What the bank's clocks share: one thing again and again until the application ends, whatever becomes of the database, and asked in
nobody's name."""

import logging
from collections.abc import Awaitable, Callable

from sqlalchemy.exc import SQLAlchemyError

from contract.base import Command
from contract.commands import encode
from contract.ids import new_id
from server.api.parts import Parts
from server.core.actor import system_header
from server.core.clock import stamp
from server.staff.denied import Denied

log = logging.getLogger("coastal.api")

Step = Callable[[], Awaitable[object]]


async def ticking(what: str, pause: Step, tick: Step) -> None:
    """``pause``, then ``tick``, until cancelled. A database that is away, or a writer that takes no more, is asked again at the next
    tick; ``what`` is the word that the log then has. Anything else is a mistake of ours: the log has it with its traceback, and the
    clock goes on. Nobody waits for these tasks, so that one which ended would be missed by nobody until requests no longer expire.
    """
    while True:
        await pause()
        try:
            await tick()
        except (SQLAlchemyError, Denied) as error:
            log.warning(what, extra={"error": type(error).__name__})
        except Exception:
            log.exception(what)


async def by_own_hand(parts: Parts, command: Command) -> None:
    """A command of the bank's own. A rule may refuse it: then another process was faster."""
    raw = encode(command)
    await parts.writer.execute(system_header(new_id(), stamp(parts.clock())), command, raw, raw)
