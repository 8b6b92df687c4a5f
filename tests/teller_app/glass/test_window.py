from PySide6.QtWidgets import QHBoxLayout

from teller_app.glass.fade import CrossFade
from teller_app.glass.look import Look
from teller_app.glass.panel import GlassPanel
from teller_app.glass.window import SETTLE_MS, GlassWindow


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
    qtbot.waitUntil(lambda: window.sheet() is None, timeout=SETTLE_MS * 10)


def test_theme_changes_by_a_cross_fade_and_at_once_under_reduced_motion(qtbot) -> None:
    look = Look("dark")
    window, _ = shown(qtbot, look)
    qtbot.wait(20)
    dark = window.grab().toImage().pixelColor(250, 150).lightness()
    look.set_theme("light")
    assert window.findChildren(CrossFade)
    qtbot.waitUntil(lambda: not window.findChildren(CrossFade), timeout=2000)
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
