"""The websocket as uvicorn speaks it, with a shorter way for what the feed tells many at once.

A message through the application interface costs each socket two tasks' turns and a frame of its own. A frame that is made once
for all who see the same (RFC 6455, section 5.1: a server's frames are not masked) is only written here. Whoever does not take
what they are sent is not written to: the feed waits for them in its own task, within its own bounds.
"""

from collections.abc import Callable
from typing import Any, cast

from starlette.websockets import WebSocket
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.http11 import Request

from server.api.one_write import OneWrite

FRAMES = "coastal.frames"
type Write = Callable[[bytes], bool]


class WireProtocol(WebSocketsSansIOProtocol):
    """Offers ``write_frame`` to the application, among the scope's extensions."""

    def connection_made(self, transport: Any) -> None:
        """Taken over from HTTP, whose transport waits for the end of a turn: here each write is a whole message."""
        super().connection_made(transport.transport if isinstance(transport, OneWrite) else transport)

    def handle_connect(self, event: Request) -> None:
        """The application begins in the loop's next turn, and finds it then."""
        super().handle_connect(event)
        if not self.close_sent:
            cast("dict[str, Any]", self.scope["extensions"])[FRAMES] = self.write_frame

    def write_frame(self, frame: bytes) -> bool:
        """Write whole frames at once. False where one would have to wait for the other side, or it has gone."""
        if self.close_sent or not self.writable.is_set() or self.transport.is_closing():
            return False
        self.transport.write(frame)
        return True


def frames_of(socket: WebSocket) -> Write | None:
    """The short way of this socket, where it has one."""
    found: Write | None = (socket.scope.get("extensions") or {}).get(FRAMES)
    return found
