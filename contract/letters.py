"""Letters that say otherwise than they look: signs that nobody sees, and beginnings that a spreadsheet runs."""

import re

INVISIBLE = re.compile("[\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff]")
"""Zero width, line and direction marks (Unicode TR 36). Joiners stay: some scripts need them."""
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""A spreadsheet runs a cell that begins like this, some also in full width. Source: OWASP, CSV injection."""


def harmless(words: str) -> str:
    """Words that no spreadsheet takes for a formula: one that could be is put behind an apostrophe."""
    return f"'{words}" if words.startswith(FORMULA) else words
