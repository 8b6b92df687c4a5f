"""Growth: one balance, one posting, one statement page, where the account has a thousand transactions and where it has a million.

The books with ten million legs are loaded once and kept in ``bench-data`` as a PostgreSQL cluster of their own.
"""

import os
import random
import statistics
import time
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path
from typing import Any

from sqlalchemy import select, text

from contract.drawers import OpenDrawer
from contract.envelope import Lease
from contract.feed import Executed
from contract.ids import derived_id, new_id
from contract.ledger import Cash, Deposit
from contract.money import Money
from server import build
from server.core.actor import Header
from server.core.clock import stamp, system_clock
from server.db.engine import open_engine, without_bounds
from server.drawers.tables import sessions
from server.ledger import queries
from server.settings import Settings
from teller_app.sync.keys import DeviceSigner
from tests.bench import bank
from tests.bench.books import Books
from tests.demo import bank as demo
from tests.journeys.conftest import TODAY
from tests.support.code import ROOT
from tests.support.postgres import Postgres
from tests.support.prepared import prepare

KEPT = ROOT / "bench-data" / "books"
SIZES = (1_000, 10_000, 100_000, 1_000_000)
LEGS = 10_000_000
OTHERS = 50_000
"""Accounts that share the rest."""
PAGE = 50
TELLER = derived_id("bench", "user", 0)


def measure(quick: bool, folder: Path, turns: int) -> dict[str, Any]:
    """Medians in milliseconds by act and size, and each act's last size over its first."""
    sizes, legs, others = ((1_000, 10_000), 100_000, 1_000) if quick else (SIZES, LEGS, OTHERS)
    place, cluster = (folder, Postgres()) if quick else (KEPT, Postgres(KEPT / "cluster"))
    done = place / "loaded"
    settings = Settings(url=cluster.url("books"), key_dir=str(place / "keys"))
    try:
        if not done.exists():
            begun = time.perf_counter()
            load(cluster, settings, sizes, legs, others)
            done.write_text(f"{time.perf_counter() - begun:.0f}")
        else:
            # Books are kept for longer than tables stay as they are.
            prepare(settings)
        found = acts(settings, sizes, turns)
    finally:
        if quick:
            cluster.close()
        else:
            cluster.stop()
    return found | {"legs": legs, "load_s": float(done.read_text())}


def plan(measured: list[str], sizes: tuple[int, ...], others: list[str], legs: int) -> Iterator[str]:
    """Whose deposit comes next: the small accounts' are spread evenly over the whole history, as a bank's are."""
    whole = legs // 2
    rest = cycle(others)
    steps = [(account, whole / size) for account, size in zip(measured, sizes, strict=True)]
    due = [step for _, step in steps]
    for n in range(whole):
        late = next((at for at, when in enumerate(due) if when <= n + 1), None)
        if late is None:
            yield next(rest)
        else:
            due[late] += steps[late][1]
            yield steps[late][0]


def load(cluster: Postgres, settings: Settings, sizes: tuple[int, ...], legs: int, others: int) -> None:
    """Ten million legs under a valid chain, without the log's copy of them: what is half loaded is loaded again."""
    cluster.drop(settings.url)
    cluster.name("books")
    cluster.configure(wal_level="minimal", max_wal_senders="0", max_wal_size="4GB", shared_buffers="512MB", fsync="off")
    signer = DeviceSigner.generate()
    prepare(settings)
    with build.bank(settings) as made:
        demo.fill(made.writer, {}, TODAY, drawers=0)
        bank.hire(made.writer, [signer])
    engine = open_engine(settings.url)
    with engine.execution_options(coastal_write=True).begin() as conn:
        # An index over ten million legs takes longer than a server lets a statement take.
        without_bounds(conn)
        conn.execute(text("SET LOCAL maintenance_work_mem = '512MB'"))
        books = Books(conn, demo.BRANCH, TODAY.isoformat())
        held = books.customers(len(sizes) + others, random.Random(bank.SEED))
        dropped = books.in_bulk()
        books.deposits(plan(held[: len(sizes)], sizes, held[len(sizes) :], legs))
        books.close()
        for index in dropped:
            index.create(conn)
    with engine.connect() as conn:
        raw: Any = conn.connection.driver_connection
        raw.rollback()
        raw.autocommit = True
        raw.execute("SET statement_timeout = 0")
        raw.execute("VACUUM ANALYZE")
        raw.autocommit = False
    engine.dispose()
    cluster.configure()
    os.sync()


def acts(settings: Settings, sizes: tuple[int, ...], turns: int) -> dict[str, Any]:
    """Every act at every size, in turns."""
    raw: dict[str, dict[str, list[float]]] = {
        name: {str(size): [] for size in sizes} for name in ("balance", "statement", "posting")
    }
    with build.bank(settings) as made, made.engine.connect() as conn:
        lease = drawer(made)
        for turn in range(turns + 10):
            for at, size in enumerate(sizes, start=1):
                account = derived_id("bench", "account", at)
                took = {
                    "balance": timed(lambda key=account: queries.account(conn, key)),  # type: ignore[misc]
                    "statement": timed(lambda key=account: page(conn, key)),  # type: ignore[misc]
                    "posting": timed(lambda key=account: post(made, key, lease)),  # type: ignore[misc]
                }
                conn.rollback()
                for name, spent in took.items():
                    if turn >= 10:
                        raw[name][str(size)].append(spent * 1000)
    medians = {
        name: {size: round(statistics.median(runs), 3) for size, runs in sized.items()} for name, sized in raw.items()
    }
    ratios = {
        f"growth_{name}": round(list(sized.values())[-1] / list(sized.values())[0], 2)
        for name, sized in medians.items()
    }
    return {"ms": medians, **ratios, "turns": turns}


def timed(act: Callable[[], object]) -> float:
    """Seconds."""
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def page(conn: Any, account: str) -> None:
    """Fifty lines from the middle of the history, as somebody turns pages. Raises LookupError where they are not there."""
    row = queries.account(conn, account)
    if row is None or len(queries.statement(conn, row, row.last_seq // 2, PAGE).lines) < PAGE:
        raise LookupError(account)


def drawer(made: build.Bank) -> Lease:
    """The session of the one teller, opened at the first run on these books and found again by the next."""
    with made.engine.connect() as conn:
        mine = select(sessions.c.id, sessions.c.lease).where(sessions.c.cashier == TELLER, sessions.c.state == "open")
        found = conn.execute(mine).first()
    if found is not None:
        return Lease(session=found.id, number=found.lease)
    session = new_id()
    say(made, OpenDrawer(session=session, drawer=derived_id("bench", "drawer", 0), counted=bank.FLOAT), None)
    return Lease(session=session, number=1)


def post(made: build.Bank, account: str, lease: Lease) -> None:
    """A deposit of one cedi through the writer, committed."""
    say(
        made,
        Deposit(transaction=new_id(), account=account, amount=Money(100, "GHS"), cash=Cash(received={"100c": 1})),
        lease,
    )


def say(made: build.Bank, command: Any, lease: Lease | None) -> None:
    """In the teller's name. Raises RuntimeError when it was not executed."""
    header = Header(command_id=new_id(), made_by=TELLER, delivered_by=TELLER, device=DEVICE, counter=1,
                    made_at=stamp(system_clock()), lease=lease)  # fmt: skip
    answer = made.writer.execute_sync(header, command)
    if not isinstance(answer, Executed):
        raise RuntimeError(str(answer))


DEVICE = derived_id("bench", "growing device")
