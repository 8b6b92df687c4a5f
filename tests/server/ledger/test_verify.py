"""One altered figure anywhere in the books is named."""

import pytest

from server.ledger import verify
from tests.server.ledger.counter import deposit, posted, transfer, withdraw
from tests.server.room_kit import OSU, Kit


@pytest.fixture
def worked(kit: Kit) -> Kit:
    """A bank with a deposit (journal 1), and a transfer to another branch (journal 2) with four legs."""
    one, other = kit.account(), kit.account(branch=OSU)
    posted(kit.run(deposit(one, 100_00)))
    posted(kit.run(transfer(one, other, 30_00)))
    return kit


def named(kit: Kit) -> list[str]:
    return [difference.where for difference in kit.read(lambda conn: list(verify.check(conn)))]


def test_untouched_books_are_whole(worked: Kit, monkeypatch: pytest.MonkeyPatch) -> None:
    assert named(worked) == []
    monkeypatch.setattr(verify, "PAGE", 1)
    assert named(worked) == []


@pytest.mark.parametrize("page", [1, 2, 5_000])
@pytest.mark.parametrize(
    ("spoil", "expected"),
    [
        ("update legs set amount=amount+1 where seq=1 and n=0", ["leg 1.0 of account", "account", "transaction"]),
        ("update legs set side='credit' where seq=1 and n=0", ["leg 1.0 of account", "account", "transaction"]),
        ("update legs set balance_after=balance_after+1 where seq=2 and n=2", ["leg 2.2 of account"]),
        ("update legs set currency='CZK' where seq=2 and n=1", ["leg 2.1 of account", "transaction", "transaction"]),
        ("update legs set \"transaction\"='t' where seq=2 and n=0", ["transaction", "transaction"]),
        ("delete from legs where seq=1 and n=1", ["leg 2.0 of account", "account", "transaction"]),
        ("delete from legs where seq=2", ["account"] * 4),
        ("update accounts set credits=credits+1 where number like '1010%'", ["account", "trial balance"]),
        ("update accounts set id='x' where number like '1010%'", ["legs of account", "account"]),
    ],
)  # fmt: skip
def test_a_change_is_named(
    worked: Kit, monkeypatch: pytest.MonkeyPatch, spoil: str, expected: list[str], page: int
) -> None:
    monkeypatch.setattr(verify, "PAGE", page)
    worked.spoil(spoil)
    found = named(worked)
    assert len(found) == len(expected)
    assert all(any(where.startswith(words) for where in found) for words in expected), found


@pytest.mark.parametrize(
    ("spoil", "count"),
    [
        ("update accounts set pending=pending+1 where pending>0", 1),
        ("update accounts set pending=0", 1),
        ("update transactions set status='failed' where status='pending'", 1),
        ("update accounts set pending=7 where number like '1010%'", 1),
    ],
)
def test_money_kept_aside_for_nothing_is_named(kit: Kit, spoil: str, count: int) -> None:
    posted(kit.run(deposit(kit.account(), 1_00)))
    kit.run(withdraw(kit.account(money=900_00), 600_00))
    assert named(kit) == []
    kit.spoil(spoil)
    assert [where.endswith("pending") for where in named(kit)] == [True] * count
