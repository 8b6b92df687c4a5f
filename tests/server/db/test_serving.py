"""One process serves an embedded bank, everybody can tell, and the mark goes with its process."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from server.db import serving
from server.db.serving import AlreadyServed, is_served, mark

HOLDER = "import sys, time\nfrom server.db.serving import serving\nwith serving(sys.argv[1]):\n    print('held', flush=True)\n    time.sleep(60)"


def test_everybody_can_tell_that_it_is_served(sqlite_url: str) -> None:
    assert not is_served(sqlite_url)
    with serving.serving(sqlite_url):
        assert is_served(sqlite_url)
    assert not is_served(sqlite_url)


def test_a_second_server_is_refused(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "TRY_S", 0.05)
    with serving.serving(sqlite_url):
        with pytest.raises(AlreadyServed), serving.serving(sqlite_url):
            pass
        assert is_served(sqlite_url), "the one who was there first still serves"


def test_asking_is_no_serving(sqlite_url: str) -> None:
    with serving.serving(sqlite_url):
        pass
    assert not is_served(sqlite_url)
    with serving.serving(sqlite_url):
        pass


def test_a_killed_server_leaves_no_mark(sqlite_url: str) -> None:
    command = [sys.executable, "-c", HOLDER, sqlite_url]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=dict(os.environ)) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        assert is_served(sqlite_url)
        holder.kill()
    assert not is_served(sqlite_url)


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "postgresql://bank@db.example/books"])
def test_what_is_no_file_needs_no_mark(url: str) -> None:
    assert mark(url) is None
    assert not is_served(url)
    with serving.serving(url):
        assert not is_served(url)


def test_the_mark_lies_beside_the_database(tmp_path: Path) -> None:
    assert mark(f"sqlite:///{tmp_path}/bank.db") == tmp_path / "bank.db-serving"
