"""The words of papers about cash have a place for every way that a mandate signs."""

from contract.customers import Signing
from teller_app.printing.cash_wording import WithdrawalWords


def test_every_way_to_sign_has_its_words_with_the_number_of_people() -> None:
    words = WithdrawalWords().signing
    assert set(words) == {signing.value for signing in Signing}
    assert all("3" in form.format(count=3) for form in words.values())
