"""Money, pieces and days as people type them at the command line. Raises typer.BadParameter, which names the option."""

import re
from decimal import Decimal

import typer

from contract.money import CURRENCIES, PIECES_MAX, money_text
from server.imports.rows import date_fault

_PIECES = re.compile(r"([0-9]{1,7})x([0-9]{1,8}(?:\.[0-9]{1,2})?)(c?)")
_SUM = re.compile(r"([0-9]{1,3}(,[0-9]{3})*|[0-9]{1,12})(\.[0-9]{1,2})?")


def day(text: str) -> str:
    """``2026-11-24``, a day of the calendar."""
    if date_fault(text):
        raise typer.BadParameter(f"{text!r} is no day of the calendar (YYYY-MM-DD)")
    return text


def day_or_none(text: str | None) -> str | None:
    """The same for an option that may be left out."""
    return None if text is None else day(text)


def minor(text: str) -> int:
    """``50,000.00`` or ``50000``: minor units of a currency with two decimals."""
    if not _SUM.fullmatch(text):
        raise typer.BadParameter(f"{text!r} is no amount (50000, 50,000 or 50,000.00)")
    return int(Decimal(text.replace(",", "")).scaleb(2))


def written(total: int) -> str:
    """Minor units as an amount: ``50,000.00``."""
    return money_text(total)


def currency(text: str) -> str:
    """A currency that the bank knows."""
    if text not in CURRENCIES:
        raise typer.BadParameter(f"{text!r} is no currency of this bank; there are: {', '.join(sorted(CURRENCIES))}")
    return text


def pieces(text: str, code: str) -> dict[str, int]:
    """``20x200,50x2c``: twenty notes of 200 and fifty coins of 2 of the currency. Empty text is no pieces."""
    found: dict[str, int] = {}
    for part in (part.strip() for part in text.split(",") if part.strip()):
        face, count = _piece(part, code)
        if face in found:
            raise typer.BadParameter(f"{part!r} names its piece a second time")
        found[face] = count
    return found


def _piece(text: str, code: str) -> tuple[str, int]:
    match = _PIECES.fullmatch(text)
    if match is None:
        raise typer.BadParameter(f"{text!r} is no count of a piece (20x200 for notes, 50x2c for coins)")
    count, value, coin = match.groups()
    face = f"{int(Decimal(value).scaleb(2))}{coin}"
    if face not in {item.face for item in CURRENCIES[code].denominations}:
        raise typer.BadParameter(f"{value}{coin} is no piece of {code}; there are: {_known(code)}")
    if int(count) > PIECES_MAX:
        raise typer.BadParameter(f"{count} pieces are too many (at most {PIECES_MAX})")
    return face, int(count)


def _known(code: str) -> str:
    return " ".join(
        f"{Decimal(item.minor).scaleb(-2).normalize():f}" + ("" if item.note else "c")
        for item in CURRENCIES[code].denominations
    )
