from PySide6.QtCore import QRect
from PySide6.QtWidgets import QHBoxLayout, QWidget

from teller_app.glass.fade import CrossFade
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
    window.show()
    qtbot.waitExposed(window)
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
    painted: list[GlassPanel] = []
    for panel in panels:
        panel.decorate = lambda p, at=panel: painted.append(at)  # type: ignore[method-assign]
    window.look.set_theme("light")
    qtbot.waitUntil(lambda: len(painted) >= 2)
    qtbot.wait(30)
    assert painted == panels


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
