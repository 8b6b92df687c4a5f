"""A crash point kills only when it is armed, at its Nth passing."""

import os
import subprocess
import sys

import pytest

CODE = "from server.core.crash import crash_point as p; p('a'); p('b'); p('a'); print('alive')"


@pytest.mark.parametrize(("armed", "status"), [("", 0), ("a", 137), ("a:2", 137), ("a:3", 0), ("c", 0)])
def test_armed_points_kill(armed: str, status: int) -> None:
    env = {**os.environ, "COASTAL_CRASH": armed}
    done = subprocess.run([sys.executable, "-c", CODE], env=env, capture_output=True, text=True, check=False)
    assert done.returncode == status
    assert (done.stdout == "alive\n") == (status == 0)
