"""What one session's own postings brought in and took out, by piece: known to whoever typed it, and no stock. Pure; no Qt.

A blind till is told no stock, so a payout is proposed out of what came in: then the float keeps the change that the vault gave it.
"""

from collections.abc import Iterable, Mapping

import msgspec

from contract.base import UNREADABLE, Command
from contract.ledger import Deposit, Withdraw
from contract.money import CURRENCIES, add_pieces

MOST = 20
"""Pieces of one kind that are proposed because they came in: nobody wants a salary in fives."""


class Tally(msgspec.Struct, frozen=True):
    """Net pieces of a session, in positive. Postings of another workstation are not in it."""

    session: str = ""
    pieces: dict[str, int] = {}


_decoder = msgspec.json.Decoder(Tally)


def written(tally: Tally) -> bytes:
    """As kept for the next start."""
    return msgspec.json.encode(tally)


def read(kept: bytes | None, session: str) -> Tally:
    """What was kept for this session; nothing where it was another's or cannot be read."""
    try:
        found = _decoder.decode(kept) if kept else Tally()
    except UNREADABLE:
        found = Tally()
    return found if found.session == session else Tally(session=session)


def after(tally: Tally, command: Command) -> Tally:
    """With what changed hands in this posting."""
    if not isinstance(command, Deposit | Withdraw):
        return tally
    pieces = add_pieces(add_pieces(tally.pieces, command.cash.received), command.cash.given, -1)
    return Tally(session=tally.session, pieces=pieces)


def propose(amount: int, currency: str, came_in: Mapping[str, int]) -> dict[str, int]:
    """Pieces for ``amount``: those that came in first, then the fewest, each time the largest first; a note that is
    withdrawn from issue goes out to nobody, also where it came in. What came in is left where it would break a round rest: one coin of 0.50 makes no 49.50 of a 50."""
    left, chosen = amount, dict[str, int]()
    issued = [item for item in CURRENCIES[currency].denominations if item.issued]
    order = sorted(issued, key=lambda item: (-item.minor, item.note))
    faces = tuple(item.minor for item in order)
    for item in order:
        count = max(0, min(left // item.minor, came_in.get(item.face, 0), MOST))
        while count and _fewest(left - count * item.minor, faces) > _fewest(left, faces):
            count -= 1
        if count:
            chosen[item.face], left = count, left - count * item.minor
    for item in order:
        count, left = divmod(left, item.minor)
        if count:
            chosen[item.face] = chosen.get(item.face, 0) + count
    return chosen


def _fewest(amount: int, faces: Iterable[int]) -> int:
    """How many pieces the largest ones first make of it."""
    pieces = 0
    for face in faces:
        count, amount = divmod(amount, face)
        pieces += count
    return pieces
