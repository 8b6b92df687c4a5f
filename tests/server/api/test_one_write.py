"""What is written in one turn of the loop leaves together, in its order, and before the connection closes. Over real sockets."""

import asyncio

from server.api.one_write import OneWrite
from tests.support.ports import LOCALHOST


class Pieces(asyncio.Protocol):
    """The sending side, which remembers how often its transport was really written to."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.written: list[bytes] = []
        self.joined = OneWrite(self, asyncio.get_running_loop())
        self._transport = transport

    def write(self, data: bytes) -> None:
        self.written.append(data)
        self._transport.write(data)

    def close(self) -> None:
        self._transport.close()

    def is_closing(self) -> bool:
        return self._transport.is_closing()

    def get_extra_info(self, name: str) -> object:
        return self._transport.get_extra_info(name)


def test_head_and_body_are_one_piece_and_the_rest_follows_before_the_end() -> None:
    async def told() -> tuple[list[bytes], bytes, object]:
        loop, made = asyncio.get_running_loop(), Pieces()
        server = await loop.create_server(lambda: made, LOCALHOST, 0)
        async with server:
            reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
            while not hasattr(made, "joined"):
                await asyncio.sleep(0)
            made.joined.write(b"head ")
            made.joined.write(b"body ")
            await reader.readexactly(10)
            made.joined.write(b"last ")
            made.joined.write(b"words")
            made.joined.close()
            made.joined.write(b"too late")
            rest = await reader.read()
            writer.close()
            return made.written, rest, made.joined.get_extra_info("peername")

    written, rest, peer = asyncio.run(told())
    assert written == [b"head body ", b"last words"]
    assert rest == b"last words"
    assert peer is not None
