"""A drawer's day for tests, near picture 19, and a model over a fake port."""

from dataclasses import dataclass, field
from typing import Any

import msgspec

from contract.drawers import DrawerFact
from contract.history import (
    DrawerHistory,
    HistoryApproval,
    HistoryBreak,
    HistoryCount,
    HistorySession,
    HistoryStep,
    HistoryTransfer,
)
from contract.money import pieces_total
from contract.paths import DRAWER_HISTORY
from teller_app.history.model import HistoryModel, Lookups
from tests.teller_app.branches.desk import MANAGER
from tests.teller_app.drawers.desk import FLOAT, SESSION_ID, drawer
from tests.teller_app.kit import BRANCH, EFUA_ID, KWESI_ID, FakePort
from tests.teller_app.samples import some_id
from tests.teller_app.vault.desk import PEOPLE

DAY = "2026-11-22"
DRAWER = drawer().drawer
MOVES = (
    ("08:20", "from_vault", {"20000": 40, "10000": 60}, ""),
    ("09:05", "deposit", {"5000": 40, "2000": 50}, "Adwoa Pharmacy"),
    ("09:31", "withdraw", {"10000": -25}, "Kumasi Timber Ltd"),
    ("10:12", "deposit", {"20000": 60, "1000": 20}, "Ibrahim Mahama"),
    ("11:24", "exchange", {"5000": 20, "2000": -50}, ""),
    ("11:58", "deposit", {"10000": 64}, "Makola Traders"),
    ("12:40", "withdraw", {"20000": -40}, "Fatima Alhassan"),
    ("13:41", "withdraw", {"10000": -9}, "Yaw Ofori Atta"),
    ("13:47", "deposit", {"5000": 11, "500": 2, "50c": 1}, "Ibrahim Mahama"),
    ("13:52", "withdraw", {"20000": -3, "2000": -2}, "Selorm Agbeko"),
    ("13:58", "deposit", {"10000": 30}, "Mawuli Tetteh"),
    ("14:03", "withdraw", {"10000": -2}, "Esi Quansah"),
)


def at(clock: str) -> str:
    return f"{DAY}T{clock}:10.000Z"


def step(place: int, clock: str, kind: str, pieces: dict[str, int], holder: str) -> HistoryStep:
    cash = kind in ("deposit", "withdraw")
    return HistoryStep(
        seq=487 + place, at=at(clock), made_at=at(clock), kind=kind, amount=pieces_total(pieces), pieces=pieces, session=SESSION_ID,
        made_by=EFUA_ID, transaction=some_id(487 + place), receipt=f"04-20261122-1-{487 + place:04d}" if cash else "", holder=holder,
    )  # fmt: skip


STEPS = (step(0, "08:00", "opening", FLOAT, ""), *(step(n, *move) for n, move in enumerate(MOVES, 1)))


def history(**changes: Any) -> DrawerHistory:
    base = DrawerHistory(
        drawer=DRAWER, number="04", branch=BRANCH, currency="GHS", business_date=DAY, seq=900, steps=STEPS, soft_max=5_000_000, live=True,
        sessions=(HistorySession(session=SESSION_ID, cashier=EFUA_ID, state="open", opened_at=at("08:00")),),
        counts=(HistoryCount(at=at("11:00"), kind="surprise", by=KWESI_ID, witness=EFUA_ID, total=1, variance=0),),
        approvals=(
            HistoryApproval(request=some_id(91), at=at("09:33"), state="used", kind="withdraw", by=KWESI_ID, amount=2_500_00,
                            holder="Kumasi Timber Ltd"),
            HistoryApproval(request=some_id(92), at=at("12:40"), state="used", kind="withdraw", by=KWESI_ID, amount=8_000_00,
                            holder="Fatima Alhassan"),
        ),
        transfers=(
            HistoryTransfer(number="VT-0604", at=at("08:20"), kind="from_vault", state="received", amount=14_000_00, note="Float"),
            HistoryTransfer(number="VT-0611", at=at("11:24"), kind="exchange", state="received", amount=0, note="Small notes"),
        ),
        breaks=(HistoryBreak(at=at("13:15"), by=EFUA_ID, until=at("13:38")),),
    )  # fmt: skip
    return msgspec.structs.replace(base, **changes)


def closed(variance: int = -2000, **changes: Any) -> DrawerHistory:
    """The same day looked back on."""
    session = HistorySession(session=SESSION_ID, cashier=EFUA_ID, state="closed", opened_at=at("08:00"), closed_at=at("17:00"),
                             variance=variance)  # fmt: skip
    return history(live=False, sessions=(session,), **changes)


@dataclass
class Replica:
    """What replica and server say, and which postings were opened."""

    drawers: tuple[DrawerFact, ...] = (drawer(), drawer("05"))
    day: DrawerHistory | None = field(default_factory=history)
    shown: list[str] = field(default_factory=list)
    printed: list[tuple[str, str, int]] = field(default_factory=list)


def room(replica: Replica, port: FakePort | None = None) -> tuple[HistoryModel, FakePort]:
    """A manager's model, somebody looking."""
    port = port or FakePort(MANAGER)
    answer(port, replica.day)
    model = HistoryModel(
        port,
        Lookups(lambda conn: replica.drawers, lambda conn: PEOPLE),
        replica.shown.append,
        lambda *asked: replica.printed.append(asked),
    )
    model.refresh()
    model.enter()
    return model, port


def answer(port: FakePort, day: DrawerHistory | None) -> None:
    """What the server says from now on."""
    path = DRAWER_HISTORY.format(drawer=DRAWER)
    port.files.pop(path, None)
    if day is not None:
        port.files[path] = msgspec.json.encode(day)
