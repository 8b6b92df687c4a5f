"""``make shots``: the screens of a whole day by the real app, both themes, 1920x1080 and 1366x768, into shots-out/."""

import os
import shutil
import sys
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from teller_app.build import qt_application
from teller_app.settings import Density
from tests.demo.day import Day
from tests.demo.stage import Stage

OUT = Path("shots-out")
SIZES = ((1920, 1080), (1366, 768))
CUSTOMERS = 60


def shoot(theme: str, width: int, high: int) -> int:
    """One day in one theme and size; returns the number of pictures."""
    folder = OUT.resolve() / f"{theme}-{width}x{high}"
    stage = Stage(folder / "bank")
    app = stage.app(theme, Density.AUTO)
    app.show()
    app.window.resize(width, high)
    try:
        stage.open_bank({"WS-MAK-01": stage.key_of(app)}, CUSTOMERS)
        stage.serve()
        day = Day(stage, app, folder, lambda words: None)
        day.play()
    finally:
        app.window.close()
        app.close()
        stage.stop()
    shutil.rmtree(folder / "bank", ignore_errors=True)
    return len(list((folder / "screens").glob("*.png")))


def main() -> int:
    """All of them. Returns the exit status."""
    shutil.rmtree(OUT, ignore_errors=True)
    qt = qt_application(sys.argv[:1])
    for theme in ("dark", "light"):
        for width, high in SIZES:
            print(f"{theme} {width}x{high}: {shoot(theme, width, high)} pictures in {OUT}/", flush=True)
    del qt
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
