"""A language that nobody speaks: every English sentence with accents, some 40 % longer, in brackets.

A screen in it shows at a glance what bypasses i18n (no accents) and what is cut (no closing bracket). Places such as
``{amount:money}`` stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_ACCENTS = str.maketrans(
    "AaBCcDdEeGgHhIiJjKkLlNnOoRrSsTtUuWwYyZz",
    "ÀàƁÇçĐđÉéĜĝĤĥÎîĴĵĶķĻļÑñÖöŔŕŠšŢţÛûŴŵÝýŽž",
)
_PLACE = re.compile(r"(\{[^{}]*\})")
LONGER_PER_CENT = 40
OPEN, CLOSE = "[", "]"


def pseudo(sentence: str) -> str:
    """ "Post" -> "[Þöšţ··]"-like: accents on the letters, 40 % of its length again in dots, brackets around."""
    if sentence.startswith(" "):
        # A part of a name and no sentence: what is cut off "Makola branch" must stay what it is.
        return sentence
    parts = _PLACE.split(sentence)
    letters = sum(len(part) for part in parts[::2])
    accented = "".join(part if at % 2 else part.translate(_ACCENTS) for at, part in enumerate(parts))
    # Words of seven letters, so that a label that may wrap can.
    # Signs alone ("{n}%") are no longer in another language.
    spoken = any(character.isalpha() for part in parts[::2] for character in part)
    filler = -(-letters * LONGER_PER_CENT // 100) if spoken else 0
    tail = " ".join("~" * min(7, filler - at) for at in range(0, filler, 7))
    joint = " " if filler > 7 else ""
    return f"{OPEN}{accented}{joint}{tail}{CLOSE}"


def pseudo_form(sentence: str | Mapping[str, str]) -> str | Mapping[str, str]:
    """The same for a sentence with its plural forms."""
    if isinstance(sentence, str):
        return pseudo(sentence)
    return {form: pseudo(words) for form, words in sentence.items()}
