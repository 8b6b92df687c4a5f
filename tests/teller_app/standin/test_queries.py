"""A typed code against the hashes in the replica."""

from pathlib import Path

from argon2 import PasswordHasher

from contract.ids import derived_id
from contract.standin import StandInCodeFact
from teller_app.standin import folds, queries
from tests.teller_app.samples import replica_of

SLOW = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


def test_which_code_was_typed(tmp_path: Path) -> None:
    facts = [
        StandInCodeFact(
            code=derived_id("c", n),
            owner=derived_id("k"),
            owner_name="",
            branch=derived_id("b"),
            hash=SLOW.hash(f"AMV5CK6F1QK{n}"),
            armed_at="",
        )
        for n in range(2)
    ]
    db = replica_of(tmp_path, (folds,), *facts)
    assert [queries.code_for(db, typed) for typed in ("AMV5-CK6F-1QK1", "AMV5-CK6F-1QK7")] == [derived_id("c", 1), ""]
    db.close()
