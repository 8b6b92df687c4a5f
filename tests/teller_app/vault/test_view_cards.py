from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from teller_app.vault.card_words import card
from teller_app.vault.folds import GOING
from teller_app.vault.view_cards import CardColumn
from tests.teller_app.room_window import TEXTS, look
from tests.teller_app.vault.desk import Replica, move, room


def column(qtbot) -> tuple[CardColumn, object]:
    model, _ = room(Replica())
    page, foot = QWidget(), QPushButton("Below")
    qtbot.addWidget(page)
    made = CardColumn(look(), TEXTS, model)
    column = QVBoxLayout(page)
    column.addWidget(made)
    column.addWidget(foot)
    page.resize(560, 300)
    page.show()
    made.page = page  # type: ignore[attr-defined]  # Qt has no owner for it, and the test would lose it.

    def draw(state) -> None:
        going = [one for one in state.moves if one.state in GOING]
        made.render_state(state, [card(one, state, TEXTS) for one in going])

    model.on_change = draw
    draw(model.state)
    return made, model


def test_the_arrows_choose_and_the_chosen_one_has_its_buttons(qtbot) -> None:
    made, model = column(qtbot)
    assert made.focus_chosen("")
    QTest.keyClick(made.cards[0], Qt.Key.Key_Return)
    assert model.state.chosen == f"move:{move().transfer}"
    assert made.cards[0].receive.isVisibleTo(made)
    QTest.keyClick(made.cards[0], Qt.Key.Key_Down)
    assert model.state.chosen == made.cards[1].card.key
    assert not made.cards[0].receive.isVisibleTo(made)


def test_home_and_end_and_no_further(qtbot) -> None:
    made, model = column(qtbot)
    made.focus_chosen("")
    QTest.keyClick(made.cards[0], Qt.Key.Key_End)
    assert model.state.chosen == made.cards[2].card.key
    QTest.keyClick(made.cards[2], Qt.Key.Key_Down)
    assert model.state.chosen == made.cards[2].card.key
    QTest.keyClick(made.cards[2], Qt.Key.Key_Home)
    assert model.state.chosen == made.cards[0].card.key


def test_a_button_does_what_its_key_does(qtbot) -> None:
    made, model = column(qtbot)
    made.cards[0].click()
    made.cards[0].receive.click()
    assert (model.state.form.act, model.state.form.subject) == ("receive", move().transfer)
    model.leave()
    made.cards[0].refuse.click()
    assert model.state.form.act == "refuse"


def test_what_arrived_leaves_no_card(qtbot) -> None:
    made, model = column(qtbot)
    made.render_state(model.state, [])
    assert not made.isVisible()
    assert not made.focus_chosen("")


def test_in_a_compact_window_the_column_is_as_high_as_its_lower_cards(qtbot) -> None:
    made, _ = column(qtbot)
    regular = made.maximumHeight()
    made.cards[0].look.set_density("compact")
    assert made.maximumHeight() < regular
