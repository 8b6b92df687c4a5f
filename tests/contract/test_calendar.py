import re
from datetime import date, datetime

import pytest

from contract.calendar import DAY, INSTANT


def is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


@pytest.mark.parametrize(
    "years", [range(12), range(96, 104), range(1896, 1912), range(1996, 2032), range(2096, 2105), range(9990, 10_000)]
)
def test_a_day_is_one_of_the_calendar(years: range) -> None:
    for year in years:
        for month in range(15):
            for day in range(34):
                text = f"{year:04d}-{month:02d}-{day:02d}"
                assert bool(re.fullmatch(DAY, text)) is is_day(text), text


@pytest.mark.parametrize(
    "text", ["20261124", "2026-W48-2", "2026-11-2", "02026-11-24", "2026-11-24 ", "\u0662026-11-24", "-2026-11-24"]
)
def test_it_has_one_spelling(text: str) -> None:
    assert not re.fullmatch(DAY, text)


@pytest.mark.parametrize("text", ["00:00:00.000", "23:59:59.999", "09:47:12.042"])
def test_a_moment_of_a_day(text: str) -> None:
    assert re.fullmatch(INSTANT, f"2028-02-29T{text}Z")
    assert datetime.fromisoformat(f"2028-02-29T{text}Z")
    assert not re.fullmatch(INSTANT, f"2027-02-29T{text}Z")


@pytest.mark.parametrize(
    "text", ["24:00:00.000", "23:60:00.000", "23:59:60.000", "9:47:12.042", "09:47:12", "09:47:12.0422"]
)
def test_no_moment_of_any_day(text: str) -> None:
    assert not re.fullmatch(INSTANT, f"2026-11-24T{text}Z")
