from PySide6.QtWidgets import QApplication

from teller_app.glass.look import Look
from teller_app.glass.table import DataTable
from teller_app.glass.table_measure import heights
from teller_app.glass.table_model import Column, Row


def test_tiles_are_lower_than_cards_and_higher_than_lines() -> None:
    high = [heights(True, False, cards, tiles)[0] for cards, tiles in ((True, False), (False, True), (False, False))]
    assert high == [92, 78, 48]
    assert heights(False, True, False, False) == (30, 30)
    assert heights(False, False, False, False) == (40, 32)


def test_what_is_in_sight_are_whole_rows_at_any_height(qtbot) -> None:
    table = DataTable(Look(), (Column("a"),), "Rows")
    qtbot.addWidget(table)
    table.view.setMinimumHeight(20)
    table.set_rows([Row(str(n), (str(n),)) for n in range(40)])
    table.show()
    for high in (table.height_for(3), table.height_for(3) + 31, table.height_for(4) - 1):
        table.resize(300, high)
        QApplication.processEvents()
        assert table.view.height() == 3 * 48
        assert table.view.verticalScrollBar().maximum() % 48 == 0, "also at the end of the list"
    table.resize(300, table.height_for(1) - 10)
    QApplication.processEvents()
    assert 0 < table.view.height() < 48, "a place too low for a row shows what it can"


def test_the_sizes_that_a_table_asks_for_do_not_depend_on_what_is_left(qtbot) -> None:
    table = DataTable(Look(), (Column("a"),), "Rows")
    qtbot.addWidget(table)
    table.resize(300, 200)
    before = (table.minimumSizeHint(), table.sizeHint())
    table.resize(300, 231)
    QApplication.processEvents()
    assert (table.minimumSizeHint(), table.sizeHint()) == before
