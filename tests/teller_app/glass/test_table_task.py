import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtWidgets import QApplication

from teller_app.glass.look import Look
from teller_app.glass.table import DataTable
from teller_app.glass.table_model import Column, Lead, Row, Task, cell_text
from teller_app.glass.table_task import act_box, tile_box

LEAD = Lead("vault", "warn", "VT-0612 is not received", "25,000.00 from Drawer 02")
NUDGE, NUDGED = Task(LEAD, "Hajara Bawa", "Remind", "F6"), Task(LEAD, "Hajara Bawa", "Reminded 15:31", tone="info")
URGENT = Task(Lead("seal-check", "neg", "6 approvals undecided"), "You", "Decide", "Enter")


@pytest.fixture
def table(qtbot) -> DataTable:
    table = DataTable(Look(), (Column("What"),), "Blockers", tiles=True)
    qtbot.addWidget(table)
    table.set_rows([Row("nudge", (NUDGE,)), Row("nudged", (NUDGED,)), Row("urgent", (URGENT,))])
    table.resize(420, table.height_for(3))
    table.show()
    QApplication.processEvents()
    return table


def middle(table: DataTable, row: int, task: Task) -> QPoint:
    box = QRectF(0, row * 78, table.view.viewport().width(), 78)
    return act_box(table.look, task, tile_box(box)).center().toPoint()


def test_a_click_on_the_act_does_it_and_one_beside_it_only_selects(qtbot, table: DataTable) -> None:
    done: list[str] = []
    table.opened.connect(done.append)
    place = table.view.viewport()
    qtbot.mouseClick(place, Qt.MouseButton.LeftButton, pos=QPoint(120, 78 * 2 + 30))
    assert (done, table.current_key()) == ([], "urgent")
    qtbot.mouseClick(place, Qt.MouseButton.LeftButton, pos=middle(table, 0, NUDGE))
    qtbot.mouseDClick(place, Qt.MouseButton.LeftButton, pos=QPoint(120, 30))
    assert (done, table.current_key()) == (["nudge"], "nudge")
    qtbot.mouseClick(place, Qt.MouseButton.LeftButton, pos=middle(table, 1, NUDGED))
    assert done == ["nudge"], "what was done is no button"
    table.view.setFocus()
    qtbot.keyClick(table.view, Qt.Key.Key_Return)
    assert done == ["nudge", "nudged"], "the room decides what Enter means"


def test_all_of_a_task_is_read_out() -> None:
    assert cell_text(NUDGE) == "VT-0612 is not received, 25,000.00 from Drawer 02, Hajara Bawa, Remind, F6"
    assert cell_text(URGENT) == "6 approvals undecided, You, Decide, Enter"


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_the_act_stays_inside_its_tile_and_a_key_makes_it_wider(theme) -> None:
    look, tile = Look(theme), QRectF(12, 0, 300, 70)
    bare = act_box(look, Task(LEAD, act="Remind"), tile)
    assert tile.contains(act_box(look, NUDGE, tile)) and act_box(look, NUDGE, tile).width() > bare.width()
    assert act_box(look, Task(LEAD), tile).isEmpty()


def test_what_is_urgent_selected_or_done_looks_so(table: DataTable) -> None:
    def seen(row: int) -> object:
        return table.view.grab().toImage().pixelColor(200, row * 78 + 6)

    table.select_row(1)
    QApplication.processEvents()
    plain = seen(0)
    assert seen(2) != plain
    table.select_row(0)
    QApplication.processEvents()
    assert seen(0) != plain
