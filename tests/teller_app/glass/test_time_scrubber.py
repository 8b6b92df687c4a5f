from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtTest import QTest

from teller_app.glass.time_scrubber import DayCurve, Event, TimeScrubber
from tests.teller_app.room_window import look

HOUR = 3600.0
CURVE = DayCurve(
    start=8 * HOUR, end=16 * HOUR, points=((8 * HOUR, 0.0), (9 * HOUR, 500.0), (12 * HOUR, 300.0)), at=12 * HOUR, bubble=("12:00", "3.00"),
    events=(Event(9 * HOUR, "vault", "info"),), labels=((8 * HOUR, "08:00"),), levels=((0.0, "0"), (600.0, "6")),
    gaps=((10 * HOUR, 11 * HOUR),), bound=(550.0, "Soft"), mark=10 * HOUR,
)  # fmt: skip


def scrubber(qtbot) -> tuple[TimeScrubber, list[tuple[str, float]]]:
    made = TimeScrubber(look(), "The day")
    qtbot.addWidget(made)
    made.set_day(CURVE, 2, 1, "12:00: 3.00")
    made.resize(800, made.sizeHint().height())
    heard: list[tuple[str, float]] = []
    made.stepped.connect(lambda step: heard.append(("step", step)))
    made.sought.connect(lambda at: heard.append(("seek", at)))
    made.opened.connect(lambda: heard.append(("open", 0)))
    made.show()
    return made, heard


def test_keys_step_within_the_day_and_enter_opens(qtbot) -> None:
    made, heard = scrubber(qtbot)
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Return):
        QTest.keyClick(made, key)
    assert heard == [("step", 0), ("step", 2), ("step", 0), ("step", 2), ("open", 0)]
    made.set_day(CURVE, 2, 2, "")
    QTest.keyClick(made, Qt.Key.Key_Right)
    assert heard[-1] == ("step", 2)
    QTest.keyClick(made, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert len(heard) == 6, "with Ctrl it is the room's key"


def test_a_drag_goes_by_time_and_stays_within_the_day(qtbot) -> None:
    made, heard = scrubber(qtbot)
    middle = round(made._x(12 * HOUR))
    QTest.mousePress(made, Qt.MouseButton.LeftButton, pos=QPoint(middle, 60))
    assert abs(heard[-1][1] - 12 * HOUR) < 60
    QTest.mouseMove(made, QPoint(made.width() - 1, 60))
    QTest.mouseRelease(made, Qt.MouseButton.LeftButton, pos=QPoint(made.width() - 1, 60))
    assert all(8 * HOUR <= at <= 16 * HOUR for _, at in heard)


def test_a_day_set_from_outside_tells_nobody_and_is_read_out(qtbot) -> None:
    made, heard = scrubber(qtbot)
    made.valueChanged.connect(lambda value: heard.append(("value", value)))
    made.set_day(CURVE, 5, 4, "13:00: 1.00")
    assert heard == []
    assert (made.value(), made.maximum()) == (4, 5)
    assert (made.accessibleName(), made.accessibleDescription()) == ("The day", "13:00: 1.00")


def test_cash_stays_as_it_is_until_a_posting_moves_it(qtbot) -> None:
    made, _ = scrubber(qtbot)
    line = made._line(CURVE.points)
    assert [point.x() for point in line] == sorted(point.x() for point in line)
    assert line[1].y() == line[0].y(), "it stood at nought until the posting"
    assert line[3].y() == line[2].y() and line[4].y() > line[3].y()


def test_it_paints_what_it_is_told(qtbot) -> None:
    made, _ = scrubber(qtbot)
    picture, empty = QPixmap(made.size()), QPixmap(made.size())
    picture.fill(Qt.GlobalColor.black)
    empty.fill(Qt.GlobalColor.black)
    made.render(picture)
    made.set_day(DayCurve(), 0, 0, "")
    made.render(empty)
    assert picture.toImage() != empty.toImage()


def test_shift_turns_by_a_minute_and_the_page_keys_leap_from_event_to_event(qtbot) -> None:
    made, heard = scrubber(qtbot)
    made.turned.connect(lambda on: heard.append(("minute", on)))
    made.leapt.connect(lambda on: heard.append(("event", on)))
    for key, held in ((Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier), (Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier),
                      (Qt.Key.Key_PageUp, Qt.KeyboardModifier.NoModifier), (Qt.Key.Key_PageDown, Qt.KeyboardModifier.NoModifier)):  # fmt: skip
        QTest.keyClick(made, key, held)
    assert heard == [("minute", False), ("minute", True), ("event", False), ("event", True)]
