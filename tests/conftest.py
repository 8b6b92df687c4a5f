"""What every test has: Qt without a screen, no thread left behind, both databases for real."""

import gc
import logging
import os
import re
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

# Before anything imports Qt: no screen, and pictures that do not depend on this desk's scaling.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_SCALE_FACTOR", "1")
# Ghana's time, wherever this desk stands: what people read is in the workstation's own.
os.environ["TZ"] = "UTC"
if hasattr(time, "tzset"):
    time.tzset()

from tests.support import bytecode, scratch
from tests.support.forge import Forge, ForgedServer
from tests.support.postgres import Postgres
from tests.support.processes import ServerProcess
from tests.support.threads import leaked

PATIENCE_MS = 60_000
_FRESH_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)


def pytest_configure() -> None:
    """Before the first test module is imported, and the first server started."""
    bytecode.keep()
    scratch.use()
    # All that is imported and collected stays to the end: the collector need not look at it again and again meanwhile.
    gc.disable()
    # What is found by chance is found at every run or never: a run that lands is not the one that draws the odd example, and how fast a
    # machine draws proves nothing. ``COASTAL_SEED`` explores; the laws draw anew each time and print what fails.
    explores = "COASTAL_SEED" in os.environ
    settings.register_profile(
        "coastal", deadline=None, derandomize=not explores, database=None, suppress_health_check=[HealthCheck.too_slow]
    )
    settings.load_profile("coastal")


def pytest_collection_finish() -> None:
    """Nor while the tests run."""
    gc.freeze()
    gc.enable()


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """A fresh id in a parameter must not name the test: two workers would collect two different tests."""
    return argname if isinstance(val, str) and _FRESH_ID.search(val) else None


@pytest.fixture(autouse=True)
def no_leaked_threads() -> Iterator[None]:
    """A test that starts a thread ends it. Fails the test that did not."""
    before = set(threading.enumerate())
    yield
    left = leaked(before)
    if left:
        pytest.fail(f"threads left running: {sorted(thread.name for thread in left)}", pytrace=False)


@pytest.fixture(autouse=True)
def own_log() -> Iterator[None]:
    """What a test does to the root logger ends with it: the next one's error output is another file."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    for handler in root.handlers:
        if handler not in handlers:
            handler.close()
    root.handlers = handlers
    root.setLevel(level)


@pytest.fixture(scope="session")
def qapp(qapp: object) -> object:
    """Qt with the bundled faces, as the app starts it: on a machine with other fonts a text has another width."""
    from teller_app.glass.type import load_fonts

    load_fonts()
    return qapp


@pytest.fixture
def qtbot(qtbot: object) -> object:
    """pytest-qt's, with a minute's patience where it has five seconds: how fast a machine is proves nothing."""
    bot: Any = qtbot
    for wait in ("waitUntil", "waitSignal", "waitSignals", "waitActive", "waitExposed"):
        setattr(bot, wait, partial(getattr(bot, wait), timeout=PATIENCE_MS))
    return bot


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A PostgreSQL cluster of this test worker's own, fsync on. Missing binaries fail, and say what to install."""
    if os.environ.get("COASTAL_NO_POSTGRES") == "1":
        pytest.skip("COASTAL_NO_POSTGRES=1")
    cluster = Postgres()
    yield cluster
    cluster.close()


@pytest.fixture
def postgres_url(postgres: Postgres) -> Iterator[str]:
    """A fresh, empty PostgreSQL database."""
    url = postgres.create()
    yield url
    postgres.drop(url)


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """A fresh SQLite file, not yet there."""
    return f"sqlite:///{tmp_path / 'bank.db'}"


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest) -> str:
    """A fresh database, once on SQLite and once on PostgreSQL."""
    return str(request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgres_url"))


@pytest.fixture
def start_server() -> Iterator[Callable[..., ServerProcess]]:
    """``start_server(url, env=…, arm="before_commit")``: a real server process, ready. Ended after the test."""
    started: list[ServerProcess] = []

    def start(
        url: str, *, port: int | None = None, env: dict[str, str] | None = None, arm: str = "", wait: bool = True
    ) -> ServerProcess:
        process = ServerProcess(url, port=port, env=env)
        started.append(process)
        process.arm(arm)
        return process.start(wait=wait)

    yield start
    for process in started:
        process.close()


@pytest.fixture(scope="session")
def forge() -> Iterator[Forge]:
    """Server processes in a tenth of a second."""
    with Forge() as made:
        yield made


@pytest.fixture
def forge_server(forge: Forge, tmp_path: Path) -> Iterator[Callable[..., ForgedServer]]:
    """``start_server`` by the forge: as real a process, without the second that its imports take."""
    started: list[ForgedServer] = []

    def start(url: str, *, port: int | None = None, env: dict[str, str] | None = None, arm: str = "") -> ForgedServer:
        server = ForgedServer(forge, url, log=tmp_path / f"server-{len(started)}.log", port=port, env=env)
        started.append(server)
        server.arm(arm)
        return server.start()

    yield start
    for server in started:
        server.close()
