import logging
import subprocess
import sys
from pathlib import Path

import pytest

from teller_app.shell.crash_report import CrashReport, trail_handler

DIES = """
import faulthandler, sys
def find_customer(): faulthandler._sigsegv()
faulthandler.enable(open(sys.argv[1], "a"))
find_customer()
"""


@pytest.fixture
def trail(tmp_path: Path):
    """A logger of the app's that writes this profile's trail."""
    made, handler = logging.getLogger("teller_app.test_report"), trail_handler(tmp_path)
    made.addHandler(handler)
    yield made
    made.removeHandler(handler)
    handler.close()


def test_a_good_end_leaves_nothing_to_tell(tmp_path: Path, trail: logging.Logger) -> None:
    trail.error("a paper could not be made")
    (tmp_path / "crash.log").touch()
    report = CrashReport(tmp_path, "0.1")
    report.gather()
    assert report.waiting() == ""


def test_a_crash_of_the_process_is_told_with_its_places(tmp_path: Path, trail: logging.Logger) -> None:
    trail.error("line ended: %s", "Ama Serwaa")
    died = subprocess.run([sys.executable, "-c", DIES, str(tmp_path / "crash.log")], stderr=subprocess.DEVNULL)
    assert died.returncode != 0
    report = CrashReport(tmp_path, "0.1")
    report.gather()
    told = report.waiting()
    assert "coastal-teller=0.1" in told
    assert "Segmentation fault" in told or "access violation" in told
    assert "in find_customer" in told
    assert "line ended: …" in told
    assert not (tmp_path / "crash.log").exists()


def test_an_uncaught_exception_is_told_without_its_data(tmp_path: Path, trail: logging.Logger) -> None:
    report = CrashReport(tmp_path, "0.1", known=("efua", "Makola branch"))
    data = ("Ama Serwaa", "040 1027 4418 07", "4,865.50", "market-women-1957")
    try:
        raise ValueError(" ".join(data))
    except ValueError:
        trail.critical("uncaught %s", data[0], exc_info=True)
    # What a careless line of tomorrow might say; the second line of defence takes it.
    trail.critical("efua of Makola branch had 4,865.50 on 040 1027 4418 07")
    report.mark()
    report.gather()
    told = report.waiting()
    assert "builtins.ValueError" in told
    assert "test_crash_report.py:" in told
    assert [word for word in (*data, "efua", "Makola", "1027", "4418") if word in told] == []
    assert (tmp_path / "report.txt").stat().st_mode & 0o077 == 0


def test_it_is_offered_once(tmp_path: Path, trail: logging.Logger) -> None:
    report = CrashReport(tmp_path, "0.1")
    report.mark()
    report.gather()
    report.gather()
    assert report.waiting(), "until somebody was asked"
    report.offered()
    assert report.waiting() == ""
    assert (tmp_path / "report.last.txt").exists()


def test_a_disk_that_refuses_costs_the_report_only(tmp_path: Path) -> None:
    report = CrashReport(tmp_path / "missing", "0.1")
    report.mark()
    report.gather()
    report.offered()
    assert report.waiting() == ""


def test_a_long_trail_is_cut(tmp_path: Path, trail: logging.Logger) -> None:
    for _ in range(1000):
        trail.error("again")
    report = CrashReport(tmp_path, "0.1")
    report.mark()
    report.gather()
    assert report.waiting().count("again") == 200
