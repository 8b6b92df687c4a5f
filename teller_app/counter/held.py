"""Held forms on the device's disk, encrypted for their person: a crash or a sign-out between two customers costs no typing. Pure.

A manager's code is a secret that works once: it is never written. What is older than the policy lets a form be kept, or what another
version of the app cannot read, is not brought back.
"""

import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import msgspec

from contract.base import UNREADABLE
from teller_app.counter.state import Held

NOTE = "counter_held"
log = logging.getLogger(__name__)


class _Kept(msgspec.Struct, frozen=True):
    version: int
    held: tuple[Held, ...]


VERSION = 1


def packed(held: Sequence[Held]) -> bytes:
    """The forms as they are kept."""
    return msgspec.json.encode(
        _Kept(VERSION, tuple(replace(one, form=replace(one.form, code="", code_id="")) for one in held))
    )


def unpacked(value: bytes | None, now: str, life_s: int) -> tuple[Held, ...]:
    """Those that may still be taken up; ``now`` is a stamp, ``life_s`` how long they are kept, in seconds."""
    if not value:
        return ()
    try:
        kept = msgspec.json.decode(value, type=_Kept)
    except UNREADABLE:
        log.warning("held forms of another version are not brought back")
        return ()
    since = (datetime.fromisoformat(now) - timedelta(seconds=life_s)).isoformat(timespec="milliseconds")
    return tuple(one for one in kept.held if kept.version == VERSION and one.at >= since.replace("+00:00", "Z"))
