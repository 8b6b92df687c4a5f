import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from teller_app.glass.button import GlassButton
from teller_app.glass.gallery import SHEETS, build_gallery
from teller_app.glass.look import Look
from teller_app.glass.panel import GlassPanel


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("sheet", sorted(SHEETS))
def test_every_panel_of_a_sheet_is_named_painted_and_inside(qtbot, sheet: str, theme: str) -> None:
    window = build_gallery(Look(theme, reduced_motion=True), sheet)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    assert window.height() == SHEETS[sheet][1], "nothing is so high that it pushes the sheet open"
    assert all(button.accessibleName() for button in window.findChildren(GlassButton))
    picture = window.grab().toImage()
    for panel in window.findChildren(GlassPanel):
        assert window.rect().contains(panel.geometry()), panel.accessibleName()
        cut = picture.copy(panel.geometry())
        seen = {cut.pixelColor(x, y).rgb() for x in range(0, cut.width(), 9) for y in range(0, cut.height(), 9)}
        assert len(seen) > 40, panel.accessibleName()


def test_the_command_writes_a_picture(tmp_path: Path) -> None:
    out = tmp_path / "sheet.png"
    command = [
        sys.executable,
        "-m",
        "teller_app.glass.gallery",
        "--out",
        str(out),
        "--theme",
        "light",
        "--sheet",
        "states",
    ]
    assert subprocess.run(command, capture_output=True, timeout=60).returncode == 0
    assert QImage(str(out)).width() == 1920
