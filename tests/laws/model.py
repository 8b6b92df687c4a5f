"""What must be true, counted by hand beside the books: pieces in drawers, money on accounts, what is on hold, what waits."""

from dataclasses import dataclass, field

import msgspec

from contract.approvals import ApproveRequest, Decided, DeclineRequest, ExpireRequests, RequestState, WithdrawRequest
from contract.base import Command
from contract.drawers import (
    CloseDrawer,
    ContinueDrawer,
    CountTaken,
    DrawerClosed,
    DrawerOpened,
    LeaseGranted,
    OpenDrawer,
    SubmitCount,
)
from contract.envelope import Lease
from contract.feed import AnyAnswer, Awaiting, Executed
from contract.ids import new_id
from contract.ledger import Cash, Deposit, Posted, ReverseTransaction, Transfer, Withdraw
from contract.money import add_pieces, pieces_total
from tests.laws.two_branches import (
    ACCOUNTS,
    DRAWERS,
    FEES,
    MAKOLA,
    MANAGERS,
    OSU,
    VAULT,
    Hands,
    Person,
)

Pieces = dict[str, int]
Posting = Deposit | Withdraw | Transfer
FACES = ("20000", "10000", "5000", "2000", "1000", "500", "200c", "100c", "50c", "20c", "10c", "5c", "1c")
"""Ghana's pieces that an unknown amount is reckoned in, the largest first."""


def vault(branch: str) -> str:
    """The vault's name in the books."""
    return f"vault:{branch}:GHS"


def drawer(person: Person) -> str:
    """The name in the books of the drawer that this cashier always takes."""
    return f"drawer:{DRAWERS[person]}"


@dataclass
class Till:
    """A cashier's open session: the lease and the device that holds it, the leases before, the last blind count."""

    lease: Lease
    device: str = "own"
    stale: list[tuple[Lease, str]] = field(default_factory=list)
    counted: Pieces | None = None


@dataclass
class Asked:
    """A command that waits for a manager of ``branch``, or that was allowed and can be paid."""

    maker: Person
    command: Command
    branch: str


@dataclass
class Done:
    """A booked posting. ``cash``: notes moved in a drawer; ``credited``: the customer was (not so in suspense)."""

    maker: Person
    command: Posting
    cash: bool
    credited: bool = True


