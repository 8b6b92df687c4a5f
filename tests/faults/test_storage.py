"""F17 to F19: the disk is full, or lies. Nothing is acknowledged that is not there, and nobody has to restart anything."""

import time
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from contract.envelope import Lease
from contract.errors import ErrorCode, Problem
from contract.feed import Executed
from contract.ids import new_id
from teller_app.sync.keys import DeviceSigner, Header
from teller_app.sync.outbox import Outbox, OutboxFull
from teller_app.sync.outbox_rows import note_of
from tests.faults.courier import Guard
from tests.faults.hand import Hand
from tests.faults.run import Run
from tests.faults.siege import Siege
from tests.faults.square import Square, transfer
from tests.support.forge import Forge, ForgedServer
from tests.support.strace import Failing
from tests.support.waiting import LONG_S, until
from tests.teller_app.samples import KEY, USER, deposit

ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
SYNCS = "fsync,fdatasync"

FULL_WRITES = 3
"""Writes that failed: each took a batch with it."""


@ON_SQLITE
@pytest.mark.parametrize(("calls", "error"), [("pwrite64", "ENOSPC"), (SYNCS, "EIO")])
def test_f17_f19_a_disk_that_is_full_or_fails_to_sync(
    forge: Forge, square: Square, run: Run, calls: str, error: str
) -> None:
    """503 with a time to come back, nothing half done; after a kill all that was acknowledged is there; no restart is needed."""
    server = ForgedServer(forge, square.settings.url, log=square.folder / "log", env=square.environment).start()
    hand = Hand(square, server.base_url)
    sent: set[str] = set()
    acknowledged: set[str] = set()

    def move() -> tuple[int, bytes]:
        mark = new_id()
        sent.add(mark)
        source, target = square.accounts[len(sent) % 2], square.accounts[1 - len(sent) % 2]
        status, body = hand.send(msgspec.json.encode(hand.seal(transfer(source, target, 1, mark))))
        run.did("ok" if status == 200 else "failed")
        if status == 200:
            acknowledged.add(mark)
        return status, body

    assert move()[0] == 200
    with Failing(server.pid, calls, error, square.folder / "strace") as failing:
        for _ in range(4):
            status, body = move()
            assert (status, msgspec.json.decode(body, type=Problem).code) == (503, ErrorCode.STORAGE_FULL)
            assert msgspec.json.decode(body, type=Problem).retry_after_s > 0
        run.fault(failing.count)
    begun = time.monotonic()
    while move()[0] != 200:
        assert time.monotonic() - begun < LONG_S
    run.figures["seconds to recover"] = round(time.monotonic() - begun, 2)
    server.kill()
    assert square.ledger(sent, acknowledged, set()).damage == {}
    assert len(acknowledged) == 2


@ON_SQLITE
def test_f17_f19_control_a_disk_that_works_acknowledges(forge: Forge, square: Square, run: Run) -> None:
    """The same calls watched and let through: what was refused above is the fault's doing."""
    server = ForgedServer(forge, square.settings.url, log=square.folder / "log", env=square.environment).start()
    hand = Hand(square, server.base_url)
    with Failing(server.pid, SYNCS, "EIO", square.folder / "strace", only=square.folder / "another-file"):
        run.fault()
        assert isinstance(hand.post(hand.seal(transfer(square.accounts[0], square.accounts[1], 1, new_id()))), Executed)
        run.did()
    server.close()


@ON_SQLITE
@pytest.mark.parametrize(("guard", "damage"), [(Guard.KEEP, set()), (Guard.FORGET, {"lost"})])
def test_f17_a_full_disk_under_load(besiege: Callable[..., Siege], guard: Guard, damage: set[str]) -> None:
    siege = besiege(guard=guard)
    siege.until_worked(1)
    with Failing(siege.server.pid, "pwrite64", "ENOSPC", siege.square.folder / "strace") as failing:
        until(lambda: failing.count >= FULL_WRITES)
        siege.run.fault(failing.count)
    known, verdict, ledger = siege.end()
    assert set(ledger.damage) == damage
    assert (known.wrong, verdict.valid) == ([], True)


@pytest.mark.parametrize(("printed_first", "unstored"), [(False, 0), (True, 3)])
def test_f18_the_workstations_disk_is_full(tmp_path: Path, run: Run, printed_first: bool, unstored: int) -> None:
    """The intent is turned away before a receipt is printed. The control prints first and stores then."""
    box = Outbox.open(tmp_path / "outbox.db", KEY)
    signer, lease, printed, stored = DeviceSigner.generate(), Lease(session=new_id(), number=1), [], []

    def take(number: int) -> None:
        command = deposit(50_00, f"04-20261124-1-{number:04d}", taken_offline=True)
        envelope = signer.seal(
            command, Header(new_id(), USER, box.next_counter(), "2026-11-24T09:00:00.000Z", 1, lease)
        )
        if printed_first:
            printed.append(envelope.id)
        done = box.put(envelope, note_of(command, lease.session, 1, number))
        if isinstance(done, OutboxFull):
            run.did("failed")
            return
        stored.append(envelope.id)
        run.did()
        if not printed_first:
            printed.append(envelope.id)

    take(1)
    pages = box.connection.execute("PRAGMA page_count").fetchone()
    assert pages
    box.connection.execute(f"PRAGMA max_page_count = {pages[0]}")
    run.fault()
    for number in range(2, 40):
        take(number)
        if run.results["failed"] == 3:
            break
    box.connection.execute("PRAGMA max_page_count = 1000000")
    take(99)
    box.verify()
    assert [row.command_id for row in box.unsent(100)] == stored
    assert len(set(printed) - set(stored)) == unstored
    box.close()
