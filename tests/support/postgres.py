"""A real PostgreSQL of the tests' own, in a temporary folder: Debian's binaries, durable settings, gone afterwards.

PostgreSQL refuses to run as root, so as root it runs as the user ``postgres`` that Debian's package made.
"""

import contextlib
import ctypes
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psutil
import psycopg

from tests.support.ports import LOCALHOST, free_port

INSTALL = "PostgreSQL is missing: run  sudo apt-get install -y postgresql  (or set COASTAL_NO_POSTGRES=1 to go without)"
START_S = 90
_PR_SET_PDEATHSIG = 1
_CONF = """
listen_addresses = '127.0.0.1'
max_connections = 100
shared_buffers = 32MB
fsync = on
synchronous_commit = on
full_page_writes = on
log_min_messages = warning
"""


class PostgresMissing(Exception):
    """No server binaries on this machine. The message is the line that installs them."""


def binaries() -> Path:
    """The folder of ``initdb`` and ``postgres``, the newest version's. Raises PostgresMissing."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4]))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    raise PostgresMissing(INSTALL)


class Postgres:
    """One running cluster. ``url()`` names a database; ``create()`` makes a fresh one. Close it when done.

    With ``kept`` its data lie there and are found again by the next; then ``stop`` it, for ``close`` removes the folder.
    """

    def __init__(self, kept: Path | None = None) -> None:
        self._bin = binaries()
        self._user = "postgres" if os.geteuid() == 0 else None
        if kept is not None:
            kept.mkdir(parents=True, exist_ok=True)
        self.folder = kept or Path(tempfile.mkdtemp(prefix="coastal-pg-"))
        self.port = free_port()
        self._numbers = count(1)
        if self._user:
            self._give()
        if not (self.folder / "data" / "PG_VERSION").exists():
            self._initialise()
        self.start()

    def url(self, database: str = "postgres") -> str:
        """The address that the server's ``--url`` takes."""
        return f"postgresql://postgres@{LOCALHOST}:{self.port}/{database}"

    @property
    def socket_url(self) -> str:
        """The same cluster by its Unix socket, which needs no TCP."""
        return f"postgresql://postgres@/postgres?host={self.folder}&port={self.port}"

    def create(self, template: str = "template1") -> str:
        """A fresh database made from ``template``; its URL."""
        return self.name(f"bank_{next(self._numbers)}", template)

    def name(self, database: str, template: str = "template1") -> str:
        """A fresh database of this name; its URL."""
        self._administer(f'CREATE DATABASE "{database}" TEMPLATE "{template}"')
        return self.url(database)

    def drop(self, url: str) -> None:
        """Remove a database that ``create`` made, whoever is still connected."""
        self._administer(f'DROP DATABASE IF EXISTS "{url.rsplit("/", 1)[1]}" WITH (FORCE)')

    @property
    def pid(self) -> int:
        """The postmaster's; everything else of the cluster is its child."""
        return self._process.pid

    def restart(self, *, crash: bool = False) -> None:
        """Stop and start on the same port: fast shutdown, or ``crash`` (immediate, recovery from the log follows)."""
        self.stop(crash=crash)
        self.start()

    def stop(self, *, crash: bool = False) -> None:
        """Away until ``start``."""
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGQUIT if crash else signal.SIGINT)
            self._process.wait(START_S)

    def configure(self, **settings: str) -> None:
        """Restart with these settings, and none that were given so before."""
        self._administer("ALTER SYSTEM RESET ALL")
        for name, value in settings.items():
            self._administer(f"ALTER SYSTEM SET {name} = '{value}'")
        self.restart()

    @contextmanager
    def told(self, **settings: str) -> Iterator[None]:
        """With these settings, which need no restart, for as long as it lasts; in force for whoever connects."""
        try:
            self._tell("SET", settings, "= '{}'")
            yield
        finally:
            self._tell("RESET", settings, "")

    def _tell(self, verb: str, settings: dict[str, str], tail: str) -> None:
        with psycopg.connect(self.url(), autocommit=True) as connection:
            before = connection.execute("SELECT pg_conf_load_time()").fetchone()
            for name, value in settings.items():
                connection.execute(f"ALTER SYSTEM {verb} {name} {tail.format(value)}".encode())
            connection.execute("SELECT pg_reload_conf()")
        deadline = time.monotonic() + START_S
        while time.monotonic() < deadline:
            with psycopg.connect(self.url()) as connection:
                if connection.execute("SELECT pg_conf_load_time()").fetchone() != before:
                    return
            time.sleep(0.02)
        raise RuntimeError("PostgreSQL did not take its settings")

    def kill(self, *, alone: bool = False) -> None:
        """kill -9 of all its processes at once, or of the first ``alone``: then the others find out and end. Away until ``start``."""
        first = psutil.Process(self.pid)
        family = first.children(recursive=True)
        first.kill()
        for child in () if alone else family:
            with contextlib.suppress(psutil.NoSuchProcess):
                child.kill()
        self._process.wait(START_S)
        # The next would not start beside one of them.
        _, living = psutil.wait_procs(family, START_S)
        if living:
            raise RuntimeError(f"still there: {living}")

    def close(self) -> None:
        """End it and remove its folder: what is removed need not be written to the end first."""
        self.stop(crash=True)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _give(self) -> None:
        """The folder to PostgreSQL's user, with all that is in it where somebody else copied it here."""
        data = self.folder / "data"
        copied = data.exists() and data.owner() != self._user
        for path in (self.folder, *(self.folder.rglob("*") if copied else ())):
            shutil.chown(path, self._user, self._user)

    def _initialise(self) -> None:
        data = self.folder / "data"
        command = [self._bin / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync"]
        done = subprocess.run(
            [*command, "--locale=C.UTF-8"], user=self._user, cwd=self.folder, capture_output=True, text=True
        )
        if done.returncode:
            raise RuntimeError(f"initdb failed: {done.stderr}")
        with (data / "postgresql.conf").open("a") as conf:
            conf.write(_CONF + f"port = {self.port}\n")

    def start(self) -> None:
        """There, or there again, on the same port."""
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                # The socket's folder is said here, for a cluster that was moved lies elsewhere than its settings say.
                [self._bin / "postgres", "-D", self.folder / "data", "-p", str(self.port), "-k", self.folder],
                user=self._user,
                group=self._user,
                extra_groups=[] if self._user else None,
                cwd=self.folder,
                stdout=log,
                stderr=log,
                preexec_fn=_die_with_parent,
            )
        self.wait()

    def revive(self) -> None:
        """There again, whether it is recovering by itself or has gone down over it."""
        try:
            self.wait()
        except RuntimeError:
            self.start()

    def wait(self) -> None:
        """Return once it answers, also after it recovered by itself."""
        deadline = time.monotonic() + START_S
        while True:
            try:
                psycopg.connect(self.url(), connect_timeout=2).close()
                return
            except psycopg.OperationalError as error:
                if self._process.poll() is not None or time.monotonic() > deadline:
                    raise RuntimeError(f"PostgreSQL did not start: {(self.folder / 'log').read_text()}") from error
                time.sleep(0.05)

    def _administer(self, statement: str) -> None:
        with psycopg.connect(self.url(), autocommit=True) as connection:
            connection.execute(statement.encode())


def _die_with_parent() -> None:
    # A test run that is killed must not leave a database server behind. Linux only; elsewhere close() has to do.
    with contextlib.suppress(AttributeError, OSError):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGINT)
