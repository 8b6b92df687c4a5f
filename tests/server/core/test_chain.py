"""One altered byte anywhere in a journal row or its books is named."""

from pathlib import Path

import pytest
from sqlalchemy import text

from contract.ids import new_id
from contract.notices import AcknowledgeNotice
from server.core.chain import Stretch, check, first_break, stretch
from tests.server.core import toy


def differences(tmp_path: Path, spoil: str) -> list[str]:
    with toy.bank(toy.sqlite_url(tmp_path)) as (engine, writer):
        for _ in range(5):
            writer.execute_sync(toy.header(), AcknowledgeNotice(notice=new_id()))
        with engine.begin() as conn:
            if spoil:
                conn.execute(text(spoil))
            return [difference.where for difference in check(conn, [toy.TICKS])]


def test_an_untouched_journal_is_whole(tmp_path: Path) -> None:
    assert differences(tmp_path, "") == []


@pytest.mark.parametrize(
    ("spoil", "where"),
    [
        ("update journal set result='{}' where seq=3", "journal 3 hash"),
        ("update journal set business_date='2026-01-01' where seq=1", "journal 1 hash"),
        ("update journal_bodies set body=replace(body,'kind','Kind') where seq=2", "journal 2 body"),
        ("update journal_bodies set facts=replace(facts,'tally','Tally') where seq=4", "journal 4 facts"),
        ("update toy_ticks set tally='x' where seq=5", "journal 5 legs and pieces"),
        ("delete from toy_ticks where seq=2", "journal 2 legs and pieces"),
        ("delete from journal where seq=3", "journal 4"),
        ("delete from journal where seq=5", "journal head"),
        ("delete from journal_bodies where seq=1", "journal 1"),
    ],
)
def test_a_change_is_named(tmp_path: Path, spoil: str, where: str) -> None:
    assert differences(tmp_path, spoil)[0] == where


def test_a_stretch_is_walked_from_where_the_one_before_ended_and_stops_at_the_first_that_is_not_as_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("server.core.chain.PAGE", 2)
    with toy.bank(toy.sqlite_url(tmp_path)) as (engine, writer):
        for _ in range(5):
            writer.execute_sync(toy.header(), AcknowledgeNotice(notice=new_id()))
        with engine.begin() as conn:
            walked = [stretch(conn, [toy.TICKS], after) for after in (0, 2, 4, 5)]
            assert walked == [Stretch(2), Stretch(4), Stretch(5), Stretch(5)]
            conn.execute(text("update journal_bodies set body=replace(body,'kind','Kind') where seq=4"))
            assert stretch(conn, [toy.TICKS], 2) == Stretch(4, 4, "journal 4 body")
            assert stretch(conn, [toy.TICKS], 4) == Stretch(5)


def test_a_body_that_is_gone_breaks_no_chain_and_is_named_unless_a_command_erased_it(tmp_path: Path) -> None:
    # What a command erased: tests/server/customers/test_erasing.py.
    assert differences(tmp_path, "update journal_bodies set body=null, facts=null where seq=2") == ["journal 2 body"]


@pytest.mark.parametrize(
    ("spoil", "first", "last", "at"),
    [
        ("", 1, 5, 0),
        ("update toy_ticks set tally='x' where seq=3", 1, 5, 3),
        ("update toy_ticks set tally='x' where seq=3", 4, 5, 0),
        ("update toy_ticks set tally='x' where seq=3", 1, 2, 0),
        ("update journal set hash='0' where seq=2", 3, 4, 3),
        ("delete from journal where seq=5", 2, 5, 5),
    ],
)
def test_the_first_break_of_a_span_and_nothing_outside_it(
    tmp_path: Path, spoil: str, first: int, last: int, at: int
) -> None:
    with toy.bank(toy.sqlite_url(tmp_path)) as (engine, writer):
        for _ in range(5):
            writer.execute_sync(toy.header(), AcknowledgeNotice(notice=new_id()))
        with engine.begin() as conn:
            if spoil:
                conn.execute(text(spoil))
            found = first_break(conn, [toy.TICKS], first, last)
    assert (found[0] if found else 0) == at
