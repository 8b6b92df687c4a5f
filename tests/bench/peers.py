"""The peers, each on the very cluster that our server uses: pgbench's TPC-B-like script, and the bank as a plain Django service."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Any

from tests.bench import wrk
from tests.support.code import ROOT
from tests.support.ports import LOCALHOST, free_port, wait_for_port
from tests.support.postgres import Postgres, binaries

SHARED = ROOT.parent / "shared" / "peers"
DATABASE, SCALE = "peer_pgbench", 20
DJANGO_DATABASE = "peer_django"
PLACES = ("COASTAL_PEERS", "bench-data/peers")
WORKERS = 2


class Pgbench:
    """``pgbench -c 32 -j 2 -M prepared`` after ``-i -s 20``."""

    def __init__(self, cluster: Postgres, scale: int = SCALE) -> None:
        found = shutil.which("pgbench") or str(binaries() / "pgbench")
        self._command = [found, "-h", LOCALHOST, "-p", str(cluster.port), "-U", "postgres"]
        self._run("createdb", "-h", LOCALHOST, "-p", str(cluster.port), "-U", "postgres", DATABASE)
        self._run(*self._command, "-i", "-q", "-s", str(scale), DATABASE)

    def per_second(self, seconds: int) -> dict[str, float]:
        """Transactions a second without connecting, and the mean latency."""
        said = self._run(*self._command, "-n", "-c", "32", "-j", "2", "-M", "prepared", "-T", str(seconds), DATABASE)
        rate = re.search(r"tps = ([0-9.]+)", said)
        latency = re.search(r"latency average = ([0-9.]+) ms", said)
        if rate is None or latency is None:
            raise RuntimeError(said)
        return {"per_second": float(rate[1]), "mean_ms": float(latency[1])}

    def _run(self, *command: str) -> str:
        folder = binaries()
        program = shutil.which(command[0]) or str(folder / command[0])
        return subprocess.run([program, *command[1:]], check=True, capture_output=True, text=True).stdout


def django_place() -> Path | None:
    """The environment that has the Django peer's packages (scripts/peers.sh makes it)."""
    for place in PLACES:
        folder = Path(os.environ.get(place, "") or ROOT / place)
        if (folder / "bin" / "gunicorn").exists():
            return folder
    return None


class Django:
    """``seed_shape.py`` under gunicorn with two workers. ``missing`` says why there is none."""

    def __init__(self, cluster: Postgres, folder: Path) -> None:
        self._place = django_place()
        self.missing = wrk.missing()
        if self._place is None:
            self.missing = "the Django peer is not installed (scripts/peers.sh)"
        elif not (SHARED / "seed_shape.py").exists():
            self.missing = f"{SHARED.name}/seed_shape.py is not on this machine"
        self._process: subprocess.Popen[bytes] | None = None
        self._cluster, self._folder = cluster, folder
        if not self.missing:
            self._start()

    def _start(self) -> None:
        assert self._place is not None
        subprocess.run(
            ["createdb", "-h", LOCALHOST, "-p", str(self._cluster.port), "-U", "postgres", DJANGO_DATABASE], check=True
        )
        self._env = {
            **os.environ,
            "PEER_DB": DJANGO_DATABASE,
            "PEER_HOST": LOCALHOST,
            "PEER_PORT": str(self._cluster.port),
            "PEER_USER": "postgres",
            "PYTHONPATH": str(SHARED),
        }
        python = str(self._place / "bin" / "python")
        self.balances = subprocess.run(
            [python, "-B", str(SHARED / "seed_shape.py"), "setup", "1000", "10000"],
            env=self._env, check=True, capture_output=True, text=True,
        ).stdout.splitlines()  # fmt: skip
        self.port = free_port()
        self._process = subprocess.Popen(
            [str(self._place / "bin" / "gunicorn"), "-w", str(WORKERS), "-b", f"{LOCALHOST}:{self.port}", "seed_shape:application"],
            env=self._env, cwd=self._folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        wait_for_port(self.port)
        time.sleep(0.5)

    @property
    def pid(self) -> int:
        """gunicorn's; its workers are its children."""
        assert self._process is not None
        return self._process.pid

    def per_second(self, seconds: int) -> dict[str, Any]:
        """Postings a second with the script that lies beside it."""
        script = SHARED / "post.lua"
        command = [
            "wrk",
            "-t2",
            "-c32",
            f"-d{seconds}s",
            "--latency",
            "-s",
            str(script),
            f"http://{LOCALHOST}:{self.port}",
        ]
        said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        rate = re.search(r"Requests/sec:\s+([0-9.]+)", said)
        p99 = re.search(r"99%\s+([0-9.]+)(ms|s|us)", said)
        if rate is None or "Non-2xx" in said:
            raise RuntimeError(said)
        unit = {"us": 0.001, "ms": 1.0, "s": 1000.0}
        return {"per_second": float(rate[1]), "p99_ms": float(p99[1]) * unit[p99[2]] if p99 else None}

    def close(self) -> None:
        """End it."""
        if self._process is not None:
            # gunicorn's quick shutdown: nobody is being answered.
            self._process.send_signal(signal.SIGQUIT)
            self._process.wait(10)

    def __enter__(self) -> "Django":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def versions() -> dict[str, str]:
    """What the peers are."""
    found = {}
    for name, command in {"wrk": ["wrk", "-v"], "pgbench": ["pgbench", "--version"]}.items():
        if shutil.which(name):
            said = subprocess.run(command, capture_output=True, text=True)
            found[name] = (said.stdout or said.stderr).splitlines()[0][:80]
    place = django_place()
    if place is not None:
        code = "import django, gunicorn, rest_framework as r; print(django.__version__, r.__version__, gunicorn.__version__)"
        said = subprocess.run([str(place / "bin" / "python"), "-c", code], capture_output=True, text=True)
        found["django, rest framework, gunicorn"] = said.stdout.strip()
    return found | {"python": sys.version.split()[0]}
