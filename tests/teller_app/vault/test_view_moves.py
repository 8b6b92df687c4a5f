import msgspec

from contract.drawers import SessionState
from contract.vault import MoveState, RequisitionState
from teller_app.vault.view_moves import MovesPanel
from tests.teller_app.kit import EFUA_ID
from tests.teller_app.room_window import TEXTS, look, words_on
from tests.teller_app.vault.desk import COUNT, DONE, TO_TILL, Replica, asked, crowns, held, move, room, session


def test_requisitions_and_movements_in_one_list_and_the_chosen_ones_people(qtbot) -> None:
    model, _ = room(Replica())
    panel = MovesPanel(look(), TEXTS, model)
    qtbot.addWidget(panel)
    panel.show()
    panel.render_state(model.state)
    assert panel.table.row_count() == 4
    assert [card.card.number for card in panel.cards.cards if card.card] == ["VT-0612", "VT-0613", "VT-0614"]
    assert not panel.about.isVisible()
    model.choose(f"move:{DONE.transfer}")
    panel.render_state(model.state)
    assert "One note short" in panel.about.accessibleDescription()
    model.choose(f"ask:{asked().requisition}")
    panel.render_state(model.state)
    assert not panel.about.isVisible(), "the panel below says it all"


def test_what_was_granted_says_what_was_asked_for(qtbot) -> None:
    granted = asked(state=RequisitionState.GRANTED)
    model, _ = room(Replica(requisitions=(granted,)))
    panel = MovesPanel(look(), TEXTS, model)
    qtbot.addWidget(panel)
    panel.show()
    model.choose(f"ask:{granted.requisition}")
    panel.render_state(model.state)
    assert "mostly small" in panel.about.accessibleDescription()


def test_amounts_of_two_currencies_name_theirs(qtbot) -> None:
    model, _ = room(Replica(foreign=(crowns(),)))
    panel = MovesPanel(look(), TEXTS, model)
    qtbot.addWidget(panel)
    panel.render_state(model.state)
    assert panel.table.head.accessibleName() == "Also today, Amount, State"
    one, _ = room(Replica())
    panel.render_state(one.state)
    assert panel.table.head.accessibleName() == "Also today, Amount GH₵, State"


def test_nothing_on_the_way(qtbot) -> None:
    model, _ = room(Replica(moves=(), requisitions=()))
    panel = MovesPanel(look(), TEXTS, model)
    qtbot.addWidget(panel)
    panel.show()
    panel.render_state(model.state)
    assert TEXTS("vault.nothing") in words_on(panel)


def test_an_opening_that_waits_is_a_row(qtbot) -> None:
    unsigned = session(3, EFUA_ID, SessionState.UNSIGNED)
    model, _ = room(Replica(moves=(), requisitions=(), sessions=(unsigned,), totals={unsigned.session: held()}))
    panel = MovesPanel(look(), TEXTS, model)
    qtbot.addWidget(panel)
    panel.show()
    panel.render_state(model.state)
    assert panel.table.row_count() == 1
    model.choose(f"opening:{unsigned.session}")
    panel.render_state(model.state)
    assert "100 × 200.00" in panel.about.accessibleDescription()
    assert not panel.none.isVisible()


def test_only_cash_is_on_its_way_and_each_currency_by_itself(qtbot) -> None:
    counted = msgspec.structs.replace(COUNT, state=MoveState.PROPOSED, amount=1_190_710_00)
    model, _ = room(Replica(moves=(counted, TO_TILL)))
    panel = MovesPanel(look(), TEXTS, model)
    qtbot.addWidget(panel)
    panel.render_state(model.state)
    assert panel.accessibleDescription() == "1 on the way, 1,000.00"
    model, _ = room(Replica(moves=(move(620, currency="USD", amount=50_00), TO_TILL)))
    panel.render_state(model.state)
    assert panel.accessibleDescription() == "2 on the way, GH₵ 1,000.00 + US$ 50.00"


def test_the_keys_stay_in_the_list_when_the_card_that_had_them_is_over(qtbot) -> None:
    going = move(615)
    replica = Replica(moves=(going,), requisitions=())
    model, _ = room(replica)
    panel = MovesPanel(look(), TEXTS, model)
    model.on_change = panel.render_state
    qtbot.addWidget(panel)
    panel.resize(700, 600)
    panel.show()
    panel.render_state(model.state)
    panel.focus_list()
    qtbot.waitUntil(lambda: 0 < panel.cards.y() < 100)
    replica.moves = (msgspec.structs.replace(going, state=MoveState.REFUSED),)
    model.refresh()
    assert panel.table.isAncestorOf(panel.window().focusWidget())
