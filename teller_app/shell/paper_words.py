"""What is said of a paper that was checked. Pure; no Qt."""

from collections.abc import Iterator
from datetime import date

from contract.customers import ERASED
from contract.papers import PaperCheck, PaperKind
from teller_app.i18n import formats
from teller_app.i18n.text import Texts


def verdict(found: PaperCheck, scanned: str = "") -> tuple[str, str, dict[str, str]]:
    """(code of the words, tone, what they name). ``scanned`` is the amount that the QR symbol says, "" where it was not read."""
    if not found.genuine and not found.replaced_by:
        return "paper_false", "neg", {}
    if found.genuine and scanned and scanned != str(found.amount):
        return "paper_altered", "neg", {}
    if found.replaced_by:
        return "paper_replaced", "warn", {"number": found.replaced_by}
    return ("paper_undone", "warn", {}) if found.undone else ("paper_genuine", "pos", {})


def lines(found: PaperCheck, texts: Texts) -> Iterator[tuple[str, str]]:
    """(label, what the paper must say) in the order of the paper; what it does not carry is left out."""
    if not found.genuine:
        return
    slip = found.kind is PaperKind.SLIP
    key = f"papers.what.{found.what}"
    yield texts("papers.what"), texts(key) if key in texts else found.what
    if found.what != "count_blank":
        counted = slip or found.kind is PaperKind.COUNT
        yield (
            texts("papers.counted" if counted else "papers.amount"),
            formats.money_with_sign(found.amount, found.currency),
        )
    if slip or found.kind is PaperKind.OVER_SHORT:
        yield texts("papers.variance"), formats.signed_money(found.variance)
    if found.account:
        yield texts("papers.account"), formats.account_number(found.account)
    if found.party:
        yield texts("papers.party"), texts("papers.erased") if found.party == ERASED else found.party
    yield texts("papers.day"), formats.day_year(date.fromisoformat(found.business_date), texts.language)
    if found.at:
        yield texts("papers.at"), formats.clock_seconds(formats.moment(found.at))
    if found.drawer:
        yield texts("papers.drawer"), found.drawer
    if found.by:
        yield texts("papers.by"), found.by
