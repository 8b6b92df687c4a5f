import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QVBoxLayout

from teller_app.glass.look import Look
from teller_app.glass.menu import Menu
from teller_app.glass.table import DataTable
from teller_app.glass.table_model import Column, Figure, Row, Status
from teller_app.glass.table_order import Order
from teller_app.glass.table_pages import Page
from teller_app.glass.table_words import TableWords
from teller_app.glass.window import GlassWindow

COLUMNS = [Column("Time", 56, "dim"), Column("Customer"), Column("Amount", 90, "money"), Column("Status", 80)]


def row(n: int) -> Row:
    return Row(f"k{n}", ("09:00", f"Customer {n}", Figure(f"{n}.00"), Status("Posted", "pos")))


@pytest.fixture
def table(qtbot) -> DataTable:
    made = DataTable(Look(), COLUMNS, "Journal")
    qtbot.addWidget(made)
    made.resize(500, 400)
    with qtbot.waitExposed(made):
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
    # Right of Qt's own columns, which are narrower than those that are painted.
    with qtbot.waitSignal(table.current_changed) as changed:
        far = QPoint(table.view.viewport().width() - 4, 48 + 20)
        qtbot.mouseClick(table.view.viewport(), Qt.MouseButton.LeftButton, pos=far)
    assert changed.args == ["k1"]


