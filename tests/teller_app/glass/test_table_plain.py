from decimal import Decimal

import pytest

from contract.letters import harmless
from teller_app.glass.table_model import Column, Figure, Gauge, Lead, Row, Status
from teller_app.glass.table_plain import matches, plain_cell, plain_cells, plain_figure, sort_key, tab_line

MONEY, TEXT = Column("Amount", kind="money"), Column("Who")


@pytest.mark.parametrize(
    ("shown", "plain"),
    [
        ("+2,450.00", "2450.00"),
        ("−1,200.00", "-1200.00"),
        ("9,007,199,254,740,993.01", "9007199254740993.01"),
        ("—", ""),
        ("unknown", "unknown"),
    ],
)
def test_money_is_a_plain_decimal(shown: str, plain: str) -> None:
    assert plain_figure(shown) == plain


@pytest.mark.parametrize("evil", ["=1+1", "+233 20", "-2+3", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_word_of_a_customer_becomes_a_formula(evil: str) -> None:
    assert harmless(evil).startswith("'")
    assert plain_cell(Lead("receipt", "pos", evil), TEXT).startswith("'")
    assert plain_cell(Figure("=cmd()"), MONEY).startswith("'")


def test_a_minus_of_a_figure_is_no_formula() -> None:
    assert plain_cell(Figure("−1,200.00"), MONEY) == "-1200.00"
    assert plain_cell("−5.00", MONEY) == "-5.00"
    assert plain_cell("-NaN", MONEY) == "'-NaN"


def test_only_shown_columns_in_their_order() -> None:
    row = Row("k", ("09:47", "Abena", Figure("1.00")))
    assert plain_cells(row, [Column("a"), Column("b"), MONEY], (2, 0)) == ["1.00", "09:47"]
    assert plain_cells(Row("", ()), [Column("a")], (0,)) == []


def test_a_tab_inside_a_cell_does_not_open_another() -> None:
    assert tab_line(["a\tb", "c\nd"]) == "a b\tc d"


def test_figures_sort_by_value_and_words_without_case() -> None:
    figures = [Figure("900.00"), Figure("−18,500.00"), Figure("—"), Figure("1,000.00")]
    assert [cell.text for cell in sorted(figures, key=lambda cell: sort_key(cell, MONEY))] == [
        "−18,500.00",
        "—",
        "900.00",
        "1,000.00",
    ]
    assert sort_key(Status("Posted", "pos"), TEXT) == (1, Decimal(0), "posted")


def test_a_gauge_is_its_figure_to_a_spreadsheet_and_to_the_order() -> None:
    near = Gauge("52,980.00", "88% of 60,000.00", 0.88)
    assert plain_cell(near, MONEY) == "52980.00"
    assert sort_key(near, MONEY) == (0, Decimal("52980.00"), "")


def test_a_filter_finds_figures_with_and_without_commas() -> None:
    row = Row("k", (Lead("receipt", "pos", "Abena Mensah", "Deposit"), Figure("2,450.00")))
    assert matches(row, ["mensah", "2450"])
    assert matches(row, ["2,450"])
    assert not matches(row, ["kojo"])
