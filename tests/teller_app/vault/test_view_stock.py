import msgspec

from teller_app.vault.view_stock import StockPanel
from tests.teller_app.kit import EFUA_ID, KWESI_ID
from tests.teller_app.room_window import TEXTS, look, words_on
from tests.teller_app.vault.desk import AHEAD, HAJARA_ID, HOUR, Replica, crowns, custody, room


def test_figures_bounds_and_the_last_count(qtbot) -> None:
    panel = StockPanel(look(), TEXTS, lambda code: None)
    qtbot.addWidget(panel)
    panel.show()
    panel.render_state(room(Replica(vault=custody()))[0].state)
    said = words_on(panel)
    assert "196,000.00" in said
    assert "61% of insured limit" in said
    assert panel.hands.accessibleDescription() == "Hajara Bawa, Operations; Kwesi Appiah, Manager; One away"
    assert "Counted 09:35" in said
    panel.render_state(room(Replica(vault=custody(open=False)))[0].state)
    assert "Locked" in words_on(panel)


def test_an_empty_vault_says_what_to_do(qtbot) -> None:
    model, _ = room(Replica())
    model._set(stock=None)
    panel = StockPanel(look(), TEXTS, lambda code: None)
    qtbot.addWidget(panel)
    panel.show()
    panel.render_state(model.state)
    assert TEXTS("vault.none") in words_on(panel)


def test_what_lies_apart_is_below_the_notes_that_can_be_paid_out(qtbot) -> None:
    panel = StockPanel(look(), TEXTS, lambda code: None)
    qtbot.addWidget(panel)
    panel.show()
    panel.render_state(room(Replica(vault=custody()))[0].state)
    assert not panel.aside.isVisible()
    apart = {"5000": 12, "5000:strapped": 200, "5000:mutilated": 3, "20000:suspect": 1}
    panel.render_state(room(Replica(stock=apart, vault=custody()))[0].state)
    worn, doubtful = panel.aside.lines
    assert (worn.sub, worn.figure) == ("3 × 50.00", "150.00")
    assert (doubtful.sub, doubtful.figure) == ("1 × 200.00", "0.00")
    assert "212" in panel.rows.accessibleDescription()


def test_both_hands_are_present_by_the_last_look_ahead(qtbot) -> None:
    model, _ = room(Replica(vault=custody(opened_at=HOUR, opened_by=(HAJARA_ID, KWESI_ID))))
    panel = StockPanel(look(), TEXTS, lambda code: None)
    qtbot.addWidget(panel)
    panel.show()
    model._set(forecast=msgspec.structs.replace(AHEAD, present=(HAJARA_ID,)))
    panel.render_state(model.state)
    assert panel.hands.accessibleDescription().endswith("Both present")
    assert "Unlocked 09:35 by the two." in words_on(panel)
    model._set(vault=custody(opened_at=HOUR, opened_by=(HAJARA_ID, KWESI_ID), locks_at="2026-11-22T10:25:00.000Z"))
    panel.render_state(model.state)
    assert "Locks by itself at 10:25." in words_on(panel)


def test_each_currency_is_a_choice_and_what_runs_out_is_marked(qtbot) -> None:
    turned: list[str] = []
    replica = Replica(vault=custody(), foreign=(crowns(),))
    model, _ = room(replica)
    panel = StockPanel(look(), TEXTS, turned.append)
    qtbot.addWidget(panel)
    panel.show()
    panel.render_state(model.state)
    assert panel.currencies.isVisible()
    panel.currencies.setCurrentIndex(0)
    assert turned == ["CZK"]
    model.look_ahead()
    panel.render_state(model.state)
    assert "Low" in panel.rows.accessibleDescription()
    model.turn_currency()
    panel.render_state(model.state)
    assert panel.amount.figure() == "1,000.00"
    assert "Kč" in words_on(panel.amount) or "CZK" in words_on(panel.amount)


def test_a_vault_that_was_counted_and_locked_names_those_two() -> None:
    night = custody(open=False, opened_at="2026-11-22T08:00:00.000Z", opened_by=(HAJARA_ID, EFUA_ID))
    model, _ = room(Replica(vault=night))
    assert model.state.hands == (HAJARA_ID, KWESI_ID), "not those who unlocked it in the morning"
    model._set(vault=msgspec.structs.replace(night, counted_at="2026-11-21T17:00:00.000Z"))
    assert model.state.hands == (HAJARA_ID, EFUA_ID), "it locked by itself after them"
