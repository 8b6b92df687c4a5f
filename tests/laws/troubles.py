"""What goes wrong at a counter: late cash, moved leases and people, time that runs out, commands said again, reversals that may not be."""

import msgspec
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from contract.approvals import ApproveRequest
from contract.base import Command
from contract.customers import Flag, FlagCustomer
from contract.envelope import Lease
from contract.errors import ErrorCode
from contract.feed import Awaiting, Executed, NotTaken, Refused
from contract.ids import new_id
from contract.ledger import Deposit, ReverseTransaction
from contract.money import pieces_total
from contract.permissions import Role
from contract.staff import ChangeUser, DisableUser
from server.approvals.queries import due
from tests.laws import books
from tests.laws.counters import Counters, accounts, deposit_of, notes, people
from tests.laws.model import Pieces
from tests.laws.two_branches import ACCOUNTS, CASHIERS, CUSTOMERS, EDEM, HAJARA, MAKOLA, MOVERS, MUSA, OSU, YAW, Person

movers = st.sampled_from(MOVERS)
changes: st.SearchStrategy[Pieces] = st.sampled_from([{}, {"1000": 1}, {"100c": 40}])
"""Change given back: none, a note, more coins than may be there."""
NOT_REVERSED = {
    ErrorCode.NOT_REVERSIBLE,
    ErrorCode.TRANSACTION_UNKNOWN,
    ErrorCode.INSUFFICIENT_FUNDS,
}


