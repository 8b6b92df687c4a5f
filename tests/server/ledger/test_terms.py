"""What a product may become, and what it never does."""

import msgspec
import pytest

from contract.products import BOUND_MOST, FEE_MOST, NAME_MOST, SetProduct, Terms
from server.ledger.terms import fault

SAVINGS = Terms(name="Savings", currency="GHS", kind="savings")
CURRENT = Terms(name="Current", currency="GHS", kind="current", withdrawal_fee=1_50)
THERE = {"10": SAVINGS, "20": CURRENT}


def said(product: str, terms: Terms, before: Terms | None = None) -> tuple[str, str]:
    found = fault(SetProduct(product=product, terms=terms, before=before), THERE)
    return (found.code.value, str(found.params.get("field", ""))) if found else ("", "")


def changed(**fields: object) -> tuple[str, str]:
    """A change of the current account."""
    return said("20", msgspec.structs.replace(CURRENT, **fields), CURRENT)


def test_a_new_one_and_every_figure_of_one_that_stands() -> None:
    assert said("30", Terms(name="Susu", currency="GHS", kind="susu")) == ("", "")
    assert changed(
        name="Current plus", minimum=BOUND_MOST, overdraft=BOUND_MOST, withdrawal_fee=FEE_MOST, off=True
    ) == ("", "")
    assert changed() == ("", ""), "what stands may be stated once more: so a bank's journal gets its word for it"


def test_currency_and_kind_are_for_good() -> None:
    assert changed(currency="CZK") == ("product_fixed", "")
    assert changed(kind="savings") == ("product_fixed", "")


def test_what_its_maker_did_not_see_is_not_changed() -> None:
    assert said("20", CURRENT) == ("product_changed", "")
    assert said("30", SAVINGS, CURRENT) == ("product_changed", "")
    assert said("20", CURRENT, msgspec.structs.replace(CURRENT, withdrawal_fee=1_00)) == ("product_changed", "")


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"name": "savings"}, "name_taken"),
        ({"name": "Sàvings"}, "name_taken"),
        ({"name": " Current"}, "name"),
        ({"name": " "}, "name"),
        ({"name": "Cur\nrent"}, "name"),
        ({"name": "C" * (NAME_MOST + 1)}, "name"),
        ({"minimum": BOUND_MOST + 1}, "minimum"),
        ({"overdraft": BOUND_MOST + 1}, "overdraft"),
        ({"withdrawal_fee": FEE_MOST + 1}, "withdrawal_fee"),
        ({"transfer_fee": FEE_MOST + 1}, "transfer_fee"),
    ],
)
def test_what_does_not_fit_is_named(fields: dict[str, object], field: str) -> None:
    assert changed(**fields) == ("product_unfit", field)


def test_a_new_one_is_of_a_currency_and_a_kind_of_this_bank() -> None:
    assert said("30", Terms(name="Dollars", currency="USD", kind="savings")) == ("product_unfit", "currency")
    assert said("30", Terms(name="Gold", currency="GHS", kind="gold")) == ("product_unfit", "kind")


def test_a_kind_from_before_there_were_kinds_keeps_its_own() -> None:
    old = Terms(name="Youth", currency="GHS", kind="youth")
    command = SetProduct(product="40", terms=msgspec.structs.replace(old, minimum=5_00), before=old)
    assert fault(command, {"40": old}) is None
