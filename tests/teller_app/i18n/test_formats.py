from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teller_app.i18n import formats
from teller_app.i18n.languages import ENGLISH, FRENCH, TWI, Language


@pytest.mark.parametrize(
    ("minor", "shown"),
    [(486550, "4,865.50"), (0, "0.00"), (5, "0.05"), (-120000, "−1,200.00"), (10**12, "10,000,000,000.00")],
)
def test_money(minor: int, shown: str) -> None:
    assert formats.money(minor) == shown


@given(st.integers(-(10**17), 10**17), st.sampled_from([0, 2, 3]))
def test_money_reads_back_to_the_same_minor_units(minor: int, decimals: int) -> None:
    digits = formats.money(minor, decimals).replace(",", "").replace(".", "").replace("−", "-")
    assert int(digits) == minor


def test_signs_and_dashes() -> None:
    assert formats.signed_money(245000) == "+2,450.00"
    assert formats.signed_money(-30000) == "−300.00"
    assert formats.signed_money(0) == "0.00"
    assert formats.money_or_dash(0) == "—"
    assert formats.money_or_dash(-1) == "−0.01"
    assert formats.money_with_sign(2328605, "GHS") == "GH₵ 23,286.05"
    assert formats.currency_sign("XOF") == "XOF"
    assert formats.pieces(1183) == "1,183"


@pytest.mark.parametrize(
    ("minor", "said"),
    [
        (486550, "Four thousand eight hundred and sixty-five cedis, fifty pesewas"),
        (100, "One cedi"),
        (1, "One pesewa"),
        (0, "Zero cedis"),
        (100000101, "One million and one cedis, one pesewa"),
    ],
)
def test_in_words(minor: int, said: str) -> None:
    assert formats.in_words(minor, "GHS") == said


def test_dates_and_times() -> None:
    at = datetime(2026, 11, 22, 9, 47, 5)
    assert formats.weekday_day_year(at.date(), ENGLISH) == "Sun 22 Nov 2026"
    assert formats.weekday_long(at.date(), ENGLISH) == "Sunday, 22 November"
    assert formats.day(date(2026, 11, 20), ENGLISH) == "20 Nov"
    assert formats.clock(at) == "09:47"
    assert formats.clock_seconds(at) == "09:47:05"
    for language in (ENGLISH, FRENCH, TWI):
        stamp = at.astimezone(UTC).isoformat()
        assert formats.when(stamp, language, at.date()) == "09:47"
        assert formats.when(stamp, language) == f"{formats.day(at.date(), language)} 09:47"
        assert formats.when("", language) == formats.EM_DASH
    assert formats.countdown(84) == "1:24"
    assert formats.countdown(-3) == "0:00"


def test_phones() -> None:
    assert formats.phone("+233244187306") == "024 418 7306"
    assert formats.phone("0244187306") == "024 418 7306"
    assert formats.phone("+420601234567") == "+420 601 234 567"
    assert formats.phone("at the market") == "at the market"


def test_numbers_in_groups() -> None:
    assert formats.account_number("102033457781") == "1020 3345 7781"
    assert formats.account_number("1010-04") == "1010-04"
    assert formats.cif("00482217") == "0048 2217"


def test_initials_and_badges() -> None:
    assert formats.initials("Abena Serwaa Mensah") == "AM"
    assert formats.initials("Kwame") == "K"
    assert formats.initials("  ") == ""
    assert [formats.badge(n) for n in (0, 7, 99, 100)] == ["", "7", "99", "99+"]


@pytest.mark.parametrize(
    ("minor", "language", "said"),
    [
        (486550, FRENCH, "Quatre mille huit cent soixante-cinq cedis et cinquante pesewas"),
        (100_000_000, FRENCH, "Un million de cedis"),
        (0, FRENCH, "Zéro cedi"),
        (-2301, FRENCH, "Moins vingt-trois cedis et un pesewa"),
        (486550, TWI, "Sidi mpem ɛnan ahanwɔtwe aduosia enum ne pɛsewa aduonum"),
        (100, TWI, "Sidi baako"),
    ],
)
def test_in_words_of_other_languages(minor: int, language: Language, said: str) -> None:
    assert formats.in_words(minor, "GHS", language=language) == said


def test_dates_of_other_languages() -> None:
    sunday = date(2026, 11, 22)
    assert formats.weekday_long(sunday, FRENCH) == "dimanche 22 novembre"
    assert formats.weekday_day_year(sunday, FRENCH) == "dim. 22 nov. 2026"
    assert formats.weekday_long(sunday, TWI) == "Kwasiada, 22 Obubuo"
    assert formats.weekday_day_year(sunday, TWI) == "Kwa 22 Obubuo 2026"


def test_a_short_name_is_an_initial_and_the_last_word() -> None:
    assert formats.short_name("Kwame Kofi Addo") == "K. Addo"
    assert formats.short_name("Adjoa") == "Adjoa"
    assert formats.short_name("") == ""
