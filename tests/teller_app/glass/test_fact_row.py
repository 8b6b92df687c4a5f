from teller_app.glass.fact_row import FactRow, ShortFact
from teller_app.glass.look import Look


def test_facts_are_read_out_and_painted_in_equal_shares(qtbot) -> None:
    row = FactRow(Look("dark"), "Papers")
    qtbot.addWidget(row)
    row.resize(300, 36)
    empty = row.grab().toImage()
    row.set_facts([ShortFact("identification-card", "Card", "GHA-1"), ShortFact("map-pin", "Address", "GA-184")])
    full = row.grab().toImage()
    assert row.accessibleDescription() == "Card GHA-1, Address GA-184"
    for left in (0, 150):
        half = (left, 0, 150, 36)
        assert full.copy(*half) != empty.copy(*half)
