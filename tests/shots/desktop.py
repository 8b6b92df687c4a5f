"""The window on a real X screen under openbox: its frame, its focus, its keys as a window manager hands them on.

The pictures are of the whole screen, taken by the X server and not by the app.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.support.x_screens import x_screen

SCREEN = (1600, 900)
WINDOW = (1366, 768)
WALK_S = 300.0


def shoot(folder: Path) -> int:
    """The walk in a process of its own, because Qt chooses its platform once. Returns the number of pictures."""
    missing = [name for name in ("Xvfb", "openbox") if shutil.which(name) is None]
    if missing:
        print(f"    without {' and '.join(missing)}: scripts/setup.sh window")
        return 0
    shutil.rmtree(folder, ignore_errors=True)
    with x_screen(SCREEN) as display:
        env = dict(os.environ) | {"QT_QPA_PLATFORM": "xcb", "DISPLAY": display}
        subprocess.run([sys.executable, "-m", "tests.shots.desktop", str(folder)], env=env, check=True, timeout=WALK_S)
    return len(list((folder / "screens").glob("*.png")))


def main() -> int:
    """Walk on the screen that DISPLAY names. Returns the exit status."""
    from teller_app.build import qt_application
    from teller_app.settings import Density
    from tests.demo.fingers import rest
    from tests.demo.stage import Stage
    from tests.shots.walk import Walk

    folder = Path(sys.argv[1])
    qt = qt_application(sys.argv[:1])
    stage = Stage(folder / "bank")
    app = stage.app("dark", Density.AUTO)
    app.show()
    app.window.resize(*WINDOW)
    app.window.activateWindow()
    try:
        stage.open_bank({"WS-MAK-01": stage.key_of(app)}, 200)
        stage.serve()
        walk = Walk(stage, app, folder, lambda words: None)

        def shot(name: str) -> Path:
            rest(60)
            walk.hand._shots += 1
            path = walk.hand.pictures / f"{walk.hand._shots:02d}-{name}.png"
            qt.primaryScreen().grabWindow(0).save(str(path))
            return path

        # The whole screen instead of the window's own picture of itself.
        walk.hand.shot = shot  # type: ignore[method-assign]
        walk.everything()
    finally:
        app.window.close()
        app.close()
        stage.stop()
    shutil.rmtree(folder / "bank", ignore_errors=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