@dataclass
class Model:
    """Does what people do and keeps its own count. ``outcomes`` counts what became of it, by kind; ``unfit`` are those who
    may take no cash by now, or have left."""

    hands: Hands
    at: dict[Person, str] = field(default_factory=lambda: {person: person.branch for person in DRAWERS})
    bags: dict[str, Pieces] = field(default_factory=lambda: {vault(branch): dict(VAULT) for branch in (MAKOLA, OSU)})
    money: dict[str, int] = field(default_factory=lambda: dict.fromkeys(ACCOUNTS, 0))
    tills: dict[Person, Till] = field(default_factory=dict)
    past: list[tuple[Person, Lease]] = field(default_factory=list)
    asked: dict[str, Asked] = field(default_factory=dict)
    permits: dict[str, Asked] = field(default_factory=dict)
    done: dict[str, Done] = field(default_factory=dict)
    undone: set[str] = field(default_factory=set)
    unfit: set[Person] = field(default_factory=set)
    booked: list[str] = field(default_factory=list)
    outcomes: dict[str, int] = field(default_factory=dict)

    # -- drawers -------------------------------------------------------------------------------------------------

    def open(self, person: Person, counted: Pieces) -> None:
        """Take the drawer with what was counted in it."""
        session = new_id()
        answer = self.hands.do(OpenDrawer(session=session, drawer=DRAWERS[person], counted=counted), person.id)
        self._note("open", answer)
        if isinstance(answer, Executed) and isinstance(answer.result, DrawerOpened):
            if not answer.result.carried_forward:
                self._move(vault(person.branch), {}, answer.result.sent)
            self.bags[drawer(person)] = _whole(counted)
            self.tills[person] = Till(Lease(session=session, number=answer.result.lease))

    def go_on(self, person: Person, device: str) -> None:
        """Continue at another workstation: a new lease, the old one is stale."""
        till = self.tills[person]
        answer = self.hands.do(ContinueDrawer(session=till.lease.session), person.id, till.lease, device)
        self._note("ContinueDrawer", answer)
        if isinstance(answer, Executed) and isinstance(answer.result, LeaseGranted) and device != till.device:
            till.stale.append((till.lease, till.device))
            till.lease, till.device = Lease(session=till.lease.session, number=answer.result.lease), device

    def count(self, person: Person, counted: Pieces) -> None:
        """A blind count of this person's drawer."""
        till = self.tills[person]
        answer = self._do(SubmitCount(session=till.lease.session, attempt=new_id(), counted=counted), person)
        if isinstance(answer, Executed) and isinstance(answer.result, CountTaken):
            till.counted = counted

    def shut(self, person: Person) -> None:
        """Close on the last count; a difference may need a manager."""
        self._do(CloseDrawer(session=self.tills[person].lease.session, reason="As counted"), person)

    # -- money ---------------------------------------------------------------------------------------------------

    def post(self, person: Person, command: Command) -> AnyAnswer:
        """A posting at this person's counter."""
        return self._do(command, person)

    def late(self, person: Person, command: Deposit, lease: Lease | None, device: str = "own") -> AnyAnswer:
        """A deposit that was taken while the server was away, delivered now under the lease of then."""
        answer = self.hands.do(command, person.id, lease, device)
        self._note("late deposit", answer)
        if isinstance(answer, Executed) and isinstance(answer.result, Posted):
            till = self.tills.get(person)
            here = till is not None and lease is not None and till.lease.session == lease.session
            lies = here and till is not None and till.counted is None
            if lies:
                self._take_late(drawer(person), command)
            credited = not answer.result.in_suspense
            assert not (credited and person in self.unfit), (
                "credited on the word of somebody who takes no cash any more"
            )
            self._booked(Done(person, command, lies, credited))
        return answer

    def reverse(self, person: Person, original: str) -> None:
        """Ask to undo a posting; its cash goes the other way."""
        done = self.done[original]
        back = _back(done.command) if done.cash else Cash()
        self._do(ReverseTransaction(transaction=new_id(), original=original, reason="Typed wrong", cash=back), person)

    # -- requests ------------------------------------------------------------------------------------------------

    def pay(self, request: str) -> None:
        """Hand over what a manager allowed, by the same command with its permit."""
        asked = self.permits[request]
        answer = self._do(msgspec.structs.replace(asked.command, permit=request), asked.maker)
        if isinstance(answer, Executed):
            del self.permits[request]

    def decide(self, request: str, approve: bool) -> None:
        """The branch's manager says yes or no."""
        asked = self.asked[request]
        command = (
            ApproveRequest(request=request) if approve else DeclineRequest(request=request, reason="Not like this")
        )
        answer = self.hands.do(command, MANAGERS[asked.branch].id)
        self._note("approve" if approve else "decline", answer)
        if isinstance(answer, Executed) and isinstance(answer.result, Decided):
            del self.asked[request]
            if answer.result.state is RequestState.APPROVED:
                self._approved(request, asked)

    def _approved(self, request: str, asked: Asked) -> None:
        if isinstance(asked.command, CloseDrawer):
            self._closed(asked.maker)
        elif _hands_over(asked.command):
            self.permits[request] = asked
        elif isinstance(asked.command, Transfer):
            self._booked(Done(asked.maker, asked.command, cash=False))
        elif isinstance(asked.command, ReverseTransaction):
            self._undone(asked.command)

    def take_back(self, request: str, who: Person) -> None:
        """Withdraw a request or a permit: only its maker may."""
        answer = self.hands.do(WithdrawRequest(request=request), who.id)
        self._note("WithdrawRequest", answer)
        if isinstance(answer, Executed):
            assert (self.asked.get(request) or self.permits[request]).maker == who
            self._over(request)

    def expire(self, due: list[str]) -> None:
        """The bank's clock ends what has run out."""
        if due:
            self.hands.must(ExpireRequests(requests=tuple(due)))
        for request in due:
            self._note("expired", None)
            self._over(request)

    def _over(self, request: str) -> None:
        if self.asked.pop(request, None) is None:
            del self.permits[request]

    def on_hold(self) -> dict[str, int]:
        """What each account must keep aside for what waits."""
        held = dict.fromkeys(ACCOUNTS, 0)
        for asked in (*self.asked.values(), *self.permits.values()):
            command = asked.command
            if isinstance(command, Withdraw | Transfer):
                account = command.account if isinstance(command, Withdraw) else command.debit_account
                held[account] += command.amount.minor + fee(command)
            elif isinstance(command, ReverseTransaction):
                done = self.done[command.original]
                for account, change in changes(done.command).items() if done.credited else ():
                    held[account] += max(0, change)
        return held

    # -- what came of it -----------------------------------------------------------------------------------------

    def _do(self, command: Command, person: Person) -> AnyAnswer:
        till = self.tills.get(person)
        answer = self.hands.do(command, person.id, till.lease if till else None, till.device if till else "own")
        self._note(type(command).__name__, answer)
        if isinstance(answer, Awaiting):
            # A drawer's variance is its branch's business, wherever its cashier works by now.
            branch = person.branch if isinstance(command, CloseDrawer) else self.at[person]
            self.asked[answer.result.request] = Asked(person, command, branch)
        elif isinstance(answer, Executed) and isinstance(answer.result, DrawerClosed):
            self._closed(person)
        elif isinstance(answer, Executed) and isinstance(answer.result, Posted):
            self._posted(person, command)
        return answer

    def _posted(self, person: Person, command: Command) -> None:
        cash: Cash | None = getattr(command, "cash", None)
        if cash is not None:
            self._move(drawer(person), cash.received, cash.given)
        if isinstance(command, ReverseTransaction):
            self._undone(command)
        elif isinstance(command, Deposit | Withdraw | Transfer):
            self._booked(Done(person, command, cash=cash is not None))

    def _booked(self, done: Done) -> None:
        self.booked.append(done.command.transaction)
        self.done[done.command.transaction] = done
        for account, change in changes(done.command).items() if done.credited else ():
            self.money[account] += change

    def _undone(self, command: ReverseTransaction) -> None:
        self.booked.append(command.transaction)
        done = self.done[command.original]
        assert command.original not in self.undone, "reversed twice"
        self.undone.add(command.original)
        for account, change in changes(done.command).items() if done.credited else ():
            self.money[account] -= change

    def _closed(self, person: Person) -> None:
        till = self.tills.pop(person)
        assert till.counted is not None, "closed without a count"
        self.bags[drawer(person)] = _whole(till.counted)
        self.past.append((person, till.lease))

    def _take_late(self, holder: str, command: Deposit) -> None:
        """Late cash is there whatever was typed: where the pieces cannot be as said, they are reckoned."""
        received, given = dict(command.cash.received), dict(command.cash.given)
        if pieces_total(received) - pieces_total(given) != command.amount.minor or not received:
            received, given = fewest(command.amount.minor), {}
        after = add_pieces(add_pieces(self.bags[holder], received), given, -1)
        short = any(count < 0 for count in after.values())
        self.bags[holder] = self._reckoned(holder, command.amount.minor) if short else _whole(after)

    def _reckoned(self, holder: str, more: int) -> Pieces:
        """What lies apart is nobody's change: the loose pieces alone are reckoned anew."""
        aside = {face: count for face, count in self.bags[holder].items() if ":" in face}
        return add_pieces(fewest(pieces_total(self.bags[holder]) + more - pieces_total(aside)), aside)

    def _move(self, holder: str, received: Pieces, given: Pieces) -> None:
        self.bags[holder] = _whole(add_pieces(add_pieces(self.bags.get(holder, {}), received), given, -1))

    def _note(self, what: str, answer: AnyAnswer | None) -> None:
        word = f"{what} {type(answer).__name__.lower()}" if answer else what
        self.outcomes[word] = self.outcomes.get(word, 0) + 1


