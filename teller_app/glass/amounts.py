"""Reading and writing amounts as people type them, in integer minor units. Pure; floats never touch money.

``12k`` is refused on purpose: at a bank counter a letter for thousands once became a loss.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple

from contract.money import MINUS

DIGITS_MAX = 14
_SPACES = re.compile("[ \u00a0\u202f]")
_PLAIN = re.compile(r"[0-9]+")
_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,3}(?: [0-9]{3})+")
_WHOLE = re.compile(r"[0-9,]*\.?[0-9]*")


class AmountError(StrEnum):
    """Why a text is no amount; the words for each are in ``i18n``."""

    EMPTY = "amount_empty"
    NOT_A_NUMBER = "amount_not_a_number"
    NEGATIVE = "amount_negative"
    GROUPING = "amount_grouping"
    DECIMALS = "amount_decimals"
    TOO_LARGE = "amount_too_large"


class Typed(NamedTuple):
    """A text and where its caret stands."""

    text: str
    caret: int


def parse_minor(text: str, decimals: int) -> int | AmountError:
    """``1,200.5``, ``1200`` and `` 1 200.50`` are amounts; ``12k``, ``-5``, ``1,2,3`` and ``1.2.3`` are not."""
    clean = _SPACES.sub(" ", text).strip()
    if not clean:
        return AmountError.EMPTY
    if clean[0] in "-" + MINUS:
        return AmountError.NEGATIVE
    whole, dot, share = clean.partition(".")
    if not (whole or share) or not _digits_only(whole.replace(",", "").replace(" ", "") + share):
        return AmountError.NOT_A_NUMBER
    if whole and not (_PLAIN.fullmatch(whole) or _GROUPED.fullmatch(whole)):
        return AmountError.GROUPING
    if len(share) > decimals or (dot and decimals == 0):
        return AmountError.DECIMALS
    digits = (re.sub("[ ,]", "", whole) + share.ljust(decimals, "0")).lstrip("0") or "0"
    return AmountError.TOO_LARGE if len(digits) > DIGITS_MAX else int(digits)


def regroup(text: str, caret: int) -> Typed:
    """Put the thousands commas where they belong while the caret keeps its place among the digits.

    A text that is more than digits, commas and one dot comes back untouched: it is the typist's to mend.
    """
    if not _WHOLE.fullmatch(text):
        return Typed(text, caret)
    before = len(text[:caret].replace(",", ""))
    whole, dot, share = text.partition(".")
    digits = whole.replace(",", "")
    head = len(digits) % 3
    groups = [digits[:head]] if head else []
    groups += [digits[i : i + 3] for i in range(head, len(digits), 3)]
    grouped = ",".join(groups) + dot + share
    return Typed(grouped, _place(grouped, before))


def _place(text: str, wanted: int) -> int:
    """The caret position with ``wanted`` characters before it that are no commas."""
    position = 0
    while wanted and position < len(text):
        wanted -= text[position] != ","
        position += 1
    return position


def _digits_only(text: str) -> bool:
    """ASCII digits: str.isdigit also accepts superscripts and the digits of other scripts."""
    return bool(_PLAIN.fullmatch(text))
