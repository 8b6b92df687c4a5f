"""Libraries planted where the app is started and where it keeps its files: none of them is loaded.

The installed app has no folder of the person's on its path (PyInstaller's own start); ``-P`` is the same for the source.
"""

import os
import subprocess
import sys
from pathlib import Path

from tests.support.code import ROOT

MODULES = ("sqlcipher3", "keyring", "httpx", "msgspec", "sqlite3", "sitecustomize", "usercustomize", "PySide6")
SCRIPT = """
import os, sys
sys.path.insert(0, sys.argv[1])
import teller_app.build as build
from pathlib import Path
from teller_app.settings import Settings
from teller_app.sync.keyring_store import MemoryKeyring, os_keyring
app_settings = Settings(profile=Path(sys.argv[2]))
build.qt_application(["teller"])
app = build.App(app_settings, lambda: MemoryKeyring())
app.show()
build.load_engine(app)
build.load_workplaces(app)
os_keyring("nobody")
app.close()
print(open("/proc/self/maps").read())
print("\\n".join(str(getattr(module, "__file__", "")) for module in list(sys.modules.values())))
"""


def plant(folder: Path) -> None:
    """Modules that say so when they are imported, and shared objects that would be mapped."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in MODULES:
        (folder / f"{name}.py").write_text("print('PLANTED', __file__)\nraise SystemExit(66)\n")
    (folder / "evil.pth").write_text("import os; print('PLANTED pth')\n")
    (folder / "qt.conf").write_text(f"[Paths]\nPlugins = {folder}\n")
    for name in ("sqlite3.dll", "libsqlite3.so.0", "libQt6Core.so.6", "platforms/libqoffscreen.so", "version.dll"):
        target = folder / name
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(b"\x7fELF planted")


def test_nothing_planted_is_loaded(tmp_path: Path) -> None:
    here, profile = tmp_path / "here", tmp_path / "profile"
    plant(here)
    plant(profile)
    env = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "QT_PLUGIN_PATH")}
    env["QT_QPA_PLATFORM"] = "offscreen"
    done = subprocess.run(
        [sys.executable, "-P", "-c", SCRIPT, str(ROOT), str(profile)],
        cwd=here, env=env, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    said = done.stdout + done.stderr
    assert done.returncode == 0, said[-2000:]
    assert "PLANTED" not in said
    assert str(here) not in said
    assert [line for line in said.splitlines() if str(profile) in line and "planted" in line.lower()] == []
    loaded = [line for line in said.splitlines() if str(profile) in line]
    assert [line for line in loaded if line.endswith((".so", ".so.0", ".so.6", ".dll", ".py"))] == []


def test_the_trap_works(tmp_path: Path) -> None:
    """The control: started with the planted folder on its path, the same start falls into it."""
    plant(tmp_path)
    done = subprocess.run(
        [sys.executable, "-c", "import keyring"], cwd=tmp_path, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 66
    assert "PLANTED" in done.stdout
