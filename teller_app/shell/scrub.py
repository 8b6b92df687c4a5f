"""The second line of defence before a report leaves the machine: whatever looks like somebody's is struck out.

The trail holds nothing of the kind by the way it is made; a crash log and a library's words might.
"""

import re
from collections.abc import Iterable

STRUCK = "▒"
NAME_LEAST = 3
"""A known word shorter than this (a user called "a") is not looked for: it would strike out half of every line."""

_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        r"eyJ[\w-]+(?:\.[\w-]+)*",  # a token
        r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+",  # an address for mail
        r"https?://\S+",
        r"(?i)\b(?:password|passwd|secret|token|bearer|authorization|pin|key)\b\s*[=:]\s*\S+",
        r"\b[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}\b",
        r"\b(?:\d{1,3}\.){3}\d{1,3}\b",
        r"(?:GH₵|GHS|GH¢|₵)\s*[\d.,]+",
        r"\+?\d(?:[ \u2009\u202f-]?\d){6,}",  # a phone, an account, a card
        r"\b\d{1,3}(?:[,\u2009\u202f]\d{3})*\.\d{2}\b",  # an amount
        r"\b(?=[A-Za-z_-]*\d)[A-Za-z0-9_-]{24,}\b",  # a key in base64
        r"(?:/home|/Users|[A-Z]:\\Users)[/\\][^/\\\s\"]+",
    )
)
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d{4})?")


def scrub(text: str, known: Iterable[str] = ()) -> str:
    """``text`` without tokens, addresses, numbers, amounts, folders of people and the ``known`` words (names, hosts).

    The instants at the beginning of the trail's lines stay: without them a report is of no use.
    """
    words = sorted({word for word in known if len(word) >= NAME_LEAST}, key=len, reverse=True)
    names = re.compile("|".join(map(re.escape, words)), re.IGNORECASE) if words else None
    return "\n".join(_line(line, names) for line in text.split("\n"))


def _line(line: str, names: re.Pattern[str] | None) -> str:
    instant = _INSTANT.match(line)
    begin, rest = (instant[0], line[instant.end() :]) if instant else ("", line)
    for pattern in _PATTERNS:
        rest = pattern.sub(STRUCK, rest)
    return begin + (names.sub(STRUCK, rest) if names else rest)
