"""Why somebody is not let in. An exception, because it ends a request wherever it is found out; api/problems.py makes it a status."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection

from contract.errors import ErrorCode
from contract.feed import NotTaken
from server.core.writer import Writer


class Denied(Exception):
    """A request that ends here and leaves no receipt."""

    def __init__(self, code: ErrorCode, params: dict[str, Any] | None = None, retry_after_s: int = 0) -> None:
        super().__init__(code.value)
        self.code = code
        self.params = params or {}
        self.retry_after_s = retry_after_s


async def written[T](writer: Writer, job: Callable[[Connection], T]) -> T:
    """A small write through the writer's queue. Raises Denied when the writer takes no more."""
    done = await writer.write(job)
    if isinstance(done, NotTaken):
        raise Denied(done.code, dict(done.params))
    return done
