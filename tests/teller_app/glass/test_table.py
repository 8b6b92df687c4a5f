import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication

from teller_app.glass.look import Look
from teller_app.glass.table import DataTable
from teller_app.glass.table_model import Column, Figure, Row, Status

COLUMNS = [Column("Time", 56, "dim"), Column("Customer"), Column("Amount", 90, "money"), Column("Status", 80)]


def row(n: int) -> Row:
    return Row(f"k{n}", ("09:00", f"Customer {n}", Figure(f"{n}.00"), Status("Posted", "pos")))


@pytest.fixture
def table(qtbot) -> DataTable:
    made = DataTable(Look(), COLUMNS, "Journal")
    qtbot.addWidget(made)
    made.resize(500, 400)
    made.show()
    made.setFocus()
    return made


def test_keys_move_and_enter_opens(qtbot, table: DataTable) -> None:
    table.set_rows([row(n) for n in range(100)])
    table.select_row(0)
    for key, expected in (
        (Qt.Key.Key_Down, "k1"),
        (Qt.Key.Key_End, "k99"),
        (Qt.Key.Key_Up, "k98"),
        (Qt.Key.Key_Home, "k0"),
    ):
        qtbot.keyClick(table.view, key)
        assert table.current_key() == expected
    qtbot.keyClick(table.view, Qt.Key.Key_PageDown)
    assert table.current_key() not in ("k0", "k1")
    with qtbot.waitSignal(table.opened) as opened:
        qtbot.keyClick(table.view, Qt.Key.Key_Return)
    assert opened.args == [table.current_key()]


def test_a_click_selects_and_says_so(qtbot, table: DataTable) -> None:
    table.set_rows([row(n) for n in range(5)])
    with qtbot.waitSignal(table.current_changed) as changed:
        qtbot.mouseClick(table.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(100, 48 * 2 + 20))
    assert changed.args == ["k2"]


def test_control_c_copies_the_row(qtbot, table: DataTable) -> None:
    table.set_rows([row(7)])
    table.select_row(0)
    qtbot.keyClick(table.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "09:00\tCustomer 7\t7.00\tPosted"


def test_a_refresh_keeps_the_current_row_by_its_key(table: DataTable) -> None:
    table.set_rows([row(n) for n in range(5)])
    table.select_row(3)
    table.set_rows([row(n) for n in range(9, -1, -1)])
    assert table.current_key() == "k3"
    table.set_rows([])
    assert table.current_key() == ""


def test_only_rows_in_sight_are_asked_for(table: DataTable) -> None:
    class Million:
        asked: set[int] = set()

        def count(self) -> int:
            return 1_000_000

        def row(self, index: int) -> Row:
            self.asked.add(index)
            return row(index)

    source = Million()
    table.set_rows(source)
    table.select_row(500_000)
    source.asked.clear()
    table.view.viewport().grab()
    assert 500_000 in source.asked
    assert len(source.asked) < 15


def test_compact_rows_are_lower(table: DataTable) -> None:
    table.set_rows([row(0)])
    assert table.view.rowHeight(0) == 48
    table.look.set_density("compact")
    assert table.view.rowHeight(0) == 42


def test_a_step_of_scrolling_paints_only_the_rows_that_came(qtbot, table: DataTable) -> None:
    table.set_rows([row(n) for n in range(200)])
    qtbot.waitExposed(table)
    table.view.viewport().grab()
    before = table.view.strips.painted
    table.view.verticalScrollBar().setValue(2 * 48)
    table.view.viewport().grab()
    assert 0 < table.view.strips.painted - before <= 3
