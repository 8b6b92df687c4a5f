"""Verification codes and their QR symbol (PRINT 7). Pure: the HMAC itself is the server's, the key never comes here."""

import segno

from teller_app.printing.errors import CodeRefused

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_SYMBOLS = 11
_PRIME = 31
_MODULES_MAX = 29  # version 3; a version 4 module would be too small for cheap scanners
_AS_TYPED = str.maketrans({"I": "1", "L": "1", "O": "0", "-": None, " ": None})


def check_symbol_ok(code: str) -> bool:
    """Whether a code as somebody typed it (any case, with or without dashes, I and L for 1, O for 0) is well formed."""
    plain = plain_code(code)
    return (
        len(plain) == _SYMBOLS + 1
        and all(symbol in ALPHABET for symbol in plain)
        and plain[-1] == _check_symbol(plain[:-1])
    )


def plain_code(code: str) -> str:
    """The twelve symbols alone, with the letters that people mistake put right."""
    return code.strip().upper().translate(_AS_TYPED)


def qr_payload(number: str, minor: int, code: str) -> str:
    """`CT1*NUMBER*MINORUNITS*CODE`: capital letters, digits and `*-` only, so that the symbol stays small."""
    return f"CT1*{number}*{minor}*{plain_code(code)}"


def qr_matrix(payload: str) -> tuple[tuple[bool, ...], ...]:
    """The modules, dark is True, without quiet zone: alphanumeric, level M, 25 or 29 modules.

    Raises CodeRefused when the payload has other signs or would need a larger symbol than PRINT allows.
    """
    try:
        symbol = segno.make_qr(payload, error="m", mode="alphanumeric", boost_error=False)
    except ValueError as error:
        raise CodeRefused("payload", payload) from error
    if len(symbol.matrix) > _MODULES_MAX:
        raise CodeRefused("too_long", payload)
    return tuple(tuple(bool(module) for module in row) for row in symbol.matrix)


def require_verification(code: str, payload: str, number: str, minor: int) -> None:
    """Refuse to print a code that is mistyped, or a QR symbol that says something else than the paper around it."""
    if not check_symbol_ok(code):
        raise CodeRefused("check_symbol", code)
    if payload != qr_payload(number, minor, code):
        raise CodeRefused("payload", payload)


def _check_symbol(symbols: str) -> str:
    weighted = sum((place + 1) * ALPHABET.index(symbol) for place, symbol in enumerate(symbols))
    return ALPHABET[weighted % _PRIME]
