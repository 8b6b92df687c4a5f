"""A close that is finished later, on the device's disk, encrypted for its cashier: a crash or a sign-out costs no counting. Pure.

What was counted is kept under the id that its count will be sent with. A count that reached the server before the note was cleared is
known by it, so it is neither shown as unsent nor booked a second time.
"""

import logging

import msgspec

from contract.drawers import ReconciliationFact

NOTE = "drawer_saved"
VERSION = 1
log = logging.getLogger(__name__)


class Saved(msgspec.Struct, frozen=True):
    """``attempt`` is the id of the count to come, ``counts`` what was typed of it, ``reason`` and ``post_to`` what was typed for the close."""

    session: str = ""
    attempt: str = ""
    counts: dict[str, int] = {}
    reason: str = ""
    post_to: str = ""
    version: int = VERSION


def packed(saved: Saved) -> bytes:
    """As it is kept."""
    return msgspec.json.encode(saved)


def unpacked(value: bytes | None) -> Saved:
    """What was kept; nothing where it is of another version, or cannot be read."""
    if not value:
        return Saved()
    try:
        found = msgspec.json.decode(value, type=Saved)
    except msgspec.MsgspecError:
        log.warning("a close of another version is not brought back")
        return Saved()
    return found if found.version == VERSION else Saved()


def standing(saved: Saved, session: str, sheet: ReconciliationFact | None) -> Saved:
    """What of it still stands for this session: nothing of another one, and no count that the server has."""
    if saved.session != session or not session:
        return Saved()
    sent = sheet is not None and any(line.attempt == saved.attempt for line in sheet.attempts)
    return msgspec.structs.replace(saved, attempt="", counts={}) if sent else saved
