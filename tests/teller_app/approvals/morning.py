"""A busy morning of a manager (picture 04): six who wait, three who were decided, six drawers, and how each balance went so far."""

import msgspec

from contract import paths
from contract.approvals import Insight, RequestFact, RequestState, RiskPart, Why
from contract.branches import DayReport
from contract.customers import Signatory
from contract.ink import name_of, raw_of
from teller_app.approvals.branch_cash import BranchCash, Till
from teller_app.approvals.model import ApprovalsModel
from tests.teller_app.approvals.desk import (
    DAY,
    DECLINED,
    HOLDER,
    INSIGHT,
    REVERSAL,
    SPECIMEN,
    TODAY,
    VARIANCE,
    Replica,
    colleague,
    mandate,
    request,
    room,
)
from tests.teller_app.kit import BRANCH, KWESI_ID, FakePort

BIG = request(
    reasons=(Why(code="over_limit", figure=1_850_000, bound=500_000),), at="2026-11-22T09:28:46.000Z", ink=name_of(TODAY),
    taken_by=KWESI_ID, taken_by_name="Kwesi Appiah", taken_at="2026-11-22T09:30:00.000Z",
)  # fmt: skip


def _elsewhere(asked: RequestFact) -> RequestFact:
    """Each has an account of their own."""
    return asked if asked is BIG or not asked.account else msgspec.structs.replace(asked, account=asked.request)


WAITING: tuple[RequestFact, ...] = (
    BIG,
    msgspec.structs.replace(REVERSAL, maker_name="Kwabena Sarpong", drawer="02", at="2026-11-22T09:30:12.000Z"),
    request(5, kind="transfer", holder="Adwoa Pharmacy", maker_name="Mawuena Dogbe", drawer="01", amount=987_000,
            reasons=(Why(code="over_rule", figure=987_000, bound=500_000),), at="2026-11-22T09:22:00.000Z"),
    request(6, kind="withdraw", holder="Nana Ama Frimpong", maker_name="Linda Asamoah", drawer="05", amount=2_500_000,
            reasons=(Why(code="over_drawer", figure=2_500_000, bound=2_000_000),), at="2026-11-22T09:25:00.000Z"),
    request(7, kind="request_advance", holder="", account="", account_number="", maker_name="Mawuli Tetteh", drawer="",
            amount=120_000, reasons=(Why(code="cash_advance", figure=120_000, about="2026-11-30"),), at="2026-11-22T09:17:00.000Z"),
    msgspec.structs.replace(VARIANCE, maker_name="Kojo Bediako", drawer="03", at="2026-11-22T09:10:00.000Z"),
)  # fmt: skip
WAITING = tuple(map(_elsewhere, WAITING))
DECIDED = (
    DECLINED,
    request(8, kind="deposit", state=RequestState.USED, holder="Fatima Alhassan", amount=6_200_000,
            at="2026-11-22T09:10:00.000Z", decided_at="2026-11-22T09:12:00.000Z"),
    request(10, state=RequestState.USED, holder="Mawuli Tetteh", amount=840_000,
            at="2026-11-22T08:53:24.000Z", decided_at="2026-11-22T08:55:00.000Z"),
)  # fmt: skip
RISKS = ((WAITING[1], 51, "medium"), (WAITING[2], 18, "low"), (WAITING[3], 47, "medium"))


def _till(number: str, name: str, *course: int) -> Till:
    """A drawer whose balance went like this, in whole cedis, of a soft maximum of 50,000."""
    now = course[-1] * 100
    return Till(
        number, name, now, now // 50_000, now > 4_500_000, f"CSH-{number}", course=tuple(one * 100.0 for one in course)
    )


CASH = BranchCash(
    "GHS",
    (
        _till("01", "Mawuena Dogbe", 20_000, 24_000, 22_000, 28_000, 33_000, 38_420),
        _till("02", "Kwabena Sarpong", 12_000, 20_000, 23_000, 33_000, 41_000, 47_980),
        _till("03", "Kojo Bediako", 34_000, 36_000, 29_000, 30_000, 24_000, 21_644),
        _till("04", "Efua Owusu", 20_000, 26_000, 31_000, 38_000, 43_000, 46_218),
        _till("05", "Linda Asamoah", 22_000, 30_000, 18_000, 29_000, 16_000, 17_903),
        _till("06", "Hawa Iddrisu", 26_000, 31_000, 24_000, 33_000, 39_000, 37_640),
    ),
    197_574_00,
    62,
)


def morning(port: FakePort) -> tuple[ApprovalsModel, FakePort]:
    """Everything that a manager may see at once."""
    quiet = tuple(
        part for part in INSIGHT.parts if part.code in ("unusual_size", "quiet", "over_bound", "flag_dormant")
    )
    found: list[Insight] = [msgspec.structs.replace(INSIGHT, parts=quiet)]
    found += [
        msgspec.structs.replace(INSIGHT, request=one.request, score=score, level=level, parts=(RiskPart(code="undoes", points=score, figure=one.amount),))
        for one, score, level in RISKS
    ]  # fmt: skip
    for insight in found:
        port.files[paths.REQUEST_INSIGHT.format(request=insight.request)] = msgspec.json.encode(insight)
    report = DayReport("2026-11-22T09:31:00.000Z", 9, (DAY,))
    port.files[paths.DAY_REPORT.format(branch=BRANCH)] = msgspec.json.encode(report)
    port.pictures |= {name_of(ink): raw_of(ink) for ink in (SPECIMEN, TODAY)}
    signed = mandate(signatories=(Signatory(name="Kofi Danso", signature=name_of(SPECIMEN)),))
    replica = Replica((*WAITING, *DECIDED), holder=HOLDER, mandate=signed, cash=CASH, colleagues=(colleague(),))
    return room(replica, port)
