import msgspec

from contract.forecast import CashForecast
from teller_app.vault.view_outlook import OutlookPanel
from tests.teller_app.room_window import TEXTS, look, words_on
from tests.teller_app.vault.desk import AHEAD, Replica, room


def panel(qtbot, found: CashForecast | None) -> OutlookPanel:
    model, _ = room(Replica())
    model._set(forecast=found)
    made = OutlookPanel(look(), TEXTS, model)
    qtbot.addWidget(made)
    made.show()
    made.render_state(model.state)
    return made


def test_what_runs_out_first_is_what_to_ask_for(qtbot) -> None:
    made = panel(qtbot, AHEAD)
    assert [row.until for row in made.rows.rows] == ["Enough", "Enough", "16:25", "16:55"]
    assert made.advice.isVisible()
    assert "600 × GH₵ 10.00" in made.advice.accessibleName() + made.advice.accessibleDescription()
    assert "03: 1150 small, 230 large" in made.bars.accessibleDescription()


def test_two_weeks_of_days_are_needed(qtbot) -> None:
    made = panel(qtbot, CashForecast(at=AHEAD.at, business_date="2026-11-22", currency="GHS", days=3))
    assert "Needs two weeks of days, 3 so far" in words_on(made)
    assert not made.advice.isVisible()
    assert not made.bars.isVisible()


def test_without_an_answer_it_says_so(qtbot) -> None:
    assert TEXTS("vault.outlook.away") in words_on(panel(qtbot, None))


def test_after_the_usual_end_nothing_is_needed(qtbot) -> None:
    over = msgspec.structs.replace(
        AHEAD, since=AHEAD.until, places=(msgspec.structs.replace(AHEAD.places[0], drains=()),)
    )
    assert TEXTS("vault.outlook.enough") in words_on(panel(qtbot, over))


def test_the_exchange_begins_from_here_too(qtbot) -> None:
    model, _ = room(Replica())
    made = OutlookPanel(look(), TEXTS, model)
    qtbot.addWidget(made)
    made.exchange.click()
    assert model.state.form.act == "exchange"
