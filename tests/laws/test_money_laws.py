"""Whatever people do in whatever order: the books are whole, no piece appears or vanishes, replicas equal snapshots,
and saying everything again changes nothing.

``COASTAL_LAWS=EXAMPLESxSTEPS`` (say 200x60) makes a soak of it; without it the run is short enough for every day.
"""

import os
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from contract.envelope import Lease
from contract.feed import Executed, Refused
from contract.ids import new_id
from contract.ledger import Deposit, Transfer
from contract.money import Money, add_pieces
from server.core.context import Context
from server.core.registry import Handler, Outcome, nothing_happened
from tests.laws.counters import deposit_of
from tests.laws.dead_line import DeadLine
from tests.laws.model import drawer
from tests.laws.roads import Roads
from tests.laws.two_branches import ABENA, ACCOUNTS, EFUA, HAJARA, KOJO, MAKOLA, OSU, YAW, Person, make_template

EXAMPLES, STEPS = (int(part) for part in os.environ.get("COASTAL_LAWS", "8x20").split("x"))


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> type[Roads]:
    """The machine over a bank file that is made once and copied for each example."""
    template = make_template(tmp_path_factory.mktemp("law"))
    return type("Bank", (DeadLine,), {"template": template})


@pytest.mark.timeout(120 + EXAMPLES * STEPS)
def test_the_laws_hold_in_whatever_order(machine: type[Roads]) -> None:
    bounds = settings(
        max_examples=EXAMPLES,
        stateful_step_count=STEPS,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate, Phase.shrink),
    )
    run_state_machine_as_test(machine, settings=bounds)


@pytest.fixture
def steps(machine: type[Roads]) -> Iterator[Roads]:
    """The machine for a test that takes its steps itself."""
    made = machine()
    yield made
    made.teardown()


def test_the_steps_reach_every_kind_of_outcome(steps: Roads) -> None:
    """The control run: one day that is known, so that the laws are not kept by a bank where nothing happens."""
    model = steps.model
    steps.a_morning()
    steps.deposit(EFUA, ACCOUNTS[3], {"20000": 20, "100c": 3})
    steps.withdraw(EFUA, ACCOUNTS[1], {"5000": 4})
    steps.withdraw(EFUA, ACCOUNTS[0], {"20000": 28})
    allowed = next(iter(model.asked))
    model.decide(allowed, approve=True)
    model.pay(allowed)
    steps.transfer(EFUA, (ACCOUNTS[1], ACCOUNTS[3], ACCOUNTS[0], ACCOUNTS[2]), 1_234_56)
    for original in list(model.done)[-2:]:
        model.reverse(EFUA, original)
    for request in sorted(model.asked):
        model.decide(request, approve=True)
    for request in sorted(model.permits):
        model.pay(request)
    steps.transfer(EFUA, (ACCOUNTS[2], ACCOUNTS[3]), 21_000_00)
    steps.transfer(EFUA, (ACCOUNTS[3], ACCOUNTS[2]), 21_000_00)
    steps.deposit(EFUA, ACCOUNTS[0], {"20000": 251})
    over, declined, large = model.asked
    every_law(steps)
    for request in (over, declined, large):
        model.decide(request, approve=request != declined)
    model.pay(large)
    steps.next_day(MAKOLA, 1)
    for slip in ({"5000": 2}, {"5000": 2}):
        model.count(EFUA, add_pieces(model.bags[drawer(EFUA)], slip))
    model.shut(EFUA)
    model.decide(next(iter(model.asked)), approve=True)
    steps.next_day(MAKOLA, 1)
    model.open(EFUA, add_pieces(model.bags[drawer(EFUA)], {"100c": 1}))
    steps.say_everything_again()
    every_law(steps)
    assert steps.day[MAKOLA] == "2026-11-25"
    assert model.outcomes == {
        "open executed": 3,
        "Deposit executed": 6,
        "Deposit awaiting": 1,
        "Withdraw executed": 2,
        "Withdraw awaiting": 1,
        "Transfer executed": 1,
        "Transfer awaiting": 2,
        "ReverseTransaction awaiting": 2,
        "ReverseTransaction executed": 1,
        "approve executed": 6,
        "decline executed": 1,
        "SubmitCount executed": 2,
        "CloseDrawer awaiting": 1,
    }


TROUBLED = {
    "open executed": 2,
    "Deposit executed": 4,
    "Deposit refused": 1,
    "ContinueDrawer executed": 1,
    "late deposit executed": 7,
    "Withdraw awaiting": 1,
    "Withdraw refused": 1,
    "Transfer executed": 1,
    "ReverseTransaction awaiting": 1,
    "WithdrawRequest refused": 1,
    "WithdrawRequest executed": 1,
    "approve executed": 1,
    "expired": 1,
    "SubmitCount executed": 1,
    "CloseDrawer executed": 1,
}


