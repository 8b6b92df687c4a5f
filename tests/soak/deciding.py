"""A thousand rounds of decisions at once, on either database: fifty managers approve one request, one approves while another declines."""

import tempfile
import time
from pathlib import Path

from tests.server.approvals.many import opened, rounds
from tests.support.postgres import Postgres

TOLD_EVERY = 100


def run(count: int) -> bool:
    """Whether every round had one winner, on both databases."""
    return on_sqlite(count) and on_postgres(count)


def on_sqlite(count: int) -> bool:
    """On a file."""
    with tempfile.TemporaryDirectory() as folder:
        return _run("sqlite", f"sqlite:///{folder}/bank.db", Path(folder), count)


def on_postgres(count: int) -> bool:
    """On a PostgreSQL of its own."""
    cluster = Postgres()
    try:
        with tempfile.TemporaryDirectory() as folder:
            return _run("postgres", cluster.create(), Path(folder), count)
    finally:
        cluster.close()


def _run(name: str, url: str, folder: Path, count: int) -> bool:
    begun = time.monotonic()

    def told(done: int) -> None:
        if done % TOLD_EVERY == 0:
            print(f"  decisions {name}: {done} rounds in {time.monotonic() - begun:.0f} s", flush=True)

    with opened(url, folder) as many:
        faults = rounds(many, count, told)
    print(
        f"decisions {name}: {count} rounds of 50 and of 2 at once, {len(faults)} without exactly one winner", flush=True
    )
    for fault in faults[:5]:
        print(f"    {fault}", flush=True)
    return not faults
