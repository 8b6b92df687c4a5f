"""The amount in words (PRINT 5): num2words English, commas dropped, first letter capital, "only" at the end."""

from num2words import num2words

from teller_app.printing.facts import Currency


def in_words(minor: int, currency: Currency, short: bool = False) -> str:
    """`Four hundred and eighty Ghana cedis only`; `short` (the roll) drops the country.

    Exact for any non-negative integer; a negative amount is refused, because a receipt is never for less than nothing.
    """
    if minor < 0:
        raise ValueError("an amount in words is never negative")
    whole, part = divmod(minor, 10**currency.exponent)
    names = currency.short_major if short else currency.major
    text = f"{_number(whole)} {names[whole != 1]}"
    if part:
        text += f" and {_number(part)} {currency.minor[part != 1]}"
    return f"{text[0].upper()}{text[1:]} only"


def _number(value: int) -> str:
    return str(num2words(value, lang="en")).replace(",", "")
