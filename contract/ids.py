"""Typed identifiers. Keys are UUIDv7 (RFC 9562): time-ordered, so that an index grows at its end."""

import hashlib
import os
import time
from typing import Annotated, NewType

import msgspec

# Every pattern of this contract ends in (?!\n)$: a bare $ would let a line break stand after the last character, and the
# signed bytes are joined by line breaks. Digits are [0-9]: \d would take those of every script.
_UUID = r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?!\n)$"

Id = Annotated[str, msgspec.Meta(pattern=_UUID, description="UUIDv7, lower case")]
Code = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9._-]{1,40}(?!\n)$", description="short name given by people")]
Sha256 = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}(?!\n)$")]

CommandId = NewType("CommandId", str)

SYSTEM_USER = "00000000-0000-7000-8000-000000000001"
"""The bank's own hand: imports, migrations and the command line. Nobody can sign in as it."""
SERVER_DEVICE = "00000000-0000-7000-8000-000000000002"


def new_id(now_ms: int | None = None) -> str:
    """A fresh UUIDv7 as 36 characters. ``now_ms`` (milliseconds since 1970) makes the time part deterministic in tests.

    The twelve bits behind the version are the fraction of the millisecond (RFC 9562, 6.2, method 3), so that what one process makes
    in a row also sorts so; the other 62 are random.
    """
    stamp, part = divmod(time.time_ns(), 1_000_000) if now_ms is None else (now_ms, 0)
    chance = int.from_bytes(os.urandom(10))
    if now_ms is None:
        chance = chance & (1 << 64) - 1 | (part * 4096 // 1_000_000) << 64
    value = (stamp & (1 << 48) - 1) << 80 | chance
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    text = f"{value:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def derived_id(*parts: object) -> str:
    """A stable id shaped like a UUID (version 8, RFC 9562), for things that must be named before they exist."""
    text = hashlib.sha256("/".join(str(part) for part in parts).encode()).hexdigest()
    return f"{text[:8]}-{text[8:12]}-8{text[13:16]}-8{text[17:20]}-{text[20:32]}"
