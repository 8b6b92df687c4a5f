"""Numbers that people read out: account numbers with a check digit, receipt numbers."""

_D = (
    (0, 1, 2, 3, 4, 5, 6, 7, 8, 9), (1, 2, 3, 4, 0, 6, 7, 8, 9, 5), (2, 3, 4, 0, 1, 7, 8, 9, 5, 6),
    (3, 4, 0, 1, 2, 8, 9, 5, 6, 7), (4, 0, 1, 2, 3, 9, 5, 6, 7, 8), (5, 9, 8, 7, 6, 0, 4, 3, 2, 1),
    (6, 5, 9, 8, 7, 1, 0, 4, 3, 2), (7, 6, 5, 9, 8, 2, 1, 0, 4, 3), (8, 7, 6, 5, 9, 3, 2, 1, 0, 4),
    (9, 8, 7, 6, 5, 4, 3, 2, 1, 0),
)  # fmt: skip
_P = (
    (0, 1, 2, 3, 4, 5, 6, 7, 8, 9), (1, 5, 7, 6, 2, 8, 3, 0, 9, 4), (5, 8, 0, 3, 7, 9, 6, 1, 4, 2),
    (8, 9, 1, 6, 0, 4, 3, 5, 2, 7), (9, 4, 5, 3, 1, 2, 6, 8, 7, 0), (4, 2, 8, 6, 5, 7, 3, 9, 0, 1),
    (2, 7, 9, 3, 8, 0, 6, 4, 1, 5), (7, 0, 4, 6, 9, 1, 3, 2, 5, 8),
)  # fmt: skip
_INVERSE = (0, 4, 3, 2, 1, 5, 6, 7, 8, 9)


def check_digit(digits: str) -> str:
    """Verhoeff's check digit (1969): catches every single wrong digit and every swap of neighbours."""
    state = 0
    for place, digit in enumerate(reversed(digits), start=1):
        state = _D[state][_P[place % 8][int(digit)]]
    return str(_INVERSE[state])


ACCOUNT_DIGITS = 13


def account_number(branch_code: str, product_code: str, serial: int) -> str:
    """``ACCOUNT_DIGITS`` digits: branch (3), product (2), serial (7), check digit."""
    body = f"{int(branch_code):03d}{int(product_code):02d}{serial:07d}"
    return body + check_digit(body)


def _digits(text: str) -> bool:
    # str.isdigit alone would take ² and the digits of every script.
    return text.isascii() and text.isdigit()


def account_number_ok(number: str) -> bool:
    """Whether the check digit fits the digits before it."""
    return _digits(number) and len(number) > 1 and check_digit(number[:-1]) == number[-1]


def account_mistyped(typed: str) -> bool:
    """Whether somebody typed a whole account number, spaces or not, whose check digit does not fit: known without looking it up."""
    number = typed.replace(" ", "")
    return len(number) == ACCOUNT_DIGITS and _digits(number) and not account_number_ok(number)


def receipt_number(drawer: str, business_date: str, lease: int, counter: int) -> str:
    """``04-20261122-1-0031``: drawer, business date, lease, counter. Unique also offline, never reused."""
    return f"{drawer}-{business_date.replace('-', '')}-{lease}-{counter:04d}"


def parse_receipt(number: str) -> tuple[str, str, int, int] | None:
    """(drawer, business date, lease, counter), or None where the form is another."""
    parts = number.split("-")
    if len(parts) != 4 or len(parts[1]) != 8 or not (number.isascii() and all(map(str.isdigit, parts))):
        return None
    day = parts[1]
    return parts[0], f"{day[:4]}-{day[4:6]}-{day[6:]}", int(parts[2]), int(parts[3])
