"""What somebody owes or is owed beside a counter's postings: what a close left over or short, advances, a drawer handed over. See ``Owed``."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import msgspec
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule
from sqlalchemy import Connection, func, select

from contract.advances import AdvanceMoved, AdvanceState, PayAdvance, RemindAdvances, RequestAdvance, RetireAdvance
from contract.approvals import ApproveRequest, DeclineRequest
from contract.base import Command
from contract.counts import CountKind, TakeCount, WitnessCount
from contract.drawers import CloseDrawer, DrawerClosed, DrawerOpened, SubmitCount, TakeOverDrawer
from contract.envelope import Lease
from contract.feed import AnyAnswer, Awaiting, Executed
from contract.ids import new_id
from contract.ledger import Cash
from contract.money import Money, add_pieces
from contract.variances import AcceptVariance, RecoverVariance, ReturnVariance, WriteOffVariance
from server.advances.tables import advances
from server.ledger import chart
from server.ledger.tables import accounts as account_rows
from server.ledger.tables import transactions
from server.notices.tables import notices
from server.variances.tables import variances
from tests.laws.counters import accounts, people, slips
from tests.laws.judgement import Judgement
from tests.laws.model import Pieces, drawer
from tests.laws.two_branches import DRAWERS, EDEM, MAKOLA, MANAGERS, OSU, YAW, Person

NOTE, FIFTY = "5000", 50_00
CLERKS = {MAKOLA: YAW, OSU: EDEM}
KINDS = ("recovery", "write_off", "variance_return", "advance", "advance_retired")
judges = st.sampled_from([*MANAGERS.values(), YAW])
decisions = st.sampled_from([True, True, False])


@dataclass
class Advance:
    """What one person has from the bank: ``left`` is still owed, ``due`` the last day, ``reminded`` the days on which they were told."""

    person: Person
    branch: str
    amount: int
    due: str
    left: int = 0
    state: AdvanceState = AdvanceState.APPROVED
    reminded: set[str] = field(default_factory=set)


class Owed(Judgement):
    """The model's own count: ``settled`` of each variance, ``advances``, and ``owed``: the transactions that these were booked as."""

    def __init__(self) -> None:
        super().__init__()
        self.settled: dict[str, int] = {}
        self.advances: dict[str, Advance] = {}
        self.owed: list[str] = []

    # -- what a close left ---------------------------------------------------------------------------------------

    @precondition(lambda self: self._variances())
    @rule(judge=judges, data=st.data())
    def accept(self, judge: Person, data: st.DataObject) -> None:
        """By anybody; only the branch's own manager may, once."""
        row = data.draw(st.sampled_from(self._variances()))
        answer = self.hands.do(AcceptVariance(variance=row.id), judge.id)
        self.model._note("accept", answer)
        assert not isinstance(answer, Executed) or (row.state == "recorded" and row.branch == judge.branch)

    @precondition(lambda self: self._variances())
    @rule(person=people, coins=st.integers(1, 30), approve=decisions, data=st.data())
    def recover(self, person: Person, coins: int, approve: bool, data: st.DataObject) -> None:
        """A part of it in coins, by a colleague: asked for, allowed, taken."""
        row = data.draw(st.sampled_from(self._variances()))
        command = RecoverVariance(variance=row.id, transaction=new_id(), amount=Money(coins * 100, "GHS"), reason="Found",
                                  cash=Cash(received={"100c": coins}))  # fmt: skip
        if self._allowed(command, person, approve):
            self.model._move(drawer(person), {"100c": coins}, {})
            self._settle(row, command.transaction, coins * 100)
            assert row.amount < 0 and row.person != person.id

    @precondition(lambda self: self._variances())
    @rule(branch=st.sampled_from([MAKOLA, OSU]), approve=decisions, data=st.data())
    def write_off(self, branch: str, approve: bool, data: st.DataObject) -> None:
        row = data.draw(st.sampled_from(self._variances()))
        command = WriteOffVariance(variance=row.id, transaction=new_id(), reason="Never found")
        left = abs(row.amount) - row.settled
        if self._allowed(command, CLERKS[branch], approve):
            self._settle(row, command.transaction, left)

    @precondition(lambda self: self._variances())
    @rule(account=accounts, minor=st.integers(1, 30_00), approve=decisions, data=st.data())
    def give_back(self, account: str, minor: int, approve: bool, data: st.DataObject) -> None:
        """A surplus was a customer's: onto their account."""
        row = data.draw(st.sampled_from(self._variances()))
        command = ReturnVariance(
            variance=row.id, transaction=new_id(), amount=Money(minor, "GHS"), account=account, reason="Theirs"
        )
        if self._allowed(command, CLERKS[row.branch], approve):
            self.model.money[account] += minor
            self._settle(row, command.transaction, minor)
            assert row.amount > 0

    def _variances(self) -> list[Any]:
        return list(self._read(lambda conn: conn.execute(select(variances).order_by(variances.c.id)).all()))

    def _settle(self, row: Any, transaction: str, amount: int) -> None:
        assert row.state == "accepted" and 0 < amount <= abs(row.amount) - row.settled
        self.settled[row.id] = self.settled.get(row.id, 0) + amount
        self.owed.append(transaction)

    def _allowed(self, command: Command, person: Person, approve: bool) -> bool:
        """Ask, decide at once, and take what was allowed: whether it was done."""
        answer = self._by(command, person)
        if not isinstance(answer, Awaiting):
            assert not isinstance(answer, Executed), "one person alone"
            return False
        request = answer.result.request
        said = ApproveRequest(request=request) if approve else DeclineRequest(request=request, reason="No")
        self.hands.must(said, MANAGERS[self.model.at.get(person, person.branch)].id)
        if approve and isinstance(command, RecoverVariance):
            paid = self._by(msgspec.structs.replace(command, permit=request), person)
            assert isinstance(paid, Executed), paid
        return approve

    def _by(self, command: Command, person: Person) -> AnyAnswer:
        till = self.model.tills.get(person)
        answer = self.hands.do(command, person.id, till.lease if till else None, till.device if till else "own")
        self.model._note(type(command).__name__, answer)
        return answer

    # -- advances ------------------------------------------------------------------------------------------------

    @rule(person=people, notes=st.integers(1, 6), days=st.integers(0, 2), approve=decisions)
    def ask_advance(self, person: Person, notes: int, days: int, approve: bool) -> None:
        branch = self.model.at[person]
        due = (date.fromisoformat(self.day[branch]) + timedelta(days)).isoformat()
        command = RequestAdvance(advance=new_id(), amount=Money(notes * FIFTY, "GHS"), purpose="Stamps", due=due)
        if self._allowed(command, person, approve):
            self.advances[command.advance] = Advance(person, branch, notes * FIFTY, due)

    @precondition(lambda self: self.advances)
    @rule(person=people, data=st.data())
    def pay_advance(self, person: Person, data: st.DataObject) -> None:
        """Also a second time, and by whom it is for: both refused."""
        key = data.draw(st.sampled_from(list(self.advances)))
        advance = self.advances[key]
        given = {NOTE: advance.amount // FIFTY}
        command = PayAdvance(advance=key, transaction=new_id(), cash=Cash(given=given))
        answer = self._by(command, person)
        if isinstance(answer, Executed):
            assert advance.state is AdvanceState.APPROVED and person != advance.person
            self.model._move(drawer(person), {}, given)
            self.owed.append(command.transaction)
            self._moved(advance, answer, advance.amount)

    @precondition(lambda self: self.advances)
    @rule(person=people, spent=st.integers(0, 4), back=st.integers(0, 4), data=st.data())
    def retire_advance(self, person: Person, spent: int, back: int, data: st.DataObject) -> None:
        """Receipts and change, in parts; more than is owed is refused."""
        key = data.draw(st.sampled_from(list(self.advances)))
        advance, received = self.advances[key], {NOTE: back} if back else {}
        command = RetireAdvance(
            advance=key, transaction=new_id(), spent=spent * FIFTY, papers=("R-1",), cash=Cash(received=received)
        )
        answer = self._by(command, person)
        if isinstance(answer, Executed):
            assert advance.state is AdvanceState.PAID and person != advance.person
            self.model._move(drawer(person), received, {})
            self.owed.append(command.transaction)
            self._moved(advance, answer, advance.left - (spent + back) * FIFTY)

    @precondition(lambda self: self.advances)
    @rule()
    def remind(self) -> None:
        """The bank's clock, as often as it likes: each is told once a business day."""
        before = self._read(reminders)
        self.hands.must(RemindAdvances(advances=tuple(self.advances)))
        due = [one for one in self.advances.values() if one.state is AdvanceState.PAID and one.due < self.day[one.branch]
               and self.day[one.branch] not in one.reminded]  # fmt: skip
        for one in due:
            one.reminded.add(self.day[one.branch])
        self.model._note("reminded" if due else "nobody reminded", None)
        assert self._read(reminders) - before == len(due)

    def _moved(self, advance: Advance, answer: Executed, left: int) -> None:
        assert isinstance(answer.result, AdvanceMoved) and answer.result.left == left >= 0
        advance.left = left
        advance.state = AdvanceState.PAID if left else AdvanceState.RETIRED

    # -- a drawer handed over ------------------------------------------------------------------------------------

    @precondition(lambda self: self.model.tills)
    @rule(taker=people, off=slips, shares=st.sampled_from([True, True, False]), data=st.data())
    def hand_over(self, taker: Person, off: Pieces, shares: bool, data: st.DataObject) -> None:
        """Counted by both, taken over, and closed by the taker as it was taken: what was off is the giver's."""
        giver = data.draw(st.sampled_from(sorted(self.model.tills, key=str)))
        taken, count = self.model.tills[giver].lease.session, new_id()
        counted = {face: n for face, n in add_pieces(self.model.bags[drawer(giver)], off).items() if n}
        self._by(TakeCount(count=count, session=taken, kind_of_count=CountKind.HANDOVER, counted=counted, witness=taker.id),
                 giver)  # fmt: skip
        self._by(WitnessCount(count=count, shares=shares, reason=None if shares else "I see another sum"), taker)
        session = new_id()
        answer = self._by(TakeOverDrawer(session=session, taken=taken, count=count), taker)
        if not isinstance(answer, Executed):
            return
        assert isinstance(answer.result, DrawerOpened) and shares and taker != giver
        self.model.tills[giver].counted = counted
        self.model._closed(giver)
        lease = Lease(session=session, number=answer.result.lease)
        self.hands.must(SubmitCount(session=session, attempt=new_id(), counted=counted), taker.id, lease)
        closed = self.hands.must(CloseDrawer(session=session, reason="As taken"), taker.id, lease)
        assert isinstance(closed.result, DrawerClosed)
        assert drawer(giver) == f"drawer:{DRAWERS[giver]}"

    # -- what holds ----------------------------------------------------------------------------------------------

    @invariant()
    def of_each_variance_is_settled_what_was_settled(self) -> None:
        rows = self._variances()
        assert {row.id: row.settled for row in rows if row.settled} == self.settled
        for row in rows:
            assert (row.state == "settled") is (row.state != "recorded" and abs(row.amount) <= row.settled), row

    @invariant()
    def each_advance_is_what_was_paid_less_what_came_back(self) -> None:
        found = self._read(lambda conn: conn.execute(select(advances)).all())
        assert {row.id: (row.state, row.left) for row in found} == {
            key: (one.state.value, one.left) for key, one in self.advances.items()
        }
        assert self._read(claims) == sum(one.left for one in self.advances.values())

    @invariant()
    def none_of_it_is_booked_twice_or_by_nobody(self) -> None:
        assert self._read(lambda conn: sorted(booked(conn))) == sorted(self.owed)


def claims(conn: Connection) -> int:
    """What the ledger says that the staff owes."""
    rest = func.coalesce(func.sum(account_rows.c.debits - account_rows.c.credits), 0)
    return int(conn.execute(select(rest).where(account_rows.c.product == chart.STAFF_ADVANCES)).scalar_one())


def booked(conn: Connection) -> list[str]:
    """Every transaction of these kinds that is completed."""
    query = select(transactions.c.id).where(transactions.c.kind.in_(KINDS), transactions.c.status == "completed")
    return list(conn.execute(query).scalars())


def reminders(conn: Connection) -> int:
    """How many notices say that an advance is overdue."""
    query = select(func.count()).select_from(notices).where(notices.c.code == "advance_overdue")
    return int(conn.execute(query).scalar_one())
