"""Budgets and codes in the replica, and the questions about them."""

import sqlite3
from pathlib import Path

from contract.ids import derived_id
from contract.standin import StandInCodeFact
from teller_app.standin import folds, queries
from tests.teller_app.counter.world import SESSION, granted
from tests.teller_app.samples import replica_of


def code(n: int, owner: str = "k") -> StandInCodeFact:
    return StandInCodeFact(
        code=derived_id("c", n),
        owner=derived_id(owner),
        owner_name="Kwesi",
        branch=derived_id("b"),
        hash="$argon2id$x",
        armed_at="",
    )


def test_the_newest_budget_of_a_drawer_and_own_codes(tmp_path: Path) -> None:
    db = replica_of(tmp_path, (folds,), granted(100), granted(100, 30), code(1), code(2, "other"))
    assert queries.budget_of(db, SESSION) == granted(100, 30)
    assert queries.left_of(db, SESSION) == 70
    assert queries.left_of(db, "none") == 0
    assert queries.budgets(db) == (granted(100, 30),)
    assert queries.my_codes(db, derived_id("k")) == {derived_id("c", 1)}
    db.close()


def test_a_code_that_was_used_is_gone() -> None:
    db = sqlite3.connect(":memory:")
    for table in folds.TABLES:
        db.execute(table)
    for fact in (code(1), code(2, "other")):
        folds.fold_code(db, fact)
    folds.drop_code(db, derived_id("c", 1))
    assert queries.codes(db) == (code(2, "other"),)
    db.close()
