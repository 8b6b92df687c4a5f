"""F20 and F21 where it hurts most: the database dies with a batch on its way, or committed and not answered. `make soak` goes on for longer."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import psycopg
import pytest

from contract.envelope import Envelope
from contract.errors import ErrorCode
from contract.feed import AnyAnswer, Executed, NotTaken
from contract.ids import new_id
from tests.faults.hand import Hand
from tests.faults.run import Run
from tests.faults.square import Square, transfer
from tests.faults.strikes import LAZY, NOBODY, WRITES, Strikes, still
from tests.soak.crowds import BATCH, TALLY
from tests.support.forge import Forge, ForgedServer
from tests.support.postgres import Postgres
from tests.support.waiting import LONG_S, until

pytestmark = pytest.mark.postgres
SENT, FEW = 3 * BATCH, 1
MOST_KILLS = 5
SPOILT = "tests.faults.spoilt:"
SHORT = "?options=-c%20statement_timeout%3D1s%20-c%20lock_timeout%3D300ms"
AWHILE_S = 2.5
"""Longer than a database with these bounds is waited for."""


class Lists:
    """One workstation at a server that decides each batch of sixteen while the one before is written."""

    def __init__(self, square: Square, server: ForgedServer) -> None:
        self.square, self.server = square, server
        self.sent: dict[str, Envelope] = {}
        self.answers: list[AnyAnswer] = []
        self._hand = Hand(square, server.base_url)
        self._thread = threading.Thread(target=lambda: None)

    def send(self, count: int) -> None:
        """Transfers of one pesewa there and back, in one list."""
        pair = self.square.accounts[:2]
        marks = [new_id() for _ in range(count)]
        moves = [transfer(pair[n % 2], pair[1 - n % 2], 1, mark) for n, mark in enumerate(marks)]
        self.sent = dict(zip(marks, map(self._hand.seal, moves), strict=True))
        self.again()

    def again(self) -> None:
        """The same envelopes."""
        self.answers = []
        self._thread = threading.Thread(target=self._post, name="coastal-test-lists", daemon=True)
        self._thread.start()

    def _post(self) -> None:
        self.answers = self._hand.post_all(list(self.sent.values()))

    def answered(self, within_s: float = 2 * LONG_S) -> list[AnyAnswer]:
        """Nothing where nothing came in that time."""
        self._thread.join(within_s)
        return self.answers

    def booked(self) -> set[str]:
        """Who was told so by the last answer."""
        return {mark for mark, answer in zip(self.sent, self.answers, strict=True) if isinstance(answer, Executed)}

    def insisted(self) -> None:
        """Come again with the same envelopes until each is booked: who finds the database away is told to."""
        until(lambda: len(self.answered()) == len(self.sent) == len(self.booked()) or self.again())

    def damage(self) -> dict[str, int]:
        """Of the last list."""
        return self.square.ledger(set(self.sent), self.booked(), set()).damage


@pytest.fixture
def lists(forge: Forge, stopped: Square) -> Iterator[Callable[..., Lists]]:
    """``lists(patch, bounds)``: its server is up, and ends with the test."""
    servers: list[ForgedServer] = []

    def begin(patch: str = "", bounds: str = "") -> Lists:
        env = stopped.environment | {TALLY: str(stopped.folder / "ahead")}
        patches = ["tests.soak.crowds:from_the_first", *([SPOILT + patch] if patch else [])]
        log, url = stopped.folder / "log", stopped.settings.url + bounds
        servers.append(ForgedServer(forge, url, log=log, env=env, patch=",".join(patches)).start())
        return Lists(stopped, servers[0])

    yield begin
    for server in servers:
        server.close()


@pytest.mark.parametrize(("crash", "patch"), [(False, ""), (True, ""), (False, "no_receipt_is_found")])
def test_f20_f21_committed_and_never_answered(
    lists: Callable[..., Lists], own_cluster: Postgres, stopped: Square, run: Run, crash: bool, patch: str
) -> None:
    """The batch is found by its receipts and each is booked once. The control decides it again and meets the rows that are there."""
    made, strikes = lists(patch), Strikes(own_cluster, stopped.settings.url)
    with own_cluster.told(**NOBODY):
        made.send(FEW if patch else SENT)
        strikes.unanswered(crash)
        run.fault()
    aside = [
        answer for answer in made.answered() if isinstance(answer, NotTaken) and answer.code is ErrorCode.QUARANTINED
    ]
    assert bool(aside) is bool(patch)
    if not patch:
        made.insisted()
    run.did(count=len(made.answers))
    assert made.damage() == {}
    assert "ahead" in (stopped.folder / "ahead").read_text() or patch


@contextmanager
def held(url: str) -> Iterator[None]:
    """A stranger lets nobody write the journal."""
    with psycopg.connect(url) as conn:
        conn.execute("LOCK TABLE journal IN SHARE MODE")
        yield


@pytest.mark.parametrize("patch", ["", "acknowledged_before_it_is_written"])
def test_f20_f21_ended_while_it_writes(
    lists: Callable[..., Lists], own_cluster: Postgres, stopped: Square, run: Run, patch: str
) -> None:
    """Nobody is answered before, and all are booked in the end. The control acknowledges what was sent: it is lost with the backend."""
    made = lists(patch)
    with held(stopped.settings.url), psycopg.connect(stopped.settings.url, autocommit=True) as conn:
        made.send(BATCH if patch else SENT)
        waiting = f"SELECT pg_terminate_backend(pid) FROM pg_locks WHERE NOT granted AND {WRITES}"
        if patch:
            assert len(made.answered()) == BATCH
        until(lambda: conn.execute(waiting.encode()).fetchone())
        run.fault()
        assert bool(made.answers) is bool(patch)
    if not patch:
        made.insisted()
    run.did("ok", len(made.booked()))
    assert made.damage() == ({"lost": BATCH} if patch else {})


@pytest.mark.parametrize("patch", ["", "the_clusters_word_on_commits_counts"])
def test_f20_a_cluster_that_answers_before_it_writes_is_killed(
    lists: Callable[..., Lists], own_cluster: Postgres, stopped: Square, run: Run, patch: str
) -> None:
    """The bank's own commits wait for the log all the same. The control takes the cluster's word, and what it was told is gone."""
    lost: dict[str, int] = {}
    with own_cluster.told(**LAZY):
        made = lists(patch)
        for _ in range(MOST_KILLS if patch else 1):
            made.send(1)
            made.insisted()
            own_cluster.kill()
            run.fault()
            own_cluster.start()
            run.did("ok", len(made.booked()))
            if lost := made.damage():
                break
    assert lost == ({"lost": 1} if patch else {})


@pytest.mark.parametrize("patch", ["a_silent_database_is_lost_soon", "a_silent_database_is_waited_for"])
def test_f21_a_backend_stands_still(
    lists: Callable[..., Lists], own_cluster: Postgres, stopped: Square, run: Run, patch: str
) -> None:
    """Frozen with the journal's head in its hands: the callers are told to come again, and when it moves all is booked once. In the
    control the writer waits for it, and everybody for the writer.
    """
    made, strikes = lists(patch, SHORT), Strikes(own_cluster, stopped.settings.url)
    given_up = patch.endswith("soon")
    with own_cluster.told(**NOBODY):
        made.send(SENT)
        frozen = still(strikes.committing())
        frozen.__enter__()
    try:
        run.fault()
        answers = made.answered() if given_up else made.answered(AWHILE_S)
        assert bool(answers) is given_up
        if given_up:
            assert {answer.code for answer in answers if isinstance(answer, NotTaken)} == {ErrorCode.BUSY}
    finally:
        frozen.__exit__(None, None, None)
    made.insisted()
    run.did("ok", len(made.booked()))
    assert made.damage() == {}
