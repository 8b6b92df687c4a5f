import subprocess
import sys
from pathlib import Path

from tests.support.bytecode import FOLDER, kept


def test_who_may_write_beside_the_sources_is_left_alone() -> None:
    environment = {"PATH": "/bin"}
    assert not kept(environment)
    assert environment == {"PATH": "/bin"}


def test_a_process_keeps_its_compiled_modules_where_it_is_told(tmp_path: Path) -> None:
    environment = {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONPYCACHEPREFIX": str(tmp_path / "kept")}
    assert kept(environment)
    (tmp_path / "poem.py").write_text("LINES = 4\n", encoding="utf-8")
    subprocess.run([sys.executable, "-c", "import poem"], cwd=tmp_path, env=environment, check=True)
    assert list((tmp_path / "kept").rglob("poem.*.pyc"))
    assert not list(tmp_path.glob("__pycache__"))


def test_without_a_place_of_its_own_it_is_a_folder_that_git_does_not_see() -> None:
    environment = {"PYTHONDONTWRITEBYTECODE": "1"}
    assert kept(environment)
    assert environment == {"PYTHONPYCACHEPREFIX": str(FOLDER)}
    assert f"{FOLDER.name}/" in (FOLDER.parent / ".gitignore").read_text(encoding="utf-8").splitlines()
