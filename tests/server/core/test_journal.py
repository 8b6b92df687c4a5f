"""The journal row and its hashes: every part is covered, nothing can imitate a separator, months are made when needed."""

from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from contract.ids import new_id
from contract.notices import AcknowledgeNotice
from server.core import journal
from server.core.audience import Audience
from server.core.chain import check
from server.core.journal import GENESIS, HEADER_FIELDS, Head
from server.db.bulk import fetch
from server.db.engine import open_engine
from server.db.metadata import metadata
from tests.server.core import toy
from tests.server.core.toy import TICKS, TickRow


def row(**changes: object) -> dict[str, object]:
    return {name: f"<{name}>" for name in HEADER_FIELDS} | {"seq": 1, "counter": 1} | changes


@pytest.mark.parametrize("name", HEADER_FIELDS)
def test_every_header_field_is_covered(name: str) -> None:
    def of(fields: dict[str, object]) -> str:
        return journal.chain_hash(GENESIS, fields, "b", "f", "l")

    assert of(row()) == of(row())
    assert of(row(**{name: "other"})) != of(row())


def test_every_other_part_is_covered() -> None:
    parts = ["p", "b", "f", "l"]
    hashes = {journal.chain_hash(parts[0], row(), *parts[1:])}
    for at in range(4):
        changed = [part + "x" if number == at else part for number, part in enumerate(parts)]
        hashes.add(journal.chain_hash(changed[0], row(), *changed[1:]))
    assert len(hashes) == 5


def test_no_value_can_imitate_a_separator() -> None:
    one, other = row(kind='a","b', made_by="c"), row(kind="a", made_by='b","c')
    assert journal.chain_hash(GENESIS, one, "", "", "") != journal.chain_hash(GENESIS, other, "", "", "")


def test_equal_bodies_show_unequal_hashes() -> None:
    """Once a body is erased, its hash must not let anyone guess it."""
    at = Head(0, GENESIS, "e", 0)
    lines = [journal.make_line(row(seq=seq), at, b"body", "", [], "") for seq in (1, 2)]
    assert lines[0].side["body_hash"] != lines[1].side["body_hash"]
    assert all(journal.salted(line.side["salt"], b"body") == line.side["body_hash"] for line in lines)
    assert (lines[1].row["prev_hash"], at.seq, at.hash) == (lines[0].row["hash"], 2, lines[1].row["hash"])


def test_the_books_hash_is_over_rows_in_order() -> None:
    ticks = [TickRow(seq=1, n=n, tally="t") for n in range(2)]
    assert journal.books_hash({TICKS: ticks}) != journal.books_hash({TICKS: ticks[::-1]})
    assert journal.books_hash({TICKS: ticks}) != journal.books_hash({})


def test_facts_are_kept_with_their_audience() -> None:
    stored, pieces = journal.encode_facts([(Audience(people=("efua",)), {"b": 1, "a": 2})])
    assert stored == '[[{"people":["efua"]},{"a":2,"b":1}]]'
    assert pieces == [(Audience(people=("efua",)), b'{"a":2,"b":1}')]
    assert journal.encode_facts([]) == ("[]", [])


def test_the_head_is_made_once_and_moves(tmp_path: Path) -> None:
    engine = open_engine(toy.sqlite_url(tmp_path))
    metadata.create_all(engine)
    with engine.begin() as conn:
        journal.start_head(conn)
        first = journal.lock_head(conn)
        journal.start_head(conn)
        assert (first.seq, first.hash) == (0, GENESIS)
        journal.move_head(conn, Head(5, "h" * 64, first.epoch, 0))
        assert journal.read_head(conn) == Head(5, "h" * 64, first.epoch, 0)
        before = _tables(conn)
        journal.ensure_month(conn, {"2026-11"})  # SQLite has one table for all months
        assert _tables(conn) == before
    engine.dispose()


def _tables(conn: Connection) -> list[str]:
    return list(conn.execute(text("select name from sqlite_master order by name")).scalars())


@pytest.mark.postgres
def test_on_postgresql_a_months_bodies_lie_in_their_own_partition(postgres_url: str) -> None:
    with toy.bank(postgres_url) as (engine, writer):
        for _ in range(3):
            writer.execute_sync(toy.header(), AcknowledgeNotice(notice=new_id()))
        with engine.connect() as conn:
            partition = "select distinct tableoid::regclass::text from journal_bodies"
            month = conn.execute(text("select min(month) from journal_bodies")).scalar_one()
            assert list(conn.execute(text(partition)).scalars()) == [f"journal_bodies_{month.replace('-', '_')}"]
            assert fetch(conn, [journal.receipts_of([new_id()])]) == [[]]
            assert list(check(conn, [TICKS])) == []


@pytest.mark.postgres
def test_a_month_that_was_rolled_back_is_made_again(postgres_url: str) -> None:
    engine = open_engine(postgres_url)
    metadata.create_all(engine)
    try:
        for ends_well in (False, False, True, True):
            with engine.connect() as conn:
                journal.ensure_month(conn, {"2026-11"})
                there = conn.exec_driver_sql("SELECT to_regclass('journal_bodies_2026_11')").scalar()
                assert there is not None
                if ends_well:
                    conn.commit()
    finally:
        engine.dispose()


def test_every_row_has_salt_of_its_own_however_many_were_expected() -> None:
    salts = journal.Salts(3)
    taken = [salts.take() for _ in range(10)] + [journal.Salts(0).take()]
    assert {len(salt) for salt in taken} == {journal.SALT_BYTES}
    assert len(set(taken)) == len(taken)
