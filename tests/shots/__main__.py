"""``make shots``: every screen by the real app over a small bank, both themes, 1920x1080 and 1366x768, into shots-out/."""

import os
import shutil
import sys
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from teller_app.build import qt_application
from teller_app.settings import Density
from tests.demo.stage import Stage
from tests.shots.walk import Walk

OUT = Path("shots-out")
SIZES = ((1920, 1080), (1366, 768))
CUSTOMERS = 200
README = Path(__file__).resolve().parents[2] / "docs" / "pictures" / "counter-dark.png"
COLOURS = 256


def shoot(theme: str, width: int, high: int) -> int:
    """A walk through all screens in one theme and size; returns the number of pictures."""
    folder = OUT.resolve() / f"{theme}-{width}x{high}"
    stage = Stage(folder / "bank")
    app = stage.app(theme, Density.AUTO)
    app.show()
    app.window.resize(width, high)
    try:
        stage.open_bank({"WS-MAK-01": stage.key_of(app)}, CUSTOMERS)
        stage.serve()
        walk = Walk(stage, app, folder, lambda words: None)
        walk.everything()
    finally:
        app.window.close()
        app.close()
        stage.stop()
    shutil.rmtree(folder / "bank", ignore_errors=True)
    return len(list((folder / "screens").glob("*.png")))


def picture_of_the_readme(found: Path) -> None:
    """The counter with a palette of its own: a third of the bytes, and the eye sees no difference."""
    from PIL import Image

    README.parent.mkdir(parents=True, exist_ok=True)
    with Image.open(found) as image:
        few = image.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
        few.save(README, optimize=True)


def main() -> int:
    """All of them. Returns the exit status."""
    shutil.rmtree(OUT, ignore_errors=True)
    qt = qt_application(sys.argv[:1])
    for theme in ("dark", "light"):
        for width, high in SIZES:
            print(f"{theme} {width}x{high}: {shoot(theme, width, high)} pictures in {OUT}/", flush=True)
    picture_of_the_readme(next((OUT / "dark-1920x1080" / "screens").glob("*-counter-deposit.png")))
    del qt
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
