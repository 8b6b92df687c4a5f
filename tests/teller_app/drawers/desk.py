"""A drawer's day for tests: the branch's drawers, Efua's session, its reconciliation, and a model over a fake port."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec

from contract.drawers import (
    BookedLine,
    CountLine,
    CountTaken,
    DrawerBefore,
    DrawerFact,
    DrawerOpened,
    Movement,
    ReconciliationFact,
    SessionFact,
    SessionState,
)
from contract.feed import Executed
from contract.floats import FloatSlipFact
from contract.money import pieces_total
from contract.paths import DRAWER_BEFORE
from teller_app.drawers.following import Lookups, Sheets
from teller_app.drawers.model import DrawerModel
from tests.teller_app.kit import BRANCH, DEVICE, EFUA_ID, KWESI_ID, FakePort

SESSION_ID = "01890000-0000-7000-8000-00000000ae01"
DRAWER_ID = "01890000-0000-7000-8000-00000000af01"
FLOAT = {"20000": 40, "10000": 50, "5000": 60, "2000": 100, "1000": 100, "500": 120, "200": 80, "100": 100,
         "200c": 30, "100c": 50, "50c": 60, "20c": 40, "10c": 20}  # fmt: skip
COUNT = {"20000": 99, "10000": 118, "5000": 143, "2000": 257, "1000": 131, "500": 119, "200": 75, "100": 83,
         "200c": 45, "100c": 62, "50c": 31, "20c": 12, "10c": 8}  # fmt: skip
RECENT = (("2026-11-09", 0), ("2026-11-10", 500), ("2026-11-11", 0), ("2026-11-12", -1000), ("2026-11-13", 0),
          ("2026-11-14", 0), ("2026-11-15", 1200), ("2026-11-16", 0), ("2026-11-17", -200), ("2026-11-18", 0),
          ("2026-11-19", 0), ("2026-11-20", -2500), ("2026-11-21", 500))  # fmt: skip


def drawer(number: str = "04", **changes: Any) -> DrawerFact:
    base = DrawerFact(
        drawer=DRAWER_ID[:-2] + number, number=number, branch=BRANCH, currency="GHS", soft_max=5_000_000,
        hard_max=8_000_000, insured=6_000_000, tolerance=1000,
    )  # fmt: skip
    return msgspec.structs.replace(base, **changes)


def session(**changes: Any) -> SessionFact:
    base = SessionFact(
        session=SESSION_ID, drawer=drawer().drawer, number="04", branch=BRANCH, currency="GHS", cashier=EFUA_ID,
        device=DEVICE, lease=1, state=SessionState.OPEN, business_date="2026-11-22",
        opened_at="2026-11-22T08:02:00.000Z", postings=47,
    )  # fmt: skip
    return msgspec.structs.replace(base, **changes)


def sheet(variance: int = -2000, attempts: int = 1, **changes: Any) -> ReconciliationFact:
    counted = pieces_total(COUNT)
    expected = counted - variance
    kept = tuple(
        CountLine(attempt=f"a{n}", number=n, at=f"2026-11-22T17:1{n}:00.000Z", by=EFUA_ID, total=counted,
                  expected=expected, variance=variance, pieces=COUNT)
        for n in range(1, attempts + 1)
    )  # fmt: skip
    base = ReconciliationFact(
        session=SESSION_ID, drawer=drawer().drawer, cashier=EFUA_ID, branch=BRANCH, currency="GHS",
        business_date="2026-11-22", opening=expected - 6_140_220 + 3_518_350,
        movements=(Movement(kind="deposit", items=29, amount=6_140_220), Movement(kind="withdraw", items=18, amount=-3_518_350)),
        expected=expected, expected_pieces=COUNT, counted=counted, counted_pieces=COUNT, variance=variance,
        tolerance=1000, attempts=kept, over_short_before=0, state=SessionState.COUNTED, recent=RECENT,
        opened_at="2026-11-22T08:02:00.000Z",
    )  # fmt: skip
    return msgspec.structs.replace(base, **changes)


def twice(variance: int = -2000, **changes: Any) -> ReconciliationFact:
    """Counted twice: the first count missed three notes of 50 and took two of 20 for 10."""
    found = sheet(variance, attempts=2, **changes)
    first = {**COUNT, "5000": 140, "2000": 255, "1000": 133}
    total = pieces_total(first)
    line = msgspec.structs.replace(found.attempts[0], pieces=first, total=total, variance=total - found.expected)
    return msgspec.structs.replace(found, attempts=(line, found.attempts[1]))


@dataclass
class Replica:
    """What the replica says. Change it and tell the port."""

    drawers: Sequence[DrawerFact] = (drawer(), drawer("05"), drawer("02", session="s", cashier="c"))
    session: SessionFact | None = None
    sheet: ReconciliationFact | None = None
    ended: SessionFact | None = None
    slips: Sequence[FloatSlipFact] = ()
    day_open: bool = True
    keepers: tuple[tuple[str, str], ...] = (("hajara", "Hajara Bawa"),)
    names: dict[str, str] = field(default_factory=lambda: {KWESI_ID: "Kwesi Appiah"})
    printed: list[ReconciliationFact] = field(default_factory=list)
    sheets: list[str] = field(default_factory=list)


def room(replica: Replica, port: FakePort | None = None) -> tuple[DrawerModel, FakePort]:
    """A model that has read the replica once."""
    port = port or FakePort()
    lookups = Lookups(
        drawers=lambda conn: replica.drawers,
        session=lambda conn, user: replica.session,
        reconciliation=lambda conn, wanted: (
            replica.sheet if replica.sheet and replica.sheet.session == wanted else None
        ),
        last_reconciliation=lambda conn, user: replica.sheet,
        ended=lambda conn, wanted: replica.ended if replica.ended and replica.ended.session == wanted else None,
        slips=lambda conn: replica.slips,
        day_open=lambda conn: replica.day_open,
        keepers=lambda conn: replica.keepers,
        name=lambda conn, user: replica.names.get(user, ""),
    )
    model = DrawerModel(
        port,
        lookups,
        lambda paper, found: replica.printed.append(paper),
        DEVICE,
        Sheets(
            lambda key: replica.sheets.append(f"sheet {key}"),
            lambda drawer, currency: replica.sheets.append(f"blank {drawer} {currency}"),
        ),
    )
    model.refresh()
    return model, port


def slip(**changes: Any) -> FloatSlipFact:
    """Efua's float slip for drawer 04 at her workstation, signed by Hajara."""
    base = FloatSlipFact(slip="01890000-0000-7000-8000-00000000a501", drawer=drawer().drawer, number="04", branch=BRANCH,
                         currency="GHS", cashier=EFUA_ID, device=DEVICE, business_date="2026-11-22", session=SESSION_ID,
                         asked_at="2026-11-22T07:50:00.000Z", lease=1, offline_budget=2_000_000, seal="AMV5-CK6F-1QK5",
                         signed_by="Hajara Bawa", signed_at="2026-11-22T07:54:00.000Z")  # fmt: skip
    return msgspec.structs.replace(base, **changes)


