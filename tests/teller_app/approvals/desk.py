"""Requests for tests, and a model over a fake port."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import msgspec

from contract import paths
from contract.approvals import (
    DelegationFact,
    DrawerStand,
    Earlier,
    Insight,
    MonthSum,
    RequestFact,
    RequestLineFact,
    RequestState,
    RiskPart,
    Why,
)
from contract.branches import BranchFact, DayFigures, DayReport, HourCash
from contract.customers import Band, CustomerFact, MandateFact, Signatory, SignatoryRole, Signing
from contract.hands import SignedHand
from contract.ink import name_of, packed, raw_of
from contract.permissions import Role
from contract.staff import UserFact
from teller_app.approvals.branch_cash import BranchCash, Till
from teller_app.approvals.model import ApprovalsModel
from teller_app.approvals.reading import Lookups
from tests.teller_app.hands import hand
from tests.teller_app.kit import BRANCH, EFUA_ID, KWESI, KWESI_ID, FakePort


def request(number: int = 1, **changes: Any) -> RequestFact:
    base = RequestFact(
        request=f"01890000-0000-7000-8000-0000000bb{number:03d}", kind="withdraw", state=RequestState.AWAITING,
        maker=EFUA_ID, maker_name="Efua Owusu", branch=BRANCH, role=Role.MANAGER,
        reasons=(Why(code="over_limit", figure=1_850_000, bound=500_000),), at="2026-11-22T09:30:00.000Z",
        expires_at="2026-11-22T10:30:00.000Z", amount=1_850_000, currency="GHS",
        account="01890000-0000-7000-8000-00000000ac01", account_number="1040092331012", holder="Kumasi Timber Ltd",
        drawer="04", is_permit=True, narration="Payroll for site workers",
        transaction="01890000-0000-7000-8000-00000000ad01",
    )  # fmt: skip
    return msgspec.structs.replace(base, **changes)


REVERSAL = request(
    2, kind="reverse_transaction", holder="Yaw Ofori Atta", amount=120_000, narration="Wrong account",
    reasons=(Why(code="reversal", figure=120_000),),
)  # fmt: skip
VARIANCE = request(
    3, kind="close_drawer", holder="", account="", account_number="", amount=2000, is_permit=False,
    narration="Change given at 13:52 looks 20 over",
    reasons=(Why(code="variance_above_tolerance", figure=-2000, bound=1000),),
)  # fmt: skip
DECLINED = request(4, state=RequestState.DECLINED, holder="Kofi Asante", amount=30_000, reason="No identity card", at="2026-11-22T09:02:12.000Z",
                   decided_at="2026-11-22T09:04:00.000Z")  # fmt: skip
INSIGHT = Insight(
    request=request().request,
    months=tuple(
        MonthSum(month=f"{2025 + (n + 11) // 12}-{(n + 11) % 12 + 1:02d}", items=1 if total else 0, total=total, largest=total)
        for n, total in enumerate((390_000, 420_000, 400_000, 410_000, 440_000, 480_000, 410_000, 370_000, 430_000, 0, 0, 0))
    ),
    usual=400_000, score=82, level="high",
    parts=(
        RiskPart(code="unusual_size", points=25, figure=1_850_000, bound=400_000),
        RiskPart(code="over_bound", points=20, figure=1_850_000, bound=500_000),
        RiskPart(code="quiet", points=15, figure=94, bound=60),
        RiskPart(code="flag_dormant", points=15),
        RiskPart(code="flag_memo", points=7),
    ),
    earlier=(Earlier(request=request(9).request, kind="withdraw", state=RequestState.DECLINED, at="2026-08-20T09:04:00.000Z",
                     amount=900_000, currency="GHS", maker_name="Kojo Bediako"),),
    before=4_126_075, after=2_276_075, limit=5_000_000, product="Business current", since="2011-02-01", tier=2,
    drawer=DrawerStand(number="04", balance=4_621_870, soft_max=5_000_000, hard_max=8_000_000, insured=6_000_000),
)  # fmt: skip


HOLDER = CustomerFact(customer="01890000-0000-7000-8000-00000000cc01", number="000412", full_name="Kumasi Timber Ltd", branch=BRANCH,
                      phone="+233244187306", card_number="GHA-712345678-9", since="2011-02-01", tier=2)  # fmt: skip


def line(text: str, asks: bool = True) -> RequestLineFact:
    """A line of the first request's thread."""
    by, name = (KWESI_ID, "Kwesi Appiah") if asks else (EFUA_ID, "Efua Owusu")
    return RequestLineFact(line=f"01890000-0000-7000-8000-0000000cc{int(asks):03d}", request=request().request, by=by,
                           by_name=name, at="2026-11-22T09:32:00.000Z", text=text, asks=asks)  # fmt: skip


def colleague() -> UserFact:
    """Somebody at the branch who might stand in."""
    return UserFact(user="01890000-0000-7000-8000-0000000000f1", username="linda", full_name="Linda Asamoah",
                    staff_number="OPS-1", roles=(Role.OPERATIONS,), branch=BRANCH, active=True)  # fmt: skip


def delegation() -> DelegationFact:
    """The manager's decisions, lent."""
    return DelegationFact(delegation="01890000-0000-7000-8000-0000000dd001", by=KWESI_ID, by_name="Kwesi Appiah",
                          to=colleague().user, to_name="Linda Asamoah", branch=BRANCH, until="2026-11-22T20:00:00.000Z",
                          reason="away")  # fmt: skip


