"""What was built. Nothing is skipped: without it the tests say what to run."""

from pathlib import Path

import pytest

from tests.installer.places import ARCHIVE_VIEWER, DIST, FOLDER, PROGRAM


@pytest.fixture(scope="session")
def program() -> Path:
    """The built program."""
    assert PROGRAM.exists(), "nothing is built here: make installer"
    return PROGRAM


@pytest.fixture(scope="session")
def inside(program: Path) -> Path:
    """The folder of everything that the program stands on."""
    return FOLDER / "_internal"


@pytest.fixture(scope="session")
def package(program: Path) -> Path:
    """The Debian package."""
    (found,) = DIST.glob("coastal-teller_*_amd64.deb")
    return found


@pytest.fixture(scope="session")
def archive_viewer(program: Path) -> Path:
    """PyInstaller's own reader of what lies in a program."""
    return ARCHIVE_VIEWER