class Troubles(Counters):
    """See the module. ``gone`` have left the bank."""

    def __init__(self) -> None:
        super().__init__()
        self.gone: set[Person] = set()

    # -- late cash -----------------------------------------------------------------------------------------------

    @rule(person=people, account=accounts, received=notes, given=changes, odd=st.booleans(), data=st.data())
    def late_deposit(
        self, person: Person, account: str, received: Pieces, given: Pieces, odd: bool, data: st.DataObject
    ) -> None:
        """Cash taken offline comes in under whatever lease it was taken; it is booked, whatever the rules say."""
        lease, device = data.draw(st.sampled_from(self._leases(person)))
        change = given if pieces_total(given) < pieces_total(received) else {}
        command = deposit_of(account, received, change, 77_03 if odd else 0, taken_offline=True)
        assert isinstance(self.model.late(person, command, lease, device), Executed)

    def _leases(self, person: Person) -> list[tuple[Lease | None, str]]:
        """One's own of now, stale ones, those of sessions closed since, somebody else's, and none at all."""
        till = self.model.tills.get(person)
        own = [(till.lease, till.device), *till.stale] if till else []
        past = [(lease, "own") for maker, lease in self.model.past if maker == person]
        others = [(till.lease, till.device) for other, till in self.model.tills.items() if other != person]
        return [*own, *own, *past, *others[:1], (None, "own")]

    @precondition(lambda self: self._left_behind())
    @rule(account=accounts, received=notes, data=st.data())
    def post_under_a_stale_lease(self, account: str, received: Pieces, data: st.DataObject) -> None:
        """The workstation that was left behind posts on: refused, because the cash can still be given back."""
        person = data.draw(st.sampled_from(self._left_behind()))
        lease, device = data.draw(st.sampled_from(self.model.tills[person].stale))
        answer = self.hands.do(deposit_of(account, received), person.id, lease, device)
        assert isinstance(answer, Refused)

    def _left_behind(self) -> list[Person]:
        tills, unfit = self.model.tills, self.model.unfit
        return [person for person in CASHIERS if person in tills and tills[person].stale and person not in unfit]

    # -- leases, people, time ------------------------------------------------------------------------------------

    @precondition(lambda self: self.model.tills)
    @rule(device=st.sampled_from(["own", "second"]), data=st.data())
    def go_on_elsewhere(self, device: str, data: st.DataObject) -> None:
        self.model.go_on(data.draw(st.sampled_from(sorted(self.model.tills, key=str))), device)

    @rule(person=movers, branch=st.sampled_from([MAKOLA, OSU]))
    def move(self, person: Person, branch: str) -> None:
        """To work at another branch, perhaps with a drawer open at the old one. Whoever has left the bank stays away."""
        if person in self.gone:
            return
        self.hands.must(ChangeUser(user=person.id, roles=(person.role,), branch=branch))
        self.model.at[person] = branch
        self.model.unfit.discard(person)

    @rule(person=movers)
    def lose_the_right(self, person: Person) -> None:
        """No more cash for this person, perhaps with a drawer open and deposits still on their way."""
        if person in self.gone:
            return
        roles = (Role.FIELD_BANKER,)
        self.hands.must(ChangeUser(user=person.id, roles=roles, branch=self.model.at[person]))
        self.model.unfit.add(person)

    @rule(person=movers)
    def leave_the_bank(self, person: Person) -> None:
        """Disabled for good; what was taken in before is still delivered by whoever signs in next."""
        self.hands.must(DisableUser(user=person.id, reason="Left the bank"))
        self.gone.add(person)
        self.model.unfit.add(person)

    @rule(minutes=st.sampled_from([1, 6, 16]), clock=st.booleans())
    def wait(self, minutes: int, clock: bool) -> None:
        """Time goes by; the bank's clock may be late to say so."""
        self.watch.wait(minutes)
        if clock:
            self.model.expire(self._read(lambda conn: due(conn, self.watch())))

    @precondition(lambda self: self.model.asked or self.model.permits)
    @rule(data=st.data(), somebody=people)
    def take_back(self, data: st.DataObject, somebody: Person) -> None:
        """Its maker withdraws a request or a permit; anybody else may not."""
        waiting = {**self.model.asked, **self.model.permits}
        request = data.draw(st.sampled_from(list(waiting)))
        who = data.draw(st.sampled_from([waiting[request].maker, somebody]))
        self.model.take_back(request, who)

    @rule(place=st.integers(0, 3), stop=st.sampled_from([True, False, False]))
    def flag(self, place: int, stop: bool) -> None:
        """A customer under stop by one person; free again by two."""
        flags = (Flag.STOP,) if stop else ()
        maker, manager = ((YAW, HAJARA), (EDEM, MUSA))[place // 2]
        answer = self.hands.do(FlagCustomer(customer=CUSTOMERS[place], flags=flags, memo=""), maker.id)
        if isinstance(answer, Awaiting):
            assert not stop, "setting a flag asks nobody"
            answer = self.hands.must(ApproveRequest(request=answer.result.request), manager.id)
        assert isinstance(answer, Executed)

    # -- what must not be ----------------------------------------------------------------------------------------

    @rule(person=people, data=st.data())
    def reverse_what_may_not_be(self, person: Person, data: st.DataObject) -> None:
        """Openings, variances, funds of a vault, reversals, what is reversed, what waits or has failed."""
        original = data.draw(st.sampled_from(self._read(books.not_for_reversal)))
        till = self.model.tills.get(person)
        command = ReverseTransaction(transaction=new_id(), original=original, reason="Let me")
        answer = self.hands.do(command, person.id, till.lease if till else None, till.device if till else "own")
        if person in self.model.unfit:
            assert isinstance(answer, NotTaken)
            return
        assert isinstance(answer, Refused)
        assert answer.problem.code in NOT_REVERSED

    @rule(data=st.data())
    def say_another_body(self, data: st.DataObject) -> None:
        """An id that is taken, with another body or from another maker: never "ok", and nothing is booked."""
        header, command, first = data.draw(st.sampled_from(self.hands.said))
        _, other, _ = data.draw(st.sampled_from(self.hands.said))
        for changed in (other, _more(command)):
            if changed != command:
                answer = self.bank.writer.execute_sync(header, changed)
                assert answer == NotTaken(code=ErrorCode.COMMAND_ID_REUSED)
        stranger = msgspec.structs.replace(header, made_by=MUSA.id if header.made_by != MUSA.id else HAJARA.id)
        assert self.bank.writer.execute_sync(stranger, command) == NotTaken(code=ErrorCode.NOT_YOURS)
        assert isinstance(first, Executed | Refused | Awaiting)

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


def _more(command: Command) -> Command:
    """The same command over another account; another kind stays as it is."""
    if not isinstance(command, Deposit):
        return command
    other = ACCOUNTS[(ACCOUNTS.index(command.account) + 1) % len(ACCOUNTS)]
    return msgspec.structs.replace(command, account=other)
