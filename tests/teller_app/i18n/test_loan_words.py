import msgspec
import pytest

from contract.loans import Accrual, MonthDays, YearDays
from teller_app.i18n import loan_words
from tests.teller_app.loans.desk import TERMS
from tests.teller_app.room_window import TEXTS


@pytest.mark.parametrize(
    ("ppm", "places", "said"),
    [
        (280_000, 2, "28.00%"),
        (319_447, 1, "31.9%"),
        (319_500, 1, "32.0%"),
        (0, 2, "0.00%"),
        (10_000_000, 2, "1,000.00%"),
    ],
)
def test_rates_are_per_cent(ppm: int, places: int, said: str) -> None:
    assert loan_words.percent(ppm, places) == said


def test_the_way_of_counting_is_said() -> None:
    assert loan_words.basis_words(TERMS, TEXTS) == "by the period"
    days = msgspec.structs.replace(TERMS, accrual=Accrual.DAYS, month=MonthDays.D30, year=YearDays.D360)
    assert loan_words.basis_words(days, TEXTS) == "30/360"
    assert loan_words.terms_said(days, TEXTS) == [
        ("Rate, reducing", "28.00%"),
        ("Method", "Equal payments"),
        ("Counted", "30/360"),
    ]
