"""The Debian package unpacked and started as it would be installed; the Windows script through the real NSIS compiler."""

import configparser
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.installer.places import NSIS_SCRIPT
from tests.installer.test_built_app import bare
from tests.support.code import ROOT

pytestmark = pytest.mark.installer

VERSION = re.search(r'^version = "(.*)"$', (ROOT / "pyproject.toml").read_text(), re.M)[1]  # type: ignore[index]


@pytest.fixture(scope="module")
def unpacked(package: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("root")
    subprocess.run(["dpkg-deb", "-x", package, folder], check=True)
    return folder


def field(package: Path, name: str) -> str:
    return subprocess.run(["dpkg-deb", "-f", package, name], capture_output=True, text=True, check=True).stdout.strip()


def test_it_says_what_it_is(package: Path) -> None:
    assert field(package, "Package") == "coastal-teller"
    assert field(package, "Version") == VERSION
    assert "libegl1" in field(package, "Depends")
    assert int(field(package, "Installed-Size")) > 100_000


def test_nothing_in_it_belongs_to_the_builder(package: Path) -> None:
    listed = subprocess.run(["dpkg-deb", "-c", package], capture_output=True, text=True, check=True).stdout
    assert {line.split()[1] for line in listed.splitlines()} == {"root/root"}
    writable = [line for line in listed.splitlines() if line[8] == "w" and line[0] != "l"]
    assert writable == [], "no file that everybody may change"


def test_the_menu_finds_program_and_icon(unpacked: Path) -> None:
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str  # type: ignore[assignment,method-assign]
    entry.read(unpacked / "usr/share/applications/coastal-teller.desktop")
    desktop = entry["Desktop Entry"]
    assert (unpacked / "usr/bin" / desktop["Exec"]).stat().st_mode & 0o111
    icons = list((unpacked / "usr/share/icons/hicolor").rglob(f"{desktop['Icon']}.png"))
    assert sorted(path.parts[-3] for path in icons) == ["128x128", "256x256", "32x32", "48x48", "64x64"]


def test_the_settings_of_the_machine_survive_an_upgrade(package: Path, unpacked: Path) -> None:
    conffiles = subprocess.run(["dpkg-deb", "-I", package, "conffiles"], capture_output=True, text=True, check=True)
    assert conffiles.stdout.split() == ["/etc/coastal-teller/teller.toml"]
    assert (unpacked / "etc/coastal-teller/teller.toml").exists()


def test_the_starter_hands_the_machines_settings_to_who_has_none(unpacked: Path, tmp_path: Path) -> None:
    """With its paths turned to the unpacked folder, since nothing is installed here."""
    starter = tmp_path / "starter"
    text = (unpacked / "usr/bin/coastal-teller").read_text()
    starter.write_text(text.replace("/etc/", f"{unpacked}/etc/").replace("/usr/lib/", f"{unpacked}/usr/lib/"))
    (unpacked / "etc/coastal-teller/teller.toml").write_text('server_url = "http://bank.example"\n')
    command = ["sh", str(starter), "--self-check"]

    def written() -> str:
        return subprocess.run(command, capture_output=True, text=True, env=bare(tmp_path), timeout=120).stdout

    assert "server_needs_https" in written()
    own = tmp_path / ".local/share/coastal-teller/teller.toml"
    own.parent.mkdir(parents=True, exist_ok=True)
    own.write_text("")
    assert "server" not in written().replace("coastal", "")


def test_the_windows_script_compiles_without_a_warning(tmp_path: Path) -> None:
    """With a stand-in for the folder: the one for Windows can be built on Windows only."""
    assert shutil.which("makensis"), "scripts/setup.sh installer"
    payload = tmp_path / "payload"
    (payload / "_internal" / "resources").mkdir(parents=True)
    (payload / "coastal-teller.exe").write_bytes(b"MZ")
    (payload / "_internal" / "resources" / "x.svg").write_text("<svg/>")
    out = tmp_path / f"coastal-teller-{VERSION}-setup.exe"
    short = ".".join(VERSION.split(".")[:2])
    done = subprocess.run(
        ["makensis", "-V2", "-WX", f"-DVERSION={short}", f"-DSOURCE={payload}", f"-DOUT={out}", NSIS_SCRIPT],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert out.read_bytes()[:2] == b"MZ"


def test_uninstalling_never_touches_a_profile() -> None:
    """Postings that were not sent yet lie there. Only what the installer brought is removed, never a whole chosen folder."""
    uninstall = NSIS_SCRIPT.read_text().split('Section "Uninstall"')[1]
    assert re.findall(r'RMDir /r "([^"]+)"', uninstall) == [r"$INSTDIR\_internal"]
    assert "APPDATA" not in uninstall
