"""Forms that were put aside, on the device's disk, encrypted for their person: a crash between two borrowers costs no typing. Pure."""

import logging
from collections.abc import Sequence

import msgspec

from contract.base import UNREADABLE
from teller_app.loans.state import Draft

NOTE = "loans_held"
VERSION = 1
HELD_MAX = 9
log = logging.getLogger(__name__)


class _Kept(msgspec.Struct, frozen=True):
    version: int
    held: tuple[Draft, ...]


def packed(held: Sequence[Draft]) -> bytes:
    """The forms as they are kept."""
    return msgspec.json.encode(_Kept(VERSION, tuple(held)))


def unpacked(value: bytes | None) -> tuple[Draft, ...]:
    """Those that may still be taken up; of another version of the app none."""
    if not value:
        return ()
    try:
        kept = msgspec.json.decode(value, type=_Kept)
    except UNREADABLE:
        log.warning("held forms of another version are not brought back")
        return ()
    return kept.held if kept.version == VERSION else ()
