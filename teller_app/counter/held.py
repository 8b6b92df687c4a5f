"""Held forms on the device's disk, encrypted for their person: a crash or a sign-out between two customers costs no typing. Pure.

A manager's code is a secret that works once: it is never written. What is older than the policy lets a form be kept ends, and what
another version of the app cannot read is not brought back.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
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


def unpacked(value: bytes | None) -> tuple[Held, ...]:
    """All that were put aside; nothing of what cannot be read."""
    if not value:
        return ()
    try:
        kept = msgspec.json.decode(value, type=_Kept)
    except UNREADABLE:
        log.warning("held forms of another version are not brought back")
        return ()
    return kept.held if kept.version == VERSION else ()


@dataclass(frozen=True)
class Shelf:
    """What was put aside and is out of sight, and how long a form is kept, in seconds. ``bank`` is what time it was when the bank was heard
    of last (empty: not yet), ``ahead_s`` how far its clock is before this machine's. A late word says too little, so the largest counts.

    A machine's clock may be wrong: what is too old by it alone is out of sight and stays on the disk. Only the bank's clock ends a form,
    and one that was stamped by a machine's begins anew once the bank's is known.
    """

    away: tuple[Held, ...] = ()
    life_s: int = 0
    bank: str = ""
    ahead_s: float = 0

    def told(self, bank: str, now: str) -> "Shelf":
        """The bank said what time it is; both are stamps."""
        ahead_s = (datetime.fromisoformat(bank) - datetime.fromisoformat(now)).total_seconds()
        return replace(self, bank=bank, ahead_s=max(ahead_s, self.ahead_s) if self.bank else ahead_s)

    def stamp(self, now: str) -> tuple[str, bool]:
        """When something is put aside, and whether that is sure."""
        return _after(now, self.ahead_s), bool(self.bank)

    def judged(self, kept: Sequence[Held], now: str) -> tuple[tuple[Held, ...], "Shelf"]:
        """Those of ``kept`` and of what was out of sight that may be taken up, oldest first; and the shelf with the others."""
        every = (*self.away, *kept)
        if self.bank:
            at, _ = self.stamp(now)
            every = tuple(one if one.sure else replace(one, at=at, sure=True) for one in every)
        since = _after(self.bank or now, -self.life_s)
        seen = tuple(one for one in every if one.at >= since)
        return seen, replace(self, away=() if self.bank else tuple(one for one in every if one.at < since))


def _after(stamp: str, seconds: float) -> str:
    moment = datetime.fromisoformat(stamp) + timedelta(seconds=seconds)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
