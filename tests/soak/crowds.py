"""Outboxes that come back as lists, to a server that decides the next batch ahead wherever one more waits, and dies under it.

By itself that takes a crowd (``writer.CROWD``) that couriers by the handful never make. A run in which nothing was decided ahead proves nothing.
"""

import os
import tempfile
import time
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import select

from contract import paths
from contract.envelope import Envelope
from contract.feed import AnyAnswer, Executed, NotTaken
from contract.ids import new_id
from server.core import journal
from server.settings import Settings
from teller_app.sync.keys import Header
from tests.faults.checker import Ledger, check_reads
from tests.faults.courier import Courier, Known, NoAnswer
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


class Throng:
    """Servers on one database, and couriers with lists before each. ``close`` ends whatever still lives."""

    def __init__(self, forge: Forge, square: Square, patch: str = "tests.soak.crowds:from_the_first") -> None:
        self.square = square
        self.couriers: list[ListCourier] = []
        self.past: list[Known] = []
        self._notes = [square.folder / f"ahead-{number}" for number in range(SERVERS)]
        self.servers = []
        for number, note in enumerate(self._notes):
            log, env = square.folder / f"log-{number}", square.environment | {TALLY: str(note)}
            self.servers.append(ForgedServer(forge, square.settings.url, log=log, env=env, patch=patch).start())

    def close(self) -> None:
        """See the class."""
        for courier in self.couriers:
            courier.abandon()
        for server in self.servers:
            server.close()

    def begin(self, seed: int) -> None:
        """A courier at each workstation."""
        where = [server.base_url for server in self.servers]
        self.couriers = [ListCourier(self.square, where[place % SERVERS], place, seed) for place in range(TILLS)]
        for courier in self.couriers:
            courier.start()

    @property
    def moved(self) -> int:
        """How many envelopes the couriers at work have had taken."""
        return sum(len(courier.known.acknowledged) for courier in self.couriers)

    def drained(self) -> list[str]:
        """They deliver what they hold. Why those could not who hold something still."""
        for courier in self.couriers:
            courier.finish()
        for courier in self.couriers:
            courier.join(ANSWER_S)
        self.past += [courier.known for courier in self.couriers]
        return [courier.known.last for courier in self.couriers if courier.is_alive()]

    def judged(self, run: Run) -> tuple[bool, Ledger]:
        """What the books hold against what all couriers until now know; whether that is as it must be."""
        known = together(self.past)
        verdict = check_reads(range(ACCOUNTS), TOTAL, False, [*known.reads, self.square.balances()])
        ledger = self.square.ledger(known.sent, known.acknowledged, known.refused)
        seqs = self.square.look(lambda conn: conn.scalars(select(journal.journal.c.seq)).all())
        gapless = sorted(seqs) == list(range(1, len(seqs) + 1))
        fates = [Counter(note.read_text().split() if note.exists() else ()) for note in self._notes]
        run.figures |= {"retries": known.retries, "batches": list(map(dict, fates)), "gapless": gapless}
        run.operations, run.results = 0, Counter()
        run.did("ok", len(known.acknowledged) + len(known.reads))
        run.did("failed", len(known.refused))
        print(f"  {ledger.line}; {verdict}; {ledger.damage or 'the books are whole'}; {known.wrong[:3]}", flush=True)
        whole = verdict.valid and gapless and not ledger.damage and not known.wrong
        return whole and bool(known.acknowledged) and all(fate["ahead"] for fate in fates), ledger


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
    with closing(Throng(forge, square)) as throng:
        throng.begin(seed)
        for _ in range(kills):
            _kill(run, run.chance.choice(throng.servers))
        time.sleep(PEACE_S)
        late = throng.drained()
        for server in throng.servers:
            server.stop()
        whole, _ = throng.judged(run)
    run.figures |= {"kills": kills}
    run.prove()
    for why in late:
        print(f"  a courier never got its answer: {why}")
    return whole and not late


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
