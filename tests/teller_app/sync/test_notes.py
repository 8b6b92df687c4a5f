from pathlib import Path

from teller_app.sync.notes import VALUE_BYTES_MAX, recall, remember

KEY, OTHER = b"k" * 32, b"o" * 32


def test_a_note_outlives_the_run_and_lies_encrypted(tmp_path: Path) -> None:
    path = tmp_path / "notes.db"
    assert recall(path, KEY, "ranks") is None
    assert remember(path, KEY, "ranks", b"Abena Serwaa Mensah")
    assert remember(path, KEY, "ranks", b"Abena Serwaa Mensah, twice")
    assert recall(path, KEY, "ranks") == b"Abena Serwaa Mensah, twice"
    assert b"Abena" not in b"".join(file.read_bytes() for file in tmp_path.iterdir())


def test_another_key_or_a_broken_file_begins_anew(tmp_path: Path) -> None:
    path = tmp_path / "notes.db"
    remember(path, KEY, "ranks", b"1")
    assert recall(path, OTHER, "ranks") is None
    path.write_bytes(b"x" * 5000)
    assert recall(path, KEY, "ranks") is None
    assert remember(path, KEY, "ranks", b"2")
    assert recall(path, KEY, "ranks") == b"2"


def test_too_much_or_no_folder_is_refused(tmp_path: Path) -> None:
    assert not remember(tmp_path / "notes.db", KEY, "ranks", b"x" * (VALUE_BYTES_MAX + 1))
    (tmp_path / "file").write_text("in the way")
    assert not remember(tmp_path / "file" / "notes.db", KEY, "ranks", b"1")
    assert recall(tmp_path / "file" / "notes.db", KEY, "ranks") is None
