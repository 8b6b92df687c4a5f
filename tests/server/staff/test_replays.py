"""Each proof once: in one process, and between processes on a real PostgreSQL."""

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import closing

import psycopg
import pytest
from sqlalchemy import make_url

from contract.errors import ErrorCode
from server.db.engine import open_engine, words_for_libpq
from server.migrations.upgrade import upgrade
from server.staff.denied import Denied
from server.staff.replays import KEPT_S, MARGIN_S, SWEEP_S, Memory, Replays, Table
from server.staff.strict_jws import TokenRefused

NOW = 1_770_000_000.0


@pytest.fixture
def shared_url(postgres_url: str) -> str:
    engine = open_engine(postgres_url)
    with engine.begin() as conn:
        upgrade(conn)
    engine.dispose()
    return postgres_url


def with_tables[T](url: str, work: Callable[[Table, Table], Coroutine[None, None, T]]) -> T:
    """Two processes' stores, closed at the end."""
    with closing(Table(url)) as one, closing(Table(url)) as other:
        return asyncio.run(work(one, other))


def test_the_memory_is_bounded_forgets_and_says_when_it_is_full() -> None:
    memory = Memory(entries_max=2)
    assert [memory.take(mark, 0.0) for mark in ("a", "b", "b")] == [True, True, False]
    with pytest.raises(Denied) as full:
        memory.take("c", 0.0)
    assert full.value.code is ErrorCode.BUSY
    assert full.value.retry_after_s
    assert memory.take("c", KEPT_S + 1)


def test_a_flood_of_strangers_shuts_out_no_workstation() -> None:
    async def flood() -> None:
        replays = Replays(strangers_max=3)
        for number in range(3):
            await replays.take(f"stranger.{number}", NOW, stranger=True)
        with pytest.raises(Denied) as full:
            await replays.take("stranger.3", NOW, stranger=True)
        assert full.value.code is ErrorCode.BUSY
        await replays.take("till-1.12345678", NOW)
        with pytest.raises(TokenRefused) as again:
            await replays.take("till-1.12345678", NOW)
        assert again.value.why == "replay"

    asyncio.run(flood())


@pytest.mark.postgres
def test_what_one_process_saw_the_other_knows(shared_url: str) -> None:
    async def work(one: Table, other: Table) -> list[bool]:
        return [await one.take("a", NOW), await other.take("a", NOW), await other.take("b", NOW),
                await one.take("b", NOW), await one.take("x" * 500, NOW), await other.take("x" * 499, NOW)]  # fmt: skip

    assert with_tables(shared_url, work) == [True, False, True, False, True, True]


@pytest.mark.postgres
def test_of_many_at_once_at_both_exactly_one_is_first(shared_url: str) -> None:
    async def work(one: Table, other: Table) -> dict[str, int]:
        marks = [f"proof.{number}" for number in range(40)]
        asked = [(mark, table) for mark in marks for table in (one, other, one)]
        answers = await asyncio.gather(*(table.take(mark, NOW) for mark, table in asked))
        return {mark: sum(yes for (name, _), yes in zip(asked, answers, strict=True) if name == mark) for mark in marks}

    assert set(with_tables(shared_url, work).values()) == {1}


@pytest.mark.postgres
def test_what_is_past_is_swept_and_the_table_leaves_the_log_alone(shared_url: str) -> None:
    passed = 0.0

    async def work(one: Table, _other: Table) -> None:
        nonlocal passed
        await one.take("old", NOW)
        await one.take("young", NOW + MARGIN_S + 1)
        passed = SWEEP_S
        await one.take("new", NOW + KEPT_S + MARGIN_S + 1)

    with closing(Table(shared_url, lambda: passed)) as one:
        asyncio.run(work(one, one))
    with psycopg.connect(make_url(shared_url).set(drivername="postgresql").render_as_string(False)) as conn:
        left = conn.execute("SELECT count(*) FROM proofs_seen").fetchone()
        kind = conn.execute("SELECT relpersistence FROM pg_class WHERE relname = 'proofs_seen'").fetchone()
    assert (left, kind) == ((2,), ("u",))


@pytest.mark.postgres
def test_a_line_that_broke_is_made_anew_and_one_that_is_away_is_said(shared_url: str) -> None:
    async def work(one: Table, other: Table) -> None:
        assert await one.take("a", NOW)
        assert one._conn is not None
        one._conn.close()
        assert await one.take("b", NOW)
        other._words = words_for_libpq("postgresql://nobody@127.0.0.1:1/none")
        with pytest.raises(Denied) as away:
            await other.take("c", NOW)
        assert away.value.code is ErrorCode.BUSY

    with_tables(shared_url, work)
