"""What a device's envelopes say about each other: none left out, none made twice, none by a copy of the device.

Each chained envelope carries the link of the one before (``contract/envelope.py``). The server keeps, for each device, the last counter
and link, and the holes that are still open. A hole is told and what stands behind it is booked: the cash has moved. A fork (the
same counter with other content, or another past) is not booked, nor is anything after it, until an administrator readmits the device.
"""

from enum import StrEnum
from typing import Any

import msgspec
from sqlalchemy import BigInteger, Boolean, Column, String, Table

from contract.envelope import CHAIN_START
from server.core.store import Row, Store
from server.db.columns import Id, Json
from server.db.metadata import metadata

HOLES_MAX = 100
"""Open holes remembered for a device. An older one that is closed later counts as a fork then."""

device_chains = Table(
    "device_chains",
    metadata,
    Column("device", Id, primary_key=True),
    Column("counter", BigInteger, nullable=False),
    Column("link", String(43), nullable=False),
    Column("chained", Boolean, nullable=False),
    Column("forked", Boolean, nullable=False),
    Column("holes", Json, nullable=False),
)


class ChainRow(Row, frozen=True, kw_only=True):
    """Where a device's chain stands. ``link`` is empty before its first chained envelope and after it was readmitted;
    ``chained`` says whether the last envelope that came belonged to the chain.

    A hole is ``[first, last, before, after]``: the counters that are missing, the link of the envelope before them, and the
    chain that the envelope behind them carries (empty: unknown).
    """

    device: str
    counter: int = 0
    link: str = ""
    chained: bool = False
    forked: bool = False
    holes: list[list[Any]] = []


CHAINS = Store(device_chains, ChainRow, key="device")


class Finding(StrEnum):
    """What the bank's people are told, as a notice's code."""

    GAP = "device_gap"
    RESTARTED = "device_restarted"
    FORKED = "device_forked"


class Mark(msgspec.Struct, frozen=True):
    """An envelope's place: its counter, the chain it carries, its own link. ``link`` is empty for the bank's own commands."""

    counter: int
    chain: str
    link: str


class Judged(msgspec.Struct, frozen=True):
    """The chain after an envelope, what is to be told, and whether the envelope may be booked. ``first`` to ``last`` are missing."""

    row: ChainRow
    taken: bool = True
    finding: Finding | None = None
    first: int = 0
    last: int = 0


def judge(row: ChainRow, mark: Mark) -> Judged:
    """Weigh an envelope whose command is not known yet; one that is sent again was weighed when it came first."""
    if row.forked:
        return Judged(row, taken=False)
    if not mark.chain:
        # A workstation without an outbox claims nothing, and moves nothing. That it had one before is told once.
        loose = msgspec.structs.replace(row, chained=False)
        return Judged(loose, finding=Finding.RESTARTED if row.chained else None)
    if not row.link:
        return Judged(_moved(row, mark))
    if mark.chain == CHAIN_START:
        return Judged(_moved(row, mark), finding=Finding.RESTARTED)
    if mark.counter > row.counter + 1:
        first, last = row.counter + 1, mark.counter - 1
        holes = [*row.holes, [first, last, row.link, mark.chain]][-HOLES_MAX:]
        moved = msgspec.structs.replace(_moved(row, mark), holes=holes)
        return Judged(moved, finding=Finding.GAP, first=first, last=last)
    if mark.counter == row.counter + 1 and mark.chain == row.link:
        return Judged(_moved(row, mark))
    return _late(row, mark)


def reopened(row: ChainRow, mark: Mark) -> ChainRow:
    """The envelope left no receipt, so the very same one may come again: a hole that only it fits."""
    hole = [mark.counter, mark.counter, mark.chain, mark.link]
    return msgspec.structs.replace(row, holes=[*row.holes, hole][-HOLES_MAX:])


def missing(row: ChainRow | None) -> int:
    """How many envelopes are left out of what came: what the device made after its last one is not known, and is none of them."""
    return sum(last - first + 1 for first, last, *_ in row.holes) if row is not None else 0


def _moved(row: ChainRow, mark: Mark) -> ChainRow:
    return msgspec.structs.replace(row, counter=mark.counter, link=mark.link, chained=True)


def _late(row: ChainRow, mark: Mark) -> Judged:
    """An envelope that fits an open hole fills it, and leaves smaller ones; any other is a second past."""
    for at, (first, last, before, after) in enumerate(row.holes):
        if not first <= mark.counter <= last:
            continue
        if (mark.counter == first and mark.chain != before) or (mark.counter == last and after not in ("", mark.link)):
            break
        rest = [[first, mark.counter - 1, before, mark.chain], [mark.counter + 1, last, mark.link, after]]
        holes = [*row.holes[:at], *(hole for hole in rest if hole[0] <= hole[1]), *row.holes[at + 1 :]]
        return Judged(msgspec.structs.replace(row, holes=holes))
    forked = msgspec.structs.replace(row, forked=True)
    return Judged(forked, taken=False, finding=Finding.FORKED, first=mark.counter, last=mark.counter)
