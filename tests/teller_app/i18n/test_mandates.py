"""A mandate in words, with figures and without."""

import pytest

from contract.customers import Band, MandateFact, Signatory, Signing
from teller_app.i18n.mandates import for_amount, mandate_words, role_words
from teller_app.i18n.text import Texts
from tests.teller_app.samples import BRANCH, some_id

TEXTS = Texts.load("en")
ONE, TWO, ALL = Signing.ANY_ONE, Signing.ANY_TWO, Signing.ALL


def signed(people: int, *bands: tuple[Signing, int]) -> MandateFact:
    names = tuple(Signatory(name=f"Person {n}") for n in range(1, people + 1))
    made = tuple(Band(signing=signing, upto=upto) for signing, upto in bands)
    return MandateFact(account=some_id(7), branch=BRANCH, signatories=names, bands=made)


@pytest.mark.parametrize(
    ("mandate", "said"),
    [
        (None, "No mandate on file: the holder signs"),
        (signed(0), "No mandate on file: the holder signs"),
        (signed(1, (ONE, 0)), "Person 1 signs alone"),
        (signed(2, (ONE, 0)), "Any one signs"),
        (signed(2, (TWO, 0)), "Both sign"),
        (signed(2, (ALL, 0)), "Both sign"),
        (signed(3, (TWO, 0)), "Any two sign"),
        (signed(3, (ALL, 0)), "All sign"),
        (signed(2, (ONE, 2_000_000), (ALL, 0)), "Any one to 20,000.00, then both"),
        (signed(3, (ONE, 100_00), (TWO, 500_00), (ALL, 0)), "Any one to 100.00, then any two to 500.00, then all"),
    ],
)
def test_in_words(mandate: MandateFact | None, said: str) -> None:
    assert mandate_words(mandate, TEXTS) == said


@pytest.mark.parametrize(
    ("minor", "said"),
    [
        (0, ""),
        (100_00, "Any one signs for this amount"),
        (100_01, "Any two sign for this amount"),
        (500_01, "All sign for this amount"),
    ],
)
def test_for_an_amount(minor: int, said: str) -> None:
    assert for_amount(signed(3, (ONE, 100_00), (TWO, 500_00), (ALL, 0)), minor, TEXTS) == said
    assert for_amount(None, minor, TEXTS) == ""
    assert for_amount(signed(1, (ONE, 0)), minor, TEXTS) in ("", "One signature for this amount")


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("role", ["holder", "joint", "agent", "officer"])
def test_each_role_has_words(language: str, role: str) -> None:
    assert role_words(role, Texts.load(language)) != f"mandate.role.{role}"
