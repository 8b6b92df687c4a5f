"""A mandate in words: who signs, and how many of them for which amount. Pure; the rooms that show one say the same."""

from contract.customers import Band, MandateFact
from teller_app.i18n import formats
from teller_app.i18n.text import Texts


def mandate_words(mandate: MandateFact | None, texts: Texts) -> str:
    """ "Any one to 20,000.00, then both", "The holder signs alone", or that none is on file."""
    if mandate is None or not mandate.signatories:
        return texts("mandate.none")
    if len(mandate.signatories) == 1:
        return texts("mandate.alone", name=mandate.signatories[0].name)
    people = len(mandate.signatories)
    if len(mandate.bands) == 1:
        return texts(f"mandate.whole.{_how(mandate.bands[0], people)}")
    parts = [_part(band, people, texts, first=place == 0) for place, band in enumerate(mandate.bands)]
    return ", ".join(parts)


def _part(band: Band, people: int, texts: Texts, first: bool) -> str:
    how = texts(f"mandate.{'first' if first else 'then'}.{_how(band, people)}")
    return texts("mandate.upto", how=how, amount=formats.money(band.upto)) if band.upto else how


def _how(band: Band, people: int) -> str:
    """``all`` of two people are ``both``."""
    return "both" if people == 2 and band.signing != "any_one" else band.signing.value


def for_amount(mandate: MandateFact | None, minor: int, texts: Texts) -> str:
    """What this very amount takes: "Both sign for this amount"; "" where there is no mandate or no amount."""
    if mandate is None or not mandate.signatories or not minor:
        return ""
    band = next((band for band in mandate.bands if not band.upto or minor <= band.upto), mandate.bands[-1])
    how = "alone" if len(mandate.signatories) == 1 else _how(band, len(mandate.signatories))
    return texts(f"mandate.this.{how}")


def role_words(role: str, texts: Texts) -> str:
    """What somebody is to the account."""
    return texts(f"mandate.role.{role}")
