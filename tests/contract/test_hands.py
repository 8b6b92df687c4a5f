"""How many sign for an amount: by the bands of the mandate, never more than there are people."""

import pytest
from msgspec import ValidationError, convert

from contract.customers import Band, MandateFact, Signatory, Signing
from contract.hands import HANDS_MAX, Hands, needed
from tests.contract.samples import INK

PEOPLE = tuple(Signatory(name=name) for name in ("Ama", "Kojo", "Esi"))
BANDS = (
    Band(signing=Signing.ANY_ONE, upto=100_00),
    Band(signing=Signing.ANY_TWO, upto=500_00),
    Band(signing=Signing.ALL),
)


def mandate(people: int = 3, bands: tuple[Band, ...] = BANDS) -> MandateFact:
    return MandateFact(account="a", branch="b", signatories=PEOPLE[:people], bands=bands)


@pytest.mark.parametrize(("minor", "signs"), [(1, 1), (100_00, 1), (100_01, 2), (500_00, 2), (500_01, 3), (10**13, 3)])
def test_a_band_holds_up_to_its_bound_and_the_last_above_it(minor: int, signs: int) -> None:
    assert needed(mandate(), minor) == signs


def test_nobody_is_asked_for_who_is_not_there() -> None:
    assert needed(mandate(1), 500_01) == 1
    assert needed(mandate(2), 500_01) == 2
    assert needed(mandate(bands=()), 500_01) == 1
    assert needed(None, 500_01) == needed(mandate(0), 500_01) == 1


@pytest.mark.parametrize("hands", [[{"name": "Ama"}], [{"name": "Ama", "ink": ""}], [{"name": "", "ink": INK}],
                                   [{"name": "Ama", "ink": INK}] * (HANDS_MAX + 1), [{"name": "Ama", "ink": "A" * 10_000_000}]])  # fmt: skip
def test_a_hand_has_a_name_and_strokes_and_there_are_no_more_than_signatories(hands: object) -> None:
    with pytest.raises(ValidationError):
        convert(hands, Hands)
