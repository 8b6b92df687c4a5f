"""What must lie in every drawer and vault, counted by hand beside the books: pieces in, pieces out, nothing else."""

from dataclasses import dataclass, field

import msgspec

from contract.approvals import ApproveRequest, Decided, DeclineRequest, RequestState
from contract.base import Command
from contract.drawers import CloseDrawer, CountTaken, DrawerClosed, DrawerOpened, OpenDrawer, SubmitCount
from contract.envelope import Lease
from contract.feed import AnyAnswer, Awaiting, Executed
from contract.ids import new_id
from contract.ledger import Cash, Deposit, Posted, ReverseTransaction, Transfer, Withdraw
from contract.money import add_pieces
from tests.laws.two_branches import DRAWERS, MAKOLA, MANAGERS, OSU, VAULT, Hands, Person

Pieces = dict[str, int]
Posting = Deposit | Withdraw | Transfer


def vault(branch: str) -> str:
    """The vault's name in the books."""
    return f"vault:{branch}:GHS"


def drawer(person: Person) -> str:
    """The name in the books of the drawer that this cashier always takes."""
    return f"drawer:{DRAWERS[person]}"


@dataclass
class Till:
    """A cashier's open session: the lease, and the last blind count."""

    lease: Lease
    counted: Pieces | None = None


@dataclass
class Asked:
    """A command that waits for a manager, or that was allowed and can be paid."""

    maker: Person
    command: Command


@dataclass
class Model:
    """Does what people do and keeps its own count. ``outcomes`` counts what became of it, by kind."""

    hands: Hands
    bags: dict[str, Pieces] = field(default_factory=lambda: {vault(branch): dict(VAULT) for branch in (MAKOLA, OSU)})
    tills: dict[Person, Till] = field(default_factory=dict)
    asked: dict[str, Asked] = field(default_factory=dict)
    permits: dict[str, Asked] = field(default_factory=dict)
    posted: list[tuple[Person, Posting]] = field(default_factory=list)
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

    def post(self, person: Person, command: Posting) -> None:
        """A posting at this person's counter."""
        self._do(command, person)

    def reverse(self, person: Person, original: Posting) -> None:
        """Ask to undo a posting; its cash goes the other way."""
        cash = Cash() if isinstance(original, Transfer) else original.cash
        back = Cash(received=cash.given, given=cash.received)
        command = ReverseTransaction(
            transaction=new_id(), original=original.transaction, reason="Typed wrong", cash=back
        )
        self._do(command, person)

    def pay(self, request: str) -> None:
        """Hand over what a manager allowed, by the same command with its permit."""
        asked = self.permits.pop(request)
        self._do(msgspec.structs.replace(asked.command, permit=request), asked.maker)

    def decide(self, request: str, approve: bool) -> None:
        """The branch's manager says yes or no."""
        asked = self.asked.pop(request)
        command = (
            ApproveRequest(request=request) if approve else DeclineRequest(request=request, reason="Not like this")
        )
        answer = self.hands.do(command, MANAGERS[asked.maker.branch].id)
        self._note("approve" if approve else "decline", answer)
        if not (isinstance(answer, Executed) and isinstance(answer.result, Decided)):
            return
        if answer.result.state is not RequestState.APPROVED:
            return
        if isinstance(asked.command, CloseDrawer):
            self._closed(asked.maker)
        elif _hands_over(asked.command):
            self.permits[request] = asked
        elif isinstance(asked.command, Transfer):
            self.posted.append((asked.maker, asked.command))

    # -- what came of it -----------------------------------------------------------------------------------------

    def _do(self, command: Command, person: Person) -> AnyAnswer:
        till = self.tills.get(person)
        answer = self.hands.do(command, person.id, till.lease if till else None)
        self._note(type(command).__name__, answer)
        if isinstance(answer, Awaiting):
            self.asked[answer.result.request] = Asked(person, command)
        elif isinstance(answer, Executed) and isinstance(answer.result, DrawerClosed):
            self._closed(person)
        elif isinstance(answer, Executed) and isinstance(answer.result, Posted):
            self._booked(person, command, answer.result)
        return answer

    def _booked(self, person: Person, command: Command, posted: Posted) -> None:
        cash: Cash | None = getattr(command, "cash", None)
        if cash is not None and not posted.late:
            self._move(drawer(person), cash.received, cash.given)
        if isinstance(command, Deposit | Withdraw | Transfer):
            self.posted.append((person, command))

    def _closed(self, person: Person) -> None:
        counted = self.tills.pop(person).counted
        assert counted is not None, "closed without a count"
        self.bags[drawer(person)] = _whole(counted)

    def _move(self, holder: str, received: Pieces, given: Pieces) -> None:
        self.bags[holder] = _whole(add_pieces(add_pieces(self.bags.get(holder, {}), received), given, -1))

    def _note(self, what: str, answer: AnyAnswer) -> None:
        word = f"{what} {type(answer).__name__.lower()}"
        self.outcomes[word] = self.outcomes.get(word, 0) + 1


def _whole(pieces: Pieces) -> Pieces:
    return {face: count for face, count in pieces.items() if count}


def _hands_over(command: Command) -> bool:
    cash: Cash | None = getattr(command, "cash", None)
    return cash is not None and bool(cash.received or cash.given)
