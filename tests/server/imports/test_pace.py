"""Alone an import takes large pieces; beside others short ones, and it rests where they could not get in."""

import pytest

from server.imports import pace
from server.imports.pace import BESIDE_S, REST_S, ROWS_ALONE, ROWS_BESIDE, Pace


class Now:
    """A clock that stands still until it is told."""

    at = 100.0

    def __call__(self) -> float:
        return self.at


def test_alone() -> None:
    alone = Pace()
    assert alone.rows() == ROWS_ALONE
    for seq in (7, 8, 9):
        alone.booked(seq)
        assert alone.rows() == ROWS_ALONE


def test_who_writes_in_between_is_noticed_and_forgotten() -> None:
    clock = Now()
    beside = Pace(clock=clock)
    beside.booked(7)
    beside.booked(9)
    assert beside.rows() == ROWS_BESIDE
    clock.at += BESIDE_S - 0.1
    beside.booked(10)
    assert beside.rows() == ROWS_BESIDE
    clock.at += 0.2
    assert beside.rows() == ROWS_ALONE


def test_a_chunk_of_an_earlier_start_is_nobody_else() -> None:
    """An answer from the journal names the place of then."""
    again = Pace()
    for seq in (30, 12, 13):
        again.booked(seq)
    assert again.rows() == ROWS_ALONE


def test_a_server_gets_short_pieces_and_a_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    rested: list[float] = []
    monkeypatch.setattr(pace.time, "sleep", rested.append)
    serving = [True]
    polite = Pace(lambda: serving[0])
    polite.rest()
    assert (polite.rows(), rested) == (ROWS_BESIDE, [REST_S])
    serving[0] = False
    polite.rest()
    assert (polite.rows(), rested) == (ROWS_ALONE, [REST_S])
