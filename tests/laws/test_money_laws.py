"""Whatever people do in whatever order: the books are whole, no piece appears or vanishes, replicas equal snapshots,
and saying everything again changes nothing."""

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from contract.branches import CloseBranchDay, OpenBranchDay
from contract.feed import Awaiting, Executed
from contract.ids import new_id
from contract.ledger import Cash, Deposit, Transfer, Withdraw
from contract.money import Money, add_pieces, pieces_total
from server import build
from server.settings import Settings
from tests.laws.follower import Follower
from tests.laws.model import Model, drawer
from tests.laws.two_branches import (
    ABENA,
    ACCOUNTS,
    CASHIERS,
    DAY,
    EFUA,
    FLOAT,
    HAJARA,
    MAKOLA,
    MANAGERS,
    MUSA,
    OSU,
    Hands,
    copy_of,
    make_template,
)

people = st.sampled_from(CASHIERS)
accounts = st.sampled_from(ACCOUNTS)
branches = st.sampled_from([MAKOLA, OSU])
notes = st.fixed_dictionaries({}, optional={face: st.integers(1, 30) for face in FLOAT}).filter(bool)
slips = st.sampled_from([{}, {}, {"100c": 1}, {"1000": 1}, {"5000": 2}])
"""By how much a count is wrong: nothing, within the tolerance, above it."""
WATCHERS = (EFUA, HAJARA, MUSA)


class Counters(RuleBasedStateMachine):
    """Three cashiers and two managers at two branches."""

    template: Settings

    def __init__(self) -> None:
        super().__init__()
        self._end = ExitStack()
        folder = Path(self._end.enter_context(tempfile.TemporaryDirectory(prefix="law")))
        self.bank = self._end.enter_context(build.bank(copy_of(self.template, folder)))
        self.hands = Hands(self.bank)
        self.model = Model(self.hands)
        self.followers = [Follower(self.bank, folder, person.id) for person in WATCHERS]
        for follower in self.followers:
            self._end.callback(follower.close)
        self.day = {MAKOLA: DAY, OSU: DAY}
        self.turn = 0

    def teardown(self) -> None:
        with self._end:
            for follower in self.followers:
                self._compare(follower)

    @initialize()
    def a_morning(self) -> None:
        """Two drawers are open and some money is in, so that every rule finds something to do."""
        for person in (EFUA, ABENA):
            self.model.open(person, FLOAT)
        for account in ACCOUNTS:
            self.model.post(EFUA, _deposit(account, {"20000": 30}))

    # -- what people do ------------------------------------------------------------------------------------------

    @rule(person=people, account=accounts, received=notes)
    def deposit(self, person, account, received):  # type: ignore[no-untyped-def]
        self.model.post(person, _deposit(account, received))

    @rule(person=people, account=accounts, given=notes)
    def withdraw(self, person, account, given):  # type: ignore[no-untyped-def]
        amount = Money(pieces_total(given), "GHS")
        self.model.post(person, Withdraw(transaction=new_id(), account=account, amount=amount, cash=Cash(given=given)))

    @rule(person=people, pair=st.permutations(ACCOUNTS), minor=st.integers(1, 30_000_00))
    def transfer(self, person, pair, minor):  # type: ignore[no-untyped-def]
        command = Transfer(
            transaction=new_id(), debit_account=pair[0], credit_account=pair[1], amount=Money(minor, "GHS")
        )
        self.model.post(person, command)

    @precondition(lambda self: self.model.posted)
    @rule(data=st.data())
    def reverse(self, data):  # type: ignore[no-untyped-def]
        person, command = data.draw(st.sampled_from(self.model.posted))
        self.model.reverse(person, command)

    @precondition(lambda self: self.model.asked)
    @rule(data=st.data(), approve=st.sampled_from([True, True, False]))
    def decide(self, data, approve):  # type: ignore[no-untyped-def]
        self.model.decide(data.draw(st.sampled_from(sorted(self.model.asked))), approve)

    @precondition(lambda self: self.model.permits)
    @rule(data=st.data())
    def pay(self, data):  # type: ignore[no-untyped-def]
        self.model.pay(data.draw(st.sampled_from(sorted(self.model.permits))))

    @rule(person=people, slip=slips)
    def open(self, person, slip):  # type: ignore[no-untyped-def]
        self.model.open(person, add_pieces(self.model.bags.get(drawer(person)) or FLOAT, slip))

    @precondition(lambda self: self.model.tills)
    @rule(data=st.data(), slip=slips, shut=st.booleans())
    def count(self, data, slip, shut):  # type: ignore[no-untyped-def]
        person = data.draw(st.sampled_from(sorted(self.model.tills, key=str)))
        self.model.count(person, add_pieces(self.model.bags[drawer(person)], slip))
        if shut:
            self.model.shut(person)

    @rule(branch=branches, days=st.integers(1, 3))
    def next_day(self, branch, days):  # type: ignore[no-untyped-def]
        """Close the day and open a later one; refused while a drawer is in use."""
        manager = MANAGERS[branch].id
        self.hands.do(CloseBranchDay(branch=branch, business_date=self.day[branch]), manager)
        later = (date.fromisoformat(self.day[branch]) + timedelta(days)).isoformat()
        if isinstance(self.hands.do(OpenBranchDay(branch=branch, business_date=later), manager), Executed):
            self.day[branch] = later

    @rule()
    def say_everything_again(self) -> None:
        """Every command once more: the first answer, but for the state of what waited."""
        head = self.hands.head()
        for header, command, first in self.hands.said:
            again = self.bank.writer.execute_sync(header, command)
            if isinstance(first, Awaiting):
                assert isinstance(again, Awaiting)
                assert (again.seq, again.result) == (first.seq, first.result)
            else:
                assert again == first
        assert self.hands.head() == head

    # -- what holds after each step ------------------------------------------------------------------------------

    @invariant()
    def the_books_are_whole(self) -> None:
        assert self.hands.differences() == []

    @invariant()
    def no_piece_appears_or_vanishes(self) -> None:
        held = {holder: pieces for holder, pieces in self.hands.pieces().items() if pieces}
        assert held == {holder: pieces for holder, pieces in self.model.bags.items() if pieces}

    @invariant()
    def whoever_followed_knows_what_a_snapshot_says(self) -> None:
        """One after the other takes a turn at the fresh snapshot, which is dear; all of them do at the end."""
        for follower in self.followers:
            follower.follow()
        self.turn += 1
        self._compare(self.followers[self.turn % len(self.followers)])

    def _compare(self, follower: Follower) -> None:
        followed, fresh = follower.tables()
        assert followed == fresh


