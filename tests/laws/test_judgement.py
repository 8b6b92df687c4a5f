"""The control runs of what a second person judges: each step once with the outcome it must have, and each guard left off."""

from collections.abc import Iterator

import pytest

from contract.approvals import When
from contract.products import ProductFact
from server.ledger import refunds
from tests.laws.judgement import Judgement
from tests.laws.model import drawer
from tests.laws.test_money_laws import Chosen, every_law
from tests.laws.two_branches import ABENA, ACCOUNTS, EFUA, make_template


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> type[Judgement]:
    """The machine over a bank file that is made once and copied for each test."""
    return type("Judged", (Judgement,), {"template": make_template(tmp_path_factory.mktemp("judged"))})


@pytest.fixture
def steps(judged: type[Judgement]) -> Iterator[Judgement]:
    made = judged()
    yield made
    made.teardown()


def charged(steps: Judgement) -> str:
    """A withdrawal with a fee."""
    steps.withdraw(EFUA, ACCOUNTS[1], {"5000": 4})
    return list(steps.model.done)[-1]


def test_each_step_reaches_its_outcome(steps: Judgement) -> None:
    steps.a_morning()
    charged(steps)
    every_law(steps)
    steps.refund(EFUA, 2, False, Chosen())
    steps.refund(EFUA, 2, True, Chosen())
    steps.refund(EFUA, 2, True, Chosen())  # a second time
    steps.a_fee_goes_back_once_and_never_beside_its_reversal()
    steps.model.reverse(EFUA, list(steps.model.done)[-1])  # what was refunded
    steps.mandate(EFUA, ACCOUNTS[0], ("Ama", "Kofi"))
    steps.mandate(ABENA, ACCOUNTS[0], ("Ama",))  # of another branch
    steps.lifetime(When.ASK_LIFE, 2)
    steps.product("20", "Gold", True)
    every_law(steps)
    steps.product("20", "Silver", False)
    steps.withdraw(EFUA, ACCOUNTS[0], {"20000": 28})
    steps.force(Chosen(1), {"5000": 2})  # refused: something waits in it
    steps.wait(3, clock=True)
    steps.force(Chosen(1), {"5000": 2})
    every_law(steps)
    assert steps.model.bags[drawer(EFUA)] and EFUA not in steps.model.tills
    counted = {
        word: n
        for word, n in steps.model.outcomes.items()
        if word.split()[0] in ("RefundFee", "SetMandate", "force", "expired", "ReverseTransaction")
    }
    assert counted == {
        "RefundFee awaiting": 2,
        "RefundFee refused": 1,
        "ReverseTransaction refused": 1,
        "SetMandate awaiting": 1,
        "SetMandate refused": 1,
        "expired": 1,
        "force refused": 1,
        "force executed": 1,
    }


def test_accounts_that_keep_their_products_old_name_are_found_out(
    steps: Judgement, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control without the fold: who follows and who begins afresh read two names."""
    steps.a_morning()
    for follower in steps.followers:
        monkeypatch.setitem(follower._followed._folds, ProductFact, [])
    steps.product("20", "Gold", False)
    with pytest.raises(AssertionError):
        every_law(steps)
    steps.followers.clear()


def test_a_bank_that_forgets_its_refunds_is_found_out(steps: Judgement, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control without the guard."""
    steps.a_morning()
    charged(steps)
    steps.refund(EFUA, 2, True, Chosen())
    monkeypatch.setattr(refunds, "is_refunded", lambda ctx, original: False)
    with pytest.raises(AssertionError):
        steps.refund(EFUA, 2, True, Chosen())
        every_law(steps)
        steps.a_fee_goes_back_once_and_never_beside_its_reversal()
    monkeypatch.undo()
    # The spoilt file is not asked again at the end.
    steps.hands.differences = list  # type: ignore[method-assign]
    steps.followers.clear()
