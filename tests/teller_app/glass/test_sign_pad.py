"""The pad under mouse, pen and finger."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QInputDevice, QPointingDevice, QTabletEvent
from PySide6.QtTest import QTest

from contract.ink import HIGH, WIDE, strokes_of
from teller_app.glass.look import Look
from teller_app.glass.sign_pad import SignPad


@pytest.fixture
def pad(qtbot) -> SignPad:
    clock = iter(range(0, 100_000, 10))
    pad = SignPad(Look(), "Sheet", "Sign here", lambda n: f"{n} strokes", lambda: next(clock))
    qtbot.addWidget(pad)
    pad.resize(602, 242)
    pad.show()
    return pad


def at(pad: SignPad, x: int, y: int) -> QPoint:
    """A place of the sheet in px."""
    sheet = pad.sheet()
    return QPoint(round(sheet.left() + x * sheet.width() / WIDE), round(sheet.top() + y * sheet.height() / HIGH))


def draw(pad: SignPad, *places: tuple[int, int]) -> None:
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(pad, left, pos=at(pad, *places[0]))
    for place in places[1:]:
        QTest.mouseMove(pad, at(pad, *place))
    QTest.mouseRelease(pad, left, pos=at(pad, *places[-1]))


def test_the_mouse_draws_and_it_can_be_taken_back(pad: SignPad) -> None:
    told: list[int] = []
    pad.changed.connect(lambda: told.append(pad.strokes))
    draw(pad, (200, 200), (600, 500), (1_000, 200))
    draw(pad, (300, 600), (900, 600))
    strokes = strokes_of(pad.ink())
    assert strokes is not None
    assert [(dot.x, dot.y) for dot in strokes[0]] == [(200, 200), (600, 500), (1_000, 200)]
    assert pad.accessibleDescription() == "2 strokes"
    pad.undo()
    pad.clear()
    assert (told, pad.ink(), pad.accessibleDescription()) == ([1, 2, 1, 0], "", "0 strokes")


def test_a_pen_draws_once_and_not_again_as_a_mouse(pad: SignPad) -> None:
    pen = QPointingDevice("pen", 1, QInputDevice.DeviceType.Stylus, QPointingDevice.PointerType.Pen,
                          QInputDevice.Capability.Position, 1, 1)  # fmt: skip
    for kind, x in ((QEvent.Type.TabletPress, 100), (QEvent.Type.TabletMove, 700), (QEvent.Type.TabletRelease, 700)):
        place = QPointF(at(pad, x, 400))
        event = QTabletEvent(kind, pen, place, place, 0.5, 0, 0, 0, 0, 0, Qt.KeyboardModifier.NoModifier,
                             Qt.MouseButton.LeftButton, Qt.MouseButton.LeftButton)  # fmt: skip
        pad.tabletEvent(event)
        assert event.isAccepted()
    strokes = strokes_of(pad.ink())
    assert strokes is not None
    assert [[dot.x for dot in stroke] for stroke in strokes] == [[100, 700]]


def test_the_first_finger_draws(pad: SignPad) -> None:
    screen = QTest.createTouchDevice()
    QTest.touchEvent(pad, screen).press(0, at(pad, 100, 400)).commit()
    QTest.touchEvent(pad, screen).move(0, at(pad, 500, 400)).press(1, at(pad, 1_500, 700)).commit()
    QTest.touchEvent(pad, screen).release(0, at(pad, 500, 400)).release(1, at(pad, 1_500, 700)).commit()
    strokes = strokes_of(pad.ink())
    assert strokes is not None
    assert len(strokes) == 1
    # A touch comes in whole pixels of the screen.
    assert [dot.x for dot in strokes[0]] == pytest.approx([100, 500], abs=12)


def test_what_is_drawn_is_seen_at_once(pad: SignPad) -> None:
    before = pad.grab().toImage()
    draw(pad, (200, 200), (1_000, 600))
    assert pad.grab().toImage() != before
    pad.clear()
    assert pad.strokes == 0
