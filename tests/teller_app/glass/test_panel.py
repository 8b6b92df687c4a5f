from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget

from teller_app.glass.look import Look
from teller_app.glass.panel import GlassHost, GlassPanel
from teller_app.glass.segmented import Segmented
from teller_app.glass.window import GlassWindow


class Table(QListWidget):
    gutter = 14


def shown(qtbot, look: Look) -> tuple[GlassWindow, GlassPanel]:
    window = GlassWindow(look)
    qtbot.addWidget(window)
    window.resize(400, 300)
    line = QHBoxLayout(window)
    line.setContentsMargins(12, 12, 12, 12)
    panel = GlassPanel(look, "Denominations")
    line.addWidget(panel)
    with qtbot.waitExposed(window):
        window.show()
    return window, panel


def test_title_and_caption_are_said(qtbot) -> None:
    _, panel = shown(qtbot, Look())
    panel.set_caption("67 pieces")
    assert panel.accessibleName() == "Denominations" and panel.accessibleDescription() == "67 pieces"


def test_window_is_a_host_and_the_plate_is_baked_once(qtbot) -> None:
    window, panel = shown(qtbot, Look())
    assert isinstance(window, GlassHost) and panel.host() is window
    window.grab()
    plate = panel.plate()
    assert panel.plate() is plate and plate.size() == panel.size()
    panel.resize(200, 200)
    assert panel.plate() is not plate


def test_corners_show_the_window_below_without_a_seam(qtbot) -> None:
    window, panel = shown(qtbot, Look())
    picture, base = window.grab().toImage(), window.base().toImage()
    corner = panel.mapTo(window, panel.rect().topLeft())
    assert picture.pixelColor(corner) == base.pixelColor(corner)
    assert picture.pixelColor(corner.x() + 60, corner.y() + 60) != base.pixelColor(corner.x() + 60, corner.y() + 60)


def test_solid_mode_is_one_opaque_colour(qtbot) -> None:
    look = Look("light")
    window, panel = shown(qtbot, look)
    look.set_solid(True)
    picture = window.grab().toImage()
    assert picture.pixelColor(panel.geometry().center()) == look.tokens.solid


def test_panel_without_a_glass_window_still_paints(qtbot) -> None:
    look = Look()
    panel = GlassPanel(look, "Alone")
    qtbot.addWidget(panel)
    panel.resize(200, 100)
    assert panel.grab().toImage().pixelColor(100, 80) == look.tokens.solid


def test_plain_contents_are_inset_as_far_as_the_gutter_of_controls(qtbot) -> None:
    look = Look()
    _, panel = shown(qtbot, look)
    label = QLabel("plain")
    panel.body.add(label)
    qtbot.waitUntil(label.isVisible)
    assert label.mapTo(panel, label.rect().topLeft()).x() == look.pick(20, 14)


def test_what_is_hidden_takes_no_share_of_the_height(qtbot) -> None:
    _, panel = shown(qtbot, Look())
    table, others = Table(), [QListWidget() for _ in range(2)]
    for part in (table, *others):
        panel.body.add(part, 1)
    for other in others:
        other.hide()
    qtbot.waitUntil(lambda: table.height() < panel.height())
    assert table.height() > 2 * panel.height() // 3


def test_a_control_beside_the_title_neither_moves_it_nor_what_is_below_and_ends_in_line(qtbot) -> None:
    look = Look()
    (window, plain), (beside, other) = shown(qtbot, look), shown(qtbot, look)
    tabs, rows = Segmented(look, ("All", "Cash"), low=True), (QLabel("Rows"), QLabel("Rows"))
    other.add_action(tabs)
    tabs.show()
    for panel, row in zip((plain, other), rows, strict=True):
        panel.body.add(row, 1)
        row.show()
        panel.body.activate()
    title = other._title.geometry()
    assert window.size() == beside.size()
    assert title.center().y() == plain._title.geometry().center().y()
    assert rows[0].geometry() == rows[1].geometry()
    assert abs(tabs.geometry().center().y() - title.center().y()) <= 1
    assert tabs.geometry().right() - tabs.gutter == rows[1].geometry().right()
