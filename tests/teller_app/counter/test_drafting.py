from dataclasses import replace

from contract.ledger import Deposit, Transfer, Withdraw
from teller_app.counter.drafting import command_of, emptied
from teller_app.counter.state import CounterState, Form
from tests.teller_app.counter.world import ABENA, ACCOUNTS, PEOPLE

SAVINGS, CURRENT = ACCOUNTS[ABENA]
RECEIPT = "04-20261122-1-0007"


def test_a_deposit_carries_pieces_change_and_who_paid() -> None:
    form = Form(amount=180_00, counts={"20000": 1, "100c": 0}, change={"2000": 1}, depositor=" Yaa ", phone="024")
    made = command_of(form, SAVINGS, RECEIPT, online=True)
    assert isinstance(made, Deposit)
    assert (made.cash.received, made.cash.given, made.taken_offline) == ({"20000": 1}, {"2000": 1}, False)
    assert made.depositor is not None and made.depositor.name == "Yaa"
    offline = command_of(form, SAVINGS, RECEIPT, online=False)
    assert isinstance(offline, Deposit) and offline.taken_offline


def test_a_withdrawal_pays_and_a_permit_names_its_transaction() -> None:
    made = command_of(Form(mode="withdraw", amount=100_00, counts={"10000": 1}, permit="p", transaction="t"), SAVINGS, RECEIPT, online=True)  # fmt: skip
    assert isinstance(made, Withdraw)
    assert (made.cash.given, made.permit, made.transaction) == ({"10000": 1}, "p", "t")


def test_a_transfer_names_both_accounts() -> None:
    made = command_of(Form(mode="transfer", amount=5_00, target=CURRENT), SAVINGS, RECEIPT, online=True)
    assert isinstance(made, Transfer)
    assert (made.debit_account, made.credit_account) == (SAVINGS.account, CURRENT.account)


def test_only_what_was_posted_is_emptied() -> None:
    abena, kofi = PEOPLE
    posted = CounterState(customer=abena, find_text=abena.full_name, form=Form(amount=100))
    assert set(emptied(posted, posted)) == {"customer", "accounts", "recent", "form", "find_text"}
    half = replace(posted, form=Form(amount=100, narration="typed on"), find_text="kof")
    assert emptied(half, posted)["form"] == Form()
    assert "find_text" not in emptied(half, posted)
    assert emptied(replace(posted, customer=kofi, find_text="Kofi", picked=1), posted) == {}
    again = replace(posted, picked=1, form=Form(amount=7))
    assert "form" not in emptied(again, posted), "the same person with a second posting"
