"""Which requests stand in which list, what a day's decisions took, and what happened to one."""

from datetime import date

import msgspec

from contract.approvals import RequestState
from contract.permissions import Role
from teller_app.approvals import lists
from teller_app.approvals.lists import Moment, Reader
from tests.teller_app.approvals.desk import DECLINED, REVERSAL, line, noon, request
from tests.teller_app.kit import EFUA_ID, KWESI_ID

MANAGER, TELLER = Reader(KWESI_ID, {Role.MANAGER}), Reader(EFUA_ID)
PERMIT = request(5, state=RequestState.APPROVED, decided_at="2026-11-22T09:32:00.000Z")
BOOKED = request(6, state=RequestState.APPROVED, is_permit=False, decided_at="2026-11-22T09:33:00.000Z")
FOR_OPERATIONS = request(7, role=Role.OPERATIONS)
ALL = (request(), REVERSAL, FOR_OPERATIONS, PERMIT, BOOKED, DECLINED)


def test_mine_waits_for_me_or_is_my_own_and_open() -> None:
    assert lists.shown(ALL, "mine", MANAGER) == (request(), REVERSAL)
    assert lists.shown(ALL, "mine", TELLER) == (request(), REVERSAL, FOR_OPERATIONS, PERMIT)
    assert lists.shown(ALL, "mine", Reader("somebody")) == ()
    assert lists.shown(ALL, "branch", MANAGER) == ALL
    assert lists.shown(ALL, "done", MANAGER) == (BOOKED, DECLINED)
    assert lists.counts(ALL, MANAGER) == (2, 3, 2)


def test_the_day_counts_what_persons_decided() -> None:
    today = noon().date()
    expired = request(8, state=RequestState.EXPIRED, decided_at="2026-11-22T09:50:00.000Z")
    earlier = msgspec.structs.replace(DECLINED, decided_at="2026-11-20T12:00:00.000Z")
    found = lists.decided_on((*ALL, expired, earlier), today)
    assert found == (BOOKED, PERMIT, DECLINED)
    assert lists.average_s(found) == round((180 + 120 + 108) / 3)
    assert lists.average_s(lists.decided_on(ALL, date(2020, 1, 1))) is None


def test_what_happened_is_told_in_order() -> None:
    taken = request(taken_by=KWESI_ID, taken_by_name="Kwesi Appiah", taken_at="2026-11-22T09:31:00.000Z",
                    state=RequestState.DECLINED, decided_at="2026-11-22T09:35:00.000Z")  # fmt: skip
    thread = (line("who?"), line("his son", asks=False))
    assert lists.timeline(taken, thread) == (
        Moment("2026-11-22T09:30:00.000Z", "asked", "Efua Owusu"),
        Moment("2026-11-22T09:31:00.000Z", "seen", "Kwesi Appiah"),
        Moment("2026-11-22T09:32:00.000Z", "question", "Kwesi Appiah"),
        Moment("2026-11-22T09:32:00.000Z", "answer", "Efua Owusu"),
        Moment("2026-11-22T09:35:00.000Z", "declined"),
    )
    assert lists.timeline(REVERSAL, thread) == (Moment(REVERSAL.at, "asked", "Efua Owusu"),), "another request's thread"


def test_how_long_something_waits_and_which_has_waited_longest() -> None:
    assert lists.age_s(request(), noon()) == 60
    assert lists.age_s(request(at="2026-11-22T09:31:30.000Z"), noon()) == 0, "a clock that is ahead"
    older = request(8, at="2026-11-22T09:10:00.000Z")
    assert lists.oldest((request(), older, DECLINED)) == older
    assert lists.oldest((DECLINED,)) is None
