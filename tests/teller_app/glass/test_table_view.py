import pytest
from PySide6.QtCore import Qt

from teller_app.glass.look import Look
from teller_app.glass.table_model import WAITING, Column, Row, RowModel
from teller_app.glass.table_view import RowView

COLUMNS = (Column("a"), Column("b", 80, "money"))


class Slow:
    """Half of the rows are on their way."""

    def count(self) -> int:
        return 40

    def row(self, index: int) -> Row:
        return Row(str(index), (str(index), "1.00")) if index % 2 else WAITING


@pytest.fixture
def view(qtbot) -> RowView:
    model = RowModel(COLUMNS)
    made = RowView(Look(), COLUMNS, model, 40, many=True)
    model.set_source(Slow())
    qtbot.addWidget(made)
    made.resize(300, 200)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_blocks_appear_only_after_a_wait(qtbot, view: RowView) -> None:
    early = view.viewport().grab().toImage()
    assert view._patience.isActive()
    qtbot.waitUntil(lambda: view._blocks, timeout=2000)
    assert view.viewport().grab().toImage() != early


def test_shift_end_extends_and_runs_are_told_in_order(qtbot, view: RowView) -> None:
    view.select_row(36)
    qtbot.keyClick(view, Qt.Key.Key_End, Qt.KeyboardModifier.ShiftModifier)
    assert view.selected() == [range(36, 40)]
    view.set_shown((1,))
    assert view.selected() == [range(36, 40)]


def test_hovering_paints_two_rows_and_not_the_table(view: RowView) -> None:
    view.hover(1)
    view.viewport().grab()
    before = view.strips.painted
    view.hover(3)
    view.viewport().grab()
    assert view.strips.painted == before
