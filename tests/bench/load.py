"""The load: a process of its own that sends presigned requests over one kept-alive connection for each teller.

    python -m tests.bench.load PORT FILE

FILE holds a list (a teller each) of lists of whole HTTP requests. The answer on standard output is JSON: seconds, ok, others, latencies.
It signs and parses nothing, so that on a small machine the time goes to the server and not to its clients.
"""

import asyncio
import json
import sys
import time
from pathlib import Path

import msgspec

from tests.support.ports import LOCALHOST


async def answer_of(reader: asyncio.StreamReader) -> tuple[int, bytes]:
    """Status and body of the next answer. Raises asyncio.IncompleteReadError when the server hangs up."""
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    status = int(head.split(b" ", 2)[1])
    length = int(head.split(b"content-length:", 1)[1].split(b"\r\n", 1)[0])
    return status, await reader.readexactly(length)


async def teller(port: int, requests: list[bytes], took: list[float], others: list[str]) -> None:
    """One after the other, as one person posts: the next waits for the answer."""
    reader, writer = await asyncio.open_connection(LOCALHOST, port)
    for request in requests:
        begun = time.perf_counter()
        writer.write(request)
        status, body = await answer_of(reader)
        took.append(time.perf_counter() - begun)
        if status != 200:
            others.append(f"{status} {body[:200].decode(errors='replace')}")
    writer.close()
    await writer.wait_closed()


async def run(port: int, plan: list[list[bytes]]) -> dict[str, object]:
    """All tellers at once."""
    took: list[float] = []
    others: list[str] = []
    begun = time.perf_counter()
    await asyncio.gather(*(teller(port, requests, took, others) for requests in plan))
    seconds = time.perf_counter() - begun
    return {"seconds": seconds, "ok": len(took) - len(others), "others": others[:5], "latency_s": took}


def main() -> int:
    """Read, send, say."""
    plan = msgspec.msgpack.decode(Path(sys.argv[2]).read_bytes(), type=list[list[bytes]])
    print(json.dumps(asyncio.run(run(int(sys.argv[1]), plan))))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
