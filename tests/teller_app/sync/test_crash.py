import subprocess
import sys

CODE = "from teller_app.sync.crash import crash_point; crash_point('outbox.after_put'); print('alive')"


def run(armed: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", CODE], env={"COASTAL_CRASH": armed}, capture_output=True, text=True, cwd="."
    )


def test_dies_only_where_it_is_armed() -> None:
    assert run("outbox.after_put").returncode == 137
    other = run("sender.before_send")
    assert (other.returncode, other.stdout) == (0, "alive\n")
