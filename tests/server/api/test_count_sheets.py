"""Count sheets: blank ones that the bank knows again, and what was counted, without what was expected."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from contract.counts import CountKind, TakeCount, WitnessCount
from contract.ids import new_id
from contract.papers import CountPaper, PaperCheck, PaperKind
from contract.vault import ConfirmCash, CountVault, RefuseCash
from server.api.count_sheets import NO_DRAWER, blank, sheet_of
from server.core.branch_table import BRANCHES
from tests.server.drawers.house import (
    ABENA,
    AKOSUA,
    DRAWER,
    EFUA,
    FLOAT,
    FLOAT_TOTAL,
    KOJO,
    MAKOLA,
    SIGN,
    YAW,
    House,
    done,
    opened,
)

AT = "2026-11-24T09:00:00.000Z"


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with opened(tmp_path) as bank:
        bank.open()
        yield bank


def sheet(house: House, count: str, user: str = EFUA) -> CountPaper | None:
    return house.ask(lambda conn, held: sheet_of(conn, held, house.reader(user), SIGN, count))


def taken(house: House, kind: CountKind, by: str, witness: str | None = None) -> str:
    command = TakeCount(count=new_id(), session=house.lease[EFUA].session, kind_of_count=kind,
                        counted={**FLOAT, "1000": 19}, witness=witness)  # fmt: skip
    done(house.run(command, by))
    return command.count


def test_a_surprise_before_and_after_its_witness_is_one_paper(house: House) -> None:
    count = taken(house, CountKind.SURPRISE, AKOSUA)
    before = sheet(house, count)
    assert before is not None
    assert (before.what, before.drawer, before.amount, before.witnessed) == (
        "surprise", "04", FLOAT_TOTAL - 10_00, False,
    )  # fmt: skip
    assert before.number == f"CS-04-20261124-{count[-8:].upper()}"
    done(house.run(WitnessCount(count=count), EFUA))
    after = sheet(house, count, AKOSUA)
    assert after is not None
    assert (after.code, after.witnessed) == (before.code, True)
    found = house.check(before.number, before.code)
    assert (found.kind, found.genuine, found.what, found.amount, found.drawer) == (
        PaperKind.COUNT, True, "count_surprise", FLOAT_TOTAL - 10_00, "04",
    )  # fmt: skip
    assert found.variance == 0, "what was expected is on no count sheet"
    assert house.check(before.number, SIGN("other")) == PaperCheck(number=before.number)


def test_who_may_not_see_the_count_gets_no_sheet_of_it(house: House) -> None:
    count = taken(house, CountKind.HANDOVER, EFUA, KOJO)
    assert sheet(house, count, KOJO) is not None
    assert sheet(house, count, ABENA) is None
    assert sheet(house, new_id(), AKOSUA) is None


def test_a_count_that_its_witness_disputes_says_why(house: House) -> None:
    count = taken(house, CountKind.HANDOVER, EFUA, KOJO)
    done(house.run(WitnessCount(count=count, shares=False, reason="One strap is open"), KOJO))
    found = sheet(house, count)
    assert found is not None
    assert (found.witnessed, found.disputed, found.reason) == (False, True, "One strap is open")


def test_the_vault_s_count_until_it_is_taken_back(house: House) -> None:
    kept = done(
        house.run(
            CountVault(transfer=new_id(), currency="GHS", counted={"20000": 3}, second=YAW, reason="Less"), AKOSUA
        )
    )
    found = sheet(house, kept.transfer, AKOSUA)
    assert found is not None
    assert (found.number, found.what, found.amount, found.drawer) == (f"CV-040-{kept.number[3:]}", "vault", 600_00, "")
    assert house.check(found.number, found.code).what == "count_vault"
    assert sheet(house, kept.transfer, KOJO) is None
    done(house.run(RefuseCash(transfer=kept.transfer, reason="Count again"), YAW))
    assert sheet(house, kept.transfer, AKOSUA) is None
    back = house.check(found.number, found.code)
    assert (back.genuine, back.undone) == (True, True), "its sheet is out, and says what was taken back"


def test_the_vault_s_count_once_both_share_it(house: House) -> None:
    kept = done(
        house.run(
            CountVault(transfer=new_id(), currency="GHS", counted={"20000": 3}, second=YAW, reason="Less"), AKOSUA
        )
    )
    before = sheet(house, kept.transfer, AKOSUA)
    done(house.run(ConfirmCash(transfer=kept.transfer), YAW))
    after = sheet(house, kept.transfer, AKOSUA)
    assert before is not None
    assert after is not None
    assert (after.code, before.witnessed, after.witnessed) == (before.code, False, True)


def test_a_close_s_sheet_is_replaced_by_the_next_count(house: House) -> None:
    session = house.lease[EFUA].session
    assert sheet(house, session) is None, "blind: nothing was counted yet"
    house.count({**FLOAT, "1000": 19})
    first = sheet(house, session)
    assert first is not None
    assert (first.what, first.attempt, first.amount) == ("close", 1, FLOAT_TOTAL - 10_00)
    assert house.check(first.number, first.code).genuine
    house.count(FLOAT)
    second = sheet(house, session)
    assert second is not None
    assert house.check(second.number, second.code).amount == FLOAT_TOTAL
    old = house.check(first.number, first.code)
    assert (old.genuine, old.amount, old.replaced_by) == (True, FLOAT_TOTAL - 10_00, second.number)
    for number in (first.number, f"{first.number[:-1]}3", f"{first.number[:-1]}0"):
        assert house.check(number, second.code) == PaperCheck(number=number)


def test_a_blank_sheet_is_known_again_the_day_after(house: House) -> None:
    branch = house.row(BRANCHES, MAKOLA)
    tills = blank(SIGN, branch, (DRAWER, "04"), "GHS", 17, AT)
    vaults = blank(SIGN, branch, NO_DRAWER, "GHS", 17, AT)
    assert (tills.number, vaults.number) == ("CB-04-20261124-17-GHS", "CB-V040-20261124-17-GHS")
    house.next_day()
    for paper, drawer in ((tills, "04"), (vaults, "")):
        found = house.check(paper.number, paper.code)
        assert (found.genuine, found.what, found.drawer, found.business_date, found.amount) == (
            True, "count_blank", drawer, "2026-11-24", 0,
        )  # fmt: skip
    assert not house.check(tills.number, vaults.code).genuine
    assert not house.check("CB-04-20261124-18-GHS", tills.code).genuine
    assert not house.check("CB-99-20261124-17-GHS", tills.code).genuine
    assert not house.check("CB-V999-20261124-17-GHS", vaults.code).genuine
