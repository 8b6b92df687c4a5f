"""The built program dies as a faulty driver makes it die; the next start has a report without anybody in it."""

import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.installer.measure import PAINTED
from tests.installer.test_built_app import bare

pytestmark = pytest.mark.installer
WAIT_S = 60.0
LOADED_S = 4.0


def wait_for(path: Path, words: str, times: int = 1) -> None:
    until = time.monotonic() + WAIT_S
    while not path.exists() or path.read_text().count(words) < times:
        assert time.monotonic() < until, f"{path.name} never said {words!r}"
        time.sleep(0.05)


def test_a_crash_leaves_a_report(program: Path, tmp_path: Path) -> None:
    profile = tmp_path / "ama" / "profile"
    log = profile / "log"
    env = bare(tmp_path) | {"QT_QPA_PLATFORM": "offscreen"}
    command = [program, "--profile", profile]
    app = subprocess.Popen(command, env=env, stderr=subprocess.DEVNULL)
    wait_for(log / "teller.log", PAINTED)
    # While it is still loading, the frames that faulthandler writes down change under its pen.
    time.sleep(LOADED_S)
    app.send_signal(signal.SIGSEGV)
    assert app.wait(20) == -signal.SIGSEGV
    again = subprocess.Popen(command, env=env, stderr=subprocess.DEVNULL)
    try:
        wait_for(log / "report.txt", "[trail]")
        wait_for(log / "teller.log", PAINTED, times=2)
        report = (log / "report.txt").read_text()
    finally:
        again.terminate()
        again.wait(20)
    assert "Segmentation fault" in report
    assert "in main" in report
    assert PAINTED in report, "the trail's sentences are in it"
    assert [word for word in (str(tmp_path), os.uname().nodename) if word in report] == []
