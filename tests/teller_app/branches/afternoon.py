"""A branch at a quarter to four (picture 11): six drawers, two bags on the way, a till that is away, six requests, an advance overdue."""

from datetime import UTC, datetime

import msgspec

from contract.branches import HourCash, TillFact
from contract.forecast import CashForecast, WeekBefore
from contract.paths import CASH_FORECAST, DAY_REPORT
from contract.permissions import Role
from teller_app.branches.model import BranchModel
from tests.teller_app.advances.desk import advance
from tests.teller_app.approvals.morning import WAITING
from tests.teller_app.branches.desk import DAY, Replica, alert, figures, report_bytes, room
from tests.teller_app.kit import BRANCH, EFUA_ID, KWESI_ID, FakePort
from tests.teller_app.samples import some_id
from tests.teller_app.vault import desk as vault

TILLS = (
    ("01", "Mawuena Dogbe", some_id(911), 41_200_00, 22_779_90, (20, 24, 22, 29, 33)),
    ("02", "Kwabena Sarpong", some_id(912), 58_410_00, 25_430_00, (20, 26, 29, 41, 47)),
    ("03", "Kojo Bediako", vault.KOJO_ID, 18_905_50, 17_261_00, (34, 36, 29, 30, 24)),
    ("04", "Efua Owusu", EFUA_ID, 61_402_20, 35_183_50, (20, 28, 33, 38, 44)),
    ("05", "Linda Asamoah", some_id(915), 9_640_00, 11_737_00, (22, 30, 18, 29, 16)),
    ("06", "Hawa Iddrisu", some_id(916), 33_150_00, 15_510_00, (26, 31, 24, 33, 39)),
)
"""Number, cashier, in and out, and the balance in thousands on the way."""
HOURS = ((13, 8), (31, 14), (44, 26), (38, 33), (27, 29), (22, 31), (30, 24), (18, 9))
USUAL = (17, 28, 41, 35, 29, 24, 29, 33, 20)
NOW = datetime(2026, 11, 22, 15, 41, tzinfo=UTC)


def _hours(pairs: tuple[tuple[int, int], ...]) -> tuple[HourCash, ...]:
    """Thousands from eight on."""
    return tuple(
        HourCash(hour=8 + at, cash_in=got * 1000_00, cash_out=gave * 1000_00) for at, (got, gave) in enumerate(pairs)
    )


def afternoon() -> tuple[BranchModel, FakePort, list[str]]:
    """A manager's room with all of it, as it was followed from the morning on."""
    sessions = tuple(
        msgspec.structs.replace(vault.session(int(number), user), opened_at="2026-11-22T08:02:00.000Z", postings=30 + int(number) * 7,
                                limit="near" if number == "02" else "normal")
        for number, _, user, *_ in TILLS
    )  # fmt: skip
    people = tuple(
        msgspec.structs.replace(vault.person(user, name, Role.CASHIER), staff_number=f"CSH-{number}")
        for number, name, user, *_ in TILLS
    )
    drawers = tuple(
        msgspec.structs.replace(vault.drawer(int(number), user), soft_max=50_000_00, hard_max=60_000_00, session=session.session)
        for (number, _, user, *_), session in zip(TILLS, sessions, strict=True)
    )  # fmt: skip
    found = Replica(
        moves=(vault.move(sent_at="2026-11-22T14:20:00.000Z"), vault.move(614, source=vault.TO_TILL.source, target=vault.TO_TILL.target,
               source_number="", target_number="03", maker=KWESI_ID, amount=20_000_00, sent_at="2026-11-22T15:35:00.000Z")),
        transit=45_000_00, custody=vault.custody(closed_on=DAY), drawers=drawers, sessions=sessions, requests=WAITING,
        alerts=(alert(2), alert(3)), advances=(advance(),), people=(*vault.PEOPLE, *people),
        tills=(TillFact(device=some_id(901), session=sessions[-1].session, number="06", branch=BRANCH, cashier=TILLS[-1][2],
                        since="2026-11-22T15:22:00.000Z", unsent=7),),
    )  # fmt: skip
    made: tuple[BranchModel, FakePort, list[str]] | None = None
    for step in range(6):
        for (*_, gave_in, gave_out, course), session in zip(TILLS, sessions, strict=True):
            found.flows[session.session] = (gave_in * step // 5, gave_out * step // 5)
            last = 20_000_00 + gave_in - gave_out
            found.held[session.session] = course[step] * 1000_00 if step < len(course) else last
        found.now = NOW.replace(hour=10 + step)
        made = made or room(found)
        made[0].refresh()
    assert made is not None
    port = made[1]
    port.files[DAY_REPORT.format(branch=BRANCH)] = report_bytes(
        figures(hours=_hours(HOURS)), at="2026-11-22T15:41:00.000Z"
    )
    port.files[CASH_FORECAST.format(branch=BRANCH)] = msgspec.json.encode(
        CashForecast(
            at=vault.HOUR, business_date=DAY, currency="GHS", days=8, since=15 * 60 + 41, until=17 * 60,
            usual=_hours(tuple((thousands, thousands) for thousands in USUAL)),
            week_before=WeekBefore(day="2026-11-15", now=318, then=284),
        )
    )  # fmt: skip
    return made
