from pathlib import Path

from tests.support.scratch import in_memory


def test_files_lie_in_memory_where_there_is_room(tmp_path: Path) -> None:
    environment: dict[str, str] = {}
    assert in_memory(environment, tmp_path, room_bytes=1)
    assert environment == {"TMPDIR": str(tmp_path)}


def test_without_room_or_such_a_disk_they_lie_where_they_always_did(tmp_path: Path) -> None:
    environment: dict[str, str] = {}
    assert not in_memory(environment, tmp_path, room_bytes=10**18)
    assert not in_memory(environment, tmp_path / "none", room_bytes=1)
    assert environment == {}


def test_whoever_named_a_folder_keeps_it(tmp_path: Path) -> None:
    environment = {"TMPDIR": "/elsewhere"}
    assert not in_memory(environment, tmp_path, room_bytes=1)
    assert environment == {"TMPDIR": "/elsewhere"}
