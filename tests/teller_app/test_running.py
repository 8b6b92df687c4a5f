import logging
import re
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QLockFile, Qt

from teller_app import running as entry
from teller_app.build import App
from teller_app.glass.dialog import Dialog
from teller_app.settings import Settings
from teller_app.shell.crash_report import CrashReport
from teller_app.sync.keyring_store import MemoryKeyring


@pytest.fixture
def quiet_log():
    """Logging as it was, after a test that turned it round."""
    root = logging.getLogger()
    before, level, loud = list(root.handlers), root.level, logging.raiseExceptions
    yield
    logging.raiseExceptions = loud
    for handler in list(root.handlers):
        if handler not in before:
            root.removeHandler(handler)
            handler.close()
    for handler in before:
        if handler not in root.handlers:
            root.addHandler(handler)
    root.setLevel(level)


def test_a_setting_that_does_not_exist_is_told_with_the_nearest(capsys) -> None:
    assert entry.main(["--profle", "x"], {}) == entry.BAD_USAGE
    assert "profile?" in capsys.readouterr().err


def test_whoever_clicked_an_icon_is_told_in_a_box(monkeypatch, capsys) -> None:
    shown: list[str] = []
    monkeypatch.setattr(entry, "show_box", shown.append)
    entry.main(["--theme", "purple"], {entry.LAUNCHED: "/usr/share/applications/coastal-teller.desktop"})
    said = capsys.readouterr().err.strip()
    assert shown == [said] and "'purple' is none of system, dark, light" in said
    monkeypatch.setattr("sys.stderr", None)
    assert entry.main(["--text-scale", "110"], {}) == entry.BAD_USAGE, (
        "a program without a console has no error channel"
    )
    assert "100, 112, 125" in shown[1]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"profile": "FILE/under"}, "unreadable_file|unusable_folder"),
        ({"profile": "/proc/nowhere"}, "unusable_folder: /proc/nowhere"),
        ({"log_level": "loud"}, "bad_value: log_level"),
        ({"ca_file": "/nowhere.pem"}, "bad_value: ca_file .*no such file"),
        ({"ca_file": "FILE"}, "bad_value: ca_file .*no certificate"),
    ],
)
def test_what_cannot_be_used_is_told_before_any_window(
    tmp_path: Path, capsys, quiet_log, given: dict[str, str], told: str
) -> None:
    file = tmp_path / "file"
    file.write_text("nothing", encoding="utf-8")
    chosen = {"profile": str(tmp_path / "profile")} | {
        name: text.replace("FILE", str(file)) for name, text in given.items()
    }
    argv = [word for name, text in chosen.items() for word in (f"--{name.replace('_', '-')}", text)]
    assert entry.main(argv, {}) == entry.BAD_USAGE
    said = capsys.readouterr().err
    assert re.search(told, said), said
    assert "Traceback" not in said


@pytest.mark.skipif(sys.platform != "linux", reason="a process's limits stand in /proc")
def test_a_crash_leaves_no_core_file() -> None:
    """As the system says it of the process, whose limit was none before."""
    shown = "print(next(line for line in open('/proc/self/limits') if 'core' in line))"
    begun = f"from teller_app import running; running.leave_no_core(); {shown}"
    done = subprocess.run(["bash", "-c", 'ulimit -S -c $(ulimit -H -c); exec "$0" -c "$1"', sys.executable, begun], capture_output=True, text=True, timeout=120)  # fmt: skip
    assert done.stdout.split()[4] == "0", done.stderr


def test_a_folder_that_nobody_may_write_is_told(tmp_path: Path, capsys, quiet_log) -> None:
    (tmp_path / "log" / "teller.log").mkdir(parents=True)
    assert entry.main(["--profile", str(tmp_path)], {}) == entry.BAD_USAGE
    assert f"unusable_folder: {tmp_path}" in capsys.readouterr().err


def test_a_profile_belongs_to_one_window(qtbot, tmp_path: Path, capsys, quiet_log, monkeypatch) -> None:
    monkeypatch.setattr(entry.faulthandler, "enable", lambda file: file.close())
    lock = QLockFile(str(tmp_path / "in-use.lock"))
    assert lock.tryLock(0)
    assert entry.main(["--profile", str(tmp_path)], {}) == entry.ALREADY_RUNNING
    assert "in use" in capsys.readouterr().err
    assert (tmp_path / "log" / "teller.log").exists()


def test_a_mishap_is_logged_and_told_in_words_once(qtbot, tmp_path: Path, caplog, monkeypatch) -> None:
    app = App(Settings(profile=tmp_path), MemoryKeyring)
    qtbot.addWidget(app.window)
    app.window.show()
    report = CrashReport(tmp_path, "0")
    mishaps = entry.Mishaps(app, report)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    for _ in range(2):
        try:
            raise ValueError("what a person need not read")
        except ValueError as error:
            mishaps.take(type(error), error, error.__traceback__)
    qtbot.waitUntil(lambda: app.window.findChild(Dialog) is not None)
    (dialog,) = app.window.findChildren(Dialog)
    assert "ValueError" not in dialog.title.text() + dialog.text.text()
    assert sum(record.exc_info is not None for record in caplog.records) == 2
    report.gather()
    assert report.waiting(), "the next start offers a report"
    app.close()


def test_after_a_crash_the_report_is_offered_at_the_door_and_the_keyboard_goes_back(qtbot, tmp_path: Path) -> None:
    (tmp_path / "log").mkdir()
    (tmp_path / "log" / "crash.log").write_text(
        'Fatal Python error: Aborted\n  File "x/teller_app/build.py", line 7 in show\n'
    )
    report = CrashReport(tmp_path / "log", "0")
    report.gather()
    app = App(Settings(profile=tmp_path), MemoryKeyring)
    qtbot.addWidget(app.window)
    with qtbot.waitActive(app.window):
        app.show()
        app.window.activateWindow()
    before = app.window.focusWidget()
    dialog = entry.offer(app.window, app.texts, report, entry.now)
    assert dialog is not None and dialog.is_open
    qtbot.keyClick(app.window.focusWidget(), Qt.Key.Key_Escape)
    assert not dialog.is_open
    assert app.window.focusWidget() is before
    qtbot.waitUntil(lambda: report.waiting() == "")
    qtbot.waitUntil(lambda: app.door.state.ready)
    app.close()
