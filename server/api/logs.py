"""One JSON line an event on standard error, our own and the libraries'. Secrets have no way in: fields with their names are blanked."""

import logging
import sys
import threading
import time
from contextlib import nullcontext, suppress
from datetime import UTC, datetime
from typing import Any, TextIO

import msgspec
import structlog
from structlog.typing import EventDict, WrappedLogger

_SECRET = frozenset({"password", "refresh", "access", "token", "authorization", "dpop", "signature", "body", "secret"})
EDGE, REQUEST = "coastal.api", "request"
"""Who says that a request was answered, and the word for it."""
_REQUEST_FIELDS = ("request_id", "method", "path", "status", "code", "ms")
FLUSH_S = 0.25
LINES_MAX = 1_000
"""Lines of answered requests that wait at most."""
_encode = msgspec.json.Encoder().encode


def without_secrets(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Blank whatever is named like a secret; a line said once more in colours for a terminal is not kept."""
    event.pop("color_message", None)
    for name in event:
        if name.lower() in _SECRET:
            event[name] = "…"
    return event


def as_json(_logger: WrappedLogger, _method: str, event: EventDict) -> str:
    """The event as one line."""
    return msgspec.json.encode(event, enc_hook=str).decode()


def _no_queries(record: logging.LogRecord) -> bool:
    if "Invalid UTF-8" in str(record.msg):
        # Somebody's broken frame is no defect of ours.
        record.exc_info, record.levelno, record.levelname = None, logging.WARNING, "WARNING"
    return '"WebSocket %s"' not in str(record.msg)


class Answered(logging.LogRecord):
    """That a request was answered, without what a record looks up by itself: thread, task and line of code, each time the same."""

    name, msg, args = EDGE, REQUEST, ()
    levelno, levelname = logging.INFO, "INFO"
    pathname, filename, module, lineno, funcName = __file__, "logs.py", "logs", 0, ""
    exc_info = exc_text = stack_info = None
    thread = threadName = process = processName = taskName = None
    relativeCreated = msecs = 0.0

    def __init__(self, **said: Any) -> None:
        self.created = time.time()
        self.__dict__.update(said)


class Lines(logging.Handler):
    """Writes records to a stream, those of answered requests some at a time: one write for all that came within a quarter of a second.

    Writing each alone took as long as admitting a command. Whatever else is logged is written at once, with what came before it;
    only lines of the last moment are lost to kill -9, and no line of the journal, which is the record of what was done.
    """

    def __init__(self, stream: TextIO) -> None:
        super().__init__()
        self._stream = stream
        self._waiting: list[str] = []
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._live, name="coastal-log", daemon=True)
        self._thread.start()

    def emit(self, record: logging.LogRecord) -> None:
        """Under the handler's lock."""
        if record.name == EDGE and record.msg == REQUEST:
            self._waiting.append(request_line(record))
            if len(self._waiting) < LINES_MAX:
                return
        else:
            self._waiting.append(self.format(record))
        self._write()

    def flush(self) -> None:
        """Write what waits."""
        with self.lock or nullcontext():
            self._write()

    def close(self) -> None:
        """Write what waits and end the thread."""
        self._closing.set()
        if self._thread is not threading.current_thread():
            self._thread.join(1)
        self.flush()
        super().close()

    def _write(self) -> None:
        if self._waiting:
            text, self._waiting = "\n".join(self._waiting) + "\n", []
            # Who reads the log may have gone or its disk be full: no request fails for that.
            with suppress(OSError, ValueError):
                self._stream.write(text)
                self._stream.flush()

    def _live(self) -> None:
        while not self._closing.wait(FLUSH_S):
            self.flush()


def request_line(record: logging.LogRecord) -> str:
    """The line of an answered request: the edge's own fields and nothing from the request but its path."""
    said = record.__dict__
    fields = {name: said[name] for name in _REQUEST_FIELDS if name in said}
    at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")[:23] + "Z"
    return _encode(fields | {"level": "info", "logger": record.name, "at": at, "event": REQUEST}).decode()


def configure(level: str) -> Lines:
    """Send the root logger's records to standard error as JSON. Closing what is returned writes the last lines."""
    chain: list[Any] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
        structlog.processors.format_exc_info,
    ]
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=chain,
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, without_secrets, as_json],
    )
    handler = Lines(sys.stderr)
    handler.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level.upper())
    logging.getLogger("uvicorn.access").disabled = True
    for name in ("uvicorn.error", "websockets"):
        # At debug they write every header and frame: the token among them.
        logging.getLogger(name).setLevel(max(logging.INFO, root.level))
    # It writes each websocket's path with its query, where somebody may have put a token; the edge says paths alone.
    logging.getLogger("uvicorn.error").addFilter(_no_queries)
    logging.getLogger("alembic").setLevel(logging.WARNING)
    return handler
