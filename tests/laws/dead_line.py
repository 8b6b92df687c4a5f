"""What tills pay out while the server is away: budgets, and codes that count once. See ``DeadLine``."""

from dataclasses import dataclass
from datetime import timedelta

import msgspec
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule
from sqlalchemy import Connection, select

from contract.feed import Executed
from contract.ids import new_id
from contract.ledger import Cash, Posted, StandIn, Withdraw
from contract.money import Money
from contract.standin import ArmCodes, ArmedCode, GrantStandIn, proof_of
from server.core.clock import stamp
from server.notices.tables import notices
from server.standin.handlers import secret_of
from server.standin.tables import budgets, codes
from tests.laws.counters import accounts
from tests.laws.model import Done, drawer
from tests.laws.owed import FIFTY, NOTE, Owed
from tests.laws.two_branches import HAJARA, MUSA, Person

HASH = "$argon2id$v=19$m=8,t=1,p=1$" + "a" * 22 + "$" + "b" * 43
SPOKEN = ("right", "right", "misheard", "invented")


@dataclass
class Code:
    """A code a manager holds: ``armed``, ``replaced`` by newer ones, or ``used`` for the first payment that named it."""

    owner: Person
    state: str = "armed"
    transaction: str = ""


class DeadLine(Owed):
    """The model's own count: ``budgets`` by session (granted, used), ``codes``, and the payments that no code has ``proven``."""

    def __init__(self) -> None:
        super().__init__()
        self.budgets: dict[str, tuple[int, int]] = {}
        self.codes: dict[str, Code] = {}
        self.unproven: set[str] = set()

    @precondition(lambda self: self.model.tills)
    @rule(manager=st.sampled_from([HAJARA, MUSA]), notes=st.integers(1, 4), data=st.data())
    def grant(self, manager: Person, notes: int, data: st.DataObject) -> None:
        """Granting again renews it whole; the other branch's manager may not."""
        till = self.model.tills[data.draw(st.sampled_from(sorted(self.model.tills, key=str)))]
        until = stamp(self.watch.now + timedelta(hours=1))
        command = GrantStandIn(session=till.lease.session, amount=notes * FIFTY, until=until)
        answer = self.hands.do(command, manager.id)
        self.model._note("grant", answer)
        if isinstance(answer, Executed):
            self.budgets[till.lease.session] = notes * FIFTY, 0

    @rule(manager=st.sampled_from([HAJARA, MUSA]), count=st.integers(1, 2))
    def arm(self, manager: Person, count: int) -> None:
        """The newest count; earlier ones that nobody used do not any more."""
        fresh = [new_id() for _ in range(count)]
        self.hands.must(ArmCodes(codes=tuple(ArmedCode(code=code, hash=HASH) for code in fresh)), manager.id)
        for code in self.codes.values():
            if code.owner == manager and code.state == "armed":
                code.state = "replaced"
        self.codes |= {code: Code(manager) for code in fresh}

    @precondition(lambda self: self._paying() and self.codes)
    @rule(account=accounts, notes=st.integers(1, 3), spoken=st.sampled_from(SPOKEN), data=st.data())
    def pay_out(self, account: str, notes: int, spoken: str, data: st.DataObject) -> None:
        """Notes that are gone are booked whatever covered them. A code proves one payment, and that of its own content alone."""
        person = data.draw(st.sampled_from(self._paying()))
        key = new_id() if spoken == "invented" else data.draw(st.sampled_from(list(self.codes)))
        till, given = self.model.tills[person], {NOTE: notes}
        plain = Withdraw(transaction=new_id(), account=account, amount=Money(notes * FIFTY, "GHS"), cash=Cash(given=given),
                         paid_offline=True)  # fmt: skip
        code = self.codes.get(key)
        secret = secret_of(self.bank.sign)(code.owner.id, key) if code and spoken == "right" else "AAAA-BBBB-CCCC"
        proof = proof_of(secret, plain, person.id, till.lease.session)
        command = msgspec.structs.replace(plain, stand_in=StandIn(code=key, proof=proof))
        answer = self._by(command, person)
        assert isinstance(answer, Executed) and isinstance(answer.result, Posted), answer
        self.model._move(drawer(person), {}, given)
        self.model._booked(Done(person, command, cash=True, credited=not answer.result.in_suspense))
        self._spend(till.lease.session, notes * FIFTY)
        if code is None or code.state == "used" or spoken != "right":
            self.unproven.add(command.transaction)
        if code is not None and code.state == "armed":
            code.state, code.transaction = "used", command.transaction

    def _spend(self, session: str, amount: int) -> None:
        if session in self.budgets:
            granted, used = self.budgets[session]
            self.budgets[session] = granted, used + amount

    def _paying(self) -> list[Person]:
        """Who has an open drawer with such notes in it, not counted yet."""
        tills = self.model.tills.items()
        return sorted(
            (person for person, till in tills if till.counted is None and self.model.bags[drawer(person)].get(NOTE, 0) >= 3
             and person not in self.model.unfit and self.model.at[person] == person.branch), key=str)  # fmt: skip

    # -- what holds ----------------------------------------------------------------------------------------------

    @invariant()
    def a_code_proves_one_payment(self) -> None:
        found = self._read(lambda conn: conn.execute(select(codes)).all())
        assert {row.id: (row.state, row.transaction) for row in found} == {
            key: (code.state, code.transaction) for key, code in self.codes.items()
        }
        assert self._read(doubted) == self.unproven

    @invariant()
    def a_budget_knows_all_that_was_paid_of_it(self) -> None:
        found = self._read(lambda conn: conn.execute(select(budgets)).all())
        assert all(self.budgets[row.session] == (row.granted, row.used) for row in found)


def doubted(conn: Connection) -> set[str]:
    """The payments of which people were told that no code covered them."""
    return set(conn.execute(select(notices.c.refers_to).where(notices.c.code == "stand_in_unproven")).scalars())
