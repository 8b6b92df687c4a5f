"""The control runs of what is owed and of the dead line: each step once with the outcome it must have, and each guard left off."""

from collections.abc import Iterator
from typing import Any

import pytest

from server.advances import rules as advance_rules
from server.standin import rules as standin_rules
from server.variances import rules as variance_rules
from tests.laws.dead_line import DeadLine
from tests.laws.model import drawer
from tests.laws.test_money_laws import Chosen, every_law
from tests.laws.two_branches import ACCOUNTS, EFUA, HAJARA, KOJO, MAKOLA, MUSA, OSU, make_template


@pytest.fixture(scope="module")
def indebted(tmp_path_factory: pytest.TempPathFactory) -> type[DeadLine]:
    """The machine over a bank file that is made once and copied for each test."""
    return type("Indebted", (DeadLine,), {"template": make_template(tmp_path_factory.mktemp("owed"))})


@pytest.fixture
def steps(indebted: type[DeadLine]) -> Iterator[DeadLine]:
    made = indebted()
    made.a_morning()
    yield made
    made.teardown()


def all_laws(steps: DeadLine) -> None:
    every_law(steps)
    steps.of_each_variance_is_settled_what_was_settled()
    steps.each_advance_is_what_was_paid_less_what_came_back()
    steps.none_of_it_is_booked_twice_or_by_nobody()
    steps.a_code_proves_one_payment()
    steps.a_budget_knows_all_that_was_paid_of_it()


def off_by(steps: DeadLine, slip: dict[str, int]) -> None:
    """Efua's drawer closes off by so much, which the manager accepts."""
    if EFUA not in steps.model.tills:
        steps.model.open(EFUA, steps.model.bags[drawer(EFUA)])
    for _ in range(2):
        steps.count(Chosen(Owners.of(steps, EFUA)), slip, shut=False)
    steps.model.shut(EFUA)
    for request in list(steps.model.asked):
        steps.model.decide(request, approve=True)


class Owners:
    """Places of people among the open drawers, as the machine lists them."""

    @staticmethod
    def of(steps: DeadLine, person: object) -> int:
        return sorted(steps.model.tills, key=str).index(person)  # type: ignore[arg-type]


def words(steps: DeadLine, *kinds: str) -> dict[str, int]:
    return {word: n for word, n in steps.model.outcomes.items() if word.split()[0] in kinds}


def test_a_shortage_comes_back_in_parts_and_the_rest_is_written_off(steps: DeadLine) -> None:
    off_by(steps, {"1000": -1})
    steps.accept(HAJARA, Chosen())
    steps.open(KOJO, {})
    steps.recover(KOJO, 3, False, Chosen())
    steps.recover(KOJO, 3, True, Chosen())
    steps.recover(KOJO, 30, True, Chosen())  # more than is left
    steps.give_back(ACCOUNTS[0], 1_00, True, Chosen())  # the wrong way
    all_laws(steps)
    steps.write_off(OSU, True, Chosen())  # of another branch
    steps.write_off(MAKOLA, True, Chosen())
    steps.recover(KOJO, 1, True, Chosen())  # over
    all_laws(steps)
    assert list(steps.settled.values()) == [10_00]
    assert words(steps, "RecoverVariance", "WriteOffVariance", "ReturnVariance") == {
        "RecoverVariance awaiting": 2,
        "RecoverVariance executed": 1,
        "RecoverVariance refused": 2,
        "ReturnVariance refused": 1,
        "WriteOffVariance refused": 1,
        "WriteOffVariance awaiting": 1,
    }


def test_a_surplus_goes_to_whose_it_was(steps: DeadLine) -> None:
    off_by(steps, {"5000": 2})
    steps.accept(MUSA, Chosen())
    steps.accept(HAJARA, Chosen())
    steps.accept(HAJARA, Chosen())
    steps.give_back(ACCOUNTS[2], 30_00, True, Chosen())
    steps.give_back(ACCOUNTS[2], 30_00, False, Chosen())
    all_laws(steps)
    steps.write_off(MAKOLA, True, Chosen())
    all_laws(steps)
    assert list(steps.settled.values()) == [100_00]


