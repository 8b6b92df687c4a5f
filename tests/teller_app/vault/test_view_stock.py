from teller_app.vault.view_stock import StockPanel
from tests.teller_app.room_window import TEXTS, look, words_on
from tests.teller_app.vault.desk import Replica, custody, room


def test_figures_bounds_and_the_last_count(qtbot) -> None:
    panel = StockPanel(look(), TEXTS)
    qtbot.addWidget(panel)
    panel.show()
    panel.render_state(room(Replica(vault=custody()))[0].state)
    said = words_on(panel)
    assert "196,000.00" in said
    assert "% of the insured" in said
    assert "Hajara Bawa, Kwesi Appiah" in said
    panel.render_state(room(Replica(vault=custody(open=False)))[0].state)
    assert "Locked" in words_on(panel)


def test_an_empty_vault_says_what_to_do(qtbot) -> None:
    model, _ = room(Replica())
    model._set(stock=None)
    panel = StockPanel(look(), TEXTS)
    qtbot.addWidget(panel)
    panel.show()
    panel.render_state(model.state)
    assert TEXTS("vault.none") in words_on(panel)


def test_what_lies_apart_is_below_the_notes_that_can_be_paid_out(qtbot) -> None:
    panel = StockPanel(look(), TEXTS)
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
