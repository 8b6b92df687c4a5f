"""The real process: started, used, told to stop."""

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from contract import paths
from tests.support.processes import ServerProcess


def test_a_server_wants_a_migrated_database_and_drains_when_told_to_stop(
    tmp_path: Path, start_server: Callable[..., ServerProcess]
) -> None:
    url = f"sqlite:///{tmp_path}/bank.db"
    refused = start_server(url, wait=False)
    assert refused.wait_exit() == 2
    assert "run  python -m server migrate" in refused.text
    subprocess.run([sys.executable, "-m", "server", "migrate", "--url", url], check=True, capture_output=True)
    server = start_server(url)
    began = time.monotonic()
    assert server.stop() == 0
    assert time.monotonic() - began < 10
    assert '"event":"request"' in server.text
    assert f'"path":"{paths.READY}"' in server.text
