"""What people type at the command line becomes integers and days, or is refused with the reason."""

import pytest
import typer
from hypothesis import given
from hypothesis import strategies as st

from contract.money import CURRENCIES, pieces_total
from server.command_line import words


@pytest.mark.parametrize(
    ("text", "minor"),
    [("50000", 5_000_000), ("50,000", 5_000_000), ("1,200.5", 120_050), ("0.05", 5), ("0", 0), ("1,234,567.89", 123_456_789)],
)  # fmt: skip
def test_amounts(text: str, minor: int) -> None:
    assert words.minor(text) == minor


@pytest.mark.parametrize("text", ["", "12k", "1,20", "1.234", "-5", "1e6", "٣", "1 000", ",5", "1" * 13])
def test_what_is_no_amount(text: str) -> None:
    with pytest.raises(typer.BadParameter, match="no amount"):
        words.minor(text)


@given(st.integers(0, 99_999_999_999_999))
def test_what_is_written_is_read_again(minor: int) -> None:
    assert words.minor(words.written(minor)) == minor


def test_pieces() -> None:
    counted = words.pieces("20x200, 50x2c,3x0.50c", "GHS")
    assert counted == {"20000": 20, "200c": 50, "50c": 3}
    assert pieces_total(counted) == 4_101_50
    assert words.pieces("1x0.5c", "GHS") == {"50c": 1}
    assert words.pieces("", "GHS") == {}


@pytest.mark.parametrize("code", sorted(CURRENCIES))
def test_every_piece_can_be_named_as_the_refusal_names_it(code: str) -> None:
    with pytest.raises(typer.BadParameter) as caught:
        words.pieces("1x7", code)
    names = caught.value.message.partition("there are: ")[2].split()
    counted = words.pieces(",".join(f"1x{name}" for name in names), code)
    assert counted == {item.face: 1 for item in CURRENCIES[code].denominations}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("200", "no count of a piece"),
        ("200x", "no count of a piece"),
        ("-1x200", "no count of a piece"),
        ("1x200,1x200.00", "second time"),
        ("1000001x200", "too many"),
        ("1x3", "no piece of GHS"),
    ],
)
def test_what_is_no_pieces(text: str, reason: str) -> None:
    with pytest.raises(typer.BadParameter, match=reason):
        words.pieces(text, "GHS")


def test_days() -> None:
    assert words.day("2028-02-29") == "2028-02-29"
    assert words.day_or_none(None) is None
    for text in ("2026-02-29", "24.11.2026", "20261124", "2026-W01-1", ""):
        with pytest.raises(typer.BadParameter, match="no day"):
            words.day(text)


def test_currencies() -> None:
    assert words.currency("CZK") == "CZK"
    with pytest.raises(typer.BadParameter, match="CZK, GHS"):
        words.currency("ghs")
