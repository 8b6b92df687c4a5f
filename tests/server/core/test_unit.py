"""One batch's working set: loaded once, seen by the next command, flushed with as few statements as tables."""

from pathlib import Path

import pytest
from sqlalchemy import Connection, insert, select

from server.core.branch_table import BRANCHES, BranchRow
from server.core.unit import KEPT_MAX, Recent, Resident, Unit
from server.db.engine import open_engine
from server.db.metadata import metadata
from tests.server.core import toy
from tests.support.statements import statements


@pytest.fixture
def conn(tmp_path: Path):
    engine = open_engine(toy.sqlite_url(tmp_path))
    metadata.create_all(engine)
    with engine.begin() as opened:
        opened.execute(insert(toy.tallies), [{"id": f"k{n}", "total": n} for n in range(10)])
        yield opened
    engine.dispose()


def test_what_is_needed_is_loaded_once(monkeypatch: pytest.MonkeyPatch, conn: Connection) -> None:
    unit = Unit(conn, Resident([]))
    asked = statements(monkeypatch, conn)
    assert unit.load([(toy.TALLIES, "k1"), (toy.TALLIES, "k2"), (toy.TALLIES, "absent")])
    assert not unit.load([(toy.TALLIES, "k1"), (toy.TALLIES, "absent")])
    assert unit.get(toy.TALLIES, "k2") == toy.TallyRow(id="k2", total=2)
    assert unit.get(toy.TALLIES, "absent") is None
    assert len(asked) == 1


def test_the_next_command_sees_what_the_one_before_did(conn: Connection) -> None:
    unit = Unit(conn, Resident([]))
    unit.take({toy.TALLIES: {"k1": toy.TallyRow(id="k1", total=99)}}, {})
    assert unit.get(toy.TALLIES, "k1") == toy.TallyRow(id="k1", total=99)


def test_a_flush_is_a_constant_number_of_statements(monkeypatch: pytest.MonkeyPatch, conn: Connection) -> None:
    unit = Unit(conn, Resident([]))
    unit.load([(toy.TALLIES, f"k{n}") for n in range(10)])
    for n in range(8):
        old, new = toy.TallyRow(id=f"k{n}", total=100 + n), toy.TallyRow(id=f"new{n}", total=n)
        unit.take({toy.TALLIES: {old.id: old, new.id: new}}, {toy.TICKS: [toy.TickRow(seq=n, n=0, tally=old.id)]})
    asked = statements(monkeypatch, conn)
    unit.flush()
    assert len(asked) == 3
    rows = dict(conn.execute(select(toy.tallies.c.id, toy.tallies.c.total)).all())
    assert (rows["k3"], rows["new3"], rows["k9"], len(rows)) == (103, 3, 9, 18)


def test_resident_rows_are_swapped_whole(conn: Connection) -> None:
    resident = Resident([BRANCHES])
    before = resident.rows(BRANCHES)
    row = BranchRow(id="b", code="040", name="Makola")
    resident.apply({BRANCHES: {"b": row}, toy.TALLIES: {}})
    assert before == {}
    assert resident.get(BRANCHES, "b") == row
    resident.reload(conn)
    assert resident.get(BRANCHES, "b") is None


def test_a_row_made_and_changed_in_one_batch_is_written_once_as_it_is_at_last(
    monkeypatch: pytest.MonkeyPatch, conn: Connection
) -> None:
    unit = Unit(conn, Resident([]))
    for total in (1, 2):
        unit.take({toy.TALLIES: {"new": toy.TallyRow(id="new", total=total)}}, {})
    asked = statements(monkeypatch, conn)
    unit.flush()
    assert len(asked) == 1
    assert toy.TALLIES.fetch(conn, ["new"])["new"].total == 2


def test_a_row_that_nobody_named_is_loaded_alone(conn: Connection) -> None:
    unit = Unit(conn, Resident([]))
    assert unit.peek(toy.TALLIES, "k3") is None
    assert unit.get(toy.TALLIES, "k3") == toy.TallyRow(id="k3", total=3)
    assert unit.peek(toy.TALLIES, "k3") is not None


def test_rows_of_kept_stores_are_remembered_as_committed(conn: Connection) -> None:
    recent = Recent()
    unit = Unit(conn, Resident([]), recent)
    unit.load([(toy.TALLIES, "k1")])
    row = unit.get(toy.TALLIES, "k1")
    assert row is not None
    changed = toy.TallyRow(id="k1", total=row.total + 5)
    unit.take({toy.TALLIES: {"k1": changed}}, {})
    assert recent.get(toy.TALLIES, "k1") is None, "not before it is said"
    recent.take(unit.seen)
    assert recent.get(toy.TALLIES, "k1") == changed
    assert Unit(conn, Resident([]), recent).peek(toy.TALLIES, "k1") == changed
    recent.forget()
    assert Unit(conn, Resident([]), recent).get(toy.TALLIES, "k1") == row, (
        "read again where somebody else may have written"
    )


def test_of_the_remembered_the_older_half_goes() -> None:
    recent = Recent()
    for number in range(KEPT_MAX + 1):
        recent.take({toy.TALLIES: {str(number): toy.TallyRow(id=str(number), total=0)}})
    assert recent.get(toy.TALLIES, "0") is None
    assert recent.get(toy.TALLIES, str(KEPT_MAX)) is not None


def test_what_is_derived_holds_until_a_row_changes() -> None:
    resident = Resident([BRANCHES])
    made: list[int] = []

    def count() -> int:
        made.append(1)
        return len(resident.rows(BRANCHES))

    assert [resident.derive("count", count) for _ in range(2)] == [0, 0]
    resident.apply({BRANCHES: {"b": BranchRow(id="b", code="1", name="One")}})
    assert resident.derive("count", count) == 1
    assert len(made) == 2
