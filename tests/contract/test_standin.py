"""A code as it is spoken, and what it is bound to."""

import hmac

import pytest

from contract import standin
from contract.ledger import Withdraw
from contract.money import Money
from tests.contract.samples import cash, uid

PAID = Withdraw(
    transaction=uid(6), account=uid(5), amount=Money(60200, "GHS"), cash=cash(), receipt="04-20261120-1-0031"
)


@pytest.mark.parametrize("typed", ["AMV5-CK6F-1QK5", "amv5ck6f1qk5", " amv5 ck6f Iqk5 ", "AMV5CK6FLQK5"])
def test_a_code_is_what_was_meant(typed: str) -> None:
    assert standin.spoken(typed) == "AMV5CK6F1QK5"


def test_the_binding_is_an_hmac_over_one_field_a_line() -> None:
    content = "\n".join(("stand-in 1", uid(1), uid(11), uid(6), uid(5), "60200", "GHS", "04-20261120-1-0031")).encode()
    assert standin.content_of(PAID, uid(1), uid(11)) == content
    expected = hmac.new(b"AMV5CK6F1QK5", content, "sha256").hexdigest()
    assert standin.proof_of("amv5-ck6f-1qk5", PAID, uid(1), uid(11)) == expected
