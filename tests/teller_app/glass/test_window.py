from PySide6.QtCore import QEvent, QObject, QRect
from PySide6.QtGui import QImage, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from teller_app.glass.fade import CrossFade, snapshot
from teller_app.glass.look import Look
from teller_app.glass.panel import GlassPanel
from teller_app.glass.window import GlassWindow


def shown(qtbot, look: Look) -> tuple[GlassWindow, list[GlassPanel]]:
    window = GlassWindow(look)
    qtbot.addWidget(window)
    window.resize(500, 300)
    line = QHBoxLayout(window)
    line.setContentsMargins(12, 12, 12, 12)
    panels = [GlassPanel(look, name) for name in ("One", "Two")]
    for panel in panels:
        line.addWidget(panel)
    with qtbot.waitExposed(window):
        window.show()
    window.grab()
    return window, panels


def test_base_is_composed_once_a_layout(qtbot) -> None:
    window, panels = shown(qtbot, Look())
    serial = window.base_serial()
    window.grab()
    assert window.base_serial() == serial
    panels[1].hide()
    window.grab()
    assert window.base_serial() > serial


def test_a_hidden_panel_takes_its_shadow_along(qtbot) -> None:
    window, panels = shown(qtbot, Look("light"))
    edge = panels[1].geometry().bottomRight().x() + 4, panels[1].geometry().center().y()
    before = window.base().toImage().pixelColor(*edge).lightness()
    panels[1].setParent(None)
    after = window.base().toImage().pixelColor(*edge).lightness()
    panels[1].deleteLater()
    assert after > before


def test_drag_uses_the_sheet_and_settles_into_full_glass(qtbot) -> None:
    window, _ = shown(qtbot, Look())
    window.resize(520, 320)
    assert window.sheet() is not None
    qtbot.waitUntil(lambda: window.sheet() is None)


def test_theme_changes_by_a_cross_fade_and_at_once_under_reduced_motion(qtbot) -> None:
    look = Look("dark")
    window, _ = shown(qtbot, look)
    qtbot.wait(20)
    dark = window.grab().toImage().pixelColor(250, 150).lightness()
    look.set_theme("light")
    assert window.findChildren(CrossFade)
    qtbot.waitUntil(lambda: not window.findChildren(CrossFade))
    assert window.grab().toImage().pixelColor(250, 150).lightness() > dark + 100
    look.set_reduced_motion(True)
    look.set_theme("dark")
    assert not window.findChildren(CrossFade)


def test_a_resize_composes_the_base_once(qtbot) -> None:
    window, _ = shown(qtbot, Look(reduced_motion=True))
    serial = window.base_serial()
    window.resize(540, 330)
    window.grab()
    assert window.base_serial() == serial + 1


def test_a_theme_change_paints_every_panel_once(qtbot) -> None:
    window, panels = shown(qtbot, Look(reduced_motion=True))
    watches = [Watch(panel) for panel in panels]
    window.look.set_theme("light")
    qtbot.waitUntil(lambda: all(watch.whole for watch in watches))
    qtbot.wait(30)
    assert [watch.whole for watch in watches] == [1, 1]
    # What its own words ask for is a small part of it.
    assert all(rect.width() < 60 for watch in watches for rect in watch.rects)


def test_a_window_beyond_its_screen_blurs_once_a_drag(qtbot) -> None:
    window, _panels = shown(qtbot, Look())
    screen = window.screen().size()
    window.resize(screen.width() + 40, screen.height() + 40)
    window.grab()
    made = []
    before = window.backdrop.pair
    window.backdrop.pair = lambda *key: made.append(key) or before(*key)  # type: ignore[method-assign]
    for step in range(2, 6):
        window.resize(screen.width() + 40 * step, screen.height() + 40)
        window.grab()
    assert len({(size.width(), size.height()) for _theme, size, _ratio in made}) == 1


def test_what_a_scroll_area_cuts_off_casts_no_shadow(qtbot) -> None:
    window, panels = shown(qtbot, Look())
    cut = window._in_sight(panels[0], panels[0].geometry())
    assert cut == panels[0].geometry()
    holder = QWidget(window)
    holder.setGeometry(20, 20, 100, 50)
    panels[0].setParent(holder)
    panels[0].setGeometry(0, 0, 100, 400)
    assert window._in_sight(panels[0], QRect(20, 20, 100, 400)) == QRect(20, 20, 100, 50)


class Watch(QObject):
    """How often a panel is painted: wholly, and in which other parts."""

    def __init__(self, panel: GlassPanel) -> None:
        super().__init__(panel)
        self.whole, self.rects = 0, list[QRect]()
        panel.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent) and isinstance(watched, GlassPanel):
            if event.rect() == watched.rect():
                self.whole += 1
            else:
                self.rects.append(event.rect())
        return False


def on_screen(window: GlassWindow) -> QImage:
    """What the window's own store holds: grab() would paint everything anew."""
    picture = snapshot(window)
    assert picture is not None
    return picture.toImage()


def test_what_stands_on_the_screen_after_a_resize_is_what_would_be_painted(qtbot) -> None:
    window, panels = shown(qtbot, Look(reduced_motion=True))
    window.resize(820, 460)
    qtbot.waitUntil(lambda: window.sheet() is None)
    qtbot.waitUntil(lambda: on_screen(window) == window.grab().toImage())
    # One that only moves takes no pixels along.
    panels[0].move(panels[0].x() + 9, panels[0].y() + 5)
    qtbot.waitUntil(lambda: on_screen(window) == window.grab().toImage())


def test_what_stands_on_the_screen_after_a_theme_change_is_what_would_be_painted(qtbot) -> None:
    window, _ = shown(qtbot, Look(reduced_motion=True))
    window.look.set_theme("light")
    qtbot.waitUntil(lambda: on_screen(window) == window.grab().toImage())
