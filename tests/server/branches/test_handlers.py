"""A branch and its day: the date only moves forward, and a day with open drawers does not close."""

from pathlib import Path
from typing import Any

import msgspec
import pytest

from contract.branches import AddBranch, CloseBranchDay, DayFigures, NudgeOwner, OpenBranchDay, PauseDayEnd
from contract.errors import ErrorCode, Rejected
from contract.feed import Awaiting, Executed, Refused
from contract.ids import new_id
from contract.notices import Level
from server.branches.closing import Doors
from server.branches.handlers import handlers
from server.core.audience import Audience
from server.core.branch_table import BRANCHES
from server.core.context import Context
from tests.server.room_kit import ABENA, AUDITOR, DAY, EFUA, KOFI, MAKOLA, OSU, Kit

NEXT = "2026-11-25"
FIGURES = DayFigures(branch=MAKOLA, business_date=DAY, currency="GHS", drawers=(), vault=5, transit=0, cash=5, ledger=5,
                     over_short=0, postings=0, cash_in=0, cash_out=0)  # fmt: skip


class Bank(Kit):
    """The kit with the room; ``drawers`` are those still open at Makola."""

    def __init__(self, folder: Path) -> None:
        self.drawers: list[str] = []
        self.moves: list[str] = []
        self.vaults: list[str] = []
        self.figures = (FIGURES,)
        self.told: list[tuple[str, tuple[str, ...]]] = []
        doors = Doors(
            lambda ctx, branch: self.drawers if branch == MAKOLA else [],
            lambda ctx, branch: self.moves,
            lambda ctx, branch, day: self.vaults,
            lambda ctx, branch, day: self.figures,
        )
        super().__init__(folder, handlers(doors, self._tell))

    def _tell(
        self, ctx: Context, code: str, level: Level, params: Any, audience: Audience, refers_to: str = ""
    ) -> None:
        self.told.append((code, audience.people))

    def problem(self, command: AddBranch | OpenBranchDay | CloseBranchDay | PauseDayEnd, maker: str = KOFI) -> Rejected:
        answer = self.run(command, maker=maker)
        assert isinstance(answer, Refused), answer
        return answer.problem


@pytest.fixture
def bank(tmp_path: Path) -> Bank:
    return Bank(tmp_path)


def test_a_day_is_closed_and_the_next_one_opened(bank: Bank) -> None:
    assert isinstance(bank.run(CloseBranchDay(branch=MAKOLA, business_date=DAY), maker=KOFI), Executed)
    closed = bank.row(BRANCHES, MAKOLA)
    assert (closed.open, closed.business_date) == (False, DAY)
    assert isinstance(bank.run(OpenBranchDay(branch=MAKOLA, business_date=NEXT), maker=KOFI), Executed)
    opened = bank.row(BRANCHES, MAKOLA)
    assert (opened.open, opened.business_date) == (True, NEXT)
    # Everybody hears of it, at the other branch too: whoever has moved there still holds that journal.
    assert [fact["business_date"] for fact in bank.seen(ABENA)] == [NEXT]


def test_the_evenings_order_is_drawers_then_cash_between_people_then_the_vault(bank: Bank) -> None:
    bank.drawers, bank.moves, bank.vaults = ["04"], ["VT-0001"], ["GHS"]
    close = CloseBranchDay(branch=MAKOLA, business_date=DAY)
    forced = CloseBranchDay(branch=MAKOLA, business_date=DAY, reason="The custodian was taken ill")
    assert bank.problem(close).code == "drawers_still_open"
    assert bank.problem(forced).code == "drawers_still_open"
    bank.drawers = []
    assert bank.problem(forced).code == "move_pending"
    bank.moves = []
    assert bank.problem(close).code == "vault_not_counted"
    assert isinstance(bank.run(forced, maker=KOFI), Executed)
    report = next(fact for fact in bank.seen(AUDITOR) if fact["fact"] == "day_report")
    assert (report["reason"], report["closed_by"]) == ("The custodian was taken ill", KOFI)
    assert report["figures"][0]["cash"] == 5


def test_cash_that_does_not_tie_ends_no_day_without_a_word(bank: Bank) -> None:
    bank.figures = (msgspec.structs.replace(FIGURES, ledger=7),)
    fault = bank.problem(CloseBranchDay(branch=MAKOLA, business_date=DAY))
    assert (fault.code, fault.params) == ("day_not_tied", {"amount": -2, "currency": "GHS"})
    told = CloseBranchDay(branch=MAKOLA, business_date=DAY, reason="Row 4711 goes to the auditor")
    assert isinstance(bank.run(told, maker=KOFI), Executed)


def test_who_decides_signs_by_closing(bank: Bank) -> None:
    bank.run(CloseBranchDay(branch=MAKOLA, business_date=DAY), maker=KOFI)
    report = next(fact for fact in bank.seen(AUDITOR) if fact["fact"] == "day_report")
    assert (report["closed_by"], report["signed_by"]) == (KOFI, KOFI)


