"""Reads a roll in columns back as tables, and checks that no line is wider than its font allows."""

import re

from teller_app.printing.thermal import EscRoll, TextLine

MONEY = re.compile(r"[-+]?[\d,]+\.\d\d")


def minor(text: str) -> int:
    """A printed figure of two decimals in minor units."""
    assert MONEY.fullmatch(text), text
    return int(text.replace(",", "").replace(".", "").replace("+", ""))


def lines(roll: EscRoll) -> list[str]:
    """All its text lines; each within its columns."""
    found = [op for op in roll.ops if isinstance(op, TextLine)]
    assert all(len(op.text) <= op.style.columns for op in found)
    return [op.text for op in found]


def cells(line: str) -> list[str]:
    """The cells of a table's line."""
    return re.split(r" {2,}", line.strip())
