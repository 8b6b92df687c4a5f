"""A branch's day for tests, and a model over a fake port."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

import msgspec

from contract.approvals import Insight
from contract.branches import (
    BranchFact,
    Broken,
    BrokenEntry,
    DayDrawer,
    DayFigures,
    DayReport,
    DayReportFact,
    HourCash,
    TillFact,
)
from contract.drawers import DrawerTotalsFact, ReconciliationFact
from contract.forecast import CashForecast
from contract.notices import Level, NoticeFact
from contract.paths import REQUEST_INSIGHT
from contract.permissions import Permission
from contract.variances import VarianceFact, VarianceState
from contract.vault import CashMoveFact, StockFact, VaultFact
from teller_app.branches.lookups import Lookups
from teller_app.branches.model import BranchModel
from teller_app.vault.outlook import later_than_usual
from tests.teller_app.approvals.desk import request
from tests.teller_app.kit import BRANCH, EFUA_ID, KWESI_ID, FakePort
from tests.teller_app.samples import some_id
from tests.teller_app.vault import desk as vault

DAY = "2026-11-22"
MANAGER = msgspec.structs.replace(vault.KEEPER, permissions=(*vault.KEEPER.permissions, Permission.RUN_DAY))


def branch(**changes: Any) -> BranchFact:
    base = BranchFact(branch=BRANCH, code="102", name="Makola", business_date=DAY, open=True)
    return msgspec.structs.replace(base, **changes)


def figures(**changes: Any) -> DayFigures:
    lines = tuple(DayDrawer(drawer=some_id(700 + n), number=f"{n:02d}", cashier=EFUA_ID, state="open", balance=20_000_00)
                  for n in (2, 3))  # fmt: skip
    base = DayFigures(branch=BRANCH, business_date=DAY, currency="GHS", drawers=lines, vault=196_000_00, transit=45_000_00,
                      cash=281_000_00, ledger=281_000_00, over_short=-30_00, postings=318, cash_in=222_707_70,
                      cash_out=127_901_40, hours=tuple(HourCash(hour=n, cash_in=n * 1000_00, cash_out=n * 700_00)
                                                       for n in range(8, 16)))  # fmt: skip
    return msgspec.structs.replace(base, **changes)


USUAL = CashForecast(at=vault.HOUR, business_date=DAY, currency="GHS", days=12,
                     usual=tuple(HourCash(hour=n, cash_in=n * 900_00, cash_out=n * 800_00) for n in range(8, 17)))  # fmt: skip
EVENTFUL = tuple(DayDrawer(drawer=some_id(700 + n), number=f"{n:02d}", cashier=EFUA_ID, state="closed", balance=10_000_00,
                           variance=-20_00 * (n % 2), forced_by=KWESI_ID if n == 4 else "", late_entries=int(n == 3), amended=int(n == 3))
                 for n in (2, 3, 4))  # fmt: skip
"""Drawers of a day of which there is something to tell: a late entry in 03, a close by force of 04."""
BROKEN = figures(
    ledger=281_010_00,
    broken=(Broken(account="1010-x-GHS-03", holder="drawer:d", ledger=20_010_00, counted=20_000_00, entries=(
        BrokenEntry(seq=4711, kind="deposit", at=vault.HOUR, made_by=EFUA_ID, leg=100_00, moved=90_00,
                    receipt="03-20261122-1-0007"),
    )),),
)  # fmt: skip


@dataclass
class Replica:
    """What the replica says."""

    branch: BranchFact | None = field(default_factory=branch)
    moves: tuple[CashMoveFact, ...] = (vault.TO_BANK, vault.TO_TILL, vault.DONE)
    stock: dict[str, int] = field(default_factory=lambda: dict(vault.STOCK))
    custody: VaultFact | None = None
    drawers: tuple[Any, ...] = (vault.drawer(2, vault.KOJO_ID), vault.drawer(3, EFUA_ID), vault.drawer(4))
    sessions: tuple[Any, ...] = (vault.session(2, vault.KOJO_ID), vault.session(3))
    requests: tuple[Any, ...] = (request(),)
    variances: tuple[VarianceFact, ...] = ()
    advances: tuple[Any, ...] = ()
    report: DayReportFact | None = None
    alerts: tuple[NoticeFact, ...] = ()
    tills: tuple[TillFact, ...] = ()
    closed: tuple[ReconciliationFact, ...] = ()
    held: dict[str, int] = field(default_factory=dict)
    flows: dict[str, tuple[int, int]] = field(default_factory=dict)
    transit: int = 0
    people: tuple[Any, ...] = vault.PEOPLE
    now: datetime = datetime(2026, 11, 22, 9, 50, tzinfo=UTC)

    def stocks(self) -> list[StockFact]:
        way = StockFact(holder=f"transit:{BRANCH}:GHS", branch=BRANCH, currency="GHS", pieces={}, amount=self.transit)
        return [*vault.Replica(stock=self.stock).stocks(), *((way,) if self.transit else ())]

    def totals(self, session: str) -> DrawerTotalsFact:
        balance = self.held.get(session, 20_000_00)
        cash_in, cash_out = self.flows.get(session, (58_410_00, 25_430_00))
        return DrawerTotalsFact(session=session, drawer=some_id(703), branch=BRANCH, currency="GHS", balance=balance,
                                pieces={}, cash_in=cash_in, cash_out=cash_out)  # fmt: skip


def silent(unsent: int = 7) -> TillFact:
    session = vault.session(3)
    return TillFact(device=some_id(901), session=session.session, number="03", branch=BRANCH, cashier=EFUA_ID,
                    since="2026-11-22T09:22:00.000Z", unsent=unsent)  # fmt: skip


def alert(number: int) -> NoticeFact:
    return NoticeFact(notice=some_id(600 + number), level=Level.WARN, code="drawer_runs_out", at=vault.HOUR,
                      params={"number": f"{number:02d}", "amount": 10_00, "currency": "GHS", "at": "16:20", "left": 3, "needed": 40})  # fmt: skip


QUIET = {"moves": (), "drawers": (vault.drawer(4),), "sessions": (), "requests": ()}
"""Nothing but the vault holds up the close."""


def recorded() -> VarianceFact:
    return VarianceFact(variance=some_id(501), branch=BRANCH, currency="GHS", drawer="04", person=EFUA_ID, amount=-20_00,
                        left=20_00, state=VarianceState.RECORDED, business_date=DAY, at=vault.HOUR, forced_by=KWESI_ID)  # fmt: skip


def closed_report() -> DayReportFact:
    return DayReportFact(
        branch=BRANCH, business_date=DAY, at=vault.HOUR, seq=9, closed_by=KWESI_ID, figures=(figures(),)
    )


def report_bytes(found: DayFigures | None = None, at: str = vault.HOUR) -> bytes:
    return msgspec.json.encode(DayReport(at=at, seq=9, figures=(found or figures(),)))


def room(replica: Replica, port: FakePort | None = None) -> tuple[BranchModel, FakePort, list[str]]:
    """A manager's model unless another person's port is given; the rooms that were gone to."""
    port = port or FakePort(MANAGER)
    port.files[f"/v1/branches/{BRANCH}/day-report"] = report_bytes()
    port.files[f"/v1/branches/{BRANCH}/cash-forecast"] = msgspec.json.encode(USUAL)
    for one in replica.requests:
        port.files[REQUEST_INSIGHT.format(request=one.request)] = msgspec.json.encode(
            Insight(request=one.request, score=82, level="high")
        )
    gone: list[str] = []
    lookups = Lookups(
        branch=lambda conn, key: replica.branch,
        drawers=lambda conn: replica.drawers,
        sessions=lambda conn: replica.sessions,
        totals=lambda conn: {item.session: replica.totals(item.session) for item in replica.sessions},
        stocks=lambda conn: replica.stocks(),
        vaults=lambda conn: [replica.custody] if replica.custody else [],
        moves=lambda conn: replica.moves,
        requests=lambda conn: replica.requests,
        variances=lambda conn: replica.variances,
        advances=lambda conn: replica.advances,
        people=lambda conn: replica.people,
        report=lambda conn, key: replica.report,
        today=lambda: date(2026, 11, 22),
        alerts=lambda conn, user: [item for item in replica.alerts if user not in item.seen_by],
        tills=lambda conn: replica.tills,
        closed=lambda conn: replica.closed,
        usual=later_than_usual,
        now=lambda: replica.now,
    )
    model = BranchModel(
        port,
        lookups,
        gone.append,
        lambda branch, currency: gone.append(f"proof:{branch}:{currency}"),
        entry=lambda row: gone.append(f"entry:{row.seq}"),
        force=lambda drawer: gone.append(f"force:{drawer}"),
        look_into=lambda drawer: gone.append(f"drawer:{drawer}"),
    )
    model.refresh()
    return model, port, gone


FLOAT = 20_000_00
MORNING = ((25, (6_000_00, 2_500_00), (2_000_00, 0)), (30, (14_200_00, 4_100_00), (6_400_00, 1_200_00)),
           (35, (21_800_00, 9_000_00), (11_000_00, 3_900_00)), (40, (30_500_00, 19_900_00), (12_300_00, 9_800_00)),
           (45, (44_000_00, 22_600_00), (15_000_00, 15_100_00)), (50, (58_410_00, 25_430_00), (18_905_50, 17_261_00)))  # fmt: skip
"""Minutes after nine, and what had come in and gone out at drawers 02 and 03 by then."""


def watched(replica: Replica) -> tuple[BranchModel, FakePort, list[str]]:
    """As ``room``, and the drawers were seen from their opening at nine on: 02 comes near its limit."""
    early = {"opened_at": "2026-11-22T09:00:00.000Z"}
    more: tuple[dict[str, Any], ...] = ({"postings": 41, "limit": "near"}, {"postings": 27})
    replica.sessions = tuple(
        msgspec.structs.replace(one, **early, **busy) for one, busy in zip(replica.sessions, more, strict=True)
    )
    found = None
    for minute, *flows in MORNING:
        replica.flows = {one.session: flow for one, flow in zip(replica.sessions, flows, strict=True)}
        replica.held = {key: FLOAT + cash_in - cash_out for key, (cash_in, cash_out) in replica.flows.items()}
        replica.now = datetime(2026, 11, 22, 9, minute, tzinfo=UTC)
        found = found or room(replica)
        found[0].refresh()
    assert found is not None
    return found
