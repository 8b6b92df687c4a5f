import pytest

from teller_app.glass.denomination_layout import COMPACT, REGULAR, Measure, height, list_column, pair_columns


@pytest.mark.parametrize("measure", [REGULAR, COMPACT])
def test_columns_share_the_width_without_overlap(measure: Measure) -> None:
    notes, coins = pair_columns(measure, measure.row, 600.0, 8, 7)
    assert notes.rows[0].line.right() + measure.gap == coins.rows[0].line.left()
    assert coins.rows[0].line.right() == 600 and len(notes.rows) == 8


def test_rows_follow_each_other_and_hold_their_field() -> None:
    column = list_column(REGULAR, 48, 570.0, 15)
    for above, below in zip(column.rows, column.rows[1:], strict=False):
        assert above.line.bottom() == below.line.top()
    assert all(row.line.contains(row.field) and row.field.center().y() == row.middle for row in column.rows)
    assert column.rows[-1].line.bottom() <= height(REGULAR, 48, 15)


def test_moved_moves_all() -> None:
    column = list_column(REGULAR, 38, 500.0, 2)
    assert column.moved(4).rows[1].field.left() == column.rows[1].field.left() + 4
