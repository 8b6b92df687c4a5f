"""A device's chain: what continues it, what leaves a hole, what closes one, what forks."""

from contract.envelope import CHAIN_START
from server.core.device_chain import HOLES_MAX, ChainRow, Finding, Judged, Mark, judge, missing, reopened

DEVICE = ChainRow(device="d")


def link(n: int, fork: str = "") -> str:
    return f"{fork}{n}".rjust(43, "l")


def mark(n: int, fork: str = "", chain: str | None = None) -> Mark:
    return Mark(counter=n, chain=link(n - 1) if chain is None else chain, link=link(n, fork))


def walked(*marks: Mark, row: ChainRow = DEVICE) -> tuple[ChainRow, list[Judged]]:
    told = []
    for each in marks:
        told.append(judge(row, each))
        row = told[-1].row
    return row, told


FIRST = Mark(counter=7, chain=CHAIN_START, link=link(7))
AT_NINE, _ = walked(FIRST, mark(8), mark(9))


def test_a_chain_begins_anywhere_and_goes_on_by_one() -> None:
    row, told = walked(FIRST, mark(8), mark(9))
    assert [(judged.taken, judged.finding) for judged in told] == [(True, None)] * 3
    assert (row.counter, row.link, row.holes) == (9, link(9), [])


def test_what_was_left_out_is_told_once_and_the_rest_is_booked() -> None:
    row, told = walked(mark(13), mark(14), row=AT_NINE)
    assert [(judged.taken, judged.finding) for judged in told] == [(True, Finding.GAP), (True, None)]
    assert (told[0].first, told[0].last) == (10, 12)
    assert row.holes == [[10, 12, link(9), link(12)]]


def test_what_fits_the_hole_closes_it_in_any_order() -> None:
    open_row, _ = walked(mark(13), row=AT_NINE)
    for order in ((10, 11, 12), (12, 11, 10), (11, 10, 12)):
        row, told = walked(*(mark(n) for n in order), row=open_row)
        assert all(judged.taken and judged.finding is None for judged in told)
        assert row.holes == []
        assert row.counter == 13


def test_what_does_not_fit_the_hole_forks() -> None:
    open_row, _ = walked(mark(13), row=AT_NINE)
    for wrong in (mark(10, chain=link(1)), mark(12, fork="x")):
        judged = judge(open_row, wrong)
        assert (judged.taken, judged.finding, judged.first) == (False, Finding.FORKED, wrong.counter)
    filled, _ = walked(mark(11), row=open_row)
    assert not judge(filled, mark(10, fork="x")).taken, "its neighbour says which tenth it followed"


def test_the_same_number_with_other_content_forks_and_stops_the_device() -> None:
    row, told = walked(mark(9, fork="x"), mark(10), row=AT_NINE)
    assert [(judged.taken, judged.finding) for judged in told] == [(False, Finding.FORKED), (False, None)]
    assert row.forked


def test_the_next_number_on_another_past_forks() -> None:
    assert judge(AT_NINE, mark(10, chain=link(9, "x"))).finding is Finding.FORKED


def test_a_new_outbox_is_told_and_taken() -> None:
    row, told = walked(Mark(counter=50, chain=CHAIN_START, link=link(50)), mark(51), row=AT_NINE)
    assert [(judged.taken, judged.finding) for judged in told] == [(True, Finding.RESTARTED), (True, None)]
    assert row.counter == 51
    assert judge(row, mark(10)).finding is Finding.FORKED, "the old outbox came back"


def test_a_workstation_without_an_outbox_is_told_once_and_moves_nothing() -> None:
    loose = Mark(counter=3, chain="", link=link(3))
    row, told = walked(loose, loose, mark(10), row=AT_NINE)
    assert [judged.finding for judged in told] == [Finding.RESTARTED, None, None]
    assert row.counter == 10
    fresh, told = walked(loose, loose)
    assert [(judged.taken, judged.finding) for judged in told] == [(True, None)] * 2
    assert judge(fresh, FIRST).finding is None, "a program of before was updated"


def test_what_left_no_receipt_may_come_again_and_nothing_else_instead() -> None:
    row = reopened(AT_NINE, mark(9))
    assert judge(row, mark(9)).row == AT_NINE
    assert judge(row, mark(9, fork="x")).finding is Finding.FORKED


def test_a_readmitted_device_begins_anew_and_holes_are_bounded() -> None:
    assert judge(ChainRow(device="d"), mark(9, fork="x")).taken
    row = AT_NINE
    for n in range(11, 11 + 2 * HOLES_MAX + 10, 2):
        row = judge(row, mark(n)).row
    assert len(row.holes) == HOLES_MAX


def test_what_is_left_out_is_counted_until_it_came() -> None:
    assert missing(None) == missing(AT_NINE) == 0
    row = judge(AT_NINE, mark(13)).row
    assert missing(row) == 3
    assert missing(judge(row, mark(11)).row) == 2
