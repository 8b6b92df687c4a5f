"""F26, F43, F45: one drawer from two sides, rows altered behind the bank's back, the end of a day given again and killed."""

import asyncio
from collections.abc import Iterator
from types import SimpleNamespace
from typing import cast

import msgspec
import pytest
from sqlalchemy import Connection, text

from contract.base import Command
from contract.branches import CloseBranchDay, OpenBranchDay
from contract.drawers import CloseDrawer, ContinueDrawer, SubmitCount
from contract.envelope import Lease
from contract.feed import Executed, Refused
from contract.ids import new_id
from contract.ledger import Cash, Deposit, Withdraw
from contract.money import Money
from server import build
from server.api.parts import Parts, Reads
from server.api.proof import Proof
from server.core import journal
from server.core.actor import Header, system_header
from server.core.chain import Difference
from server.db.engine import is_sqlite, open_engine
from server.drawers.tables import bags
from server.recovery.anchor import check as check_anchor
from tests.demo import bank as demo
from tests.faults.hand import Hand
from tests.faults.run import Run
from tests.faults.square import Square
from tests.faults.test_server_dies import traces
from tests.support.forge import Forge, ForgedServer

ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
DAY = "2026-11-24"


@pytest.mark.parametrize("whose", ["the other's", "their own"])
def test_f26_one_drawer_from_two_workstations(forge: Forge, square: Square, run: Run, whose: str) -> None:
    """The second is refused; pieces are counted down to nothing and no further. With a drawer of their own, the control, both post."""
    server = ForgedServer(forge, square.settings.url, log=square.folder / "log", env=square.environment).start()
    one, two = Hand(square, server.base_url, 0, 0), Hand(square, server.base_url, 1, 1)
    # Efua opened her drawer at the founding, on a device of the bank's; she goes on here.
    session = open_session(square)
    assert isinstance(one.post(one.seal(ContinueDrawer(session=session))), Executed)
    one.lease = two.lease = Lease(session=session, number=2)
    hands = (one, two) if whose == "the other's" else (one, one)
    taken = {0: 0, 1: 0}
    for number in range(60):
        hand = hands[number % 2]
        minor = 200_00
        command: Command = Deposit(transaction=new_id(), account=square.accounts[0], amount=Money(minor, "GHS"),
                                   cash=Cash(received={"20000": 1}))  # fmt: skip
        if number % 3 == 2:
            command = Withdraw(transaction=new_id(), account=square.accounts[0], amount=Money(minor, "GHS"),
                               cash=Cash(given={"20000": 1}))  # fmt: skip
        answer = hand.post(hand.seal(command))
        taken[number % 2] += isinstance(answer, Executed)
        run.fault(int(hand is two))
        run.did("ok" if isinstance(answer, Executed) else "failed")
    run.fault()
    server.stop()
    assert (taken[1] == 0) is (whose == "the other's")
    assert taken[0] > 0
    held = square.look(lambda conn: conn.scalars(bags.select().with_only_columns(bags.c.pieces)).all())
    assert all(count >= 0 for pieces in held for count in pieces.values())
    assert square.look(lambda conn: [item.where for item in build.verify(conn)]) == []


CHANGES = (
    "UPDATE journal SET made_by = 'somebody-else' WHERE seq = {seq}",
    "UPDATE journal SET result = '{{}}' || result WHERE seq = {seq}",
    "UPDATE journal_bodies SET body = replace(body, '\"kind\"', '\"kin\"') WHERE seq = {seq}",
    "UPDATE journal_bodies SET facts = facts || ' ' WHERE seq = {seq}",
    "DELETE FROM journal WHERE seq = {seq}",
    "DELETE FROM journal_bodies WHERE seq = {seq}",
)


def test_f43_a_row_is_altered_at_each_position(square: Square, run: Run) -> None:
    """The first bad row is named, wherever it stands. Cutting off the tail needs the anchor: without it, the control, nobody sees it."""
    engine = open_engine(square.settings.url)
    head = square.look(journal.read_head)
    anchor = build.anchor_of(square.settings)
    anchor.note(head)
    undetected = []
    with engine.connect() as conn:
        assert list(build.verify(conn)) == []
        conn.rollback()
        for seq in range(1, head.seq + 1):
            change = CHANGES[seq % len(CHANGES)]
            conn.execute(text(change.format(seq=seq)))
            run.fault()
            named = next((item.where for item in build.verify_tail(conn, head.seq)), "")
            run.did()
            # A row that is gone is missed at the one behind it; the last one at the head.
            if f"journal {seq}" not in named and f"journal {seq + 1}" not in named and named != "journal head":
                undetected.append((seq, change, named))
            conn.rollback()
        for name in ("journal", "journal_bodies"):
            conn.execute(text(f"DELETE FROM {name} WHERE seq = {head.seq}"))
        before = conn.execute(text(f"SELECT hash FROM journal WHERE seq = {head.seq - 1}")).scalar_one()
        conn.execute(text(f"UPDATE journal_head SET seq = {head.seq - 1}, hash = '{before}'"))
        assert list(build.verify_tail(conn, head.seq)) == []
        assert [item.found for item in check_anchor(conn, anchor)] == ["nothing"]
        conn.rollback()
    engine.dispose()
    assert undetected == []


