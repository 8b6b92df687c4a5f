"""What a product may become. Pure."""

from collections.abc import Mapping

from contract.errors import ErrorCode, Rejected
from contract.products import SetProduct, Terms, unfit


def fault(command: SetProduct, products: Mapping[str, Terms]) -> Rejected | None:
    """Why the product may not have these terms, where ``products`` are all there are, by code.

    What stands there has to be what the maker saw: else one change would take back another that nobody was shown.
    """
    terms, now = command.terms, products.get(command.product)
    if command.before != now:
        return Rejected(code=ErrorCode.PRODUCT_CHANGED, params={"product": command.product})
    if now is not None and (terms.currency, terms.kind) != (now.currency, now.kind):
        return Rejected(code=ErrorCode.PRODUCT_FIXED, params={"product": command.product})
    field = unfit(terms, now is None, [one.name for code, one in products.items() if code != command.product])
    return Rejected(code=ErrorCode.PRODUCT_UNFIT, params={"field": field}) if field else None
