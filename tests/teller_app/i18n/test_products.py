"""Terms of a product in words, before and after, and whom a change reaches."""

import msgspec
import pytest

from contract.products import SetProduct, Terms
from teller_app.i18n.products import asked_lines, kind_words, reach_words, terms_lines
from tests.teller_app.room_window import TEXTS

CURRENT = Terms(name="Current", currency="GHS", kind="current", minimum=20_00, withdrawal_fee=1_00)


def test_a_change_says_first_what_was_and_what_becomes() -> None:
    after = msgspec.structs.replace(CURRENT, name="Current plus", withdrawal_fee=1_50, off=True)
    assert asked_lines(SetProduct(product="20", terms=after, before=CURRENT), TEXTS) == [
        ("Product", "20 Current"),
        ("Name", "Current → Current plus"),
        ("Fee for a withdrawal", "GH₵ 1.00 → GH₵ 1.50"),
        ("State", "On sale → Withdrawn from sale"),
        ("Kind", "Current account"),
        ("Currency", "GHS"),
        ("Minimum balance", "GH₵ 20.00"),
        ("Overdraft", "GH₵ 0.00"),
        ("Fee for a transfer", "GH₵ 0.00"),
    ]


def test_a_new_one_says_all_its_terms() -> None:
    lines = asked_lines(SetProduct(product="20", terms=CURRENT), TEXTS)
    assert lines == [("Product", "20"), *terms_lines(CURRENT, TEXTS)]
    assert len(lines) == 9


@pytest.mark.parametrize(
    ("fields", "reach"),
    [
        ({}, ["fees", "bounds"]),
        ({"transfer_fee": 1}, ["fees"]),
        ({"overdraft": 1}, ["bounds"]),
        ({"name": "C", "minimum": 1, "withdrawal_fee": 1}, ["fees", "bounds", "name"]),
        ({"off": True}, ["off"]),
    ],
)
def test_whom_a_change_reaches(fields: dict[str, object], reach: list[str]) -> None:
    said = reach_words(CURRENT, msgspec.structs.replace(CURRENT, **fields), TEXTS)
    assert said == " ".join(TEXTS(f"product.reach.{name}") for name in reach)


def test_sold_again_and_new() -> None:
    off = msgspec.structs.replace(CURRENT, off=True)
    assert reach_words(off, CURRENT, TEXTS) == TEXTS("product.reach.on")
    assert reach_words(None, CURRENT, TEXTS).startswith(TEXTS("product.reach.new"))


def test_a_kind_that_this_app_does_not_know_says_its_own_name() -> None:
    assert (kind_words("susu", TEXTS), kind_words("gold", TEXTS)) == ("Susu account", "gold")
