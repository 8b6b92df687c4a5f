from contract.money import CURRENCIES
from teller_app.drawers.view_count import CountPanel
from tests.teller_app.room_window import TEXTS, look


def panel(qtbot, heard: list[dict[str, int]]) -> CountPanel:
    made = CountPanel(look(), TEXTS, "Count", heard.append, one_column=True)
    qtbot.addWidget(made)
    return made


def test_a_shown_count_is_not_heard_as_typed(qtbot) -> None:
    heard: list[dict[str, int]] = []
    made = panel(qtbot, heard)
    made.show_count("GHS", {"20000": 3, "200c": 4}, True)
    assert heard == []
    assert "608.00" in made.total.accessibleDescription()
    assert "7 pieces" in made.total.accessibleDescription()
    made.grid.edits[0].setText("5")
    assert heard == [{"20000": 5, "200c": 4}]


def test_another_currency_has_other_pieces(qtbot) -> None:
    made = panel(qtbot, [])
    made.show_count("GHS", {}, True)
    made.show_count("CZK", {"500000": 1}, True)
    assert len(made.grid.edits) == len(CURRENCIES["CZK"].denominations)
    assert "Kč 5,000.00" in made.total.accessibleDescription()


def test_a_count_that_is_in_cannot_be_typed_over(qtbot) -> None:
    made = panel(qtbot, [])
    made.show_count("GHS", {"20000": 3}, False)
    assert all(edit.isReadOnly() for edit in made.grid.edits)


def test_without_a_drawer_there_is_nothing_to_count(qtbot) -> None:
    made = panel(qtbot, [])
    made.show_count("", {}, True)
    assert made.grid is None
    assert made.next_piece() is False
