from tests.teller_app.history.desk import Replica
from tests.teller_app.history.windowed import place


def test_an_amount_is_found_by_keys(qtbot) -> None:
    window, view, model, _ = place(qtbot, Replica())
    view.enter()
    window.press("Ctrl+F")
    window.type("640")
    window.press("Return")
    assert model.state.step is not None and model.state.step.holder == "Selorm Agbeko"
    assert view.around.table.current_key() == "11"
    window.press("Ctrl+F")
    assert not view.around.amount.isVisible()


def test_a_row_that_is_chosen_moves_the_handle(qtbot) -> None:
    _, view, model, _ = place(qtbot, Replica())
    model.to(11)
    view.around.table.select_key("10")
    assert model.state.at == 10