@dataclass
class Replica:
    """What the replica says."""

    requests: Sequence[RequestFact] = (request(), REVERSAL, VARIANCE, DECLINED)
    holder: CustomerFact | None = None
    mandate: MandateFact | None = None
    cash: BranchCash | None = None
    thread: Sequence[RequestLineFact] = ()
    lent: Sequence[DelegationFact] = ()
    colleagues: Sequence[UserFact] = ()
    paid: list[RequestFact] = field(default_factory=list)
    borrower: CustomerFact | None = None


HOURS = tuple(HourCash(hour=8 + n, cash_in=cash_in, cash_out=out) for n, (cash_in, out) in enumerate(
    ((1_200_00, 800_00), (3_100_00, 1_400_00), (4_400_00, 2_600_00), (3_800_00, 3_300_00), (2_700_00, 2_900_00), (2_200_00, 3_100_00))))  # fmt: skip
SPECIMEN, TODAY = packed(hand(3)), packed(hand(3, 2))
"""One person's hand on two days."""
OTHERS = packed(hand(5)), packed(hand(5, 2))
DAY = DayFigures(branch=BRANCH, business_date="2026-11-22", currency="GHS", drawers=(), vault=0, transit=0, cash=0, ledger=0,
                 over_short=0, postings=0, cash_in=0, cash_out=0, hours=HOURS)  # fmt: skip
CASH = BranchCash(
    "GHS",
    (
        Till("01", "Mawuena Dogbe", 38_420_10, 48, False, "CSH-1", course=(20_000_00, 24_000_00, 22_000_00, 33_000_00, 38_420_10)),
        Till("02", "Kwabena Sarpong", 47_980_00, 96, True, "CSH-2", course=(10_000_00, 14_000_00, 26_000_00, 41_000_00, 47_980_00)),
        Till("04", "Efua Owusu", 46_218_70, 92, True, "CSH-4", course=(20_000_00, 31_000_00, 28_000_00, 46_218_70)),
    ),
    197_574_00,
    62,
)  # fmt: skip


def no_pictures(customer: CustomerFact | None, shown: object) -> None:
    """Nothing on file, and nothing asked for."""


def no_files(keys: tuple[str, ...], found: object) -> None:
    """No specimen on file."""


def mandate(**changes: Any) -> MandateFact:
    """Any one up to 20,000, then both; of the second there is no specimen."""
    base = MandateFact(
        account=request().account, branch=BRANCH, at="2026-03-02T09:00:00.000Z",
        signatories=(Signatory(name="Kofi Danso", signature="aa" * 32), Signatory(name="Ama Danso", role=SignatoryRole.JOINT)),
        bands=(Band(signing=Signing.ANY_ONE, upto=2_000_000), Band(signing=Signing.ALL)),
    )  # fmt: skip
    return msgspec.structs.replace(base, **changes)


def lookups(replica: Replica) -> Lookups:
    """Questions to it."""
    return Lookups(
        requests=lambda conn: replica.requests,
        holder=lambda conn, account: replica.holder if account == request().account else None,
        mandate=lambda conn, account: replica.mandate,
        thread=lambda conn, request: [line for line in replica.thread if line.request == request],
        delegations=lambda conn: replica.lent,
        colleagues=lambda conn: replica.colleagues,
        branches=lambda conn: (
            BranchFact(branch=BRANCH, code="040", name="Makola", business_date="2026-11-22", open=True),
        ),
        drawers=lambda conn: (),
        cash=lambda conn: replica.cash,
        borrower=lambda conn, loan: replica.borrower,
    )


class Clock:
    """Seconds that a test moves."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def noon() -> datetime:
    """The workstation's clock in tests."""
    return datetime(2026, 11, 22, 9, 31, tzinfo=UTC).astimezone()


def room(replica: Replica, port: FakePort | None = None, clock: Clock | None = None) -> tuple[ApprovalsModel, FakePort]:
    """A manager's model unless another person's port is given."""
    port = port or FakePort(KWESI)
    model = ApprovalsModel(port, lookups(replica), replica.paid.append, clock or Clock(), noon)
    model.refresh()
    return model, port


def judged(port: FakePort, asked: bool = False) -> tuple[ApprovalsModel, FakePort]:
    """A room with everything there is to a request: insight, a holder, the branch's cash, somebody who might stand in; ``asked``: a
    question and its answer, too, and the hands of two who must both sign."""
    low = msgspec.structs.replace(INSIGHT, request=REVERSAL.request, score=51, level="medium")
    for insight in (INSIGHT, low):
        port.files[paths.REQUEST_INSIGHT.format(request=insight.request)] = msgspec.json.encode(insight)
    port.files[paths.DAY_REPORT.format(branch=BRANCH)] = msgspec.json.encode(
        DayReport("2026-11-22T09:31:00.000Z", 9, (DAY,))
    )
    thread = (line("Who is with him?"), line("His accountant, known to us", asks=False)) if asked else ()
    port.pictures |= {name_of(ink): raw_of(ink) for ink in (SPECIMEN, TODAY, *OTHERS)}
    people = (("Kofi Danso", SPECIMEN, TODAY), ("Ama Danso", *OTHERS))[: 1 + asked]
    signed = mandate(
        signatories=tuple(Signatory(name=name, signature=name_of(specimen)) for name, specimen, _ in people),
        bands=(Band(signing=Signing.ALL),),
    )
    hands = tuple(SignedHand(name=name, file=name_of(today)) for name, _, today in people) if asked else ()
    requests = (request(ink=name_of(TODAY), hands=hands), REVERSAL, VARIANCE, DECLINED)
    replica = Replica(requests, cash=CASH, thread=thread, colleagues=(colleague(),), holder=HOLDER, mandate=signed)
    return room(replica, port)