def fee(command: Withdraw | Transfer) -> int:
    """What the price list takes for it."""
    if isinstance(command, Withdraw):
        return FEES.get(command.account, {}).get("withdraw", 0)
    return FEES.get(command.debit_account, {}).get("transfer", 0)


def changes(command: Posting) -> dict[str, int]:
    """What a posting does to customers' accounts, by hand."""
    amount = command.amount.minor
    if isinstance(command, Deposit):
        return {command.account: amount}
    if isinstance(command, Withdraw):
        return {command.account: -amount - fee(command)}
    return {command.debit_account: -amount - fee(command), command.credit_account: amount}


def fewest(total: int) -> Pieces:
    """An amount in as few pieces as can be."""
    pieces = {}
    for face in FACES:
        count, total = divmod(total, int(face.removesuffix("c")))
        if count:
            pieces[face] = count
    return pieces


def _back(command: Posting) -> Cash:
    """The notes the other way; where they never added up, the amount."""
    assert isinstance(command, Deposit | Withdraw)
    cash, amount = command.cash, command.amount.minor
    if isinstance(command, Deposit) and pieces_total(cash.received) - pieces_total(cash.given) != amount:
        return Cash(given=fewest(amount))
    return Cash(received=cash.given, given=cash.received)


def _whole(pieces: Pieces) -> Pieces:
    return {face: count for face, count in pieces.items() if count}


def _hands_over(command: Command) -> bool:
    cash: Cash | None = getattr(command, "cash", None)
    return cash is not None and bool(cash.received or cash.given)
