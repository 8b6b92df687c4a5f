"""The server's start and stop: process to ready, after a stop and after kill -9, and SIGTERM to its end, beside a bare uvicorn that has nothing to open.

On both databases, with ten thousand accounts; in turns, each start a process of its own, timed from outside.
"""

import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import psutil

from contract.paths import READY
from tests.bench import bank
from tests.support.ports import LOCALHOST, free_port
from tests.support.postgres import Postgres
from tests.support.processes import ServerProcess, ready_at

LOOK_S = 0.002
"""How often somebody asks whether it is ready."""
BARE = """
import sys, uvicorn
async def app(scope, receive, send):
    if scope["type"] == "http":
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"ready"})
uvicorn.run(app, host=sys.argv[1], port=int(sys.argv[2]), lifespan="off", log_level="critical")
"""


def until_ready(base_url: str, begun: float) -> float:
    """Seconds from ``begun`` until it says so."""
    while not ready_at(base_url):
        if time.perf_counter() - begun > 60:
            raise TimeoutError(f"{base_url}{READY} never said that it is ready")
        time.sleep(LOOK_S)
    return time.perf_counter() - begun


def bare() -> tuple[float, float]:
    """Seconds of the bare one to ready, and from SIGTERM to its end."""
    port = free_port()
    begun = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-c", BARE, LOCALHOST, str(port)], stderr=subprocess.DEVNULL)
    ready = until_ready(f"http://{LOCALHOST}:{port}", begun)
    begun = time.perf_counter()
    process.terminate()
    process.wait(60)
    return ready, time.perf_counter() - begun


def ours(server: ServerProcess) -> dict[str, float]:
    """One round: started, stopped, started, killed, started again, stopped."""
    found: dict[str, float] = {}
    for name, end in (("ready_s", server.stop), ("between_s", server.kill), ("ready_after_kill_s", server.stop)):
        begun = time.perf_counter()
        server.start(wait=False)
        found[name] = until_ready(server.base_url, begun)
        found["mib"] = psutil.Process(server.pid).memory_info().rss / 2**20
        begun = time.perf_counter()
        end()
        if end == server.stop:
            found["stop_s"] = time.perf_counter() - begun
    del found["between_s"]
    return found


def measure(cluster: Postgres, folder: Path, turns: int) -> dict[str, Any]:
    """Medians of each database and of the bare one, in seconds and MiB. The first turn fills the caches and does not count."""
    servers = {}
    for name, url in (("sqlite", f"sqlite:///{folder}/bank.db"), ("postgresql", cluster.create())):
        (folder / name).mkdir()
        settings = bank.settings_for(url, folder / name)
        bank.make(settings, ())
        servers[name] = ServerProcess(url, env={"COASTAL_KEY_DIR": settings.key_dir}, log=folder / f"{name}.log")
    raw: dict[str, list[dict[str, float]]] = {name: [] for name in (*servers, "bare")}
    for turn in range(turns + 1):
        rounds = {name: ours(server) for name, server in servers.items()}
        ready, stop = bare()
        for name, found in (*rounds.items(), ("bare", {"ready_s": ready, "stop_s": stop})):
            if turn:
                raw[name].append(found)
    made = {
        f"{name}_{key}": round(statistics.median(found[key] for found in rounds), 3)
        for name, rounds in raw.items()
        for key in rounds[0]
    }
    over = {f"{name}_ready_over_bare": round(made[f"{name}_ready_s"] / made["bare_ready_s"], 2) for name in servers}
    return made | over | {"raw": raw}
