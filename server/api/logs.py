"""One JSON line an event on standard error, our own and the libraries'. Secrets have no way in: fields with their names are blanked."""

import logging
import sys
from typing import Any

import msgspec
import structlog
from structlog.typing import EventDict, WrappedLogger

_SECRET = frozenset({"password", "refresh", "access", "token", "authorization", "dpop", "signature", "body", "secret"})


def without_secrets(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Blank whatever is named like a secret."""
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


def configure(level: str) -> None:
    """Send the root logger's records to standard error as JSON."""
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
    handler = logging.StreamHandler(sys.stderr)
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
