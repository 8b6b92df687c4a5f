"""A vault at a quarter to four (picture 12): straps and loose notes of every kind, a bag each way, a requisition, and a day's forecast."""

import msgspec

from contract.drawers import DrawerTotalsFact
from contract.forecast import Drain, DrawerWants, PlaceForecast
from contract.vault import MoveState, Place, Where
from tests.teller_app.kit import BRANCH, KWESI_ID
from tests.teller_app.samples import some_id
from tests.teller_app.vault.desk import (
    AHEAD,
    HAJARA_ID,
    KOJO_ID,
    SWAP,
    Replica,
    asked,
    custody,
    held,
    move,
    session,
)

STRAPS = {"20000": (3, 112), "10000": (4, 86), "5000": (5, 202), "2000": (6, 218), "1000": (7, 202), "500": (5, 244), "200": (4, 30),
          "100": (5, 14)}  # fmt: skip
COINS = {"200c": 210, "100c": 380, "50c": 260, "20c": 200, "10c": 240, "5c": 100, "1c": 100}
STOCK = {
    **{f"{face}:strapped": straps * 100 for face, (straps, _) in STRAPS.items()},
    **{face: loose for face, (_, loose) in STRAPS.items()},
    **COINS,
}
DRAINS = {"20000": 96, "10000": 140, "5000": 310, "2000": 640, "1000": 1450, "500": 810, "200": 90, "100": 120}
"""Pieces that the rest of the day takes."""
TILL = {"20000": 50, "5000": 108, "2000": 138, "1000": 130, "500": 140}
HELD = {"20000": 31, "5000": 48, "2000": 66, "1000": 22, "500": 41}


def _drains(wanted: dict[str, int]) -> tuple[Drain, ...]:
    """As many in each of three half hours."""
    return tuple(Drain(face=face, rest=(pieces * 100 // 3,) * 3) for face, pieces in wanted.items())


AFTERNOON = msgspec.structs.replace(
    AHEAD,
    present=(HAJARA_ID,),
    days=8,
    places=(
        PlaceForecast(holder=f"vault:{BRANCH}:GHS", held=STOCK, drains=_drains(DRAINS)),
        PlaceForecast(holder="drawer:3", held=HELD, drawer=some_id(703), number="03", drains=_drains(TILL)),
    ),
    wants=tuple(
        DrawerWants(drawer=some_id(700 + n), number=f"{n:02d}", small=small, large=large)
        for n, small, large in (
            (1, 640, 750),
            (2, 410, 1090),
            (3, 1150, 230),
            (4, 710, 830),
            (5, 340, 410),
            (6, 850, 560),
        )
    ),
)


def afternoon(replica: Replica) -> None:
    """Put it into a vault's replica."""
    bank = move(613, source=Place(where=Where.VAULT), target=Place(where=Where.BANK), source_number="", maker=HAJARA_ID,
                second=KWESI_ID, amount=20_000_00, pieces={"20000": 100}, sent_at="2026-11-22T14:20:00.000Z")  # fmt: skip
    done = move(611, source=Place(where=Where.VAULT), target=Place(where=Where.DRAWER, drawer=some_id(705)), source_number="",
                target_number="05", maker=HAJARA_ID, second=KWESI_ID, amount=10_000_00, state=MoveState.RECEIVED,
                receiver=KOJO_ID, received_at="2026-11-22T13:48:00.000Z")  # fmt: skip
    out = move(sent_at="2026-11-22T15:35:00.000Z")
    earlier = msgspec.structs.replace(bank, transfer=move(608).transfer, number="VT-0608", state=MoveState.RECEIVED,
                                      sent_at="2026-11-22T10:00:00.000Z", received_at="2026-11-22T10:50:00.000Z")  # fmt: skip
    replica.moves = (out, bank, done, earlier, msgspec.structs.replace(SWAP, received_at="2026-11-22T13:10:00.000Z"))
    replica.stock = dict(STOCK)
    replica.requisitions = (asked(asked_by=KOJO_ID, at="2026-11-22T15:28:00.000Z"),)
    replica.vault = custody(
        opened_at="2026-11-22T15:02:00.000Z", opened_by=(HAJARA_ID, KWESI_ID), locks_at="2026-11-22T15:52:00.000Z",
        counted_at="2026-11-22T15:05:00.000Z",
    )  # fmt: skip
    found: DrawerTotalsFact = msgspec.structs.replace(held(), pieces=HELD)
    replica.totals = {session(3).session: found}
    replica.now = replica.now.replace(hour=15, minute=41)
