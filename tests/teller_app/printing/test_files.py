from pathlib import Path

import pytest

from teller_app.printing.files import write_whole


def test_whole_private_and_without_leftovers(tmp_path: Path) -> None:
    path = tmp_path / "job.data"
    write_whole(path, b"one")
    write_whole(path, b"two")
    assert path.read_bytes() == b"two"
    assert path.stat().st_mode & 0o077 == 0
    assert [item.name for item in tmp_path.iterdir()] == ["job.data"]


def test_a_failed_write_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "taken"
    target.mkdir()
    (target / "inside").touch()
    with pytest.raises(OSError, match="taken"):
        write_whole(target, b"x")
    assert [item.name for item in tmp_path.iterdir()] == ["taken"]
