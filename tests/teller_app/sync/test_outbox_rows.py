from contract.drawers import ContinueDrawer
from contract.ledger import Cash, Transfer, Withdraw
from contract.money import Money
from teller_app.sync.outbox_rows import note_of
from tests.teller_app.samples import deposit, some_id


def test_only_money_out_of_an_account_is_a_debit() -> None:
    pay = Withdraw(transaction=some_id(1), account=some_id(2), amount=Money(500, "GHS"), cash=Cash(given={"500": 1}))
    move = Transfer(
        transaction=some_id(1), debit_account=some_id(3), credit_account=some_id(2), amount=Money(500, "GHS")
    )
    assert [note_of(command).debits for command in (deposit(), pay, move)] == ["", some_id(2), some_id(3)]


def test_a_sketch_holds_what_the_budget_and_the_receipts_need() -> None:
    note = note_of(deposit(700, "04-20261124-1-0031", taken_offline=True), some_id(30), 1, 31)
    assert (note.kind, note.amount, note.currency, note.offline) == ("deposit", 700, "GHS", True)
    assert (note.receipt, note.receipt_counter, note.session, note.lease) == ("04-20261124-1-0031", 31, some_id(30), 1)
    assert note_of(ContinueDrawer(session=some_id(30))).session == some_id(30)
