"""How values look to a person: money, dates, phones, numbers. Pure functions, no Qt, no clock.

Money comes in as an integer of minor units; nothing here ever turns it into a float.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from contract.money import MINUS, money_text
from teller_app.i18n.languages import ENGLISH, Language

EM_DASH = "—"
_SIGNS = {"GHS": "GH₵", "CZK": "Kč", "USD": "US$", "EUR": "€", "GBP": "£"}


def money(minor: int, decimals: int = 2) -> str:
    """486550 -> "4,865.50"; a negative amount carries a true minus sign."""
    return money_text(minor, decimals)


def signed_money(minor: int) -> str:
    """A journal's figure: credits carry a plus, debits a true minus, zero carries none."""
    return f"+{money(minor)}" if minor > 0 else money(minor)


def money_or_dash(minor: int) -> str:
    """A column of figures reads better when nothing is an em dash and not 0.00."""
    return money(minor) if minor else EM_DASH


def currency_sign(code: str) -> str:
    """ "GHS" -> "GH₵". A currency without a known sign is written by its ISO 4217 code."""
    return _SIGNS.get(code, code)


def money_with_sign(minor: int, currency: str) -> str:
    """ "GH₵ 4,865.50": the sign stands left of the figure."""
    return f"{currency_sign(currency)} {money(minor)}"


def pieces(count: int) -> str:
    """A number of notes or coins with thousands commas; the word beside it is the caller's text."""
    return f"{count:,}".replace("-", MINUS)


def in_words(minor: int, currency: str, decimals: int = 2, language: Language = ENGLISH) -> str:
    """486550, "GHS" -> "Four thousand eight hundred and sixty-five cedis, fifty pesewas".

    The reading aid on the screen. A printed paper has a wording of its own, made by printing.
    """
    whole, part = divmod(abs(minor), 10**decimals)
    one, many, small_one, small_many = language.units.get(currency, (currency, currency, "", ""))
    said = []
    if whole or not part:
        said.append(_counted(whole, one, many, language))
    if part:
        small = f"{part:0{decimals}d}/{10**decimals}"
        said.append(_counted(part, small_one, small_many, language) if small_one else small)
    sentence = (f"{language.minus} " if minor < 0 else "") + language.joint.join(said)
    return sentence[0].upper() + sentence[1:]


def _counted(number: int, one: str, many: str, language: Language) -> str:
    unit = one if language.form(number) == "one" else many
    spelled = language.spell(number)
    return f"{unit} {spelled}" if language.unit_first else f"{spelled} {unit}"


def day(value: date, language: Language) -> str:
    """ "20 Nov": the day and the month, where the year goes without saying."""
    return f"{_of_month(value, language)} {language.months[value.month - 1]}"


def day_year(value: date, language: Language) -> str:
    """ "22 Nov 2026"."""
    return f"{day(value, language)} {value.year}"


def weekday_day_year(value: date, language: Language) -> str:
    """ "Sun 22 Nov 2026": the business date in the top bar."""
    return f"{language.days[value.weekday()]} {day_year(value, language)}"


def weekday_day(value: date, language: Language) -> str:
    """ "Sun 22 Nov": beside a title, where the year goes without saying."""
    return f"{language.days[value.weekday()]} {day(value, language)}"


def weekday_long(value: date, language: Language) -> str:
    """ "Sunday, 22 November": under the clock of the sign-in."""
    comma = "," if language.long_comma else ""
    return f"{weekday(value, language)}{comma} {_of_month(value, language)} {language.months_long[value.month - 1]}"


def weekday(value: date, language: Language) -> str:
    """ "Sunday"."""
    return language.days_long[value.weekday()]


def _of_month(value: date, language: Language) -> str:
    return language.first_of_month if value.day == 1 else str(value.day)


def moment(stamp: str) -> datetime:
    """A stamp of the journal (``2026-11-24T09:47:12.042Z``) in this workstation's time."""
    return datetime.fromisoformat(stamp).astimezone()


def clock(value: datetime) -> str:
    """ "09:47". The caller has already turned the instant into the branch's own time zone."""
    return f"{value.hour:02d}:{value.minute:02d}"


def clock_minute(minute: int) -> str:
    """ "16:20": a minute of the day."""
    return f"{minute // 60:02d}:{minute % 60:02d}"


def when(stamp: str, language: Language, today: date | None = None) -> str:
    """ "21 Nov 09:47" of a journal's stamp; of ``today`` the time alone; a dash where there is no stamp."""
    if not stamp:
        return EM_DASH
    at = moment(stamp)
    return clock(at) if at.date() == today else f"{day(at.date(), language)} {clock(at)}"


def clock_seconds(value: datetime) -> str:
    """ "09:47:12"."""
    return f"{clock(value)}:{value.second:02d}"


def countdown(seconds: int) -> str:
    """84 -> "1:24"; never below 0:00."""
    minutes, rest = divmod(max(0, seconds), 60)
    return f"{minutes}:{rest:02d}"


def phone(number: str, region: str = "GH") -> str:
    """ "+233244187306" -> "024 418 7306"; a foreign number keeps its country code.

    What no numbering plan knows is shown as it was stored: a wrong number must still be readable.
    """
    import phonenumbers  # Its plans of all countries would be loaded at each start.

    try:
        parsed = phonenumbers.parse(number, region)
    except phonenumbers.NumberParseException:
        return number
    home = phonenumbers.country_code_for_region(region) == parsed.country_code
    style = phonenumbers.PhoneNumberFormat.NATIONAL if home else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return str(phonenumbers.format_number(parsed, style))


def account_number(number: str) -> str:
    """ "102033457781" -> "1020 3345 7781". A number with other marks in it is left as it is."""
    return grouped(number, (4,)) if number.isdigit() else number


def cif(number: str) -> str:
    """ "00482217" -> "0048 2217": a customer's number."""
    return grouped(number, (4,)) if number.isdigit() else number


def grouped(digits: str, sizes: Sequence[int]) -> str:
    """Cut digits into groups; the last size goes on for as long as there are digits."""
    groups: list[str] = []
    at = 0
    while at < len(digits):
        size = sizes[min(len(groups), len(sizes) - 1)]
        groups.append(digits[at : at + size])
        at += size
    return " ".join(groups)


def initials(name: str) -> str:
    """ "Abena Serwaa Mensah" -> "AM": first and last word, for the avatar."""
    words = [word for word in name.split() if word[0].isalnum()]
    if not words:
        return ""
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()


def short_name(name: str) -> str:
    """ "Kwame Addo" -> "K. Addo": enough to know whose paper lies there, and no more than a passer-by may read."""
    words = name.split()
    return f"{words[0][0]}. {words[-1]}" if len(words) > 1 else name.strip()


def badge(count: int) -> str:
    """A count badge: "7", above ninety-nine "99+", nothing at all for none."""
    if count <= 0:
        return ""
    return "99+" if count > 99 else str(count)
