"""The posting form: what was typed goes out as signals, what became of it is shown."""

import pytest
from PySide6.QtTest import QTest

from teller_app.counter.view_posting import PostingPanel, grid_denominations
from teller_app.glass.look import Look
from teller_app.i18n.text import Texts
from tests.teller_app.counter.world import World


@pytest.fixture
def panel(qtbot) -> PostingPanel:
    made = PostingPanel(Look("dark"), Texts.load())
    qtbot.addWidget(made)
    made.resize(740, 900)
    made.show()
    return made


def test_every_piece_of_the_currency_has_a_name() -> None:
    pieces = grid_denominations("GHS", Texts.load())
    assert len({piece.face for piece in pieces}) == len(pieces) == 15
    assert len({piece.label for piece in pieces}) == 15


def test_typing_is_told(panel: PostingPanel, qtbot) -> None:
    panel.render_state(World().at_abena().state)
    with qtbot.waitSignal(panel.amount_typed, check_params_cb=lambda minor, error: (minor, error) == (7_00, "")):
        QTest.keyClicks(panel.amount.edit, "7")
    with qtbot.waitSignal(panel.text_typed, check_params_cb=lambda name, value: name == "narration"):
        QTest.keyClicks(panel.fields["narration"].edit, "x")


def test_a_transfer_asks_for_an_account_and_for_no_cash(panel: PostingPanel) -> None:
    model = World().at_abena()
    model.set_mode("transfer")
    panel.render_state(model.state)
    assert panel.target.isVisible()
    assert not panel.match.isVisible()
    assert panel.post_button.text() == "Post transfer"


def test_a_problem_is_said_in_words(panel: PostingPanel) -> None:
    model = World().at_abena()
    model.set_amount(5_00)
    model.post()
    panel.render_state(model.state)
    assert panel.problem.isVisible()
    assert panel.match.state == "refused"
