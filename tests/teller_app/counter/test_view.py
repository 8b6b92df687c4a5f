"""The counter with real widgets and real keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from contract import ledger
from contract.approvals import RequestState
from teller_app.counter.room import MANIFEST, make_view
from teller_app.counter.view import CounterView
from teller_app.glass.look import Look
from teller_app.i18n.text import Texts
from tests.teller_app.approvals.desk import request
from tests.teller_app.counter.world import SAVINGS, World, granted
from tests.teller_app.room_window import TEXTS, eyes


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def view(qtbot, world: World) -> CounterView:
    made = make_view(Look("dark"), Texts.load(), world.model(), *eyes(world.port))
    qtbot.addWidget(made)
    made.resize(1656, 920)
    with qtbot.waitExposed(made):
        made.show()
    made.enter()
    return made


def keys(view: CounterView, text: str) -> None:
    QTest.keyClicks(view.focusWidget(), text)


def press(view: CounterView, key: Qt.Key) -> None:
    QTest.keyClick(view.focusWidget(), key)


def test_a_deposit_with_the_keyboard_alone(view: CounterView, world: World) -> None:
    keys(view, "abena")
    press(view, Qt.Key.Key_Return)
    keys(view, "480")
    view.act("denominations")
    for count in ("2", "1"):
        keys(view, count)
        press(view, Qt.Key.Key_Return)
    assert view.posting.match.state == "matches"
    view.act("post")
    command = world.port.sent[0].command
    assert isinstance(command, ledger.Deposit)
    assert command.amount.minor == 480_00
    assert command.cash.received == {"20000": 2, "10000": 1}
    assert command.cash.given == {"2000": 1}
    assert view.focusWidget() is view.customer.search.edit
    view.act("post")
    assert (len(world.port.sent), view._model.state.problem) == (1, ""), "a second F9 looked as if the first had failed"
    keys(view, "xy")
    view.act("post")
    assert view._model.state.problem == "customer_missing"


def test_letters_in_an_amount_are_refused_with_words(view: CounterView) -> None:
    keys(view, "abena")
    press(view, Qt.Key.Key_Return)
    keys(view, "12k")
    assert view.posting.amount.error()
    view.act("post")
    assert view.posting.problem.isVisible()


def test_arrows_walk_the_hits(view: CounterView, world: World) -> None:
    keys(view, "a")
    press(view, Qt.Key.Key_Down)
    press(view, Qt.Key.Key_Return)
    assert view.customer.identity.name.text() == "Kofi Asante"
    assert view.customer._flag.isVisible()


def test_offline_says_queue(view: CounterView, world: World) -> None:
    world.port.go_offline()
    assert view.posting.post_button.text() == "Queue deposit"


def test_every_action_is_done(view: CounterView) -> None:
    elsewhere = {"print"}
    for action in MANIFEST.actions:
        assert view.act(action.intent) or action.intent in elsewhere


def test_esc_takes_away_what_is_no_amount(view: CounterView) -> None:
    keys(view, "abena")
    press(view, Qt.Key.Key_Return)
    keys(view, "12k")
    assert (view.posting.amount.edit.text(), bool(view.posting.amount.error())) == ("12k", True)
    view.act("clear")
    assert (view.posting.amount.edit.text(), view.posting.amount.error()) == ("", "")


def test_the_change_has_a_key_of_its_own(view: CounterView) -> None:
    assert {action.key: action.intent for action in MANIFEST.actions}["Alt+G"] == "change"
    keys(view, "abena")
    press(view, Qt.Key.Key_Return)
    keys(view, "480")
    view.act("denominations")
    keys(view, "3")
    view.act("change")
    assert view._model.state.form.giving_change
    assert view.posting.grid is not None
    assert view.posting.grid.first().hasFocus()


def test_a_payout_is_off_without_the_server_unless_a_budget_was_granted(view: CounterView, world: World) -> None:
    assert view.why_off("withdraw") == ""
    world.port.go_offline()
    assert view.why_off("withdraw") == TEXTS.for_code("needs_server", {}).title
    world.stand_in = granted(100_00, 0)
    view._model.refresh()
    assert view.why_off("withdraw") == ""


def test_what_was_approved_is_counted_next_wherever_it_was_chosen(view: CounterView, world: World) -> None:
    view.enter()
    view._model.use_permit(request(account=SAVINGS, account_number="0401000000012", state=RequestState.APPROVED))
    assert view._model.state.form.permit
    assert view.posting.grid is not None and view.posting.grid.edits[0].hasFocus()
