"""A local HTTP server that speaks like Sendexa, Hubtel and Arkesel: documented answers, errors and delays, one a request."""

import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = tuple[int, Any]


class House:
    """``answers`` are given in order, the last one for ever; ``asked`` is what came: (method, path, headers, body)."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.answers: list[Answer | str] = [(200, {})]
        self.asked: list[tuple[str, str, dict[str, str], Any]] = []
        self.delay_s = 0.0

    def next(self) -> Answer | str:
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


def sent(status: str = "queued", name: str = "msg_1") -> Answer:
    """As Sendexa says yes."""
    data = {"messageId": name, "status": status}
    return 200, {"success": True, "message": "ok", "data": data, "errors": None, "requestId": "req_1"}


def denied(status: int, message: str) -> Answer:
    """As Sendexa says no."""
    return status, {"success": False, "message": message, "data": None, "errors": [message], "requestId": "req_1"}


@contextmanager
def carrier_house() -> Iterator[House]:
    """The server on a free port, ended and joined afterwards."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.serve("POST")

        def do_GET(self) -> None:
            self.serve("GET")

        def serve(self, method: str) -> None:
            raw = self.rfile.read(int(self.headers.get("content-length", 0)))
            house.asked.append((method, self.path, dict(self.headers), json.loads(raw) if raw else None))
            time.sleep(house.delay_s)
            answer = house.next()
            if isinstance(answer, str):
                self.spoil(answer)
                return
            body = json.dumps(answer[1]).encode()
            self.send_response(answer[0])
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def spoil(self, how: str) -> None:
            if how == "cut":
                self.connection.shutdown(socket.SHUT_RDWR)
            else:
                self.wfile.write(b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nnot json!")

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    house = House(f"http://127.0.0.1:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, name="coastal-test-carrier", daemon=True)
    thread.start()
    try:
        yield house
    finally:
        server.shutdown()
        server.server_close()
        thread.join(60)
