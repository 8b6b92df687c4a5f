"""A real Redis of the tests' own: Debian's server on a free port, nothing written to a disk."""

import shutil
import subprocess
from types import TracebackType

from tests.support.ports import LOCALHOST, free_port, wait_for_port

INSTALL = "redis-server is missing: run  sudo apt-get install -y redis-server"
STOP_S = 60


class RedisServer:
    """A context manager; ``url`` is what the setting ``redis`` takes. ``restart`` loses every subscription."""

    def __init__(self) -> None:
        self.port = free_port()
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"redis://{LOCALHOST}:{self.port}/0"

    def __enter__(self) -> "RedisServer":
        program = shutil.which("redis-server")
        assert program, INSTALL
        command = [program, "--port", str(self.port), "--bind", LOCALHOST, "--save", "", "--appendonly", "no"]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait_for_port(self.port)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait(STOP_S)

    def restart(self) -> None:
        """Gone, and there again on the same port."""
        self.__exit__(None, None, None)
        self.__enter__()
