"""Notes that are proposed add up; what may be sent depends on line, drawer and funds."""

from hypothesis import given
from hypothesis import strategies as st

from contract.ledger import Cash, Deposit, Transfer, Withdraw
from contract.money import Money, pieces_total
from teller_app.counter import rules
from tests.teller_app.counter.world import ABENA, ACCOUNTS, CURRENT, PEOPLE, SAVINGS, session


@given(st.integers(1, 10**7), st.dictionaries(st.sampled_from(["20000", "1000", "100c"]), st.integers(0, 500)))
def test_change_is_what_was_given_beyond_the_amount(amount: int, received: dict[str, int]) -> None:
    assert rules.change_due(amount, received) == max(0, pieces_total(received) - amount)


def draft(**changes: object) -> rules.Draft:
    given_: dict[str, object] = {
        "mode": "withdraw", "customer": PEOPLE[0], "account": ACCOUNTS[ABENA][0], "target": None, "amount": 200_00,
        "cash": rules.Cash({}, {"20000": 1}), "session": session(), "online": True, "queued_deposits": 0, "available": 200_00,
    }  # fmt: skip
    return rules.Draft(**(given_ | changes))  # type: ignore[arg-type]


def test_the_order_of_mending() -> None:
    assert rules.blocked(draft()) == ""
    assert rules.blocked(draft(customer=None, account=None, amount=0)) == "customer_missing"
    assert rules.blocked(draft(amount=0)) == "amount_missing"
    assert rules.blocked(draft(available=199_99)) == "insufficient_funds"
    assert rules.blocked(draft(session=None)) == "drawer_not_open"
    assert rules.blocked(draft(online=False)) == "needs_server"
    assert rules.blocked(draft(online=False, held_back=True, stand_in_left=900_00, own_limit=900_00)) == "held_back"
    assert rules.blocked(draft(cash=rules.Cash({}, {}))) == "cash_mismatch"
    assert rules.blocked(draft(session=session(currency="CZK"))) == "wrong_currency"


def test_what_an_own_command_takes_from_an_account() -> None:
    amount = Money(70, "GHS")
    out = Withdraw(transaction=SAVINGS, account=SAVINGS, amount=amount, cash=Cash(given={"50c": 1, "20c": 1}))
    move = Transfer(transaction=SAVINGS, debit_account=SAVINGS, credit_account=CURRENT, amount=amount)
    brought = Deposit(transaction=SAVINGS, account=SAVINGS, amount=amount, cash=Cash(received={"50c": 1, "20c": 1}))
    assert [rules.debit_on(command, SAVINGS) for command in (out, move, brought)] == [70, 70, 0]
    assert [rules.debit_on(command, CURRENT) for command in (out, move)] == [0, 0]
