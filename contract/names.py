"""How names are compared: on the server's shelves and in a workstation's replica by one rule, else one finds whom the other misses."""

import unicodedata

LETTERS = str.maketrans({"ɛ": "e", "ɔ": "o", "ŋ": "n", "ɖ": "d", "ƒ": "f", "ɣ": "g", "ʋ": "v", "ø": "o", "ł": "l"})
"""Letters of Akan, Ewe and Ga (and two of the Baltic) that no decomposition brings back to the keys they are typed with."""


def plain(text: str) -> str:
    """Without case and accents: "Ɛsi Boatêng" is "esi boateng"."""
    parts = unicodedata.normalize("NFKD", text.casefold().translate(LETTERS))
    return "".join(letter for letter in parts if not unicodedata.combining(letter))
