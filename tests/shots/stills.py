"""Every scene of the tests as a picture: rooms and states that a day does not come to, over fixed data and a fixed clock."""

from pathlib import Path

from PySide6.QtTest import QTest

from teller_app.glass.look import Look
from teller_app.glass.window import SETTLE_MS
from teller_app.i18n.text import Texts
from tests.teller_app.scenes import SCENES, settle, staged
from tests.visual.screens import same_everywhere


def shoot(folder: Path, theme: str, size: tuple[int, int], names: tuple[str, ...] = ()) -> int:
    """Those that are named, else all, as ``folder/NAME.png``. Returns the number of pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    with same_everywhere():
        for name in names or SCENES:
            stage = staged(name, Look(theme, reduced_motion=True), Texts.load("en"), size, "auto")
            # The plates of a live resize give way to the full ones.
            QTest.qWait(SETTLE_MS + 20)
            settle()
            stage.window.grab().save(str(folder / f"{name}.png"))
            stage.close()
    return len(names or SCENES)