def executed(result: Any) -> Executed:
    return Executed(seq=7, result=result)


def before(**changes: Any) -> DrawerBefore:
    """How the drawer was left yesterday by Kwesi, who may be nobody the reader knows the difference of."""
    base = DrawerBefore(session=SESSION_ID, number="04", business_date="2026-11-21", closed_at="2026-11-21T17:26:00.000Z",
                        cashier=KWESI_ID, own_number="02", own_date="2026-11-21")  # fmt: skip
    return msgspec.structs.replace(base, **changes)


def look_back(port: FakePort, found: DrawerBefore) -> None:
    """What the server says of drawer 04."""
    port.files[DRAWER_BEFORE.format(drawer=drawer().drawer)] = msgspec.json.encode(found)


def opened(difference: int = -1000, **changes: Any) -> DrawerOpened:
    sent = pieces_total(FLOAT)
    counted = BookedLine(code="1010", detail="04", debit=sent + difference)
    other = BookedLine(code="1430", debit=max(-difference, 0), credit=max(difference, 0))
    base = DrawerOpened(
        session=SESSION_ID, lease=1, sent=FLOAT, sent_total=sent, counted_total=sent + difference,
        difference=difference, carried_forward=False, business_date="2026-11-22",
        booked=(counted, *((other,) if difference else ()), BookedLine(code="1020", credit=sent)),
    )  # fmt: skip
    return msgspec.structs.replace(base, **changes)


def taken(variance: int = -2000, number: int = 1, second: bool = False) -> CountTaken:
    counted = pieces_total(COUNT)
    return CountTaken(
        session=SESSION_ID, number=number, counted=counted, expected=counted - variance, variance=variance,
        within_tolerance=abs(variance) <= 1000, second_count_needed=second,
    )  # fmt: skip


def counted(replica: Replica, second: bool = False) -> tuple[DrawerModel, FakePort]:
    """A session that has just been counted, with the answer and the feed here."""
    model, port = room(replica)
    model.begin_close()
    model.set_counts(COUNT)
    model.submit_count()
    replica.session = session(state=SessionState.COUNTED)
    port.settle(executed(taken(replica.sheet.variance if replica.sheet else 0, second=second)))
    return model, port
