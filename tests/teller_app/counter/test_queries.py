from pathlib import Path

from teller_app.counter import folds
from teller_app.counter.queries import account_by_number, accounts_of, branches, holder_name
from tests.teller_app import samples
from tests.teller_app.samples import replica_of, some_id

ACCOUNT = samples.account(7, available=10_000)


def test_accounts_in_order_and_by_either_number(tmp_path: Path) -> None:
    facts = [samples.account(n, owner=1) for n in (9, 7)] + [samples.account(8, owner=2, external_number="XY-77")]
    db = replica_of(tmp_path, (folds,), samples.customer(2, "Ama Osei"), samples.branch(), *facts)
    assert [fact.account for fact in accounts_of(db, some_id(1))] == [some_id(7), some_id(9)]
    assert account_by_number(db, facts[2].number) == (facts[2], "Ama Osei")
    assert account_by_number(db, "XY-77") == (facts[2], "Ama Osei")
    assert account_by_number(db, facts[0].number) == (facts[0], ""), "a holder out of sight has no name here"
    assert account_by_number(db, "") is None
    assert holder_name(db, facts[2].account) == "Ama Osei"
    assert holder_name(db, facts[0].account) == holder_name(db, some_id(99)) == ""
    assert branches(db) == (samples.branch(),)
    db.close()
