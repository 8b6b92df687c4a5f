import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from teller_app.self_check.finding import Exit
from teller_app.self_check.run import order_of, run
from teller_app.settings import SettingsError
from teller_app.shell.instance import Instance
from teller_app.sync.keyring_store import MemoryKeyring
from tests.support.code import ROOT
from tests.support.os_keyring import surroundings
from tests.support.processes import ServerProcess
from tests.teller_app.self_check.branch import found

PARTS = ["keyring", "store", "fonts", "pictures", "printing", "tls", "words"]


def test_the_options(tmp_path: Path) -> None:
    order = order_of(
        [
            "--self-check",
            "--profile",
            str(tmp_path),
            "--check-user",
            "efua",
            "--password-stdin",
            "--check-accounts",
            "1, 2",
        ],
        {},
        io.StringIO("secret words\n"),
    )
    assert order.trial is not None
    assert (order.trial.password, order.trial.accounts, order.with_server) == ("secret words", ("1", "2"), True)
    assert not order_of(["--self-check"], {}, None).with_server, "nobody asked about a server"
    assert order_of(["--self-check", "--server-url", "https://bank.example"], {}, None).with_server


@pytest.mark.parametrize(
    "wrong",
    [
        "--check-user efua",
        "--password-stdin",
        "--check-accounts 1,2",
        "--check-user e --password-stdin --check-accounts 1",
        "--chek",
    ],
)
def test_options_that_do_not_fit_are_refused(wrong: str) -> None:
    with pytest.raises(SettingsError):
        order_of(["--self-check", *wrong.split()], {}, io.StringIO("x\n"))


def test_bad_usage_is_two(capsys) -> None:
    assert run(["--self-check", "--chek"], {}, None, None) == Exit.BAD_USAGE
    assert "unknown_setting" in capsys.readouterr().err


@pytest.fixture
def one_application(qapp, monkeypatch) -> None:
    """The tests have their application already, and Qt allows one."""
    monkeypatch.setattr("teller_app.self_check.run.qt_application", lambda argv: qapp)


def test_a_profile_in_use_is_left_alone(one_application, tmp_path: Path) -> None:
    first = Instance(tmp_path)
    args = ["--self-check", "--profile", str(tmp_path), "--check-user", "efua", "--password-stdin"]
    assert run(args, {}, io.StringIO("x\n"), io.StringIO()) == Exit.IN_USE
    first.close()


def test_every_part_is_looked_at_and_written_for_a_person(one_application, tmp_path: Path) -> None:
    out, file = io.StringIO(), tmp_path / "report.txt"
    kept = MemoryKeyring()
    end = run(["--self-check", "--profile", str(tmp_path / "p"), "--out", str(file)], {}, None, out, lambda: kept)
    assert end == Exit.GOOD
    assert [line.split()[:2] for line in out.getvalue().splitlines()[:-1]] == [["ok", part] for part in PARTS]
    assert file.read_text() == out.getvalue()


@pytest.mark.journey
def test_from_source_against_a_real_server(
    sqlite_url: str, tmp_path: Path, start_server: Callable[..., ServerProcess]
) -> None:
    branch = found(sqlite_url, tmp_path, start_server)
    profile = tmp_path / "profile"
    secrets = {f"{profile.name}/{name}": secret for name, secret in branch.keyring.secrets.items()}
    env = os.environ | surroundings(tmp_path / "keyring.json", secrets)
    command = [sys.executable, "-m", "teller_app", "--self-check", "--json", "--profile", str(profile),
               "--server-url", branch.base_url, "--check-user", "efua", "--password-stdin",
               "--check-accounts", ",".join(branch.trial.accounts)]  # fmt: skip
    done = subprocess.run(
        command, cwd=ROOT, env=env, input=branch.trial.password + "\n", capture_output=True, text=True, timeout=120
    )
    report = json.loads(done.stdout)
    verdicts = {item["name"]: item["verdict"] for item in report["findings"]}
    assert list(verdicts) == [*PARTS, "server", "device", "sign_in", "posting"], done.stderr
    assert set(verdicts.values()) == {"ok"}, done.stdout
    assert done.returncode == report["exit"] == Exit.GOOD
    assert branch.transfers() == 2
    assert branch.trial.password not in done.stdout + done.stderr
