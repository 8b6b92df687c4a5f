"""A signature of today as the pad takes it: strokes with their time, packed small. Coordinates and not a picture, so it is sharp at any size.

The packed form is one text: base64url (RFC 4648, 5) without padding of ``ink1``, then numbers as unsigned LEB128: how many strokes;
of each how many points; of each point how far it lies from the one before (x, y, zig-zag) and how many milliseconds later. One drawing
has one packed form, so it can be named by its SHA-256 as pictures are.
"""

import base64
import binascii
import hashlib
from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import pairwise
from typing import Annotated, NamedTuple

import msgspec

WIDE, HIGH = 2000, 800
"""The sheet that is signed on, in units: x from 0 to ``WIDE``, y from 0 (above) to ``HIGH``, wherever it is drawn."""
STROKES_MAX = 48
POINTS_MAX = 1200
LASTS_MAX_MS = 120_000
INK_BYTES_MAX = 4096
MARK = b"ink1"
MEDIA_TYPE = "application/vnd.coastal.ink"
TEXT_MAX = -(-INK_BYTES_MAX * 4 // 3)
"""Signs of the packed text at most."""

Ink = Annotated[
    str,
    msgspec.Meta(
        max_length=TEXT_MAX,
        pattern=r"^([A-Za-z0-9_-]+)?(?!\n)$",
        description="packed strokes (contract/ink.py) or empty",
    ),
]


class Unsigned(StrEnum):
    """Why nobody signed on the pad."""

    ON_PAPER = "on_paper"
    CANNOT = "cannot"
    NO_PAD = "no_pad"


class Dot(NamedTuple):
    """Where the pen was, in units of the sheet, and when, in milliseconds since it first touched it."""

    x: int
    y: int
    at: int


type Strokes = tuple[tuple[Dot, ...], ...]


def fits(strokes: Strokes) -> bool:
    """Whether it is a drawing within the bounds: strokes of points on the sheet, one after the other in time."""
    dots = [dot for stroke in strokes for dot in stroke]
    if not dots or len(strokes) > STROKES_MAX or len(dots) > POINTS_MAX or not all(strokes):
        return False
    if any(not (0 <= dot.x <= WIDE and 0 <= dot.y <= HIGH) for dot in dots):
        return False
    times = [0, *(dot.at for dot in dots)]
    return times[-1] <= LASTS_MAX_MS and all(one <= other for one, other in pairwise(times))


def packed(strokes: Strokes) -> str:
    """The one text that says this drawing; empty where nothing was drawn. Raises ValueError beyond the bounds."""
    if not strokes:
        return ""
    raw = MARK + b"".join(_leb(number) for number in _numbers(strokes))
    if not fits(strokes) or len(raw) > INK_BYTES_MAX:
        raise ValueError("no drawing within the bounds")
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def raw_of(ink: str) -> bytes:
    """The packed bytes behind the text, as the file that is named by their SHA-256. Raises ValueError."""
    try:
        return base64.b64decode(ink + "=" * (-len(ink) % 4), altchars=b"-_", validate=True)
    except binascii.Error as fault:
        raise ValueError("no base64url") from fault


def name_of(ink: str) -> str:
    """The SHA-256 under which it is kept, as 64 hex digits; empty for no ink. Raises ValueError."""
    return hashlib.sha256(raw_of(ink)).hexdigest() if ink else ""


def unpacked(raw: bytes) -> Strokes | None:
    """The drawing of packed bytes; None for whatever is none, is out of bounds, or is packed in another way than ``packed`` does."""
    if not raw.startswith(MARK) or len(raw) > INK_BYTES_MAX:
        return None
    try:
        strokes = _drawing(_numbers_of(raw[len(MARK) :]))
    except (ValueError, StopIteration):
        return None
    whole = MARK + b"".join(_leb(number) for number in _numbers(strokes))
    return strokes if fits(strokes) and whole == raw else None


def strokes_of(ink: str) -> Strokes | None:
    """As ``unpacked``, of the text."""
    try:
        raw = raw_of(ink)
    except ValueError:
        return None
    # Base64 has spare bits at its end: only one spelling is the one.
    return unpacked(raw) if base64.urlsafe_b64encode(raw).rstrip(b"=").decode() == ink else None


def _numbers(strokes: Strokes) -> Iterator[int]:
    yield len(strokes)
    x = y = at = 0
    for stroke in strokes:
        yield len(stroke)
        for dot in stroke:
            yield from (_zigzag(dot.x - x), _zigzag(dot.y - y), max(0, dot.at - at))
            x, y, at = dot


def _drawing(numbers: Iterator[int]) -> Strokes:
    """Raises StopIteration where numbers are missing, ValueError where some are left or there are too many to be meant."""
    strokes: list[tuple[Dot, ...]] = []
    x = y = at = 0
    for _ in range(_at_most(next(numbers), STROKES_MAX)):
        dots: list[Dot] = []
        for _ in range(_at_most(next(numbers), POINTS_MAX)):
            x, y, at = x + _plain(next(numbers)), y + _plain(next(numbers)), at + next(numbers)
            dots.append(Dot(x, y, at))
        strokes.append(tuple(dots))
    if next(numbers, None) is not None:
        raise ValueError("something behind the last stroke")
    return tuple(strokes)


def _at_most(number: int, most: int) -> int:
    if number > most:
        raise ValueError("too many")
    return number


def _numbers_of(raw: Sequence[int]) -> Iterator[int]:
    value = shift = 0
    for byte in raw:
        value |= (byte & 0x7F) << shift
        shift += 7
        if shift > 28:
            raise ValueError("a number too long")
        if not byte & 0x80:
            yield value
            value = shift = 0
    if shift:
        raise ValueError("cut off")


def _leb(number: int) -> bytes:
    parts = bytearray()
    while number >= 0x80:
        parts.append(number & 0x7F | 0x80)
        number >>= 7
    parts.append(number)
    return bytes(parts)


def _zigzag(number: int) -> int:
    return number * 2 if number >= 0 else -number * 2 - 1


def _plain(number: int) -> int:
    return number >> 1 if not number & 1 else -(number + 1 >> 1)