def test_the_troubles_reach_every_kind_of_outcome(steps: Roads) -> None:
    """The control run of what goes wrong: each trouble once, by hand, with the outcome it must have."""
    model = steps.model
    steps.a_morning()
    first = model.tills[ABENA].lease
    steps.move(ABENA, MAKOLA)
    late(steps, ABENA, first)  # in another branch's session
    assert isinstance(model.post(ABENA, deposit_of(ACCOUNTS[0], {"1000": 1})), Refused)
    steps.move(ABENA, OSU)
    model.go_on(ABENA, "second")
    late(steps, ABENA, first)  # under a stale lease, before the count
    steps.withdraw(ABENA, ACCOUNTS[0], {"20000": 26})
    transfer = Transfer(transaction=new_id(), debit_account=ACCOUNTS[1], credit_account=ACCOUNTS[2],
                        amount=Money(5_000_00, "GHS"))  # fmt: skip
    model.post(EFUA, transfer)
    model.reverse(EFUA, transfer.transaction)
    every_law(steps)
    assert sorted(held for held in model.on_hold().values() if held) == [5_000_00, 5_200_00]
    cash, back = model.asked
    model.take_back(back, KOJO)
    model.take_back(back, EFUA)
    model.decide(cash, approve=True)
    steps.wait(16, clock=False)
    model.pay(cash)
    every_law(steps)
    steps.wait(0, clock=True)
    assert model.on_hold() == dict.fromkeys(ACCOUNTS, 0)
    model.count(ABENA, model.bags[drawer(ABENA)])
    model.shut(ABENA)
    late(steps, ABENA, first)  # after a counted close
    late(steps, KOJO, model.tills[EFUA].lease)  # somebody else's drawer: nobody is credited
    steps.flag(0, stop=True)
    late(steps, EFUA, model.tills[EFUA].lease)
    every_law(steps)
    steps.lose_the_right(ABENA)
    late(steps, ABENA, first)
    steps.leave_the_bank(KOJO)
    late(steps, KOJO, model.tills[EFUA].lease)
    every_law(steps)
    assert [done.credited for done in list(model.done.values())[-5:]] == [True, False, False, False, False]
    assert model.outcomes == TROUBLED


class Chosen:
    """Stands for hypothesis' choice in a test that takes its steps itself."""

    def __init__(self, *picks: int) -> None:
        self._picks = list(picks)

    def draw(self, strategy: object) -> object:
        """The next of the picks among the strategy's elements, the first when there is none left."""
        elements = list(getattr(strategy, "wrapped_strategy", strategy).elements)  # type: ignore[attr-defined]
        return elements[self._picks.pop(0) if self._picks else 0]


SAFE, BANK, EFUAS, KOJOS = range(4)
"""Places as the machine lists them."""


def test_the_roads_reach_every_kind_of_outcome(steps: Roads) -> None:
    """The control run of cash on its way: each road once, a part lost, a count, a refusal, the night."""
    steps.a_morning()
    steps.open(KOJO, {})
    steps.send(HAJARA, YAW, {"20000": 2}, Chosen(SAFE, EFUAS))
    every_law(steps)
    steps.confirm(YAW, Chosen(0))
    steps.receive(EFUA, YAW, {"1000": 1}, Chosen(0))
    every_law(steps)
    steps.send(EFUA, YAW, {"1000": 3}, Chosen(EFUAS, KOJOS))
    steps.refuse(KOJO, Chosen(0))
    steps.send(EFUA, YAW, {"1000": 3}, Chosen(EFUAS, SAFE))
    steps.receive(HAJARA, KOJO, {"1000": -1}, Chosen(0))
    every_law(steps)
    steps.confirm(KOJO, Chosen(0))
    steps.exchange(EFUA, HAJARA, Chosen(EFUAS, SAFE))
    steps.confirm(HAJARA, Chosen(0))
    steps.send(HAJARA, YAW, {"20000": 1}, Chosen(BANK, SAFE))
    steps.send(HAJARA, YAW, {"20000": 1}, Chosen(SAFE, BANK))
    steps.refuse(HAJARA, Chosen(1))
    steps.receive(YAW, KOJO, {}, Chosen(0))
    steps.confirm(KOJO, Chosen(0))
    every_law(steps)
    steps.count_vault(YAW, HAJARA, {"1000": -1}, closing=True)
    steps.confirm(HAJARA, Chosen(0))
    steps.open_vault(YAW, HAJARA)
    steps.confirm(HAJARA, Chosen(0))
    every_law(steps)
    assert steps.roads == {}
    assert {word: n for word, n in steps.model.outcomes.items() if "deposit" not in word.lower()} == {
        "open executed": 3,
        "send executed": 5,
        "confirm executed": 6,
        "receive executed": 3,
        "refuse executed": 2,
        "exchange executed": 1,
        "count vault executed": 1,
        "open vault executed": 1,
    }