def _deposit(account: str, received: dict[str, int]) -> Deposit:
    amount = Money(pieces_total(received), "GHS")
    return Deposit(transaction=new_id(), account=account, amount=amount, cash=Cash(received=received))


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> type[Counters]:
    """The machine over a bank file that is made once and copied for each example."""
    template = make_template(tmp_path_factory.mktemp("law"))
    return type("Counters", (Counters,), {"template": template})


def test_the_laws_hold_in_whatever_order(machine: type[Counters]) -> None:
    bounds = settings(
        max_examples=10,
        stateful_step_count=18,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate, Phase.shrink),
    )
    run_state_machine_as_test(machine, settings=bounds)


@pytest.fixture
def steps(machine: type[Counters]) -> Iterator[Counters]:
    """The machine for a test that takes its steps itself."""
    made = machine()
    yield made
    made.teardown()


def test_the_steps_reach_every_kind_of_outcome(steps: Counters) -> None:
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
    for original in model.posted[-2:]:
        model.reverse(*original)
    for request in sorted(model.asked):
        model.decide(request, approve=True)
    for request in sorted(model.permits):
        model.pay(request)
    steps.next_day(MAKOLA, 1)
    for slip in ({"5000": 2}, {"5000": 2}):
        model.count(EFUA, add_pieces(model.bags[drawer(EFUA)], slip))
    model.shut(EFUA)
    model.decide(next(iter(model.asked)), approve=True)
    steps.next_day(MAKOLA, 1)
    model.open(EFUA, add_pieces(model.bags[drawer(EFUA)], {"100c": 1}))
    steps.say_everything_again()
    steps.the_books_are_whole()
    steps.no_piece_appears_or_vanishes()
    steps.whoever_followed_knows_what_a_snapshot_says()
    assert steps.day[MAKOLA] == "2026-11-25"
    assert model.outcomes == {
        "open executed": 3,
        "Deposit executed": 5,
        "Withdraw executed": 2,
        "Withdraw awaiting": 1,
        "Transfer executed": 1,
        "ReverseTransaction awaiting": 2,
        "ReverseTransaction executed": 1,
        "approve executed": 4,
        "SubmitCount executed": 2,
        "CloseDrawer awaiting": 1,
    }
    model.bags[drawer(EFUA)]["100c"] += 1
    with pytest.raises(AssertionError):
        steps.no_piece_appears_or_vanishes()
