"""``make demo``: with a screen, the app over an embedded demonstration bank; without one, a whole day driven by keys."""

import os
import shutil
import sys
import time
from pathlib import Path

OUT = Path("demo-out")


def has_screen() -> bool:
    """Whether there is somewhere to show a window."""
    if os.environ.get("QT_QPA_PLATFORM") == "offscreen":
        return False
    return sys.platform in ("win32", "darwin") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def main() -> int:
    """Play or show. Returns the exit status."""
    screen = has_screen()
    if not screen:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    begun = time.perf_counter()
    shutil.rmtree(OUT, ignore_errors=True)
    from teller_app.build import qt_application
    from tests.demo import bank
    from tests.demo.phones import Phones
    from tests.demo.stage import Stage

    qt = qt_application(sys.argv[:1])
    stage = Stage(OUT.resolve() / "bank")
    app = stage.app()
    app.show(fill=screen)
    if not screen:
        app.window.resize(1920, 1080)
    try:
        device = stage.key_of(app)
        print("making the demonstration bank: one branch, 2,000 customers, a year of history ...", flush=True)
        stage.open_bank({"WS-MAK-01": device})
        stage.serve()
        if screen:
            print(f"password of everybody: {bank.PASSWORD}")
            for person in bank.STAFF:
                print(f"  {person.username:8} {person.full_name}, {person.role.value}")
            phones = Phones(stage.bank.sms_file, lambda words: print(words, flush=True))
            status = qt.exec()
            phones.deleteLater()
            return status
        return play(stage, app, begun)
    finally:
        app.window.close()
        app.close()
        stage.stop()


def play(stage: object, app: object, begun: float) -> int:
    """The day without a screen, with its summary."""
    from tests.demo.day import Day
    from tests.demo.fingers import Stuck
    from tests.demo.summary import finish

    day = Day(stage, app, OUT, lambda words: print(words, flush=True))  # type: ignore[arg-type]
    try:
        day.play()
    except Stuck as error:
        print(f"stuck: {error}")
        return 1
    return finish(day, OUT, time.perf_counter() - begun)


if __name__ == "__main__":
    raise SystemExit(main())
