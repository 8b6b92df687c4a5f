"""What the state says of itself."""

from teller_app.counter.state import CounterState, Form
from tests.teller_app.counter.world import ABENA, ACCOUNTS


def test_change_is_due_on_deposits_alone() -> None:
    counted = {"20000": 1, "200c": 1}
    assert CounterState(form=Form(mode="deposit", amount=150_00, counts=counted)).change_due == 52_00
    assert CounterState(form=Form(mode="withdraw", amount=150_00, counts=counted)).change_due == 0


def test_no_account_where_none_is_chosen() -> None:
    assert CounterState().account is None
    assert CounterState(accounts=ACCOUNTS[ABENA], account_index=1).account == ACCOUNTS[ABENA][1]
