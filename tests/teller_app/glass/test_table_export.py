import csv
from pathlib import Path

import pytest

from teller_app.glass.table_export import TURN, CsvExport
from teller_app.glass.table_model import Column, Figure, Lead, Row
from teller_app.glass.table_order import ArrangedRows, Order
from teller_app.glass.table_pages import Page, PagedRows

COLUMNS = (Column("Who"), Column("=Amount", kind="money"), Column("hidden"))


def rows(count: int) -> list[Row]:
    return [Row(str(n), (Lead("receipt", "pos", f"Ama Ɛfua {n}"), Figure(f"−1,{n:03}.00"), "x")) for n in range(count)]


def read(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_a_spreadsheet_reads_what_was_meant(qtbot, tmp_path: Path) -> None:
    path = tmp_path / "journal.csv"
    evil = Row("e", (Lead("receipt", "pos", "=HYPERLINK(1)", 'a,"b"'), Figure("—"), "x"))
    export = CsvExport(ArrangedRows([*rows(TURN), evil], COLUMNS), COLUMNS, (0, 1), path)
    with qtbot.waitSignal(export.finished) as ended:
        export.start()
    assert ended.args == [TURN + 1]
    assert path.read_bytes().startswith(b"\xef\xbb\xbfWho,'=Amount\r\n")
    lines = read(path)
    assert lines[1] == ["Ama Ɛfua 0", "-1000.00"]
    assert lines[-1] == ['\'=HYPERLINK(1), a,"b"', ""]
    assert [file.name for file in tmp_path.iterdir()] == ["journal.csv"]


def test_pages_are_drained_to_the_last(qtbot, tmp_path: Path) -> None:
    class Bank:
        def fetch(self, first, size, order, done) -> None:
            done(Page(first, 1200, tuple(rows(1200)[first : first + size])))

    paged = PagedRows(Bank(), lambda call: call(), Order())
    paged.begin()
    export = CsvExport(paged, COLUMNS, (0,), tmp_path / "all.csv")
    with qtbot.waitSignal(export.finished) as ended:
        export.start()
    assert ended.args == [1200]
    assert [line[0] for line in read(export.path)[1:]] == [f"Ama Ɛfua {n}" for n in range(1200)]


def test_a_cancelled_export_leaves_nothing(qtbot, tmp_path: Path) -> None:
    export = CsvExport(ArrangedRows(rows(5 * TURN), COLUMNS), COLUMNS, (0, 1), tmp_path / "big.csv")
    export.moved.connect(lambda done, total: export.cancel())
    with qtbot.waitSignal(export.cancelled):
        export.start()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("place", ["no/such/folder/x.csv"])
def test_a_place_that_cannot_be_written_is_said(qtbot, tmp_path: Path, place: str) -> None:
    export = CsvExport(ArrangedRows(rows(1), COLUMNS), COLUMNS, (0,), tmp_path / place)
    with qtbot.waitSignal(export.failed) as failed:
        export.start()
    assert failed.args == ["not_written"]
    assert not export.running
