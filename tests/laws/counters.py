"""A day at the counters of two branches, and what holds after each step of it."""

import tempfile
from contextlib import ExitStack
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from contract.branches import CloseBranchDay, OpenBranchDay
from contract.feed import Executed
from contract.ids import new_id
from contract.ledger import Cash, Deposit, Transfer, Withdraw
from contract.money import Money, add_pieces, pieces_total
from server import build
from server.settings import Settings
from tests.laws import books
from tests.laws.follower import Follower
from tests.laws.model import Model, Pieces, drawer
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
    Person,
    Watch,
    copy_of,
)

people = st.sampled_from(CASHIERS)
accounts = st.sampled_from(ACCOUNTS)
branches = st.sampled_from([MAKOLA, OSU])
notes = st.fixed_dictionaries({}, optional={face: st.integers(1, 30) for face in FLOAT}).filter(bool)
slips: st.SearchStrategy[Pieces] = st.sampled_from([{}, {}, {"100c": 1}, {"1000": 1}, {"5000": 2}])
"""By how much a count is wrong: nothing, within the tolerance, above it."""
WATCHERS = (EFUA, HAJARA, MUSA)


class Counters(RuleBasedStateMachine):
    """Three cashiers and two managers at two branches."""

    template: Settings

    def __init__(self) -> None:
        super().__init__()
        self._end = ExitStack()
        folder = Path(self._end.enter_context(tempfile.TemporaryDirectory(prefix="law")))
        self.watch = Watch()
        self.bank = self._end.enter_context(build.bank(copy_of(self.template, folder), self.watch))
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
                follower.follow()
                self._compare(follower)
            assert self.hands.differences() == []

    @initialize()
    def a_morning(self) -> None:
        """Two drawers are open and some money is in, so that every rule finds something to do."""
        for person in (EFUA, ABENA):
            self.model.open(person, FLOAT)
        for place, account in enumerate(ACCOUNTS):
            person, sheets = ((EFUA, 30), (ABENA, 120))[place // 2]
            self.model.post(person, deposit_of(account, {"20000": sheets}))

    # -- what people do ------------------------------------------------------------------------------------------

    @rule(person=people, account=accounts, received=notes | st.just({"20000": 251}))
    def deposit(self, person: Person, account: str, received: Pieces) -> None:
        """Some are over the limit."""
        self.model.post(person, deposit_of(account, received))

    @rule(person=people, account=accounts, given=notes)
    def withdraw(self, person: Person, account: str, given: Pieces) -> None:
        amount = Money(pieces_total(given), "GHS")
        self.model.post(person, Withdraw(transaction=new_id(), account=account, amount=amount, cash=Cash(given=given)))

    @rule(person=people, pair=st.permutations(ACCOUNTS), minor=st.integers(1, 30_000_00))
    def transfer(self, person: Person, pair: list[str], minor: int) -> None:
        command = Transfer(
            transaction=new_id(), debit_account=pair[0], credit_account=pair[1], amount=Money(minor, "GHS")
        )
        self.model.post(person, command)

    @precondition(lambda self: self.model.done)
    @rule(data=st.data())
    def reverse(self, data: st.DataObject) -> None:
        """Any posting, also one that was reversed before."""
        original = data.draw(st.sampled_from(list(self.model.done)))
        self.model.reverse(self.model.done[original].maker, original)

    @precondition(lambda self: self.model.asked)
    @rule(data=st.data(), approve=st.sampled_from([True, True, False]))
    def decide(self, data: st.DataObject, approve: bool) -> None:
        self.model.decide(data.draw(st.sampled_from(list(self.model.asked))), approve)

    @precondition(lambda self: self.model.permits)
    @rule(data=st.data())
    def pay(self, data: st.DataObject) -> None:
        self.model.pay(data.draw(st.sampled_from(list(self.model.permits))))

    @rule(person=people, slip=slips)
    def open(self, person: Person, slip: Pieces) -> None:
        self.model.open(person, add_pieces(self.model.bags.get(drawer(person)) or FLOAT, slip))

    @precondition(lambda self: self.model.tills)
    @rule(data=st.data(), slip=slips, shut=st.booleans())
    def count(self, data: st.DataObject, slip: Pieces, shut: bool) -> None:
        person = data.draw(st.sampled_from(sorted(self.model.tills, key=str)))
        self.model.count(person, add_pieces(self.model.bags[drawer(person)], slip))
        if shut:
            self.model.shut(person)

    @rule(branch=branches, days=st.integers(1, 3))
    def next_day(self, branch: str, days: int) -> None:
        """Close the day and open a later one; refused while a drawer is in use."""
        manager = MANAGERS[branch].id
        close = CloseBranchDay(branch=branch, business_date=self.day[branch], reason="The vault is counted tomorrow")
        self.hands.do(close, manager)
        later = (date.fromisoformat(self.day[branch]) + timedelta(days)).isoformat()
        if isinstance(self.hands.do(OpenBranchDay(branch=branch, business_date=later), manager), Executed):
            self.day[branch] = later

    # -- what holds after each step ------------------------------------------------------------------------------

    @invariant()
    def sides_are_equal_and_balances_are_their_legs(self) -> None:
        assert self._read(books.uneven) == []
        assert set(self._read(books.between_branches).values()) <= {0}

    @invariant()
    def every_account_has_what_was_put_on_it(self) -> None:
        """And keeps aside what waits, nothing else; never below nothing, because no product here lends."""
        found = self._read(books.money)
        expected = self.model.on_hold()
        assert found == {key: (self.model.money[key], expected[key], 0) for key in ACCOUNTS}
        assert all(0 <= pending + held <= balance for balance, pending, held in found.values())

    @invariant()
    def no_piece_appears_or_vanishes(self) -> None:
        """The bags, their movements, the pieces' worth and the cash accounts are one and the same."""
        expected = {holder: pieces for holder, pieces in self.model.bags.items() if pieces}
        assert {holder: pieces for holder, pieces in self.hands.pieces().items() if pieces} == expected
        for holder, (balance, worth, pieces) in self._read(books.cash).items():
            assert (pieces, worth) == (expected.get(holder, {}), pieces_total(expected.get(holder, {})))
            assert balance == worth
            assert all(count > 0 for count in pieces.values())

    @invariant()
    def what_was_acknowledged_is_booked_once(self) -> None:
        assert self._read(books.booked) == dict.fromkeys(self.model.booked, 1)
        receipts = self._read(books.receipts_of)
        assert all(receipts[header.command_id] == 1 for header, _, _ in self.hands.said)

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

    def _read(self, question: Any) -> Any:
        with self.bank.engine.connect() as conn:
            return question(conn)


def deposit_of(account: str, received: Pieces, given: Pieces | None = None, minor: int = 0, **more: Any) -> Deposit:
    """A deposit of what was received less what was given, or of ``minor`` whatever the pieces say."""
    amount = Money(minor or pieces_total(received) - pieces_total(given or {}), "GHS")
    cash = Cash(received=received, given=given or {})
    return Deposit(transaction=new_id(), account=account, amount=amount, cash=cash, **more)
