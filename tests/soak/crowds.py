"""Outboxes that come back as lists, to a server that decides the next batch ahead wherever one more waits, and dies under it.

By itself that takes a crowd (``writer.CROWD``) that couriers by the handful never make. A run in which nothing was decided ahead proves nothing.
"""

import os
import tempfile
import time
from collections import Counter
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import msgspec

from contract import paths
from contract.envelope import Envelope
from contract.feed import AnyAnswer, Executed, NotTaken
from contract.ids import new_id
from server.core import journal
from server.settings import Settings
from teller_app.sync.keys import Header
from tests.faults.checker import check_reads
from tests.faults.courier import Courier, NoAnswer
from tests.faults.run import Run
from tests.faults.siege import ANSWER_S, POINTS, together
from tests.faults.square import ACCOUNTS, MOST, TOTAL, Square, transfer
from tests.support.forge import Forge, ForgedServer
from tests.support.postgres import Postgres

TILLS, LIST, BATCH, SERVERS = 12, 24, 16, 2
PEACE_S = 5.0
"""In the end nobody dies for a moment: two servers at work at once."""
TALLY = "TEST_AHEAD"
_answers = msgspec.json.Decoder(list[AnyAnswer])


def from_the_first() -> None:
    """Called by a forged server before it starts. What becomes of each batch is noted in a file, which outlives it."""
    from server.core import flight, writer

    writer.CROWD, writer.BATCH_MAX = 1, BATCH
    note = os.open(os.environ[TALLY], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    lock, decided = flight.Committer._lock, flight.Committer.decided_ahead

    def locked(self: Any, *given: Any) -> None:
        before = self.ahead
        try:
            lock(self, *given)
        finally:
            os.write(note, b"ahead\n" if self.ahead > before else b"moved\n")

    def ahead(self: Any, orders: Any) -> Any:
        before, made = self.later, decided(self, orders)
        if self.later > before:
            os.write(note, b"later\n")
        return made

    flight.Committer._lock, flight.Committer.decided_ahead = locked, ahead  # type: ignore[method-assign]


class ListCourier(Courier):
    """Sends lists, and what was not taken again, together with what is new."""

    def _move(self) -> None:
        marks: dict[str, Envelope] = {}
        for _ in range(LIST):
            source, target = self._chance.sample(range(ACCOUNTS), 2)
            mark = new_id()
            command = transfer(
                self._square.accounts[source], self._square.accounts[target], self._chance.randint(1, MOST), mark
            )
            self.known.sent.add(mark)
            self._counter += 1
            header = Header(new_id(), self._person.id, self._counter, "2026-11-24T09:00:00.000Z", 0)
            marks[mark] = self._signer.seal(command, header)
        while marks and not self._abandoned.is_set():
            try:
                # Each twice: whoever comes again before the first was answered must hear the same.
                status, body = self._request("POST", paths.COMMANDS, msgspec.json.encode([*marks.values()] * 2))
            except NoAnswer as error:
                self.known.retries += 1
                self.known.last = str(error)
                time.sleep(error.rest_s)
                continue
            if status != 200:
                self.known.wrong.append(f"{status} {body[:200]!r}")
                return
            self._settle(marks, _answers.decode(body))

    def _settle(self, marks: dict[str, Envelope], answers: list[Any]) -> None:
        for mark, one, two in zip(list(marks), answers[: len(marks)], answers[len(marks) :], strict=True):
            given = [answer for answer in (one, two) if not isinstance(answer, NotTaken)]
            if len(given) == 2 and one != two:
                self.known.wrong.append(f"{mark}: {one} and {two}")
            if not given:
                self.known.last = str(one)
                continue
            (self.known.acknowledged if isinstance(given[0], Executed) else self.known.refused).add(mark)
            del marks[mark]


def run(kills: int, seed: int) -> bool:
    """Two servers on one database under lists, one of them killed again and again; whether it came out as it must."""
    cluster = Postgres()
    try:
        with tempfile.TemporaryDirectory() as folder, Forge() as forge:
            return _besieged(forge, cluster.create(), Path(folder), kills, seed)
    finally:
        cluster.close()


def _besieged(forge: Forge, url: str, folder: Path, kills: int, seed: int) -> bool:
    run = Run("crowds postgres", seed)
    square = Square(Settings(url=url, key_dir=str(folder / "keys")), folder, tills=TILLS).found()
    notes = [folder / f"ahead-{number}" for number in range(SERVERS)]
    with ExitStack() as stack:
        servers = []
        for number, note in enumerate(notes):
            log, env = folder / f"log-{number}", square.environment | {TALLY: str(note)}
            servers.append(ForgedServer(forge, url, log=log, env=env, patch="tests.soak.crowds:from_the_first"))
            stack.callback(servers[-1].close)
            servers[-1].start()
        couriers = [ListCourier(square, servers[place % SERVERS].base_url, place, seed) for place in range(TILLS)]
        for courier in couriers:
            stack.callback(courier.abandon)
            courier.start()
        for _ in range(kills):
            _kill(run, run.chance.choice(servers))
        time.sleep(PEACE_S)
        for courier in couriers:
            courier.finish()
        for courier in couriers:
            courier.join(ANSWER_S)
        late = [courier.known.last for courier in couriers if courier.is_alive()]
        for server in servers:
            server.stop()
    known = together([courier.known for courier in couriers])
    run.did("ok", len(known.acknowledged) + len(known.reads))
    run.did("failed", len(known.refused))
    verdict = check_reads(range(ACCOUNTS), TOTAL, False, [*known.reads, square.balances()])
    ledger = square.ledger(known.sent, known.acknowledged, known.refused)
    seqs = square.look(
        lambda conn: conn.scalars(journal.journal.select().with_only_columns(journal.journal.c.seq)).all()
    )
    gapless = sorted(seqs) == list(range(1, len(seqs) + 1))
    fates = [Counter(note.read_text().split()) for note in notes]
    run.figures |= {"kills": kills, "retries": known.retries, "batches": list(map(dict, fates)), "gapless": gapless}
    run.prove()
    print(f"  {ledger.line}; {verdict}; {ledger.damage or 'the books are whole'}; {known.wrong[:3]} {late[:3]}")
    whole = verdict.valid and gapless and not ledger.damage and not known.wrong and not late
    return whole and bool(known.acknowledged) and all(fate["ahead"] for fate in fates)


def _kill(run: Run, server: ForgedServer) -> None:
    if run.chance.random() < 0.5:
        server.kill()
        server.arm(f"{run.chance.choice(POINTS)}:{run.chance.randint(1, 12)}")
        server.start(wait=False)
        try:
            server.wait_exit(2.0)
        except TimeoutError:
            server.kill()
    else:
        time.sleep(run.chance.uniform(0.0, 0.25))
        server.kill()
    run.fault()
    server.start()
