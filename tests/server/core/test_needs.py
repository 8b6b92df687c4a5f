"""What a batch needs is fetched in rounds, each row once, also where the first round was asked ahead."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection

from contract.commands import encode, fingerprint
from contract.ids import new_id
from contract.notices import AcknowledgeNotice
from contract.permissions import Permission
from server.core import journal
from server.core.actor import Header
from server.core.needs import Needs
from server.core.order import Order
from server.core.registry import Handler, Registry
from server.core.store import Key
from server.core.unit import Resident, Unit
from server.db.bulk import fetch
from server.db.engine import open_engine
from server.db.metadata import metadata
from tests.server.core import toy
from tests.support.statements import statements

FIRST, SECOND = new_id(), new_id()


def chained(command: AcknowledgeNotice, header: Header, unit: Unit) -> Iterable[Key]:
    """The second row can only be named once the first is here."""
    yield toy.TALLIES, command.notice
    if unit.peek(toy.TALLIES, command.notice) is not None:
        yield toy.TALLIES, SECOND


def order(notice: str) -> Order:
    command = AcknowledgeNotice(notice=notice)
    raw = encode(command)
    return Order(toy.header(), command, raw, fingerprint(command, raw), raw)


@pytest.fixture
def conn(tmp_path: Path) -> Iterator[Connection]:
    engine = open_engine(toy.sqlite_url(tmp_path))
    metadata.create_all(engine)
    with engine.begin() as made:
        journal.start_head(made)
        toy.TALLIES.insert(made, [toy.TallyRow(id=FIRST, total=1), toy.TallyRow(id=SECOND, total=2)])
        yield made
    engine.dispose()


@pytest.fixture
def registry() -> Registry:
    return Registry([Handler(AcknowledgeNotice, Permission.READ_NOTICES, toy.count, needs=chained)])


@pytest.mark.parametrize("ahead", [False, True])
def test_rounds_bring_what_only_then_can_be_named(
    monkeypatch: pytest.MonkeyPatch, conn: Connection, registry: Registry, ahead: bool
) -> None:
    unit = Unit(conn, Resident([]))
    needs = Needs(unit, registry, [order(FIRST), order(FIRST), order(new_id())])
    receipts = needs.fetch(fetch(conn, needs.asked) if ahead else None)
    assert receipts == {}
    said = statements(monkeypatch, conn)
    assert [unit.get(toy.TALLIES, key).total for key in (FIRST, SECOND)] == [1, 2]
    assert said == [], "nothing is left to be loaded alone"


def test_with_the_lock_comes_what_was_asked(conn: Connection, registry: Registry) -> None:
    needs = Needs(Unit(conn, Resident([])), registry, [order(FIRST)])
    at, texts = journal.lock_and_fetch(conn, needs.asked)
    assert at.seq == 0
    assert [len(rows) for rows in texts] == [1, 0]
