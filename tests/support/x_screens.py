"""An X server of the test's own under openbox, with monitors that can be plugged in and pulled out while windows lie on them."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

NEEDED = ("Xvfb", "openbox", "xrandr")
READY_S = 60.0
DOT_MM = 0.25


def missing() -> list[str]:
    """Which programs are not there; ``scripts/setup.sh window`` brings them."""
    return [name for name in NEEDED if shutil.which(name) is None]


@contextmanager
def x_screen(size: tuple[int, int]) -> Iterator[str]:
    """A screen of so many pixels with a window manager on it; yields its name. The X server picks a number that is free."""
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{size[0]}x{size[1]}x24", "-nolisten", "tcp", "-noreset"],
        pass_fds=(write,),
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as pipe:
        display = f":{pipe.readline().strip()}"
    manager = subprocess.Popen(["openbox"], env=dict(os.environ) | {"DISPLAY": display}, stderr=subprocess.DEVNULL)
    try:
        yield display
    finally:
        for process in (manager, server):
            process.terminate()
            process.wait(READY_S)


def plug_in(name: str, x: int, width: int, height: int, output: str = "none") -> None:
    """A monitor appears on the screen that DISPLAY names. The first one has to be that of ``output`` "screen"."""
    size = f"{width}/{int(width * DOT_MM)}x{height}/{int(height * DOT_MM)}+{x}+0"
    subprocess.run(["xrandr", "--setmonitor", name, size, output], check=True, timeout=READY_S)


def pull_out(name: str) -> None:
    """It is gone, with windows on it."""
    subprocess.run(["xrandr", "--delmonitor", name], check=True, timeout=READY_S)
