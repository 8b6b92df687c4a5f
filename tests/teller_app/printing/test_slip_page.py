from teller_app.printing.facts import Status
from teller_app.printing.press import Press
from teller_app.printing.roles import A5
from teller_app.printing.sheet import Sheet
from teller_app.printing.slip_facts import Amendment
from teller_app.printing.slip_page import SlipPage
from teller_app.printing.structure import About

from . import samples


def page_for(press: Press, **changes: object) -> SlipPage:
    sheet = Sheet(A5, About("t", "s", "n", "a"), press.fonts, False, 1)
    return SlipPage(sheet, samples.short_slip(**changes), samples.BANK, press.wording)


def test_room_is_made_by_turning_the_page_and_not_before(press: Press) -> None:
    page = page_for(press)
    page.y = 100.0
    assert not page.need(50)
    assert (page.y, page.sheet.page) == (100.0, 1)
    page.y = page.sheet.bottom - 30
    assert page.need(50)
    assert page.sheet.page == 2
    assert page.y < 120


def test_stamps_name_everything_that_the_print_is(press: Press) -> None:
    assert page_for(press).stamps() == []
    page = page_for(press, status=Status.PROVISIONAL, amendment=Amendment(1, "x", "y"))
    assert page.stamps() == ["AMENDED", "PROVISIONAL"]
