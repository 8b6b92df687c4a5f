"""A virus scanner beside the server, asked before a file is kept: clamd's INSTREAM (clamd(8)), by TCP or a local socket.

Without the setting nobody is asked: only whole pictures are kept, none is ever executed, and workstations decode them within bounds.
"""

import asyncio
import logging
from contextlib import suppress

from contract.errors import ContractError, ErrorCode
from server.staff.denied import Denied

ANSWER_S = 20.0
ANSWER_MAX = 4096
CLEAN, FOUND = b"stream: OK", b" FOUND"
log = logging.getLogger("coastal.scanner")


class Scanner:
    """``where``: ``host:port``, ``/path/of/socket``, or empty for none."""

    def __init__(self, where: str) -> None:
        self._where = where

    async def look(self, content: bytes) -> None:
        """Raises ContractError(malformed) for what the scanner knows, Denied(busy) while it cannot say: nothing unseen is kept."""
        if not self._where:
            return
        try:
            async with asyncio.timeout(ANSWER_S):
                said = await self._ask(content)
        except (OSError, TimeoutError, ValueError, asyncio.IncompleteReadError, asyncio.LimitOverrunError) as error:
            log.warning("no answer", extra={"error": type(error).__name__})
            raise Denied(ErrorCode.BUSY, retry_after_s=30) from error
        if said.endswith(FOUND):
            log.error("found", extra={"what": said[:200].decode("latin-1")})
            raise ContractError(ErrorCode.MALFORMED, detail="scanner")
        if said != CLEAN:
            log.warning("unclear", extra={"what": said[:200].decode("latin-1")})
            raise Denied(ErrorCode.BUSY, retry_after_s=30)

    async def _ask(self, content: bytes) -> bytes:
        if self._where.startswith("/"):
            reader, writer = await asyncio.open_unix_connection(self._where, limit=ANSWER_MAX)
        else:
            host, _, port = self._where.rpartition(":")
            reader, writer = await asyncio.open_connection(host, int(port), limit=ANSWER_MAX)
        try:
            writer.write(b"zINSTREAM\0" + len(content).to_bytes(4) + content + bytes(4))
            await writer.drain()
            return (await reader.readuntil(b"\0"))[:-1].strip()
        finally:
            writer.close()
            with suppress(OSError):
                await writer.wait_closed()
