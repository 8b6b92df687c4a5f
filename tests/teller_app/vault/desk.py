"""Movements of cash for tests, and a model over a fake port."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import msgspec

from contract.counts import CountKind, CountState, SpotCountFact
from contract.drawers import DrawerFact, DrawerTotalsFact, SessionFact, SessionState
from contract.floats import FloatSlipFact
from contract.forecast import CashForecast, Drain, DrawerWants, PlaceForecast
from contract.money import pieces_total
from contract.permissions import Permission, Role
from contract.staff import UserFact
from contract.vault import (
    CashMoveFact,
    MoveKind,
    MoveState,
    Place,
    RequisitionFact,
    RequisitionState,
    StockFact,
    VaultFact,
    Where,
)
from teller_app.vault.following import Lookups, Prints
from teller_app.vault.model import VaultModel
from teller_app.vault.payout import suggest
from tests.teller_app.kit import BRANCH, DEVICE, EFUA, EFUA_ID, KWESI, KWESI_ID, FakePort
from tests.teller_app.samples import some_id

HAJARA_ID, KOJO_ID = some_id(901), some_id(902)
HOUR = "2026-11-22T09:35:00.000Z"
KEEPER = msgspec.structs.replace(
    KWESI,
    permissions=(*KWESI.permissions, Permission.MOVE_CASH, Permission.KEEP_VAULT, Permission.SEE_DRAWER_TOTALS),
)
TELLER = msgspec.structs.replace(EFUA, permissions=(*EFUA.permissions, Permission.MOVE_CASH))
STOCK = {"20000": 412, "10000": 486, "5000": 702, "2000": 818, "1000": 902, "500": 744, "200c": 210, "100c": 380}


def person(user: str, name: str, role: Role, branch: str = BRANCH) -> UserFact:
    return UserFact(user=user, username=name.lower(), full_name=name, staff_number="S", roles=(role,), branch=branch,
                    active=True)  # fmt: skip


PEOPLE = (
    person(EFUA_ID, "Efua Owusu", Role.CASHIER),
    person(HAJARA_ID, "Hajara Bawa", Role.OPERATIONS),
    person(KOJO_ID, "Kojo Bediako", Role.CASHIER),
    person(KWESI_ID, "Kwesi Appiah", Role.MANAGER),
    person(some_id(903), "Adjoa Tetteh", Role.ADMINISTRATOR),
    person(some_id(904), "Abena of Osu", Role.MANAGER, some_id(905)),
)


def drawer(number: int, cashier: str = "") -> DrawerFact:
    return DrawerFact(drawer=some_id(700 + number), number=f"{number:02d}", branch=BRANCH, currency="GHS", soft_max=40_000_00,
                      hard_max=60_000_00, insured=50_000_00, tolerance=1000, session=some_id(800 + number) if cashier else "",
                      cashier=cashier)  # fmt: skip


def session(
    number: int = 3, cashier: str = EFUA_ID, state: SessionState = SessionState.OPEN, refused: str = ""
) -> SessionFact:
    return SessionFact(session=some_id(800 + number), drawer=some_id(700 + number), number=f"{number:02d}", branch=BRANCH,
                       currency="GHS", cashier=cashier, device=DEVICE, lease=1, state=state,
                       business_date="2026-11-22", opened_at=HOUR, refused=refused)  # fmt: skip


def slip(seal: str = "", cashier: str = EFUA_ID) -> FloatSlipFact:
    """A float slip for drawer 04: asked for, or signed by Hajara."""
    return FloatSlipFact(slip=some_id(950), drawer=some_id(704), number="04", branch=BRANCH, currency="GHS", cashier=cashier,
                         device=DEVICE, business_date="2026-11-22", session=some_id(951), asked_at=HOUR, seal=seal,
                         signed_by="Hajara Bawa" if seal else "", signed_at=HOUR if seal else "")  # fmt: skip


def held(number: int = 3) -> DrawerTotalsFact:
    """What a drawer holds, for those who may see it."""
    found = session(number)
    return DrawerTotalsFact(session=found.session, drawer=found.drawer, branch=BRANCH, currency="GHS", balance=20_000_00,
                            pieces={"20000": 100}, cash_in=0, cash_out=0)  # fmt: skip


def move(number: int = 612, **changes: Any) -> CashMoveFact:
    base = CashMoveFact(
        transfer=some_id(number), number=f"VT-{number:04d}", kind=MoveKind.TRANSFER, state=MoveState.SENT, branch=BRANCH,
        currency="GHS", source=Place(where=Where.DRAWER, drawer=some_id(702)), target=Place(where=Where.VAULT),
        source_number="02", target_number="", pieces={"20000": 100, "5000": 100}, amount=25_000_00, maker=KOJO_ID, at=HOUR,
        sent_at=HOUR, business_date="2026-11-22",
    )  # fmt: skip
    return msgspec.structs.replace(base, **changes)


TO_BANK = move(613, source=Place(where=Where.VAULT), target=Place(where=Where.BANK), source_number="", maker=HAJARA_ID,
               second=KWESI_ID, waits_for=KWESI_ID, state=MoveState.PROPOSED, amount=20_000_00, pieces={"20000": 100})  # fmt: skip
TO_TILL = move(614, source=Place(where=Where.VAULT), target=Place(where=Where.DRAWER, drawer=some_id(703)), source_number="",
               target_number="03", maker=KWESI_ID, second=HAJARA_ID, pieces={"1000": 100}, amount=1_000_00)  # fmt: skip
DONE = move(611, state=MoveState.RECEIVED, receiver=KWESI_ID, receiver_second=HAJARA_ID, received_at=HOUR,
            difference=-20_000, reason="One note short")  # fmt: skip
SWAP = move(610, kind=MoveKind.EXCHANGE, state=MoveState.RECEIVED, pieces={"5000": 4}, taken={"1000": 20}, amount=200_00,
            second=KWESI_ID, received_at=HOUR)  # fmt: skip
COUNT = move(609, kind=MoveKind.COUNT, state=MoveState.RECEIVED, source=Place(where=Where.VAULT), source_number="",
             closing=True, received_at=HOUR, second=HAJARA_ID)  # fmt: skip


def asked(**changes: Any) -> RequisitionFact:
    base = RequisitionFact(
        requisition=some_id(231), number="RQ-0231", state=RequisitionState.ASKED, branch=BRANCH, drawer=some_id(703),
        drawer_number="03", session=some_id(803), currency="GHS", amount=10_000_00, asked_by=EFUA_ID, at=HOUR,
        business_date="2026-11-22", note="mostly small",
    )  # fmt: skip
    return msgspec.structs.replace(base, **changes)


def drains(**parts: int) -> tuple[Drain, ...]:
    """So many pieces in each half hour of three."""
    return tuple(Drain(face=face[1:], rest=(pieces * 100,) * 3) for face, pieces in parts.items())


AHEAD = CashForecast(
    at="2026-11-22T15:30:00.000Z", business_date="2026-11-22", currency="GHS", days=12, since=15 * 60 + 30, until=17 * 60,
    places=(
        PlaceForecast(holder=f"vault:{BRANCH}:GHS", held=STOCK, drains=drains(f20000=32, f5000=100, f1000=484, f500=260)),
        PlaceForecast(holder="drawer:3", held={"1000": 20}, drawer=some_id(703), number="03", drains=drains(f1000=40, f500=9)),
    ),
    wants=tuple(DrawerWants(drawer=some_id(700 + n), number=f"{n:02d}", small=small, large=large)
                for n, small, large in ((1, 640, 750), (2, 410, 1090), (3, 1150, 230))),
)  # fmt: skip


@dataclass
class Replica:
    """What the replica says."""

    moves: Sequence[CashMoveFact] = (move(), TO_BANK, TO_TILL, DONE, SWAP, COUNT)
    requisitions: Sequence[RequisitionFact] = (asked(),)
    stock: dict[str, int] = field(default_factory=lambda: dict(STOCK))
    vault: VaultFact | None = None
    session: SessionFact | None = None
    sessions: Sequence[SessionFact] = ()
    slips: Sequence[FloatSlipFact] = ()
    counts: Sequence[SpotCountFact] = ()
    totals: Mapping[str, DrawerTotalsFact] = field(default_factory=dict)
    printed: list[str] = field(default_factory=list)
    foreign: Sequence[StockFact] = ()
    drawers: Sequence[DrawerFact] | None = None
    now: datetime = datetime(2026, 11, 22, 9, 45, tzinfo=UTC)

    def stocks(self) -> list[StockFact]:
        amount = pieces_total(self.stock)
        return [
            StockFact(holder=f"vault:{BRANCH}:GHS", branch=BRANCH, currency="GHS", pieces=self.stock, amount=amount),
            *self.foreign,
        ]


def crowns() -> StockFact:
    """A second currency in the same vault."""
    return StockFact(holder=f"vault:{BRANCH}:CZK", branch=BRANCH, currency="CZK", pieces={"10000": 10}, amount=1_000_00)


def custody(**changes: Any) -> VaultFact:
    base = VaultFact(vault=f"vault:{BRANCH}:GHS", branch=BRANCH, currency="GHS", open=True, soft_max=30_000_000,
                     insured=32_000_000, counted=1, counted_at=HOUR, counted_by=(HAJARA_ID, KWESI_ID))  # fmt: skip
    return msgspec.structs.replace(base, **changes)


def room(replica: Replica, port: FakePort | None = None) -> tuple[VaultModel, FakePort]:
    """A custodian's model unless another person's port is given."""
    port = port or FakePort(KEEPER)
    port.files.setdefault(f"/v1/branches/{BRANCH}/cash-forecast", msgspec.json.encode(AHEAD))
    tills = (drawer(2, KOJO_ID), drawer(3, EFUA_ID), drawer(4))
    lookups = Lookups(
        moves=lambda conn: replica.moves,
        requisitions=lambda conn: replica.requisitions,
        stocks=lambda conn: replica.stocks(),
        vaults=lambda conn: [replica.vault] if replica.vault else [],
        drawers=lambda conn: tills if replica.drawers is None else replica.drawers,
        totals=lambda conn: replica.totals,
        people=lambda conn: PEOPLE,
        session=lambda conn, user: replica.session,
        sessions=lambda conn: replica.sessions,
        counts=lambda conn: replica.counts,
        slips=lambda conn: replica.slips,
        suggest=suggest,
        now=lambda: replica.now,
    )
    model = VaultModel(
        port,
        lookups,
        Prints(
            replica.printed.append,
            lambda key: replica.printed.append(f"sheet {key}"),
            lambda drawer, currency: replica.printed.append(f"blank {drawer} {currency}"),
        ),
    )
    model.refresh()
    return model, port


def teller(replica: Replica) -> tuple[VaultModel, FakePort]:
    """A cashier's model, with drawer 03 open."""
    replica.session = session()
    return room(replica, FakePort(TELLER))


def count(**changes: Any) -> SpotCountFact:
    base = SpotCountFact(count=some_id(301), session=some_id(803), drawer=some_id(703), number="03", branch=BRANCH, currency="GHS",
                         kind_of_count=CountKind.SURPRISE, state=CountState.TAKEN, by=KWESI_ID, at=HOUR,
                         business_date="2026-11-22", counted={"1000": 7}, total=70_00, agrees=False, witness=EFUA_ID)  # fmt: skip
    return msgspec.structs.replace(base, **changes)
