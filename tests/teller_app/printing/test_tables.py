import pytest

from teller_app.printing.errors import FigureDoesNotFit
from teller_app.printing.press import Press
from teller_app.printing.tables import Below, Cell, Column, Row, draw_head, draw_row, table_width

from . import pdf_reader
from .test_sheet import sheet_for

COLUMNS = (Column("Name", 60), Column("GH₵", 60, "r", figures=True))


def test_rows_follow_their_head_and_columns_keep_their_kind(press: Press) -> None:
    sheet = sheet_for(press)
    y = draw_head(sheet, 20, 40, COLUMNS)
    y = draw_row(sheet, 20, y, COLUMNS, Row((Cell("Adwoa"), Cell("480.00")), 11.4))
    assert y == pytest.approx(40 + 3.2 + 11.4)
    draw_row(sheet, 20, y, COLUMNS, Row((Cell("Total"), Cell("480.00")), 12, below=Below.GRAND))
    data = sheet.finish()
    assert pdf_reader.rows(data)[0] == [["Name", "GH₵"], ["Adwoa", "480.00"], ["Total", "480.00"]]
    assert pdf_reader.structure(data)["/TR"] == 3
    assert table_width(COLUMNS) == 120


def test_a_figure_too_wide_for_its_column_is_refused(press: Press) -> None:
    with pytest.raises(FigureDoesNotFit):
        draw_row(sheet_for(press), 20, 40, COLUMNS, Row((Cell("x"), Cell("12,345,678,901,234.50")), 11))


def test_a_row_has_as_many_cells_as_columns(press: Press) -> None:
    with pytest.raises(ValueError, match="zip"):
        draw_row(sheet_for(press), 20, 40, COLUMNS, Row((Cell("x"),), 11))
