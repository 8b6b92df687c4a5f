import pytest

from teller_app.glass.button import GlassButton
from teller_app.glass.denomination_grid import DenominationGrid
from teller_app.glass.field import Field
from teller_app.glass.gallery import build_gallery
from teller_app.glass.look import Look
from teller_app.glass.money_field import MoneyField
from teller_app.glass.panel import GlassPanel
from teller_app.glass.select import Select


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_every_control_is_on_the_sheet_named_and_painted(qtbot, theme: str) -> None:
    window = build_gallery(Look(theme, reduced_motion=True))
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    for kind in (GlassButton, Field, MoneyField, Select, DenominationGrid):
        assert window.findChildren(kind), kind
    assert all(button.accessibleName() for button in window.findChildren(GlassButton))
    picture = window.grab().toImage()
    for panel in window.findChildren(GlassPanel):
        cut = picture.copy(panel.geometry())
        assert (
            len({cut.pixelColor(x, y).rgb() for x in range(0, cut.width(), 9) for y in range(0, cut.height(), 9)}) > 40
        )
