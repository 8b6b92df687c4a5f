"""Figures, dates and masks as they are printed (PRINT 5). Integers in, text out; nothing is rounded."""

from datetime import UTC, date, datetime

from contract.money import MINUS, money_text
from teller_app.printing.facts import Currency

NO_BREAK = "\u00a0"
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def _sign(value: int, plus: bool) -> str:
    return MINUS if value < 0 else "+" if plus and value > 0 else ""


def money(minor: int, currency: Currency, plus: bool = False) -> str:
    """`1,234.50`: comma thousands, the true minus attached; a plus only where a direction is meant."""
    return _sign(minor, plus) + money_text(abs(minor), currency.exponent)


def money_in_text(minor: int, currency: Currency) -> str:
    """`GH₵ 20.00` with a no-break space, for running text."""
    return f"{currency.symbol}{NO_BREAK}{money(minor, currency)}"


def pieces(count: int, plus: bool = False) -> str:
    """Pieces with comma thousands."""
    return f"{_sign(count, plus)}{abs(count):,}"


def unit(denomination_minor: int, currency: Currency, coin: bool) -> str:
    """`20` for a note, `2.00` or `0.20` for a coin, as people say them."""
    if coin or denomination_minor % 10**currency.exponent:
        return money(denomination_minor, currency)
    return f"{denomination_minor // 10**currency.exponent}"


def journal_number(number: int) -> str:
    """`48 394`: journal numbers are grouped by a no-break space, so that nobody takes them for money."""
    return f"{number:,}".replace(",", NO_BREAK)


def short_date(day: date) -> str:
    """`20 Nov 2026`, in English whatever the locale of the process."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def long_date(day: date) -> str:
    """`Fri 20 Nov 2026`."""
    return f"{_DAYS[day.weekday()]} {short_date(day)}"


def gmt(at: datetime) -> datetime:
    """The instant in GMT, which is Ghana's clock. A naive time is refused: it has no meaning as evidence."""
    if at.tzinfo is None:
        raise ValueError("an instant on a print needs its zone")
    return at.astimezone(UTC)


def clock(at: datetime, seconds: bool = True) -> str:
    """`13:52:19`."""
    return gmt(at).strftime("%H:%M:%S" if seconds else "%H:%M")


def moment(at: datetime) -> str:
    """`20 Nov 2026 13:52:19`."""
    return f"{short_date(gmt(at).date())} {clock(at)}"


def journal_hashes(first: str, last: str) -> str:
    """`# 9af2f1ce … 3a95f65024e5`: first 8 and last 12 hex digits of the hashes at a range's ends (PRINT 7)."""
    return " ".join(part for part in ("#", first[:8], "…", last[-12:]) if part)


def masked_account(account: str) -> str:
    """`040 •••• ••76 02`: first group and last four digits stay, for anything that a third party sees."""
    digits = [index for index, sign in enumerate(account) if sign.isdigit()]
    keep = set(digits[:3] + digits[-4:]) if len(digits) > 7 else set(digits[-2:])
    return "".join("•" if s.isdigit() and i not in keep else s for i, s in enumerate(account))


def masked_card(card: str) -> str:
    """`GHA-•••••4417-•`: an identity card of which five figures and the check digit are hidden."""
    groups = card.split("-")
    if len(groups) != 3:
        return "•" * max(0, len(card) - 4) + card[-4:]
    return "-".join((groups[0], "•" * max(0, len(groups[1]) - 4) + groups[1][-4:], "•" * len(groups[2])))
