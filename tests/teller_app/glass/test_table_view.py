import pytest
from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QPaintEvent, QRegion
from PySide6.QtWidgets import QApplication, QWidget

from teller_app.glass import table_view
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
    return made(qtbot)


def made(qtbot) -> RowView:
    model = RowModel(COLUMNS)
    view = RowView(Look(), COLUMNS, model, 40, many=True)
    model.set_source(Slow())
    qtbot.addWidget(view)
    view.resize(300, 200)
    with qtbot.waitExposed(view):
        view.show()
    return view


def test_blocks_appear_only_after_a_wait(qtbot, monkeypatch: pytest.MonkeyPatch) -> None:
    # Made here and waited for a second: between a fixture and its test Qt's events are served, and the wait may be over.
    monkeypatch.setattr(table_view, "WAIT_MS", 1_000)
    view = made(qtbot)
    early = view.viewport().grab().toImage()
    assert view._patience.isActive()
    qtbot.waitUntil(lambda: view._blocks)
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


class Painted(QObject):
    """What Qt asks a widget to paint."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__(watched)
        self.region = QRegion()
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.region += event.region()
        return False


@pytest.mark.parametrize("many", [True, False])
def test_the_arrow_paints_both_rows_over_their_whole_width(qtbot, many: bool) -> None:
    model = RowModel(COLUMNS)
    wide = RowView(Look(), COLUMNS, model, 40, many=many)
    model.set_source(Slow())
    qtbot.addWidget(wide)
    wide.resize(900, 400)
    with qtbot.waitExposed(wide):
        wide.show()
    wide.select_row(1)
    QApplication.processEvents()
    painted = Painted(wide.viewport())
    qtbot.keyClick(wide, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: not painted.region.isEmpty())
    rows = QRect(0, 40, wide.viewport().width(), 80)
    assert painted.region.intersected(rows) == QRegion(rows)


class Told:
    """Four rows whose last column says this."""

    def __init__(self, words: str) -> None:
        self._words = words

    def count(self) -> int:
        return 4

    def row(self, index: int) -> Row:
        return Row(str(index), (str(index), self._words))


def test_rows_that_say_something_else_are_painted_over_their_whole_width(qtbot) -> None:
    model = RowModel(COLUMNS)
    wide = RowView(Look(), COLUMNS, model, 40)
    model.set_source(Told("Sending"))
    qtbot.addWidget(wide)
    wide.resize(1200, 400)
    with qtbot.waitExposed(wide):
        wide.show()
    QApplication.processEvents()
    painted = Painted(wide.viewport())
    model.replace(Told("Posted"))
    qtbot.waitUntil(lambda: not painted.region.isEmpty())
    rows = QRect(0, 0, wide.viewport().width(), 160)
    assert painted.region.intersected(rows) == QRegion(rows)


def test_what_is_current_stays_in_sight_when_the_height_changes(qtbot, view: RowView) -> None:
    view.select_row(4)
    view.resize(300, 90)
    row = view.visualRect(view.currentIndex())
    assert view.viewport().rect().contains(row.center())
