from hypothesis import given
from hypothesis import strategies as st

from teller_app.glass.table_model import Column, Figure, Row
from teller_app.glass.table_order import ArrangedRows, Order

COLUMNS = (Column("Who"), Column("Amount", kind="money"))


def rows(*pairs: tuple[str, str]) -> list[Row]:
    return [Row(f"k{at}", (who, Figure(amount))) for at, (who, amount) in enumerate(pairs)]


def keys(source: ArrangedRows) -> list[str]:
    return [source.row(at).key for at in range(source.count())]


def test_sorts_narrows_and_goes_back() -> None:
    source = ArrangedRows(rows(("Yaw", "900.00"), ("abena", "1,200.00"), ("Abena", "−5.00")), COLUMNS)
    source.arrange(Order(1))
    assert keys(source) == ["k2", "k0", "k1"]
    source.arrange(Order(1, descending=True, needle="aben"))
    assert keys(source) == ["k1", "k2"]
    assert source.place_of("k2") == 1
    assert source.place_of("k0") == source.place_of("") == -1
    source.arrange(Order())
    assert keys(source) == ["k0", "k1", "k2"]


def shown(minor: int) -> str:
    whole, rest = divmod(abs(minor), 100)
    return f"{'−' if minor < 0 else ''}{whole:,}.{rest:02}"


@given(st.lists(st.tuples(st.text(max_size=4), st.integers(-(10**12), 10**12)), max_size=30), st.booleans())
def test_a_sort_by_figures_follows_their_value_and_loses_nothing(pairs: list[tuple[str, int]], down: bool) -> None:
    made = rows(*((who, shown(minor)) for who, minor in pairs))
    source = ArrangedRows(made, COLUMNS, Order(1, down))
    found = [pairs[int(key[1:])][1] for key in keys(source)]
    assert found == sorted(found, reverse=down)
    assert sorted(keys(source)) == sorted(row.key for row in made)
