"""The least that can be done: a ``websockets`` server that broadcasts the bytes it is given, to everybody.

    python -m tests.bench.bare_feed PORT FILE

FILE is the message; a line on standard input sends it once, with the moment in its ``at`` and the line as its ``seq``.
"""

import asyncio
import sys
from pathlib import Path

from websockets.asyncio.server import ServerConnection, broadcast, serve

from server.core.clock import stamp, system_clock
from tests.support.ports import LOCALHOST


async def live(port: int, message: str) -> None:
    """Until the end of the input."""
    everybody: set[ServerConnection] = set()

    async def follow(socket: ServerConnection) -> None:
        everybody.add(socket)
        await socket.wait_closed()
        everybody.discard(socket)

    loop = asyncio.get_running_loop()
    async with serve(follow, LOCALHOST, port, compression=None, ping_interval=None):
        print("ready", flush=True)
        while line := await loop.run_in_executor(None, sys.stdin.readline):
            broadcast(everybody, message.replace("SEQ", line.strip()).replace("AT", stamp(system_clock())))


def main() -> int:
    """Serve."""
    import uvloop

    uvloop.run(live(int(sys.argv[1]), Path(sys.argv[2]).read_text()))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
