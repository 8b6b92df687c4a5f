"""An account's year from its newest legs: one movement a transaction, what was undone is marked, the bound is said."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from contract.approvals import ApproveRequest
from contract.ids import new_id
from contract.ledger import Cash, ReverseTransaction
from server.ledger import pattern
from server.ledger.tables import PRODUCTS
from tests.server.drawers import house as h
from tests.server.drawers.house import ACCOUNT, AKOSUA, DAY, House, asked, done, opened


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with opened(tmp_path) as bank:
        yield bank


def moves(house: House, since: str = "2025-11-24") -> list[tuple[str, str, int, bool]]:
    with house.engine.connect() as conn:
        found, _ = pattern.moves(conn, ACCOUNT, since)
    return [(move.kind, move.side, move.amount, move.undone) for move in found]


@pytest.fixture
def moved(house: House) -> House:
    """A deposit, a withdrawal with a fee, and a deposit that was undone."""
    with house.engine.begin() as conn:
        conn.execute(PRODUCTS.table.update().values(withdrawal_fee=1_50))
        house._resident.reload(conn)
    house.open()
    done(house.run(h.deposit(200_00, {"20000": 1})))
    done(house.run(h.withdraw(50_00, {"5000": 1})))
    wrong = h.deposit(100_00, {"10000": 1})
    done(house.run(wrong))
    undo = ReverseTransaction(transaction=new_id(), original=wrong.transaction, reason="wrong account")
    request = asked(house.run(undo)).request
    done(house.run(ApproveRequest(request=request), AKOSUA))
    paid = ReverseTransaction(transaction=undo.transaction, original=wrong.transaction, reason="wrong account",
                              permit=request, cash=Cash(given={"10000": 1}))  # fmt: skip
    done(house.run(paid))
    return house


def test_newest_first_one_for_each_transaction_fees_aside(moved: House) -> None:
    assert moves(moved) == [
        ("reversal", "debit", 100_00, False),
        ("deposit", "credit", 100_00, True),
        ("withdraw", "debit", 50_00, False),
        ("deposit", "credit", 200_00, False),
    ]


def test_only_from_a_date_on(moved: House) -> None:
    assert moves(moved, DAY) != []
    assert moves(moved, "2026-11-25") == []


def test_a_busy_account_says_that_there_is_more(moved: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def partial() -> bool:
        with moved.engine.connect() as conn:
            return pattern.moves(conn, ACCOUNT, "2025-11-24")[1]

    assert not partial()
    monkeypatch.setattr(pattern, "LEGS_MAX", 3)
    assert partial()
    assert len(moves(moved)) <= 3