@pytest.mark.parametrize("guarded", [True, False])
def test_f43_a_bank_at_work_does_not_seem_to_differ(square: Square, run: Run, guarded: bool) -> None:
    """An entry is committed between two questions of the start's proof. Without one snapshot, the control, PostgreSQL's would raise an alarm."""
    engine = open_engine(square.settings.url)

    def tail(conn: Connection, entries: int) -> Iterator[Difference]:
        seen = journal.read_head(conn).seq
        with engine.execution_options(coastal_write=True).begin() as other:
            other.execute(text("UPDATE journal_head SET seq = seq + 1"))
        run.fault()
        if (now := journal.read_head(conn).seq) != seen:
            yield Difference("journal head", str(seen), str(now))
        run.did()

    reads = Reads(engine, 1)
    proof = Proof(cast(Parts, SimpleNamespace(reads=reads)), tail)
    if guarded:
        asyncio.run(proof._prove_tail())
        assert proof.last == 0
    else:
        with engine.connect() as conn:
            assert bool(list(tail(conn, 1))) is not is_sqlite(conn)
    reads.close()
    engine.dispose()


@pytest.mark.parametrize(
    ("point", "patch", "ends"),
    [
        ("writer.before_commit", "", 1),
        ("writer.after_commit", "", 1),
        ("door.before_reply", "", 1),
        ("writer.after_commit", "tests.faults.spoilt:a_day_may_end_twice", 2),
    ],
)
@ON_SQLITE
def test_f45_the_end_of_a_day_is_killed_and_given_again(
    forge: Forge, square: Square, run: Run, point: str, patch: str, ends: int
) -> None:
    """A day ends once: the same id is answered as the first, another is refused by the rule. Without the rule, the control, it ends twice."""
    close_drawers(square)
    server = ForgedServer(forge, square.settings.url, log=square.folder / "log", env=square.environment, patch=patch)
    server.start()
    manager = Hand(square, server.base_url, 0, 2)
    close = CloseBranchDay(branch=demo.BRANCH, business_date=DAY, reason="no second keeper tonight")
    envelope = manager.seal(close)
    server.kill()
    server.arm(point)
    server.start()
    assert manager.try_post(envelope) is None
    run.fault()
    server.start()
    answers = [manager.post(envelope) for _ in range(3)]
    assert isinstance(answers[0], Executed)
    assert answers == [answers[0]] * 3
    again = manager.post(manager.seal(close))
    assert isinstance(again, Refused if ends == 1 else Executed)
    assert traces(square, envelope.id, "")[0] == 1
    assert isinstance(
        manager.post(manager.seal(OpenBranchDay(branch=demo.BRANCH, business_date="2026-11-25"))), Executed
    )
    run.did("ok", 5)
    server.stop()
    kinds = square.look(lambda conn: conn.execute(text(
        "SELECT count(*) FROM journal WHERE kind = 'close_branch_day' AND outcome = 'executed'")).scalar())  # fmt: skip
    assert kinds == ends


def open_session(square: Square) -> str:
    """The one drawer session that the founding left open."""
    return str(square.look(lambda conn: conn.execute(text("SELECT session FROM drawers WHERE session <> ''")).scalar()))


def close_drawers(square: Square) -> None:
    """What the founding left open is closed by the bank's own books: counted as it was opened."""
    efua = demo.STAFF[0].id
    device = new_id()
    session = open_session(square)
    counted = dict(demo.FLOAT) | {"100c": demo.FLOAT["100c"] + 1}
    with build.bank(square.settings) as bank:
        for command in (ContinueDrawer(session=session), SubmitCount(session=session, attempt=new_id(), counted=counted),
                        CloseDrawer(session=session)):  # fmt: skip
            header = msgspec.structs.replace(system_header(new_id(), "2026-11-24T10:00:00.000Z"), made_by=efua, device=device,
                                             lease=Lease(session=session, number=2))  # fmt: skip
            assert isinstance(header, Header)
            answer = bank.writer.execute_sync(header, command)
            assert isinstance(answer, Executed), answer
