import msgspec

from teller_app.printing.withdrawal_facts import WithdrawalFacts

from . import samples


def test_the_customer_s_part_has_the_account_masked_and_all_else_as_it_was() -> None:
    whole = samples.deposit()
    stub = WithdrawalFacts(receipt=whole).stub()
    assert stub.account.count("•") >= 6
    assert stub.account[-1] == whole.account[-1]
    assert msgspec.structs.replace(stub, account=whole.account) == whole
