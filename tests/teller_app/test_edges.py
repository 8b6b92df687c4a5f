"""Panels keep their edges: no button stands out into the padding (LOOK 5), no alert is blown up to fill what is left."""

import pytest
from PySide6.QtCore import QPoint, QRect

from teller_app.glass.alert import Alert
from teller_app.glass.button import GUTTER, GlassButton
from teller_app.glass.look import Look
from teller_app.glass.panel import GlassPanel
from teller_app.i18n.text import Texts
from tests.teller_app.scenes import SCENES, staged


def panel_of(button: GlassButton) -> GlassPanel | None:
    """The nearest panel that a button lies in."""
    above = button.parentWidget()
    while above is not None and not isinstance(above, GlassPanel):
        above = above.parentWidget()
    return above


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080)], ids=lambda size: "x".join(map(str, size)))
@pytest.mark.parametrize("name", SCENES)
def test_no_button_stands_out_and_no_alert_is_blown_up(qapp, name: str, size: tuple[int, int]) -> None:
    look = Look("dark", solid=True, reduced_motion=True)
    stage = staged(name, look, Texts.load("en"), size, "auto")
    out, padding = [], look.pick(20, 14)
    for button in stage.window.findChildren(GlassButton):
        panel = panel_of(button)
        if not button.isVisible() or panel is None:
            continue
        seen = QRect(button.mapTo(panel, QPoint(0, 0)), button.size()).adjusted(GUTTER, 0, -GUTTER, 0)
        if seen.left() < padding - GUTTER or seen.right() >= panel.width() - padding + GUTTER:
            out.append(f"{panel.accessibleName()}: {button.text()} {seen.left()} to {seen.right()} of {panel.width()}")
    for alert in stage.window.findChildren(Alert):
        if alert.isVisible() and alert.height() > alert.sizeHint().height() + GUTTER:
            out.append(f"{alert.accessibleName()}: {alert.height()} px high")
    stage.close()
    assert not out, "\n" + "\n".join(out)
