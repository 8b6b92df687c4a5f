"""Strokes packed small: one drawing has one packed form, and nothing else is taken for one."""

import pytest
from msgspec import ValidationError, convert

from contract.ink import (  # fmt: skip
    HIGH,
    INK_BYTES_MAX,
    LASTS_MAX_MS,
    MARK,
    POINTS_MAX,
    STROKES_MAX,
    WIDE,
    Dot,
    Ink,
    Strokes,
    fits,
    name_of,
    packed,
    raw_of,
    strokes_of,
    unpacked,
)
from contract.ledger import Withdraw

HAND: Strokes = (
    (Dot(100, 700, 0), Dot(180, 120, 90), Dot(260, 690, 210)),
    (Dot(140, 420, 400), Dot(250, 430, 480)),
    (Dot(1_900, 0, 900),),
)


def test_a_drawing_comes_back_as_it_was_and_has_a_name() -> None:
    text = packed(HAND)
    assert strokes_of(text) == unpacked(raw_of(text)) == HAND
    assert len(name_of(text)) == 64
    assert (packed(()), name_of("")) == ("", "")
    assert strokes_of("") is None


def test_what_is_out_of_bounds_is_no_drawing() -> None:
    for wrong in (
        ((Dot(WIDE + 1, 0, 0),),),
        ((Dot(0, HIGH + 1, 0),),),
        ((Dot(-1, 0, 0),),),
        ((Dot(0, 0, LASTS_MAX_MS + 1),),),
        ((Dot(0, 0, 5), Dot(0, 0, 4)),),
        ((),),
        tuple((Dot(0, 0, 0),) for _ in range(STROKES_MAX + 1)),
        (tuple(Dot(0, 0, 0) for _ in range(POINTS_MAX + 1)),),
    ):
        assert not fits(wrong)
        with pytest.raises(ValueError, match="bounds"):
            packed(wrong)


def test_every_other_spelling_of_the_bytes_is_refused() -> None:
    raw = raw_of(packed(HAND))
    spare = packed(((Dot(100, 1, 0),),))
    assert spare.endswith("A"), "ten bytes: four bits of the last letter say nothing"
    longer = raw[: len(MARK)] + bytes([raw[len(MARK)] | 0x80, 0]) + raw[len(MARK) + 1 :]
    for wrong in (
        b"",
        MARK,
        b"ink2" + raw[4:],
        raw[:-1],
        raw + b"\0",
        longer,
        MARK + b"\xff" * 9,
        raw + b"\0" * INK_BYTES_MAX,
    ):
        assert unpacked(wrong) is None, wrong
    for wrong in ("a", packed(HAND) + "=", "é" * 8, spare[:-1] + "B"):
        assert strokes_of(wrong) is None, wrong


def test_the_longest_that_is_packed_fits_the_field() -> None:
    """Points as a pen makes them, a few units and milliseconds apart."""
    dots = tuple(Dot(n % 50 * 4 + n // 40, (n * 7) % 60, n * 8) for n in range(POINTS_MAX))
    assert convert(packed((dots,)), Ink)
    with pytest.raises(ValidationError):
        convert("A" * 6_000, Ink)
    assert Withdraw.__struct_fields__[-3:] == ("ink", "unsigned", "hands")
