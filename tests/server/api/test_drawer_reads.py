"""Reads of drawers and of a branch's cash, through the real door."""

import msgspec
import pytest
from sqlalchemy import select

from contract import paths
from contract.branches import DayReport
from contract.drawers import DrawerBefore
from contract.forecast import CashForecast
from contract.ids import new_id
from contract.papers import CountPaper, PaperCheck
from server.drawers.tables import DRAWERS
from tests.server.api.house import House, Person, problem
from tests.server.api.test_originals import Till


@pytest.fixture
def efua(house: House) -> Person:
    return house.sign_in("efua")


def test_a_drawers_past_and_its_causes_are_found_or_not_like_anything_else(house: House, efua: Person) -> None:
    for path in (paths.DRAWER_HISTORY.format(drawer=new_id()), paths.DRAWER_CAUSES.format(session=new_id())):
        assert problem(efua.get(path)) == (404, "not_found")
        assert problem(house.sign_in("yaa").get(path)) == (403, "not_permitted")


def test_a_branchs_day_and_outlook_are_for_who_sees_totals_there(house: House, efua: Person) -> None:
    kofi = house.sign_in("kofi", at=house.there)
    for path, kind in ((paths.DAY_REPORT, DayReport), (paths.CASH_FORECAST, CashForecast)):
        assert isinstance(msgspec.json.decode(kofi.get(path.format(branch=kofi.me.branch)).content, type=kind), kind)
        assert problem(efua.get(path.format(branch=efua.me.branch))) == (403, "not_permitted")
        assert problem(kofi.get(path.format(branch=new_id()))) == (404, "not_found")
    outlook = msgspec.json.decode(
        kofi.get(paths.CASH_FORECAST.format(branch=kofi.me.branch)).content, type=CashForecast
    )
    assert outlook.present == (), "nobody follows over HTTP alone"


def test_how_a_drawer_was_left_is_told_to_its_branch(house: House) -> None:
    till = Till(house)
    with house.bank.engine.connect() as conn:
        drawer = conn.scalar(select(DRAWERS.table.c.id))
    path = paths.DRAWER_BEFORE
    found = till.efua.get(path.format(drawer=drawer))
    assert isinstance(msgspec.json.decode(found.content, type=DrawerBefore), DrawerBefore)
    assert problem(till.efua.get(path.format(drawer=new_id()))) == (404, "not_found")


def test_papers_of_what_is_not_there_are_not_found(efua: Person) -> None:
    for path in (
        paths.DRAWER_POSITION.format(drawer=new_id()),
        paths.TRANSFER_PAPER.format(transfer=new_id()),
        paths.COUNT_SHEET.format(count=new_id()),
        paths.ADVANCE_PAPER.format(advance=new_id()),
    ):
        assert problem(efua.get(path, day="2026-11-24", seq="4")) == (404, "not_found")
    assert problem(efua.get(paths.DRAWER_HISTORY.format(drawer="x"))) == (404, "not_found")
    assert problem(efua.get(paths.DRAWER_HISTORY.format(drawer=new_id()), known="many")) == (400, "malformed")


def test_a_sheet_to_count_on_is_of_a_drawer_of_the_branch_or_of_its_vault(house: House) -> None:
    till = Till(house)
    with house.bank.engine.connect() as conn:
        drawer, number = conn.execute(select(DRAWERS.table.c.id, DRAWERS.table.c.number)).one()
    path = paths.BLANK_COUNT.format(branch=till.efua.me.branch)
    for params, place in (({"drawer": drawer}, number), ({}, f"V{till.efua.me.branch_code}")):
        paper = msgspec.json.decode(till.efua.get(path, **params).content, type=CountPaper)
        assert paper.number.startswith(f"CB-{place}-")
        found = till.efua.get(paths.CHECK_PAPER.format(number=paper.number), code=paper.code)
        assert msgspec.json.decode(found.content, type=PaperCheck).genuine
    assert problem(till.efua.get(path, drawer=new_id())) == (404, "not_found")
    assert problem(till.efua.get(path, currency="XXX")) == (404, "not_found")
    assert problem(till.efua.get(paths.BLANK_COUNT.format(branch=new_id()))) == (404, "not_found")
