"""The embedded carrier: a file beside the bank's keys stands for every phone. For demonstrations and small beginnings.

It is no table of the database: whoever copies the database would find live codes in it.
"""

import contextlib
import os
import threading
from pathlib import Path

import msgspec

from contract.ids import new_id
from server.sms.provider import Answer, Delivery, Fate

LINES_MAX = 200


class Shown(msgspec.Struct, frozen=True):
    """A message as the file holds it, one JSON object a line, newest last."""

    id: str
    phone: str
    text: str


class Embedded:
    """A Carrier. What is in the file counts as delivered."""

    name = "embedded"

    def __init__(self, file: Path) -> None:
        self._file = file
        self._lock = threading.Lock()

    def send(self, phone: str, text: str) -> Answer:
        """Append to the file; the oldest lines make room."""
        line = Shown(new_id(), phone, text)
        with self._lock:
            self._keep([*shown(self._file), line][-LINES_MAX:])
        return Answer(Fate.TAKEN, line.id)

    def _keep(self, lines: list[Shown]) -> None:
        fresh = self._file.with_suffix(".new")
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(b"".join(msgspec.json.encode(line) + b"\n" for line in lines))
        fresh.replace(self._file)

    def status(self, carrier_id: str) -> Delivery:
        """Delivered where it is there."""
        known = any(line.id == carrier_id for line in shown(self._file))
        return Delivery.DELIVERED if known else Delivery.UNKNOWN


def shown(file: Path) -> list[Shown]:
    """The messages in the file, oldest first. None where there is no file yet. A line that cannot be read is passed over: what a power
    cut left half written must not keep every later code from its phone."""
    try:
        lines = file.read_bytes().splitlines()
    except FileNotFoundError:
        return []
    return [known for line in lines if (known := _read(line)) is not None]


def _read(line: bytes) -> Shown | None:
    with contextlib.suppress(msgspec.MsgspecError, UnicodeDecodeError):
        return msgspec.json.decode(line, type=Shown)
    return None
