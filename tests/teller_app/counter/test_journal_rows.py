"""What waits stands above what is booked, and nothing is shown twice."""

from contract.ledger import Cash, Deposit, Status
from contract.money import Money
from teller_app.counter.journal_rows import account_of, rows_of_day
from teller_app.manifest import Waiting
from tests.teller_app.counter.world import SAVINGS, booked
from tests.teller_app.kit import EFUA_ID


def waiting(transaction: str) -> Waiting:
    command = Deposit(
        transaction=transaction, account=SAVINGS, amount=Money(5_00, "GHS"), cash=Cash(), taken_offline=True
    )
    return Waiting(transaction, command, EFUA_ID, "04-20261122-1-0009", "2026-11-22T10:00:00.000Z")


def test_newest_first_and_pending_on_top() -> None:
    facts = [booked(1, "deposit", 100), booked(2, "withdraw", 200, Status.REVERSED)]
    rows = rows_of_day(facts, [waiting(booked(3, "deposit", 1).transaction)])
    assert [row.state for row in rows] == ["queued", "reversed", "completed"]
    assert [row.out for row in rows] == [False, True, False]


def test_a_booked_one_is_not_shown_again_as_waiting() -> None:
    fact = booked(1, "deposit", 100)
    assert [row.state for row in rows_of_day([fact], [waiting(fact.transaction)])] == ["completed"]


def test_what_waits_has_the_name_of_its_holder_where_it_is_known() -> None:
    item = waiting(booked(3, "deposit", 1).transaction)
    assert [row.holder for row in rows_of_day([], [item], {SAVINGS: "Abena Serwaa Mensah"})] == ["Abena Serwaa Mensah"]
    assert [row.holder for row in rows_of_day([], [item])] == [""]
    assert account_of(item) == SAVINGS