def late(steps: Roads, person: Person, lease: Lease) -> None:
    """A deposit that was taken offline, with more change than the drawer has coins for."""
    command = deposit_of(ACCOUNTS[0], {"20000": 1}, {"100c": 90}, taken_offline=True)
    assert isinstance(steps.model.late(person, command, lease), Executed)


def every_law(steps: Roads) -> None:
    """What the machine asks after each step."""
    steps.sides_are_equal_and_balances_are_their_legs()
    steps.every_account_has_what_was_put_on_it()
    steps.no_piece_appears_or_vanishes()
    steps.what_was_acknowledged_is_booked_once()
    steps.cash_is_drawers_vault_and_transit()
    steps.what_is_in_transit_is_what_was_sent_and_not_received()
    steps.whoever_followed_knows_what_a_snapshot_says()


SPOILED = {
    "update legs set amount=amount+1 where seq=(select max(seq) from legs) and n=0": "sides_are_equal_and_balances_are_their_legs",
    "update accounts set debits=debits+1 where product='1900'": "sides_are_equal_and_balances_are_their_legs",
    "update accounts set pending=1 where customer<>''": "every_account_has_what_was_put_on_it",
    "update accounts set debits=debits+1 where product='1030'": "cash_is_drawers_vault_and_transit",
    "update bags set pieces='{}'": "no_piece_appears_or_vanishes",
    "update accounts set debits=debits+1 where product='1010'": "no_piece_appears_or_vanishes",
    "delete from legs where seq=(select max(seq) from legs)": "what_was_acknowledged_is_booked_once",
    "update transactions set narration='altered'": "whoever_followed_knows_what_a_snapshot_says",
}
"""What is altered behind the bank's back, and the law that must see it."""


def test_every_law_can_fail(steps: Roads) -> None:
    """The control without the guard: one figure altered by hand breaks the law that is about it."""
    steps.a_morning()
    steps.send(EFUA, YAW, {"1000": 3}, Chosen(EFUAS, SAFE))
    steps.deposit(EFUA, ACCOUNTS[2], {"1000": 1})  # over two branches
    every_law(steps)
    path = steps.bank.settings.url.removeprefix("sqlite:///")
    for spoil, law in SPOILED.items():
        kept = Path(path).with_suffix(".kept")
        with sqlite3.connect(path) as source, sqlite3.connect(kept) as copy:
            source.backup(copy)
        with sqlite3.connect(path) as conn:
            assert conn.execute(spoil).rowcount, spoil
        with pytest.raises(AssertionError):
            getattr(steps, law)()
        with sqlite3.connect(kept) as copy, sqlite3.connect(path) as source:
            copy.backup(source)


def test_a_refusal_that_leaves_something_is_seen(steps: Roads) -> None:
    """The control of the look before and after each command."""
    steps.a_morning()
    steps.hands.books["accounts"] = []
    with pytest.raises(AssertionError, match="left something"):
        steps.withdraw(EFUA, ACCOUNTS[0], {"20000": 30, "5000": 30})
    steps.hands.books = {}


def refusing(handler: Handler[Deposit]) -> Handler[Deposit]:
    """A bank that holds cash for a wish."""
    return replace(handler, happened=nothing_happened)


def trusting(handler: Handler[Deposit]) -> Handler[Deposit]:
    """A bank that takes everybody's word."""

    def handle(command: Deposit, ctx: Context) -> Outcome:
        ctx.doubt = None
        return handler.handle(command, ctx)

    return replace(handler, handle=handle)


@pytest.mark.parametrize("planted", [refusing, trusting])
def test_cash_of_somebody_who_takes_none_any_more_is_a_law(
    steps: Roads, monkeypatch: pytest.MonkeyPatch, planted: Callable[[Handler[Deposit]], Handler[Deposit]]
) -> None:
    """The control: a bank that refuses it, and one that credits a customer for it, are both caught."""
    steps.a_morning()
    lease = steps.model.tills[ABENA].lease
    steps.lose_the_right(ABENA)
    kinds = steps.bank.registry.by_kind
    monkeypatch.setitem(kinds, Deposit, planted(kinds[Deposit]))
    with pytest.raises(AssertionError):
        late(steps, ABENA, lease)