def test_who_stands_in_for_a_manager_does_not_sign_their_own_close(bank: Bank) -> None:
    boss = bank.people[KOFI]
    bank.people[KOFI] = msgspec.structs.replace(boss, stands_in=True, lent=frozenset({(AUDITOR, "manager")}))
    assert isinstance(bank.run(CloseBranchDay(branch=MAKOLA, business_date=DAY), maker=KOFI), Awaiting)
    assert bank.row(BRANCHES, MAKOLA).open


def test_a_nudge_becomes_a_notice_once_in_ten_minutes_for_each_thing(bank: Bank) -> None:
    def nudge(about: str, owner: str = EFUA) -> NudgeOwner:
        return NudgeOwner(nudge=new_id(), owner=owner, blocker="drawer_open", about=about)

    for command in (nudge("04"), nudge("05"), nudge("04", ABENA)):
        assert isinstance(bank.run(command, maker=KOFI), Executed)
    assert bank.problem(nudge("04")).code == "nudged_already"
    assert bank.told == [("nudge", (EFUA,)), ("nudge", (EFUA,)), ("nudge", (ABENA,))]


@pytest.mark.parametrize("date", ["2026-99-99", "2027-02-29", "0000-01-01"])
def test_a_day_that_is_in_no_calendar_blocks_none_that_is(bank: Bank, date: str) -> None:
    bank.run(CloseBranchDay(branch=MAKOLA, business_date=DAY), maker=KOFI)
    assert bank.problem(OpenBranchDay(branch=MAKOLA, business_date=date)).code == ErrorCode.DATE_UNKNOWN
    assert isinstance(bank.run(OpenBranchDay(branch=MAKOLA, business_date=NEXT), maker=KOFI), Executed)


def test_a_mistyped_year_locks_no_branch(bank: Bank) -> None:
    bank.run(CloseBranchDay(branch=MAKOLA, business_date=DAY), maker=KOFI)
    for far in ("2027-11-25", "2026-12-02", "9999-12-31"):
        fault = bank.problem(OpenBranchDay(branch=MAKOLA, business_date=far))
        assert (fault.code, fault.params) == (ErrorCode.DATE_TOO_FAR, {"latest": "2026-12-01"})
    assert isinstance(bank.run(OpenBranchDay(branch=MAKOLA, business_date="2026-12-01"), maker=KOFI), Executed)


def test_what_is_refused(bank: Bank) -> None:
    again, close = OpenBranchDay(branch=MAKOLA, business_date=NEXT), CloseBranchDay(branch=MAKOLA, business_date=DAY)
    assert bank.problem(again).code == "day_already_open"
    assert bank.problem(CloseBranchDay(branch=MAKOLA, business_date=NEXT)).code == "day_not_open"
    assert bank.problem(OpenBranchDay(branch=new_id(), business_date=NEXT)).code == "branch_unknown"
    assert bank.problem(OpenBranchDay(branch=OSU, business_date=NEXT)).code == "wrong_branch"
    bank.drawers = ["04", "05"]
    assert bank.problem(close).params == {"drawers": "04, 05"}
    bank.drawers = []
    bank.run(close, maker=KOFI)
    assert bank.problem(close).code == "day_not_open"
    for date in (DAY, "2026-11-23"):
        assert bank.problem(OpenBranchDay(branch=MAKOLA, business_date=date)).code == "date_not_after"


def test_somebody_of_the_whole_bank_may_act_for_a_branch(bank: Bank) -> None:
    assert isinstance(bank.run(CloseBranchDay(branch=MAKOLA, business_date=DAY), maker=AUDITOR), Executed)


def test_a_branch_is_added_once(bank: Bank) -> None:
    command = AddBranch(branch=new_id(), code="042", name="Tema")
    assert isinstance(bank.run(command), Executed)
    assert bank.row(BRANCHES, command.branch).business_date == ""
    assert bank.problem(command, maker=EFUA).code == "already_there"
    assert bank.problem(AddBranch(branch=new_id(), code="042", name="Tema 2"), maker=EFUA).code == "already_there"


def test_a_paused_day_is_closed_by_nobody_until_somebody_goes_on(bank: Bank) -> None:
    pause = PauseDayEnd(branch=MAKOLA, business_date=DAY, paused=True)
    assert isinstance(bank.run(pause, maker=KOFI), Executed)
    row = bank.row(BRANCHES, MAKOLA)
    assert (row.paused_by, bool(row.paused_at)) == (KOFI, True)
    assert isinstance(bank.run(pause, maker=KOFI), Executed), "the first stands"
    assert bank.row(BRANCHES, MAKOLA).paused_by == KOFI
    for reason in ("", "late"):
        close = CloseBranchDay(branch=MAKOLA, business_date=DAY, reason=reason)
        assert bank.problem(close).code is ErrorCode.DAY_END_PAUSED
    assert isinstance(bank.run(msgspec.structs.replace(pause, paused=False), maker=KOFI), Executed)
    assert isinstance(bank.run(CloseBranchDay(branch=MAKOLA, business_date=DAY), maker=KOFI), Executed)
    assert bank.problem(pause).code is ErrorCode.DAY_NOT_OPEN
