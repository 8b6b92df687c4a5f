"""What waits stands above what is booked, and nothing is shown twice."""

import msgspec

from contract.approvals import RequestState
from contract.ledger import Cash, Deposit, Status
from contract.money import Money
from teller_app.counter.journal_rows import rows_of_day
from teller_app.manifest import Waiting
from tests.teller_app.approvals.desk import request
from tests.teller_app.counter.world import SAVINGS, booked
from tests.teller_app.kit import EFUA_ID
from tests.teller_app.outbox.desk import DISABLED, ODD, REFUSED, kept


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


def test_cash_that_was_sent_leaves_the_drawer_and_a_difference_has_no_side() -> None:
    facts = [
        booked(n, kind, 100) for n, kind in enumerate(("cash_sent", "cash_received", "advance", "variance"), start=1)
    ]
    sides = {row.kind: (row.out, row.into) for row in rows_of_day(facts, [])}
    assert sides == {
        "cash_sent": (True, False),
        "cash_received": (False, True),
        "advance": (True, False),
        "variance": (False, False),
    }
    vault = msgspec.structs.replace(facts[1], drawer="")
    (row,) = rows_of_day([vault], [])
    assert (row.out, row.into) == (False, False), "confirmed at the vault, and in no drawer"


def test_without_a_line_nothing_is_being_sent() -> None:
    command = Deposit(transaction="t9", account=SAVINGS, amount=Money(5_00, "GHS"), cash=Cash())
    item = Waiting("t9", command, EFUA_ID, "04-20261122-1-0009", "2026-11-22T10:00:00.000Z")
    assert [rows_of_day([], [item], online=online)[0].state for online in (True, False)] == ["sending", "queued"]


def test_a_booked_one_is_not_shown_again_as_waiting() -> None:
    fact = booked(1, "deposit", 100)
    assert [row.state for row in rows_of_day([fact], [waiting(fact.transaction)])] == ["completed"]


def test_what_waits_is_named_where_its_holder_is_known() -> None:
    rows = rows_of_day(
        [], [waiting("t9")], (DISABLED,), {SAVINGS: "Abena Mensah", DISABLED.account: "Alhassan Fuseini"}
    )
    assert [row.holder for row in rows] == ["Alhassan Fuseini", "Abena Mensah"]
    assert rows_of_day([], [waiting("t9")])[0].holder == ""


def test_what_was_not_booked_stands_on_top() -> None:
    rows = rows_of_day([booked(1, "deposit", 100)], [waiting("t9")], (kept(1), DISABLED, REFUSED, ODD))
    assert [(row.state, row.receipt) for row in rows] == [
        ("refused", REFUSED.receipt), ("held", DISABLED.receipt), ("queued", "04-20261122-1-0009"), ("completed", "04-20261122-1-0001"),
    ]  # fmt: skip


def test_what_is_held_for_a_second_person_says_how_far_it_is() -> None:
    fact = booked(1, "withdraw", 100, Status.PENDING)
    asked, sent = request(transaction=fact.transaction), waiting(fact.transaction)
    paying = msgspec.structs.replace(sent, command=msgspec.structs.replace(sent.command, permit=asked.request))  # type: ignore[type-var]
    states = [
        rows_of_day([fact], under_way, asked=known)[0].state
        for under_way, known in (
            ([], ()),
            ([], (asked,)),
            ([], (msgspec.structs.replace(asked, state=RequestState.APPROVED),)),
            ([waiting(fact.transaction)], ()),
            ([paying], (msgspec.structs.replace(asked, state=RequestState.APPROVED),)),
        )
    ]
    assert states == ["pending", "pending", "to_pay", "pending", "paying"]
