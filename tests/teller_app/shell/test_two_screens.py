"""The console on a second screen is live while the counter works on the first, is there again after a restart, and comes to the
first where the second was unplugged."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

FIRST = {"name": "first", "x": 0, "y": 0, "width": 1366, "height": 768, "logicalDpi": 96, "dpr": 1}
SECOND = {"name": "second", "x": 1366, "y": 0, "width": 1920, "height": 1080, "logicalDpi": 96, "dpr": 1}


def run(folder: Path, how: str, *screens: dict[str, Any]) -> dict[str, Any]:
    config = folder / f"screens-{len(screens)}.json"
    config.write_text(json.dumps({"screens": screens}))
    env = {**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={config}"}
    command = [sys.executable, "-m", "tests.teller_app.shell.two_screens", str(folder), how]
    ended = subprocess.run(command, env=env, capture_output=True, text=True, timeout=600, check=False)
    assert ended.returncode == 0, ended.stderr
    return dict(json.loads(ended.stdout.strip().splitlines()[-1]))


def test_the_console_lives_on_the_second_screen_and_survives_restart_and_unplugging(tmp_path: Path) -> None:
    out = run(tmp_path, "out", FIRST, SECOND)
    assert out["screens"] == ["first", "second"]
    assert (out["main"], out["console"], out["seen"]) == ("first", "second", True)
    assert out["typed"] == "serving"
    assert out["says"] == "61,000.00, 101% of 60,000.00", "live while somebody types at the counter"
    again = run(tmp_path, "again", FIRST, SECOND)
    assert (again["main"], again["console"], again["seen"]) == ("first", "second", True)
    assert again["says"] == out["says"]
    alone = run(tmp_path, "again", FIRST)
    assert alone["screens"] == ["first"]
    assert (alone["console"], alone["seen"], alone["says"]) == ("first", True, out["says"])
    back = run(tmp_path, "again", FIRST, SECOND)
    assert back["seen"] is True
