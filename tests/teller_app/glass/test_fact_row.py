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


def test_a_long_one_takes_more_than_its_share(qtbot) -> None:
    row = FactRow(Look("dark"), "Papers")
    qtbot.addWidget(row)
    row.resize(320, 36)
    row.set_facts(
        [ShortFact("identification-card", "Card", "GHA-725841906-3"), ShortFact("map-pin", "Address", "GA-1")]
    )
    first, second = row._shares()
    assert first > second
    assert abs(first + second - 320) < 0.01
