"""What a loan's terms are called wherever somebody reads them: at the till, before a decision, on paper. Pure; no Qt."""

from contract.loans import Accrual, LoanTerms
from teller_app.i18n import formats
from teller_app.i18n.text import Texts


def percent(ppm: int, places: int = 2) -> str:
    """ "28.00%" of 280000 parts per million, halves up."""
    scale = 10 ** (4 - places)
    whole = (2 * ppm + scale) // (2 * scale)
    return f"{formats.money(whole, places)}%"


def basis_words(terms: LoanTerms, texts: Texts) -> str:
    """ "actual/365": how a period's share of the year is counted."""
    if terms.accrual is Accrual.PERIOD:
        return texts("loans.basis.period")
    return f"{texts(f'loans.basis.month_{terms.month.value}')}/{texts(f'loans.basis.year_{terms.year.value}')}"


def terms_said(terms: LoanTerms, texts: Texts) -> list[tuple[str, str]]:
    """Rate with the word that says which kind it is, what is equal from time to time, and how interest is counted."""
    return [
        (texts(f"loans.rate.{terms.interest.value}"), percent(terms.rate)),
        (texts("loans.method"), texts(f"loans.spread.{terms.spread.value}")),
        (texts("loans.basis"), basis_words(terms, texts)),
    ]
