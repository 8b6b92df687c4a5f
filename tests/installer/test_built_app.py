"""The built program checks itself: alone, with a real keyring, against a real server."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from teller_app.self_check.finding import Exit
from teller_app.sync.profile import DEVICE
from tests.support.processes import ServerProcess
from tests.teller_app.self_check.branch import found

pytestmark = pytest.mark.installer

UNLOCK = "printf password | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; "
RUN = UNLOCK + 'exec "$@"'
LAY_AND_RUN = UNLOCK + 'printf %s "$3" | "$1" -m keyring set coastal-teller "$2"; shift 3; exec "$@"'
"""The device's identity goes where an admitted workstation has it: into the session's keyring, before the app starts."""
PARTS = ["keyring", "store", "fonts", "pictures", "printing", "tls", "words"]


def bare(home: Path) -> dict[str, str]:
    """A machine without Python, without a screen, without a session: what a fresh workstation has at most."""
    runtime = home / "run"
    runtime.mkdir(mode=0o700, parents=True, exist_ok=True)
    return {"HOME": str(home), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "XDG_RUNTIME_DIR": str(runtime)}


def check(command: list[str | Path], home: Path, typed: str = "") -> tuple[int, dict[str, Any], str]:
    """Run it with ``--self-check --json``: its status, its report, everything it wrote."""
    done = subprocess.run(
        [*command, "--self-check", "--json"],
        input=typed,
        capture_output=True,
        text=True,
        env=bare(home),
        cwd=home,
        timeout=120,
    )
    assert done.stdout, f"ended with {done.returncode}: {done.stderr[-2000:]}"
    return done.returncode, json.loads(done.stdout), done.stdout + done.stderr


def verdicts(report: dict[str, Any]) -> dict[str, str]:
    return {item["name"]: item["verdict"] for item in report["findings"]}


def test_without_a_keyring_it_is_limited_and_all_else_is_well(program: Path, tmp_path: Path) -> None:
    status, report, _ = check([program], tmp_path)
    assert report["frozen"] is True
    assert verdicts(report) == dict.fromkeys(PARTS, "ok") | {"keyring": "limited"}, report
    assert status == report["exit"] == Exit.LIMITED


def test_with_the_systems_keyring_everything_is_well(program: Path, tmp_path: Path) -> None:
    session = shutil.which("dbus-run-session")
    assert session and shutil.which("gnome-keyring-daemon"), "scripts/setup.sh installer"
    status, report, _ = check([session, "--", "sh", "-c", RUN, "sh", program], tmp_path)
    assert verdicts(report) == dict.fromkeys(PARTS, "ok"), report
    assert status == Exit.GOOD


def test_a_posting_is_booked_at_a_real_server(
    program: Path, sqlite_url: str, tmp_path: Path, start_server: Callable[..., ServerProcess]
) -> None:
    branch = found(sqlite_url, tmp_path, start_server)
    before = branch.balances()
    session = shutil.which("dbus-run-session")
    assert session and shutil.which("gnome-keyring-daemon"), "scripts/setup.sh installer"
    laid = [
        session,
        "--",
        "sh",
        "-c",
        LAY_AND_RUN,
        "sh",
        sys.executable,
        "profile/device",
        branch.keyring.secrets[DEVICE],
    ]
    options = ["--server-url", branch.base_url, "--profile", tmp_path / "profile", "--check-user", "efua", "--password-stdin",
               "--check-accounts", ",".join(branch.trial.accounts)]  # fmt: skip
    status, report, wrote = check([*laid, program, *options], tmp_path / "home", branch.trial.password + "\n")
    assert verdicts(report) == dict.fromkeys([*PARTS, "server", "device", "sign_in", "posting"], "ok"), report
    assert status == Exit.GOOD
    assert branch.transfers() == 2
    assert branch.balances() == before
    assert branch.trial.password not in wrote


def test_a_broken_folder_is_found_out(program: Path, tmp_path: Path) -> None:
    """What a virus scanner does: a library that is gone."""
    copied = tmp_path / "app"
    shutil.copytree(program.parent, copied, symlinks=True)
    for path in (copied / "_internal" / "sqlcipher3").iterdir():
        path.unlink()
    done = subprocess.run(
        [copied / program.name, "--self-check"], capture_output=True, text=True, env=bare(tmp_path), timeout=120
    )
    assert done.returncode not in (Exit.GOOD, Exit.LIMITED)


def test_bad_usage_ends_with_two(program: Path, tmp_path: Path) -> None:
    done = subprocess.run([program, "--profle", "x"], capture_output=True, text=True, env=bare(tmp_path), timeout=60)
    assert done.returncode == Exit.BAD_USAGE
    assert "profile?" in done.stderr
    assert os.listdir(tmp_path) == ["run"], "nothing was made"
