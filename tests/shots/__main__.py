"""``make shots``: every screen by the real app over a small bank, both themes and three sizes, into shots-out/; the
journey once more under Xvfb with a real window manager, frame and all. Beside the day stand the scenes of the tests, for the
rooms and states that it does not come to.

python -m tests.shots [THEME-WIDTHxHEIGHT | THEME-WIDTHxHEIGHT/SCENE ...]
"""

import os
import shutil
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QImage

from teller_app.build import qt_application
from teller_app.settings import Density
from tests.demo.stage import Stage
from tests.shots import desktop, stills
from tests.shots.walk import Walk
from tests.teller_app.scenes import SCENES

OUT = Path("shots-out")
SIZES = ((1920, 1080), (1366, 768), (1024, 768))
CUSTOMERS = 200
README = Path(__file__).resolve().parents[2] / "docs" / "pictures" / "counter-dark.webp"
QUALITY = 88


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
    scenes = stills.shoot(folder / "scenes", theme, (width, high))
    return len(list((folder / "screens").glob("*.png"))) + scenes


def picture_of_the_readme(found: Path) -> None:
    """The counter in all its colours, in a fifth of the bytes of the picture that was taken."""
    README.parent.mkdir(parents=True, exist_ok=True)
    QImage(str(found)).save(str(README), quality=QUALITY)


def main() -> int:
    """All of them, or those that are named. Returns the exit status."""
    qt = qt_application(sys.argv[:1])
    known = {f"{theme}-{width}x{high}": (theme, width, high) for theme in ("dark", "light") for width, high in SIZES}
    asked = [name.partition("/") for name in sys.argv[1:] or known]
    if unknown := [name for name, _, _ in asked if name not in known]:
        print(f"unknown: {unknown}; known: {list(known)}, each alone or with a scene of the tests")
        return 2
    if unknown := [scene for _, _, scene in asked if scene and scene not in SCENES]:
        print(f"unknown: {unknown}; known: {sorted(SCENES)}")
        return 2
    for name, _, scene in asked:
        if scene:
            theme, *size = known[name]
            stills.shoot(OUT / name / "scenes", theme, (size[0], size[1]), (scene,))
            continue
        shutil.rmtree(OUT / name, ignore_errors=True)
        print(f"{name}: {shoot(*known[name])} pictures in {OUT}/", flush=True)
    if not sys.argv[1:]:
        picture_of_the_readme(next((OUT / "dark-1920x1080" / "screens").glob("*-counter-deposit.png")))
        print(f"with a window manager: {desktop.shoot(OUT.resolve() / 'desktop')} pictures in {OUT}/", flush=True)
    del qt
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
