"""What was paid without the server is booked whatever the rules would have said; the account bears it where it can."""

import pytest

from contract.ledger import Withdraw
from server.ledger import withdrawals
from server.ledger.tables import ACCOUNTS, TRANSACTIONS
from tests.server.drawers import house as h
from tests.server.drawers.house import ACCOUNT, House, done, opened, refused
from tests.server.standin.line import paid, replace


@pytest.fixture
def house(tmp_path):
    with opened(tmp_path) as bank:
        bank.open()
        done(bank.run(h.deposit(400_00, {"20000": 2})))
        yield bank


def booked(house: House, command: Withdraw) -> tuple[bool, int]:
    """(in suspense, the account's balance) after it came in."""
    done(house.run(command))
    return house.row(TRANSACTIONS, command.transaction).in_suspense, house.row(ACCOUNTS, ACCOUNT).balance


def test_it_has_happened_and_is_asked_of_nobody(house: House) -> None:
    command = paid(100_00, {"10000": 1})
    assert withdrawals.happened(command)
    assert not withdrawals.happened(replace(command, paid_offline=False))
    house.limit = 0
    assert booked(house, command) == (False, 300_00)
    assert house.balance("1010", "04") == h.FLOAT_TOTAL + 300_00


def test_a_blocked_account_leaves_it_in_suspense(house: House) -> None:
    with house.engine.begin() as conn:
        conn.execute(ACCOUNTS.table.update().where(ACCOUNTS.table.c.id == ACCOUNT).values(status="blocked"))
    assert booked(house, paid(100_00, {"10000": 1})) == (True, 400_00)
    assert house.differences() == []


def test_after_the_count_it_is_the_sessions_over_short(house: House) -> None:
    house.count({"20000": 2, **h.FLOAT})
    done(house.run(paid(100_00, {"10000": 1})))
    assert house.balance("1010", "04") == h.FLOAT_TOTAL + 400_00, "cash was counted without it"
    assert house.differences() == []


def test_notes_that_do_not_add_up_lie_in_no_drawer(house: House) -> None:
    command = paid(100_00, {"5000": 1})
    assert booked(house, command)[0]
    assert house.row(TRANSACTIONS, command.transaction).drawer == ""
    assert house.differences() == []


def test_the_same_payment_is_booked_once(house: House) -> None:
    command = paid(100_00, {"10000": 1})
    done(house.run(command))
    assert refused(house.run(command)) == "transaction_exists"
