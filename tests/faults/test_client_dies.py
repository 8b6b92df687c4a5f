"""F03 to F05: the workstation's process dies around its outbox. What it accepted is there, and is sent once."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import msgspec
import pytest

from contract.ids import new_id
from teller_app.sync.outbox import Outbox
from tests.demo import bank as demo
from tests.faults.hand import Hand
from tests.faults.run import Run
from tests.faults.square import Square
from tests.support.forge import Forge, ForgedServer
from tests.support.processes import ROOT
from tests.teller_app.samples import KEY

ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
DEATHS = 8
"""Of whole processes; the soak has two hundred."""


def child(*arguments: str, **env: str) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "tests.faults.outbox_child", *arguments]
    return subprocess.Popen(command, cwd=ROOT, env={**os.environ, **env}, stdout=subprocess.PIPE)


def killed(process: "subprocess.Popen[bytes]", after_s: float | None) -> list[str]:
    """The ids it accepted until kill -9, so long after the first; with None it kills itself."""
    assert process.stdout is not None
    first = process.stdout.readline()
    if after_s is not None:
        time.sleep(after_s)
        process.send_signal(signal.SIGKILL)
    rest = process.stdout.read().splitlines(keepends=True)
    process.wait()
    return [line.decode().strip() for line in (first, *rest) if line.endswith(b"\n")]


@pytest.mark.parametrize(("how", "missing"), [("keep", False), ("early", True)])
def test_f05_killed_while_it_writes(tmp_path: Path, run: Run, how: str, missing: bool) -> None:
    """Whole or absent, never half; and nothing was accepted that is absent, unless the receipt came first (the control)."""
    lost: set[str] = set()
    for death in range(DEATHS):
        file = tmp_path / f"outbox-{death}.db"
        accepted = killed(child(str(file), "10000", how), run.chance.uniform(0.0, 0.3))
        run.fault()
        box = Outbox.open(file, KEY)
        box.verify()
        there = {row.command_id for row in box.unsent(10_000)}
        box.close()
        run.did("ok", len(accepted))
        lost |= set(accepted) - there
    run.figures["accepted but missing"] = len(lost)
    assert bool(lost) is missing


@ON_SQLITE
@pytest.mark.parametrize(
    ("place", "same_id"), [("before it sent", True), ("before it heard", True), ("before it heard", False)]
)
def test_f03_f04_killed_between_store_send_and_reply(
    forge: Forge, square: Square, run: Run, place: str, same_id: bool
) -> None:
    """Sent again from the file, each is booked once. Under new ids, the control, what had arrived is booked twice."""
    server = ForgedServer(forge, square.settings.url, log=square.folder / "log", env=square.environment).start()
    hand = Hand(square, server.base_url)
    file = square.folder / "outbox.db"
    env = {"DEVICE": hand.signer.text(), "ACCESS": hand.tokens.access}
    request = f"{square.accounts[0]} {square.accounts[1]} {demo.STAFF[0].id}"
    accepted: list[str] = []
    for _ in range(DEATHS):
        # One that was sent dies by its own hand with the answer unread; one that was not, by ours as soon as it is on the disk.
        url, after_s = (server.base_url, None) if place == "before it heard" else ("", 0.0)
        accepted += killed(child(str(file), "1", "keep", request, url, **env), after_s)
        run.fault()
    box = Outbox.open(file, KEY)
    box.verify()
    rows = box.unsent()
    box.close()
    assert [row.command_id for row in rows] == accepted
    marks = {row.command().narration for row in rows}  # type: ignore[attr-defined]
    for row in rows:
        anew = msgspec.structs.replace(row.command(), transaction=new_id())  # type: ignore[call-arg]
        raw = row.raw if same_id else msgspec.json.encode(hand.seal(anew))
        assert hand.send(raw)[0] in (200, 409, 422)
        run.did()
    server.stop()
    run.figures["accepted"] = len(accepted)
    ledger = square.ledger(marks, marks, set())
    assert (ledger.lost, len(marks)) == (set(), DEATHS)
    assert bool(ledger.doubled) is not same_id