def test_control_c_copies_the_row(qtbot, table: DataTable) -> None:
    table.set_rows([row(7)])
    table.select_row(0)
    qtbot.keyClick(table.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "09:00\tCustomer 7\t7.00\tPosted"


SORTING = [
    Column("Time", 56, "dim", sorts=True, optional=True),
    Column("Customer", sorts=True),
    Column("Amount", 90, "money", sorts=True),
    Column("Status", 80, optional=True),
]
WORDS = TableWords("Table", "upwards", "downwards", "Sort by", "Columns", "Copy", "Export", "On its way", "As it came")


def rich(qtbot, **more: object) -> DataTable:
    made = DataTable(Look(reduced_motion=True), SORTING, "Journal", words=WORDS, **more)
    window = made.keeper = GlassWindow(made.look)
    qtbot.addWidget(window)
    QVBoxLayout(window).addWidget(made)
    window.resize(500, 400)
    with qtbot.waitExposed(window):
        window.show()
    made.setFocus()
    return made


def keys(table: DataTable) -> list[str]:
    return [table.view.model().source.row(at).key for at in range(table.row_count())]


def test_the_head_and_the_keys_order_the_rows_and_the_current_row_stays(qtbot) -> None:
    table = rich(qtbot)
    table.set_rows([row(n) for n in (10, 9, 100)])
    table.select_row(2)
    table.head.buttons[2].click()
    assert keys(table) == ["k9", "k10", "k100"]
    assert table.current_key() == "k100"
    assert table.head.buttons[2].accessibleName() == "Amount, upwards"
    table.head.buttons[2].click()
    assert keys(table) == ["k100", "k10", "k9"]
    table.head.buttons[2].click()
    assert keys(table) == ["k10", "k9", "k100"]
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right):
        qtbot.keyClick(table.view, key)
    qtbot.keyClick(table.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert keys(table) == ["k9", "k100", "k10"]
    assert table.order == Order(1, True)
    assert table.current_key() == "k100"


def test_letters_jump_and_the_same_letter_goes_on(qtbot) -> None:
    table = rich(qtbot)
    names = ["Abena", "Kojo", "Kofi", "Kwame"]
    table.set_rows([Row(name, ("09:00", name, Figure("1.00"), "")) for name in names])
    table.select_row(0)
    qtbot.keyClick(table.view, Qt.Key.Key_K)
    assert table.current_key() == "Kojo"
    qtbot.keyClick(table.view, Qt.Key.Key_K)
    assert table.current_key() == "Kofi"
    qtbot.keyClick(table.view, Qt.Key.Key_W)
    assert table.current_key() == "Kwame"


def test_letters_filter_backspace_widens_and_escape_shows_all(qtbot) -> None:
    table = rich(qtbot, typing="filter")
    table.set_rows([row(n) for n in range(30)])
    for key in (Qt.Key.Key_2, Qt.Key.Key_9):
        qtbot.keyClick(table.view, key)
    assert keys(table) == ["k29"]
    qtbot.keyClick(table.view, Qt.Key.Key_Backspace)
    assert len(keys(table)) == 12
    qtbot.keyClick(table.view, Qt.Key.Key_Escape)
    assert table.row_count() == 30


def test_many_rows_are_copied_without_hidden_columns(qtbot) -> None:
    table = rich(qtbot, many=True)
    table.set_rows([row(n) for n in range(4)])
    table.set_hidden(frozenset({0, 1, 3}))
    assert table.hidden() == {0, 3}
    table.select_row(1)
    qtbot.keyClick(table.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(table.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "Customer 1\t1.00\nCustomer 2\t2.00"
    qtbot.keyClick(table.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert table.copy() == 4
    assert table.head.accessibleName() == "Customer, Amount"


def test_the_menu_sorts_and_chooses_columns_without_a_mouse(qtbot) -> None:
    table = rich(qtbot)
    table.set_rows([row(n) for n in (2, 1)])
    at = QPoint(9, 9)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, table.view.viewport().mapToGlobal(at))
    QApplication.sendEvent(table.view.viewport(), event)
    menu = table.window().findChild(Menu)
    by_key = {line.item.key: line for line in menu.rows}
    assert list(by_key) == ["copy", "export", "sort:0", "sort:1", "sort:2", "show:0", "show:3"]
    by_key["show:3"].click()
    assert table.hidden() == {3}
    with qtbot.waitSignal(table.export_asked):
        by_key["export"].click()


def test_optional_columns_step_aside_where_there_is_no_room(qtbot) -> None:
    table = rich(qtbot)
    assert table.shown() == (0, 1, 2, 3)
    table.window().resize(360, 400)
    qtbot.waitUntil(lambda: table.shown() == (0, 1, 2))
    table.window().resize(300, 400)
    qtbot.waitUntil(lambda: table.shown() == (1, 2))
    assert table.hidden() == frozenset(), "a person has hidden none"
    table.window().resize(600, 400)
    qtbot.waitUntil(lambda: table.shown() == (0, 1, 2, 3))


def test_pages_fill_in_while_one_looks(qtbot) -> None:
    table = rich(qtbot)
    answers = []

    class Bank:
        def fetch(self, first, size, order, done) -> None:
            rows = tuple(row(n) for n in range(first, first + size))
            answers.append(lambda: done(Page(first, 1_000_000, rows)))

    table.set_pages(Bank())
    qtbot.waitUntil(lambda: bool(answers))
    answers.pop()()
    table.select_row(700_000)
    table.view.viewport().grab()
    assert table.current_key() == ""
    assert table.view.model().index(700_000, 1).data() == "On its way"
    told: list[str] = []
    table.current_changed.connect(told.append)
    while not told:
        qtbot.waitUntil(lambda: bool(answers))
        answers.pop()()
    assert told == ["k700000"] == [table.current_key()]


def test_a_refresh_keeps_the_current_row_by_its_key(table: DataTable) -> None:
    table.set_rows([row(n) for n in range(5)])
    table.select_row(3)
    table.set_rows([row(n) for n in range(9, -1, -1)])
    assert table.current_key() == "k3"
    table.set_rows([])
    assert table.current_key() == ""


def test_a_refresh_that_moves_no_row_keeps_what_is_selected_and_shows_what_is_new(qtbot) -> None:
    table = rich(qtbot, many=True)
    table.show()
    rows = [row(n) for n in range(6)]
    table.set_rows(rows)
    table.select_row(1)
    for _ in range(2):
        qtbot.keyClick(table.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert table.view.selected() == [range(1, 4)]
    painted = table.view.strips.painted
    changed = Row(rows[2].key, (*rows[2].cells[:-1], "another word"))
    table.set_rows([*rows[:2], changed, *rows[3:]])
    assert table.view.selected() == [range(1, 4)]
    assert table._model.data(table._model.index(2, len(changed.cells) - 1)) == "another word"
    qtbot.waitUntil(lambda: table.view.strips.painted > painted)
    table.set_rows(rows[3:])
    assert table.current_key() == rows[3].key, "a row that moved is found by its key"


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
    table.view.viewport().grab()
    before = table.view.strips.painted
    table.view.verticalScrollBar().setValue(2 * 48)
    table.view.viewport().grab()
    assert 0 < table.view.strips.painted - before <= 3


def test_a_table_says_how_high_it_has_to_be(table: DataTable) -> None:
    table.set_rows([row(n) for n in range(7)])
    table.setFixedHeight(table.height_for(7))
    QApplication.processEvents()
    assert table.view.verticalScrollBar().maximum() == 0
    table.setFixedHeight(table.height_for(6))
    QApplication.processEvents()
    assert table.view.verticalScrollBar().maximum() > 0
