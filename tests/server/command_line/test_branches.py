"""Branches, their day, tills and the vault from the command line: journalled, and in words where it will not do."""

import json

import pytest

from tests.server.command_line.conftest import Desk

BOUNDS = ("--soft-max", "50000", "--hard-max", "80,000", "--insured", "60,000.00")


def till(desk: Desk, number: str = "01", standing_float: str = "20x200,50x2c", status: int = 0, **more: str) -> str:
    options = [part for name, value in more.items() for part in (f"--{name.replace('_', '-')}", value)]
    return desk.run(
        "drawers", "add", number, "--branch", "040", "--float", standing_float, *BOUNDS, *options, status=status
    )


def test_the_day_opens_and_closes(desk: Desk) -> None:
    assert "040 has closed 2026-11-24" in desk.run("branches", "close-day", "040", "2026-11-24")
    assert desk.journalled()[:2] == ("close_branch_day", "executed")
    far = desk.run("branches", "open-day", "040", "2926-11-25", status=1)
    assert "refused: date too far (latest: " in far
    assert "040 is open on 2026-11-25" in desk.run("branches", "open-day", "040", "2026-11-25")
    assert desk.journalled()[:2] == ("open_branch_day", "executed")
    assert desk.rows("SELECT code, business_date, open FROM branches") == [("040", "2026-11-25", 1)]


@pytest.mark.parametrize(
    ("args", "words", "status"),
    [
        (("open-day", "040", "2026-11-25"), "refused: day already open (date: 2026-11-24)", 1),
        (("close-day", "040", "2026-11-23"), "refused: day not open (date: 2026-11-24)", 1),
        (("close-day", "099", "2026-11-24"), "no branch 099; there are: 040", 2),
        (("open-day", "040", "2026-02-30"), "'2026-02-30' is no day of the calendar (YYYY-MM-DD)", 2),
        (("add", "040", "Again"), "refused: already there (code: 040)", 1),
        (("add", "4x", "Osu"), "code '4x' will not do: 2 to 4 digits", 2),
        (("add", "041", ""), "name '' will not do", 2),
    ],
)  # fmt: skip
def test_what_is_not_a_branch_or_a_day(desk: Desk, args: tuple[str, ...], words: str, status: int) -> None:
    said = desk.run("branches", *args, status=status)
    # Typer draws a box around what it refuses itself, and breaks lines in it.
    assert words in " ".join(said.replace("│", " ").split())


def test_a_till(desk: Desk) -> None:
    assert "drawer 01 at 040, float 4,100.00 GHS" in till(desk, tolerance="2.50")
    assert desk.journalled()[:2] == ("add_drawer", "executed")
    (row,) = desk.rows("SELECT number, currency, standing_float, soft_max, hard_max, insured, tolerance FROM drawers")
    assert (row[:2], json.loads(row[2])) == (("01", "GHS"), {"20000": 20, "200c": 50})
    assert row[3:] == (5_000_000, 8_000_000, 6_000_000, 2_50)
    desk.run("drawers", "add", "02", "--branch", "040", "--float", "1x200", *BOUNDS, "--two-sign")
    assert desk.rows("SELECT two_sign FROM drawers ORDER BY number") == [(0,), (1,)]
    till(desk, number="03", minimum="2,000")
    assert desk.rows("SELECT minimum FROM drawers ORDER BY number") == [(0,), (0,), (200_000,)]


def test_what_is_not_a_till(desk: Desk) -> None:
    till(desk)
    assert "refused: already there (drawer: 01)" in till(desk, status=1)
    assert "number 'one' will not do" in till(desk, number="one", status=2)
    assert "no piece of GHS" in till(desk, number="02", standing_float="1x3", status=2)
    assert "no currency of this bank" in till(desk, number="02", currency="EUR", status=2)
    assert "no amount" in till(desk, number="02", tolerance="12k", status=2)
    assert len(desk.rows("SELECT id FROM drawers")) == 1


def test_the_vault(desk: Desk) -> None:
    assert "20,100.00 GHS into the vault of 040" in desk.run(
        "vault", "fund", "--branch", "040", "--pieces", "100x200,50x2c"
    )
    kind, outcome, branch = desk.journalled()
    assert (kind, outcome, bool(branch)) == ("fund_vault", "executed", True)
    assert desk.rows("SELECT amount FROM bags") == [(20_100_00,)]
    assert "the books are whole" in desk.run("verify")


def test_the_vault_takes_cash_on_an_open_day_only(desk: Desk) -> None:
    assert "refused: cash needed" in desk.run("vault", "fund", "--branch", "040", "--pieces", "", status=1)
    desk.run("branches", "close-day", "040", "2026-11-24")
    assert "refused: day not open" in desk.run("vault", "fund", "--branch", "040", "--pieces", "1x200", status=1)
    assert desk.rows("SELECT amount FROM bags") == []
