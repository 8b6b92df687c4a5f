import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from contract.buckets import Bucket
from teller_app.glass.bucket_grid import BucketGrid
from tests.teller_app.room_window import TEXTS, look

BAG = {"20000": 2, "200c": 5, "5000:strapped": 100, "1000:mutilated": 3, "20000:suspect": 1}


@pytest.fixture
def grid(qtbot) -> BucketGrid:
    made = BucketGrid(look(), TEXTS, "GHS")
    qtbot.addWidget(made)
    made.resize(520, 480)
    made.show()
    return made


def test_all_buckets_are_kept_while_one_is_shown(grid: BucketGrid) -> None:
    grid.set_counts(BAG)
    assert grid.counts() == BAG
    assert (grid.total(), grid.pieces()) == (2 * 20_000 + 5 * 200 + 100 * 5_000 + 3 * 1_000, 111)
    assert grid.loose.counts() == {"20000": 2, "200c": 5}
    for _ in range(3):
        assert grid.turn()
    assert grid.bucket is Bucket.SUSPECT
    assert grid.notes.counts() == {"20000": 1}
    assert not grid.loose.isVisible()
    assert grid.turn()
    assert grid.bucket is Bucket.FIT


def test_what_is_typed_goes_into_the_bucket_that_is_shown(grid: BucketGrid, qtbot) -> None:
    grid.set_counts(BAG)
    grid.tabs.setCurrentIndex(2)
    heard: list[tuple[int, int]] = []
    grid.changed.connect(lambda total, pieces: heard.append((total, pieces)))
    first = grid.edits[0]
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_4)
    assert grid.counts() == {**BAG, "20000:mutilated": 4}
    assert heard[-1] == (grid.total(), 115)
    assert grid.tabs.tabText(2) == "Mutilated: 830.00"


def test_a_new_count_begins_with_fit_notes(grid: BucketGrid) -> None:
    grid.set_counts(BAG)
    grid.tabs.setCurrentIndex(3)
    grid.clear()
    grid.focus_first()
    QTest.keyClicks(grid.edits[0], "55")
    assert grid.counts() == {"20000": 55}, "a recount that went on where the first one ended made 55 doubtful notes"


def test_a_suspect_note_counts_as_a_piece_and_not_as_cash(grid: BucketGrid) -> None:
    grid.set_counts({"20000:suspect": 1})
    assert (grid.total(), grid.pieces()) == (0, 1)
    assert grid.tabs.tabText(3) == "Suspect: 1 piece"


def test_one_bucket_needs_no_choice_and_notes_alone_have_no_coins(grid: BucketGrid) -> None:
    grid.set_buckets((Bucket.FIT,), coins=False)
    assert not grid.tabs.isVisible()
    assert not grid.turn()
    assert grid.notes.isVisible()
    grid.set_counts({"5000": 3})
    assert grid.counts() == {"5000": 3}


def test_the_comparison_is_by_bucket(qtbot) -> None:
    made = BucketGrid(look(), TEXTS, "GHS", one_column=True)
    qtbot.addWidget(made)
    made.show()
    made.set_compare({"20000": 3, "20000:mutilated": 1})
    assert "3" in made.loose.edits[0].accessibleDescription()
    made.tabs.setCurrentIndex(2)
    assert "1" in made.notes.edits[0].accessibleDescription()
    made.set_read_only(True)
    assert made.notes.edits[0].isReadOnly()
