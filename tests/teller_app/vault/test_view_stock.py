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