def test_an_advance_is_asked_paid_reminded_of_and_retired(steps: DeadLine) -> None:
    steps.ask_advance(KOJO, 4, 0, False)
    steps.ask_advance(KOJO, 4, 0, True)
    steps.retire_advance(EFUA, 1, 0, Chosen())  # not paid yet
    steps.pay_advance(KOJO, Chosen())  # to oneself
    steps.pay_advance(EFUA, Chosen())
    steps.pay_advance(EFUA, Chosen())  # a second time
    all_laws(steps)
    steps.remind()
    steps.count(Chosen(Owners.of(steps, EFUA)), {}, shut=True)
    steps.next_day(MAKOLA, 1)
    steps.remind()
    steps.remind()
    steps.open(EFUA, {})
    steps.retire_advance(EFUA, 3, 2, Chosen())  # more than is owed
    steps.retire_advance(EFUA, 2, 1, Chosen())
    all_laws(steps)
    steps.retire_advance(EFUA, 1, 0, Chosen())
    all_laws(steps)
    assert words(steps, "RequestAdvance", "PayAdvance", "RetireAdvance", "reminded", "nobody") == {
        "RequestAdvance awaiting": 2,
        "PayAdvance refused": 2,
        "PayAdvance executed": 1,
        "RetireAdvance refused": 2,
        "RetireAdvance executed": 2,
        "nobody reminded": 2,
        "reminded": 1,
    }


def test_a_drawer_is_handed_over(steps: DeadLine) -> None:
    steps.hand_over(KOJO, {}, False, Chosen(Owners.of(steps, EFUA)))
    steps.hand_over(KOJO, {"5000": 2}, True, Chosen(Owners.of(steps, EFUA)))  # above the tolerance
    assert EFUA in steps.model.tills
    steps.hand_over(KOJO, {"100c": 1}, True, Chosen(Owners.of(steps, EFUA)))
    all_laws(steps)
    assert EFUA not in steps.model.tills
    assert words(steps, "TakeOverDrawer") == {"TakeOverDrawer refused": 2, "TakeOverDrawer executed": 1}


def test_codes_and_budgets_on_the_dead_line(steps: DeadLine) -> None:
    efua = Owners.of(steps, EFUA)
    steps.grant(MUSA, 2, Chosen(efua))  # of another branch
    steps.grant(HAJARA, 2, Chosen(efua))
    steps.arm(HAJARA, 2)
    steps.pay_out(ACCOUNTS[0], 1, "right", Chosen(efua, 0))
    all_laws(steps)
    assert steps.unproven == set()
    steps.pay_out(ACCOUNTS[0], 1, "right", Chosen(efua, 0))  # the same code
    steps.pay_out(ACCOUNTS[1], 1, "misheard", Chosen(efua, 1))
    steps.pay_out(ACCOUNTS[1], 1, "invented", Chosen(efua))
    all_laws(steps)
    steps.arm(HAJARA, 1)
    steps.grant(HAJARA, 3, Chosen(efua))
    all_laws(steps)
    assert (len(steps.unproven), list(steps.budgets.values())) == (3, [(150_00, 0)])
    assert [code.state for code in steps.codes.values()] == ["used", "used", "armed"]


def nothing_wrong(*_: Any) -> None:
    return None


def forget(steps: DeadLine, monkeypatch: pytest.MonkeyPatch) -> None:
    """The spoilt file is not asked again at the end."""
    monkeypatch.undo()
    steps.hands.differences = list  # type: ignore[method-assign]
    steps.followers.clear()


def test_a_bank_that_settles_what_nobody_accepted_is_found_out(
    steps: DeadLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control without the guard, as the two below."""
    off_by(steps, {"1000": -1})
    steps.open(KOJO, {})
    monkeypatch.setattr(variance_rules, "settle_fault", nothing_wrong)
    with pytest.raises(AssertionError):
        for _ in range(2):
            steps.recover(KOJO, 30, True, Chosen())
            all_laws(steps)
    forget(steps, monkeypatch)


def test_a_bank_that_pays_an_advance_twice_is_found_out(steps: DeadLine, monkeypatch: pytest.MonkeyPatch) -> None:
    steps.ask_advance(KOJO, 2, 0, True)
    steps.pay_advance(EFUA, Chosen())
    monkeypatch.setattr(advance_rules, "step_fault", nothing_wrong)
    with pytest.raises(AssertionError):
        steps.pay_advance(EFUA, Chosen())
    forget(steps, monkeypatch)


def test_a_bank_that_takes_a_code_twice_is_found_out(steps: DeadLine, monkeypatch: pytest.MonkeyPatch) -> None:
    steps.arm(HAJARA, 1)
    monkeypatch.setattr(standin_rules, "code_fault", nothing_wrong)
    for _ in range(2):
        steps.pay_out(ACCOUNTS[0], 1, "right", Chosen(Owners.of(steps, EFUA), 0))
    with pytest.raises(AssertionError):
        steps.a_code_proves_one_payment()
    forget(steps, monkeypatch)
