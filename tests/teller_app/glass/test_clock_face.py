from datetime import datetime

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from teller_app.glass.clock_face import ClockFace, place_welcome
from teller_app.glass.look import Look


def test_it_follows_the_clock(qtbot) -> None:
    now = [datetime(2026, 11, 22, 15, 47)]
    face = ClockFace(
        Look(), ("Akoma", "Savings & Loans"), lambda: now[0], lambda at: f"{at:%H:%M}", lambda at: f"{at:%d}"
    )
    qtbot.addWidget(face)
    assert (face.time.text(), face.date.text()) == ("15:47", "22")
    now[0] = datetime(2026, 11, 23, 8, 2)
    face.tick()
    assert (face.time.text(), face.date.text()) == ("08:02", "23")
    face.line.set_line("away", "No line")
    assert face.line.accessibleName() == "No line"


def test_the_corner_goes_where_the_panel_needs_the_room(qtbot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    panel, corner = QWidget(page), QWidget(page)
    face = ClockFace(Look(), ("Akoma", ""), lambda: datetime(2026, 11, 22), str, str, page)
    page.resize(1920, 1080)
    place_welcome(page, face, panel, corner, (480, 560))
    assert (panel.size(), panel.x()) == (QSize(480, 560), 1920 - 144 - 480)
    assert not corner.isHidden()
    page.resize(1024, 640)
    place_welcome(page, face, panel, corner, (480, 700))
    assert page.rect().contains(panel.geometry())
    assert corner.isHidden()


def test_a_narrow_page_has_the_panel_in_the_middle_and_no_clock(qtbot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    panel, corner = QWidget(page), QWidget(page)
    face = ClockFace(Look(), ("Akoma", ""), lambda: datetime(2026, 11, 22), str, str, page)
    page.resize(600, 800)
    place_welcome(page, face, panel, corner, (480, 560))
    assert panel.geometry().center().x() in (299, 300)
    assert face.time.isHidden()
    assert not face.isHidden(), "there is room for the brand above it"
    page.resize(1024, 768)
    place_welcome(page, face, panel, corner, (480, 560))
    assert not face.time.isHidden()
    assert not face.geometry().intersects(panel.geometry())
