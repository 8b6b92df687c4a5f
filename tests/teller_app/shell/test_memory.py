from pathlib import Path

from teller_app.shell.memory import FILE_NAME, Memory, Remembered


def test_it_outlives_the_run_and_a_broken_file(tmp_path: Path) -> None:
    memory = Memory(tmp_path / "profile")
    assert memory.now == Remembered()
    memory.keep(theme="light", username="efua.owusu")
    memory.keep(username="kojo")
    assert Memory(tmp_path / "profile").now == Remembered(theme="light", username="kojo")
    (tmp_path / "profile" / FILE_NAME).write_text("{", encoding="utf-8")
    assert Memory(tmp_path / "profile").now == Remembered()


def test_a_disk_that_refuses_costs_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    memory = Memory(tmp_path / "file")
    memory.keep(theme="dark")
    assert memory.now.theme == "dark"
