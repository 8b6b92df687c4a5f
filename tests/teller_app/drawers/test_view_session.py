import pytest

from teller_app.drawers.state import DrawerState
from teller_app.drawers.view_session import SessionPage
from tests.teller_app.approvals.desk import no_files
from tests.teller_app.drawers.desk import Replica, drawer, room, session
from tests.teller_app.kit import DEVICE
from tests.teller_app.room_window import TEXTS, look, words_on


def page(qtbot, **changes: object) -> SessionPage:
    made = SessionPage(look(), TEXTS, room(Replica())[0], no_files)
    qtbot.addWidget(made)
    state = {"phase": "open", "drawer": drawer(), "session": session(), "device": DEVICE, **changes}
    made.render_state(DrawerState(**state))
    made.show()
    return made


@pytest.mark.parametrize("limit", ["normal", "near", "over"])
def test_the_limit_is_said_in_words_and_no_total_is(qtbot, limit: str) -> None:
    made = page(qtbot, session=session(limit=limit))
    assert made.chip.words() == TEXTS(f"drawers.word.{limit}")
    assert not made.limits.balance.isVisible()


def test_a_drawer_below_its_minimum_asks_for_cash(qtbot) -> None:
    made = page(qtbot, session=session(low=True))
    assert made.chip.words() == TEXTS("drawers.word.low")
    assert TEXTS("drawers.low_do") in words_on(made)


def test_a_limit_word_of_a_newer_server_does_not_fell_the_page(qtbot) -> None:
    assert page(qtbot, session=session(limit="insured")).chip.words() == TEXTS("drawers.word.normal")


def test_unsent_postings_and_another_workstation_are_said(qtbot) -> None:
    said = words_on(page(qtbot, unsent=3, device="another"))
    assert "3 postings" in said
    assert TEXTS("drawers.elsewhere") in said
    assert TEXTS("drawers.close_when") not in said
