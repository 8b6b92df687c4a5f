"""What a language itself brings, beside its sentences: names of days and months, plurals, numbers and money in words.

Money in figures is the same in all of them: people in Accra, Lomé and Kumasi type 1,200.50 at this counter.
Names of days and months are those of CLDR 46 for ``fr`` and ``ak`` (short months, where CLDR's Akan has none, in full).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from teller_app.i18n.twi_numbers import spelled_twi

NO_BREAK = "\u00a0"

type Unit = tuple[str, str, str, str]
"""One unit, many units, one hundredth, many hundredths."""


def _english(number: int) -> str:
    return _spelled(number, "en").replace(",", "")


def _french(number: int) -> str:
    # "un million de cedis", but "un million un cedis".
    return _spelled(number, "fr") + (" de" if number and number % 1_000_000 == 0 else "")


def _spelled(number: int, code: str) -> str:
    # Imported here because it loads fifty languages, which the start of the app should not wait for.
    from num2words import num2words

    return str(num2words(number, lang=code))


class Language(NamedTuple):
    """One language of the counter. ``code`` names its folder; ``own_name`` is how its speakers call it.

    ``one_upto_1``: the form "one" is for 0 and 1 (French, Akan), not for 1 alone (English). ``unit_first``: the unit
    stands before its number ("sidi aduonu"). ``long_comma`` follows the weekday in a long date.
    """

    code: str
    own_name: str
    days: tuple[str, ...]
    days_long: tuple[str, ...]
    months: tuple[str, ...]
    months_long: tuple[str, ...]
    units: dict[str, Unit]
    spell: Callable[[int], str]
    minus: str = "minus"
    joint: str = ", "
    long_comma: bool = True
    first_of_month: str = "1"
    one_upto_1: bool = False
    unit_first: bool = False
    held_marks: str = ""

    def held_together(self, words: str) -> str:
        """The words with spaces that no line ends at, where a mark stands apart from its word (French "?", ":", "%")."""
        for mark in self.held_marks:
            words = words.replace(f" {mark}", f"{NO_BREAK}{mark}")
        return words

    def form(self, n: object) -> str:
        """ "one" or "other", for the parameter n of a sentence."""
        return "one" if n == 1 or (n == 0 and self.one_upto_1) else "other"


ENGLISH = Language(
    code="en",
    own_name="English",
    days=("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    days_long=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    months=("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    months_long=("January", "February", "March", "April", "May", "June",
                 "July", "August", "September", "October", "November", "December"),
    units={
        "GHS": ("cedi", "cedis", "pesewa", "pesewas"),
        "CZK": ("koruna", "korunas", "haler", "halers"),
        "USD": ("dollar", "dollars", "cent", "cents"),
        "EUR": ("euro", "euros", "cent", "cents"),
        "GBP": ("pound", "pounds", "penny", "pence"),
    },
    spell=_english,
)  # fmt: skip

FRENCH = Language(
    code="fr",
    own_name="Français",
    held_marks=";:!?%»",
    days=("lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim."),
    days_long=("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    months=("janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."),
    months_long=("janvier", "février", "mars", "avril", "mai", "juin",
                 "juillet", "août", "septembre", "octobre", "novembre", "décembre"),
    units={
        "GHS": ("cedi", "cedis", "pesewa", "pesewas"),
        "CZK": ("couronne", "couronnes", "haléř", "haléřů"),
        "USD": ("dollar", "dollars", "cent", "cents"),
        "EUR": ("euro", "euros", "centime", "centimes"),
        "GBP": ("livre", "livres", "penny", "pence"),
    },
    spell=_french,
    minus="moins",
    joint=" et ",
    long_comma=False,
    first_of_month="1er",
    one_upto_1=True,
)  # fmt: skip

_TWI_MONTHS = ("Ɔpɛpɔn", "Ɔgyefoɔ", "Ɔbɛnem", "Oforisuo", "Kɔtɔnimma", "Ayɛwohomumu",
               "Kutawonsa", "Ɔsanaa", "Ɛbɔ", "Ahinime", "Obubuo", "Ɔpɛnimma")  # fmt: skip

TWI = Language(
    code="tw",
    own_name="Twi",
    days=("Dwo", "Ben", "Wuk", "Yaw", "Fia", "Mem", "Kwa"),
    days_long=("Dwoada", "Benada", "Wukuada", "Yawoada", "Fiada", "Memeneda", "Kwasiada"),
    months=_TWI_MONTHS,
    months_long=_TWI_MONTHS,
    units={
        "GHS": ("sidi", "sidi", "pɛsewa", "pɛsewa"),
        "CZK": ("koruna", "koruna", "haler", "haler"),
        "USD": ("dɔla", "dɔla", "sɛnt", "sɛnt"),
        "EUR": ("euro", "euro", "sɛnt", "sɛnt"),
        "GBP": ("pɔn", "pɔn", "pɛnse", "pɛnse"),
    },
    spell=spelled_twi,
    minus="ɛka",
    joint=" ne ",
    one_upto_1=True,
    unit_first=True,
)

# English sentences made longer and strange: whoever sees plain English below it has found a text that bypasses i18n.
PSEUDO = ENGLISH._replace(code="pseudo", own_name="[Þšéúðö]")

SPOKEN = (ENGLISH, FRENCH, TWI)
"""What a person can choose. English comes first: it is complete, and the others fall back to it."""
LANGUAGES = {language.code: language for language in (*SPOKEN, PSEUDO)}
