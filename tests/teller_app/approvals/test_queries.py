from pathlib import Path

from contract.approvals import HELD_S, ApprovalRuleFact, RequestState, When
from teller_app.approvals import folds
from teller_app.approvals.queries import held_life_s, open_of, requests, rules, waiting_requests
from tests.teller_app import samples
from tests.teller_app.samples import USER, replica_of, some_id

S = RequestState


def test_waiting_first_then_the_newest(tmp_path: Path) -> None:
    facts = (
        samples.request(1, S.DECLINED),
        samples.request(2, S.AWAITING),
        samples.request(3, S.APPROVED, is_permit=True),
        samples.request(4, S.APPROVED),
        samples.request(5, S.AWAITING),
    )
    db = replica_of(tmp_path, (folds,), *facts)
    assert [facts.index(fact) + 1 for fact in requests(db)] == [2, 5, 4, 3, 1]
    assert waiting_requests(db) == (facts[1], facts[4])
    assert open_of(db, USER) == (facts[1], facts[2], facts[4])
    assert open_of(db, some_id(99)) == ()
    db.close()


def test_the_policy_by_name_and_how_long_a_held_form_is_kept(tmp_path: Path) -> None:
    off = ApprovalRuleFact(rule="a", when=When.HELD_LIFE, bound=60, off=True)
    lines = (off, ApprovalRuleFact(rule="c", when=When.HELD_LIFE, bound=7200),
             ApprovalRuleFact(rule="b", when=When.HELD_LIFE, bound=3600))  # fmt: skip
    db = replica_of(tmp_path, (folds,), *lines)
    assert [fact.rule for fact in rules(db)] == ["b", "c", "a"]
    assert held_life_s(db) == 3600
    db.close()
    bare = replica_of(tmp_path / "bare", (folds,))
    assert held_life_s(bare) == HELD_S
    bare.close()
