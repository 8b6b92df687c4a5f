"""The books are proved when the doors open and when a day ends, and somebody hears of it when they differ."""

import asyncio
import time

from contract.branches import CloseBranchDay
from contract.feed import Batch
from server import build
from server.api.proof import Proof
from server.core.journal_tables import journal
from tests.server.api.house import DAY, House
from tests.server.api.test_feed import ask, opened, read

PROOF_S = 60.0
"""A proof is a process of its own, at low priority."""


def test_the_last_entries_are_enough_for_a_start(house: House) -> None:
    head = house.bank.hub.head
    with house.bank.engine.connect() as conn:
        assert list(build.verify_tail(conn, 3)) == []
        assert list(build.verify_tail(conn, 1_000_000)) == []
    house.bank.writer.write_sync(
        lambda conn: conn.execute(journal.update().where(journal.c.seq == head - 1).values(kind="other")) and None
    )
    with house.bank.engine.connect() as conn:
        assert [item.where for item in build.verify_tail(conn, 3)] == [f"journal {head - 1} hash"]
        assert list(build.verify_tail(conn, 1)) == [], "what lies before is the whole proof's"


def test_the_end_of_a_day_proves_all_and_tells_who_decides(house: House) -> None:
    kofi = house.sign_in("kofi")
    with opened(kofi) as socket:
        ask(socket, house.bank.hub.head)
        house.bank.writer.write_sync(
            lambda conn: conn.execute(journal.update().where(journal.c.seq == 2).values(kind="other")) and None
        )
        kofi.post(kofi.seal(CloseBranchDay(branch=house.branch, business_date=DAY, reason="no second keeper tonight")))

        def told(message: object) -> bool:
            facts = [fact for entry in message.entries for fact in entry.facts] if isinstance(message, Batch) else []
            return any(getattr(fact, "code", "") == "books_differ" for fact in facts)

        deadline = time.monotonic() + PROOF_S
        while not told(read(socket, PROOF_S)):
            assert time.monotonic() < deadline


def test_a_proof_that_is_left_leaves_no_process(house: House) -> None:
    async def live() -> None:
        proof = Proof(house.parts._parts, build.verify_tail)
        proof.day_ended("")
        await asyncio.sleep(0.2)
        await proof.stop()
        assert not proof._tasks

    asyncio.run(live())
