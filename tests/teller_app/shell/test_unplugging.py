"""A screen that is pulled out of a running desk, on a real X server under a window manager."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.support.x_screens import missing, x_screen

WALK_S = 400


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    if missing():
        pytest.skip(f"without {' and '.join(missing())}: scripts/setup.sh window")
    folder: Path = tmp_path_factory.mktemp("desk")
    with x_screen((2600, 900)) as display:
        env = dict(os.environ) | {"QT_QPA_PLATFORM": "xcb", "DISPLAY": display}
        ran = subprocess.run(
            [sys.executable, "-m", "tests.teller_app.shell.unplugging", str(folder)],
            env=env, capture_output=True, text=True, timeout=WALK_S, check=False,
        )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    told: dict[str, Any] = json.loads(ran.stdout.splitlines()[-1])
    return told


def test_no_window_stays_where_nothing_is(seen: dict[str, Any]) -> None:
    assert [seen["before"][name][0] for name in ("main", "journal", "approvals")] == ["left", "right", "right"]
    assert [seen["out"][name][0] for name in ("main", "journal", "approvals")] == ["left", "left", "left"]
    assert seen["out"]["approvals"][2], "what filled a screen fills the other"
    assert seen["out"]["main"] == seen["before"]["main"]


def test_they_go_back_with_their_screen(seen: dict[str, Any]) -> None:
    assert seen["back"] == seen["before"]


def test_what_nobody_chose_is_not_remembered(seen: dict[str, Any]) -> None:
    assert seen["out"]["kept"] == {"main": "left", "room:journal": "right", "room:approvals": "right"}


def test_whatever_was_moved_by_hand_stays_there(seen: dict[str, Any]) -> None:
    assert [seen["moved"][name][0] for name in ("journal", "approvals")] == ["left", "right"]
    assert seen["moved"]["kept"] == {"main": "left", "room:journal": "left", "room:approvals": "right"}
