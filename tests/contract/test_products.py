"""Terms of products: what a form and the bank both refuse, and what a fact says of them."""

import msgspec
import pytest

from contract.products import BOUND_MOST, BOUNDS, FEE_MOST, FEES, ProductFact, Terms, terms_of, unfit

TERMS = Terms(name="Youth", currency="GHS", kind="savings")


def test_a_fact_says_code_and_terms() -> None:
    full = Terms(
        name="Youth", currency="GHS", kind="savings", minimum=1, overdraft=2, withdrawal_fee=3, transfer_fee=4, off=True
    )
    fact = ProductFact(product="40", **msgspec.structs.asdict(full))
    assert terms_of(fact) == full
    assert fact.__struct_fields__ == ("product", *Terms.__struct_fields__)


@pytest.mark.parametrize("field", [*BOUNDS, *FEES])
def test_every_figure_has_its_bound(field: str) -> None:
    most = FEE_MOST if field in FEES else BOUND_MOST
    assert unfit(msgspec.structs.replace(TERMS, **{field: most}), True, ()) == ""
    assert unfit(msgspec.structs.replace(TERMS, **{field: most + 1}), False, ()) == field


def test_a_name_is_its_own_and_legible() -> None:
    assert unfit(TERMS, True, ["Savings"]) == ""
    assert unfit(TERMS, True, ["YOUTH"]) == "name_taken"
    assert [unfit(msgspec.structs.replace(TERMS, name=name), True, ()) for name in ("", " Youth", "A\u202eB")] == [
        "name"
    ] * 3


def test_currency_and_kind_are_looked_at_once() -> None:
    old = msgspec.structs.replace(TERMS, currency="USD", kind="gold")
    assert (unfit(old, True, ()), unfit(old, False, ())) == ("currency", "")
    assert unfit(msgspec.structs.replace(TERMS, kind="gold"), True, ()) == "kind"
