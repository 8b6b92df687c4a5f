"""What is in the folder, and what is not: teller_app, contract, resources, and the libraries that they need."""

import re
import subprocess
from pathlib import Path

import pytest

from tests.support.code import ROOT, files, modules

pytestmark = pytest.mark.installer

ASIDE = ("gallery", "key_manual")
"""Programs of the designers and the maker of the manual's page."""
STRANGERS = {"server", "tests", "shared", "scripts", "sqlalchemy", "psycopg", "starlette", "uvicorn", "uvloop", "alembic", "pytest",
             "hypothesis", "tkinter", "mypy", "PyInstaller"}  # fmt: skip


@pytest.fixture(scope="module")
def frozen(archive_viewer: Path, program: Path) -> frozenset[str]:
    """Dotted names of every module in the program."""
    listed = subprocess.run(
        [archive_viewer, "--list", "--recursive", "--brief", program], capture_output=True, text=True, check=True
    )
    return frozenset(re.findall(r"[\w.]+", listed.stdout))


def test_every_module_of_ours_is_in_it(frozen: frozenset[str]) -> None:
    ours = {m.name for m in modules("teller_app", "contract") if not m.path.stem.startswith(ASIDE)}
    # The program's own entry is in it as a script, under its file's name.
    assert ours - frozen - {"teller_app.__main__"} == set()


def test_no_server_no_tests_no_tools(frozen: frozenset[str], inside: Path) -> None:
    tops = {name.split(".")[0] for name in frozen}
    assert "teller_app" in tops, "the list can be read"
    assert tops & STRANGERS == set()
    assert {path.name for path in inside.iterdir()} & STRANGERS == set()


def test_no_source_of_ours_lies_about(inside: Path) -> None:
    names = {path.name for path in inside.rglob("*.py")}
    assert names & {"writer.py", "conftest.py", "test_tidy.py", "model.py"} == set()


def test_the_resources_are_all_there_and_no_others(inside: Path) -> None:
    ours = {path for path in files() if path.parts[0] == "resources"}
    built = {path.relative_to(inside) for path in (inside / "resources").rglob("*") if path.is_file()}
    assert built == ours
    changed = [str(path) for path in ours if (inside / path).read_bytes() != (ROOT / path).read_bytes()]
    assert changed == []


def test_licences_travel_with_it(inside: Path) -> None:
    assert (inside / "LICENSE").exists()
    assert (inside / "THIRD_PARTY.md").exists()


def test_no_path_of_the_machine_that_built_it(inside: Path, program: Path) -> None:
    """The frozen modules name their files from the top of their package."""
    assert str(ROOT).encode() + b"/teller_app" not in program.read_bytes()
