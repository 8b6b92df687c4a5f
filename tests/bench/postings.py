"""Postings a second through the whole stack, in turns with the peers on the same cluster: wrk, 32 connections, presigned envelopes.

Every posting must be booked and the books must verify afterwards, or there is no figure.
"""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from http import HTTPStatus
from itertools import batched, chain
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import func, select

from contract import paths
from contract.envelope import ENVELOPES_MAX
from contract.staff import DeviceKey
from server import build
from server.db.engine import open_engine
from server.ledger.tables import transactions
from teller_app.sync.keys import DeviceSigner
from tests.bench import bank, wrk
from tests.bench.cpu import Shares, shares
from tests.bench.peers import Django, Pgbench
from tests.bench.presign import Plan, Teller
from tests.journeys.caller import Till
from tests.journeys.conftest import TODAY
from tests.support.ports import LOCALHOST
from tests.support.postgres import Postgres
from tests.support.processes import ServerProcess

EXPECTED = {"one": 5_000, "list": 10_000}
"""Postings a second that are signed for: more than there will be, and who runs out stops."""
WARM_UP_S = 2
LINES = 4
TOKENS_S = 300
"""After which everybody signs in again before a run: a token lives for ten minutes."""


class Stand:
    """One server on one database with its tellers at work, and the means to let wrk post to it."""

    def __init__(
        self,
        url: str,
        folder: Path,
        database_pid: int | None,
        accounts: int = bank.ACCOUNTS,
        devices: Mapping[str, tuple[str, DeviceKey]] | None = None,
        port: int | None = None,
        tellers: int = bank.TELLERS,
    ) -> None:
        folder.mkdir(exist_ok=True)
        self.settings = bank.settings_for(url, folder)
        self.signers = [DeviceSigner.generate() for _ in range(tellers)]
        self._accounts = bank.make(self.settings, self.signers, accounts, devices)
        self._folder = folder
        self.server = ServerProcess(
            url, port=port, env={"COASTAL_KEY_DIR": self.settings.key_dir}, log=folder / "server.log"
        ).start()
        self.tills = bank.sign_in(self.server.base_url, self.signers)
        self._signed_in = time.monotonic()
        bank.open_drawers(self.tills)
        self._counter = 0
        self.booked = 0
        self._processes = {"server": self.server.pid} | ({"database": database_pid} if database_pid else {})

    def run(self, seconds: int, kind: str) -> dict[str, Any]:
        """``kind`` is one (an envelope a request) or list (of fifty): postings a second, p50, p99, shares of CPU."""
        size, connections = (ENVELOPES_MAX, wrk.LISTING) if kind == "list" else (1, wrk.CONNECTIONS)
        signed = self.signed(seconds * EXPECTED[kind])
        sent = wrk.write(self.requests(signed, size), self._folder / "load")
        before = self._count()
        with shares(self._processes) as used:
            found = wrk.run(
                self.server.base_url, self._folder / "load", seconds, connections=connections, may_be_busy=size > 1
            )
        booked = self._count() - before
        done = found["requests"] * size
        # Those under way when the time was up are booked and were not counted by wrk; who has run out repeats its last.
        answered, under_way = min(done, sent * size), connections * size
        if booked > done + under_way or (size == 1 and booked < answered - under_way):
            raise RuntimeError(f"{booked} booked, {done} answered")
        self.booked += booked
        return found | {
            "booked": booked,
            # A list that finds the writer full is answered "busy", as a whole or from there on: a workstation sends it again.
            "turned_away": max(0, answered - booked),
            "per_second": booked / found["seconds"],
            "cpu_percent": used.percent(),
            **_each(used, booked),
        }

    def replay(self, count: int) -> int:
        """As outboxes come in, lists of fifty over a few lines; how many were booked. Nothing is timed."""
        before = self._count()
        of_each = [
            [(till, body) for body in bodies(own, ENVELOPES_MAX)]
            for till, own in zip(self.tills, self.signed(count), strict=False)
        ]

        def send(till: Till, body: bytes) -> None:
            while (answer := till.post(body)).status_code == HTTPStatus.SERVICE_UNAVAILABLE:
                time.sleep(float(answer.headers.get("retry-after", 1)))
            answer.raise_for_status()

        with ThreadPoolExecutor(LINES, thread_name_prefix="coastal-bench-replay") as lines:
            for sent in [lines.submit(send, *one) for one in chain.from_iterable(zip(*of_each, strict=True))]:
                sent.result()
        booked = self._count() - before
        self.booked += booked
        return booked

    def signed(self, count: int) -> list[list[bytes]]:
        """So many envelopes that nobody has sent yet, as lists of the tellers in their order."""
        each = -(-count // (len(self.signers) * ENVELOPES_MAX)) * ENVELOPES_MAX
        tellers = [
            Teller(key=signer.text(), user=till.tokens.me.user, lease=till.lease, drawer=bank.drawer_number(number),
                   after=till.counter + self._counter)
            for number, (till, signer) in enumerate(zip(self.tills, self.signers, strict=True))
            if till.lease is not None
        ]  # fmt: skip
        self._counter += each
        file = self._folder / "plan"
        file.write_bytes(
            msgspec.msgpack.encode(Plan(tellers, self._accounts, TODAY.isoformat(), each, time.time_ns() // 1_000_000))
        )
        subprocess.run([sys.executable, "-m", "tests.bench.presign", str(file)], check=True)
        return msgspec.msgpack.decode(file.with_suffix(".signed").read_bytes(), type=list[list[bytes]])

    def requests(self, signed: list[list[bytes]], size: int) -> Iterator[bytes]:
        """In turns, a teller after the other as far as there are lists, with tokens that last the run."""
        if time.monotonic() - self._signed_in > TOKENS_S:
            for till in self.tills:
                till.http.close()
            fresh = bank.sign_in(self.server.base_url, self.signers)
            for till, made in zip(self.tills, fresh, strict=True):
                till.tokens, till.http = made.tokens, made.http
            self._signed_in = time.monotonic()
        return chain.from_iterable(zip(*self.whole(signed, size), strict=True))

    def whole(self, signed: list[list[bytes]], size: int = 1) -> list[list[bytes]]:
        """The requests of each teller."""
        return [
            [request(till, self.server.port, body) for body in bodies(own, size)]
            for till, own in zip(self.tills, signed, strict=False)
        ]

    def _count(self) -> int:
        engine = open_engine(self.settings.url)
        with engine.connect() as conn:
            ours = select(func.count()).select_from(transactions).where(transactions.c.kind == "deposit")
            found: int = conn.execute(ours).scalar_one()
        engine.dispose()
        return found

    def close(self) -> None:
        """Stop the server and prove its books. Raises RuntimeError when they differ."""
        self.server.close()
        engine = open_engine(self.settings.url)
        with engine.connect() as conn:
            differences = list(build.verify(conn))
        engine.dispose()
        if differences:
            raise RuntimeError(f"the books differ: {differences[:3]}")


def bodies(own: list[bytes], size: int) -> Iterator[bytes]:
    """One envelope, or a list of ``size``."""
    if size == 1:
        return iter(own)
    return (b"[" + b",".join(some) + b"]" for some in batched(own, size))


def request(till: Till, port: int, body: bytes) -> bytes:
    """The whole HTTP request."""
    head = {"host": f"{LOCALHOST}:{port}", "content-type": "application/json", "content-length": str(len(body))}
    lines = "".join(f"{name}: {value}\r\n" for name, value in (head | till.headers()).items())
    return f"POST {paths.COMMANDS} HTTP/1.1\r\n{lines}\r\n".encode() + body


def _each(used: Shares, booked: int) -> dict[str, Any]:
    return {"cpu_us_a_posting": {name: round(spent * 1e6 / booked) for name, spent in used.seconds.items()}}


def costed(processes: Mapping[str, int], run: Callable[[int], dict[str, Any]], seconds: int) -> dict[str, Any]:
    """A peer's run with its CPU."""
    with shares(processes) as used:
        found = run(seconds)
    return found | {"cpu_percent": used.percent(), **_each(used, round(found["per_second"] * seconds))}


def measure(cluster: Postgres, folder: Path, seconds: int, turns: int) -> dict[str, Any]:
    """Every part in turns; medians and raw runs by name, ``skipped`` where a peer is not installed."""
    with ExitStack() as stack:
        # Nothing is measured yet: the peers are made in processes of their own beside our stands.
        hands = stack.enter_context(ThreadPoolExecutor(2, thread_name_prefix="coastal-bench-peer"))
        peer, bank_in_django = hands.submit(Pgbench, cluster), hands.submit(Django, cluster, folder)
        on_postgres = Stand(cluster.create(), folder / "postgresql", cluster.pid)
        stack.callback(on_postgres.server.close)
        on_sqlite = Stand(f"sqlite:///{folder}/bank.db", folder / "sqlite", None)
        stack.callback(on_sqlite.server.close)
        pgbench, django = peer.result(), stack.enter_context(bank_in_django.result())
        parts: dict[str, Callable[[int], dict[str, Any]]] = {
            "pgbench": lambda s: costed({"database": cluster.pid}, pgbench.per_second, s),
            "postgresql": lambda s: on_postgres.run(s, "one"),
            "postgresql_list": lambda s: on_postgres.run(s, "list"),
            "sqlite": lambda s: on_sqlite.run(s, "one"),
        }
        if turns > 1:
            # No figure: the quick form goes without.
            parts["sqlite_list"] = lambda s: on_sqlite.run(s, "list")
        if not django.missing:
            peer = {"server": django.pid, "database": cluster.pid}
            parts["seed_shape"] = lambda s: costed(peer, django.per_second, s)
        for run in (on_postgres.run, on_sqlite.run):
            run(min(WARM_UP_S, seconds // 2), "one")
        raw: dict[str, list[dict[str, Any]]] = {name: [] for name in parts}
        for _ in range(turns):
            for name, part in parts.items():
                raw[name].append(part(seconds))
    on_postgres.close()
    on_sqlite.close()
    found: dict[str, Any] = {name: median_of(runs) for name, runs in raw.items()}
    if django.missing:
        found["seed_shape"] = {"skipped": django.missing}
    return found | {"verified": True, "booked": on_postgres.booked + on_sqlite.booked}


def median_of(runs: list[dict[str, Any]]) -> dict[str, Any]:
    """Medians of what is a number, beside the raw runs."""
    numbers = [name for name, value in runs[0].items() if isinstance(value, int | float)]
    return {name: round(statistics.median(run[name] for run in runs), 2) for name in numbers} | {"raw": runs}


def ratios(found: dict[str, Any]) -> dict[str, float | None]:
    """Medians over medians; None where one of the two is missing."""

    def rate(name: str) -> float | None:
        value: float | None = found.get(name, {}).get("per_second")
        return value

    pairs = {
        "posting_pg_over_pgbench": ("postgresql", "pgbench"),
        "posting_pg_over_seed_shape": ("postgresql", "seed_shape"),
        "outbox_pg_over_pgbench": ("postgresql_list", "pgbench"),
        "posting_sqlite_over_pg": ("sqlite", "postgresql"),
    }
    rates = {name: (rate(mine), rate(other)) for name, (mine, other) in pairs.items()}
    return {name: round(mine / other, 2) if mine and other else None for name, (mine, other) in rates.items()}


def table(found: dict[str, Any]) -> str:
    """Rates, latencies and where the CPU went, to be read."""
    lines = [f"    {'':18} {'a second':>9} {'p50 ms':>8} {'p99 ms':>8}  CPU us a posting"]
    for name, row in found.items():
        if isinstance(row, dict) and "per_second" in row:
            costs = row["raw"][-1].get("cpu_us_a_posting", {})
            spent = ", ".join(f"{who} {us}" for who, us in costs.items())
            p50, p99 = row.get("p50_ms", row.get("mean_ms")), row.get("p99_ms")
            lines.append(f"    {name:18} {row['per_second']:9.0f} {p50 or 0:8.1f} {p99 or 0:8.1f}  {spent}")
    return "\n".join(lines)
