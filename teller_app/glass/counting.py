"""The notes and coins of a currency with their words: what every grid of a count is made with."""

from contract.money import CURRENCIES
from teller_app.glass.denominations import Denomination, GridTexts
from teller_app.i18n import formats
from teller_app.i18n.text import Texts


def faces(currency: str, texts: Texts) -> tuple[Denomination, ...]:
    """The notes and coins of a currency with their names for a screen reader."""
    return tuple(
        Denomination(
            item.minor,
            item.note,
            texts("drawers.note" if item.note else "drawers.coin", value=formats.money_with_sign(item.minor, currency)),
        )
        for item in CURRENCIES[currency].denominations
    )


def grid_texts(currency: str, texts: Texts) -> GridTexts:
    """The heads of the count's columns."""
    return GridTexts(
        notes=texts("drawers.grid.notes"),
        coins=texts("drawers.grid.coins"),
        count=texts("drawers.grid.count"),
        value=texts("drawers.grid.value", sign=formats.currency_sign(currency)),
        coins_total=texts("drawers.grid.coins_total"),
        piece=texts("drawers.grid.piece"),
        sent=texts("drawers.grid.sent"),
        difference=texts("drawers.grid.difference"),
    )
