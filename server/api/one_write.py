"""A connection that says what it has to say in one piece: a response's head and body leave with one system call, not with two.

Each write is a packet that wakes the other side. For a short answer that costs more than making it.
"""

import asyncio
from typing import Any


class OneWrite:
    """A transport whose writes wait for the end of the loop's turn. Everything else is the transport's own."""

    def __init__(self, transport: Any, loop: asyncio.AbstractEventLoop) -> None:
        self.transport = transport
        self._loop = loop
        self._waiting: list[bytes] = []

    def write(self, data: bytes) -> None:
        """Keep it for this turn."""
        if not self._waiting:
            self._loop.call_soon(self._flush)
        self._waiting.append(data)

    def close(self) -> None:
        """After what was written before."""
        self._flush()
        self.transport.close()

    def _flush(self) -> None:
        if self._waiting:
            waiting, self._waiting = self._waiting, []
            if not self.transport.is_closing():
                self.transport.write(b"".join(waiting))

    def __getattr__(self, name: str) -> Any:
        return getattr(self.transport, name)
