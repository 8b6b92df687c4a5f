"""Cash on its way: everybody tries every road between drawers, vault and bank, and every answer to it. See ``Roads``."""

from dataclasses import dataclass, field

from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule

from contract.buckets import Bucket, in_bucket
from contract.feed import AnyAnswer, Executed
from contract.ids import new_id
from contract.money import add_pieces, pieces_total
from contract.vault import (
    ConfirmCash,
    CountVault,
    ExchangeCash,
    ImpoundNotes,
    Moved,
    MoveState,
    OpenVault,
    Place,
    ReceiveCash,
    RefuseCash,
    SendCash,
    SortNotes,
    Where,
)
from tests.laws import books
from tests.laws.model import Pieces, drawer, vault
from tests.laws.troubles import Troubles
from tests.laws.two_branches import CASHIERS, DRAWERS, EDEM, HAJARA, MAKOLA, MUSA, OSU, YAW, Person

WALKERS = (*CASHIERS, HAJARA, MUSA, YAW, EDEM)
walkers = st.sampled_from(WALKERS)
bundles: st.SearchStrategy[Pieces] = st.fixed_dictionaries(
    {},
    optional={
        "20000": st.integers(1, 12),
        "1000": st.integers(1, 8),
        "100c": st.integers(1, 5),
        "1000:mutilated": st.integers(1, 3),
        "1000:suspect": st.integers(1, 2),
        "20000:suspect": st.integers(1, 2),
    },
).filter(bool)
lost: st.SearchStrategy[Pieces] = st.sampled_from([{}, {}, {}, {"1000": -1}, {"100c": 1}])
"""By how much a receipt differs from what was sent."""


@dataclass
class Road:
    """A movement that is not over: where it comes from and goes to in the books ("" is the bank), and what is on it."""

    kind: str
    branch: str
    source: str
    target: str
    pieces: Pieces
    maker: Person
    taken: Pieces = field(default_factory=dict)
    counted: Pieces = field(default_factory=dict)
    closing: bool = False


def transit(branch: str) -> str:
    """The bag of what belongs to nobody at a branch."""
    return f"transit:{branch}:GHS"


class Roads(Troubles):
    """The model's own count: a step counts only where the bank says that it was taken."""

    def __init__(self) -> None:
        super().__init__()
        self.roads: dict[str, Road] = {}
        self.model.bags |= {transit(branch): {} for branch in (MAKOLA, OSU)}

    # -- steps ---------------------------------------------------------------------------------------------------

    @rule(maker=walkers, second=walkers, pieces=bundles, data=st.data())
    def send(self, maker: Person, second: Person, pieces: Pieces, data: st.DataObject) -> None:
        source, target = (data.draw(st.sampled_from(self._places(maker))) for _ in range(2))
        command = SendCash(
            transfer=new_id(), source=source[0], target=target[0], currency="GHS", pieces=pieces, second=second.id
        )
        road = Road("transfer", self._branch(maker), source[1], target[1], dict(pieces), maker)
        self._take(command.transfer, road, self._do(command, maker, "send"))

    @rule(maker=walkers, second=walkers, data=st.data())
    def exchange(self, maker: Person, second: Person, data: st.DataObject) -> None:
        """A note of two hundred into twenty of ten, or the other way round."""
        one, other = (data.draw(st.sampled_from(self._places(maker))) for _ in range(2))
        given, taken = data.draw(st.sampled_from([({"20000": 1}, {"1000": 20}), ({"1000": 20}, {"20000": 1})]))
        command = ExchangeCash(transfer=new_id(), one=one[0], other=other[0], currency="GHS", given=given, taken=taken,
                               second=second.id)  # fmt: skip
        road = Road("exchange", self._branch(maker), one[1], other[1], dict(given), maker, dict(taken))
        self._take(command.transfer, road, self._do(command, maker, "exchange"))

    @rule(
        maker=walkers,
        second=walkers,
        buckets=st.permutations(list(Bucket)),
        many=st.sampled_from([1, 3, 100]),
        data=st.data(),
    )
    def sort(self, maker: Person, second: Person, buckets: list[Bucket], many: int, data: st.DataObject) -> None:
        """Notes into another bucket: whole straps or broken ones, out of custody and into it."""
        place, holder = data.draw(st.sampled_from(self._places(maker)))
        taken, put = ({in_bucket("1000", bucket): many} for bucket in buckets[:2])
        command = SortNotes(
            transfer=new_id(), place=place, currency="GHS", taken=taken, put=put, second=second.id, reason="Torn"
        )
        road = Road("sort", self._branch(maker), holder, holder, taken, maker, put)
        self._take(command.transfer, road, self._do(command, maker, "sort"))

    @rule(maker=walkers, many=st.integers(1, 3))
    def impound(self, maker: Person, many: int) -> None:
        """A customer's doubtful notes: in the drawer and in no account."""
        command = ImpoundNotes(transfer=new_id(), currency="GHS", pieces={"20000": many}, giver="Ama")
        if isinstance(self._do(command, maker, "impound"), Executed):
            self._pieces(drawer(maker), {"20000:suspect": many}, 1)

    @rule(maker=walkers, second=walkers, off=lost, closing=st.sampled_from([False, False, True]))
    def count_vault(self, maker: Person, second: Person, off: Pieces, closing: bool) -> None:
        branch = self._branch(maker)
        counted = add_pieces(self.model.bags[vault(branch)], off)
        command = CountVault(
            transfer=new_id(), currency="GHS", counted=counted, second=second.id, closing=closing, reason="So it is"
        )
        road = Road("count", branch, vault(branch), vault(branch), counted, maker, closing=closing)
        self._take(command.transfer, road, self._do(command, maker, "count vault"))

    @rule(maker=walkers, second=walkers)
    def open_vault(self, maker: Person, second: Person) -> None:
        branch = self._branch(maker)
        command = OpenVault(transfer=new_id(), currency="GHS", second=second.id)
        road = Road("open", branch, vault(branch), vault(branch), {}, maker)
        self._take(command.transfer, road, self._do(command, maker, "open vault"))

    @precondition(lambda self: self.roads)
    @rule(who=walkers, data=st.data())
    def confirm(self, who: Person, data: st.DataObject) -> None:
        key = data.draw(st.sampled_from(list(self.roads)))
        self._step(key, self._do(ConfirmCash(transfer=key), who, "confirm"))

    @precondition(lambda self: self.roads)
    @rule(who=walkers, second=walkers, off=lost, data=st.data())
    def receive(self, who: Person, second: Person, off: Pieces, data: st.DataObject) -> None:
        key = data.draw(st.sampled_from(list(self.roads)))
        counted = {face: n for face, n in add_pieces(self.roads[key].pieces, off).items() if n > 0}
        command = ReceiveCash(transfer=key, counted=counted, second=second.id, reason="As counted")
        before = dict(self.roads[key].counted)
        self.roads[key].counted = counted
        answer = self._do(command, who, "receive")
        if not isinstance(answer, Executed):
            self.roads[key].counted = before
        self._step(key, answer)

    @precondition(lambda self: self.roads)
    @rule(who=walkers, data=st.data())
    def refuse(self, who: Person, data: st.DataObject) -> None:
        key = data.draw(st.sampled_from(list(self.roads)))
        self._step(key, self._do(RefuseCash(transfer=key, reason="Not so"), who, "refuse"), refused=True)

    # -- what comes of it ----------------------------------------------------------------------------------------

    def _places(self, maker: Person) -> list[tuple[Place, str]]:
        """Vault, bank, and every drawer there is: those of the other branch are tried, too."""
        tills = [(Place(where=Where.DRAWER, drawer=DRAWERS[person]), drawer(person)) for person in CASHIERS]
        return [(Place(where=Where.VAULT), vault(self._branch(maker))), (Place(where=Where.BANK), ""), *tills]

    def _branch(self, person: Person) -> str:
        return self.model.at.get(person, person.branch)

    def _do(self, command: object, who: Person, what: str) -> AnyAnswer:
        till = self.model.tills.get(who)
        answer = self.hands.do(command, who.id, till.lease if till else None, till.device if till else "own")  # type: ignore[arg-type]
        self.model._note(what, answer)
        return answer

    def _take(self, key: str, road: Road, answer: AnyAnswer) -> None:
        if isinstance(answer, Executed):
            self.roads[key] = road
            self._step(key, answer)

    def _step(self, key: str, answer: AnyAnswer, refused: bool = False) -> None:
        """Move the pieces as the step that was taken moves them."""
        if not isinstance(answer, Executed) or not isinstance(answer.result, Moved):
            return
        road, state = self.roads[key], answer.result.state
        if state is MoveState.SENT and not refused:
            self._pieces(road.source, road.pieces, -1)
            self._pieces(transit(road.branch), road.pieces, 1)
        elif state is MoveState.REFUSED and self._is_sent(road):
            self._pieces(transit(road.branch), road.pieces, -1)
            self._pieces(road.source, road.pieces, 1)
        elif state is MoveState.RECEIVED:
            self._arrive(road)
        road.kind = "sent" if state is MoveState.SENT else road.kind
        if state in (MoveState.RECEIVED, MoveState.REFUSED, MoveState.WITHDRAWN):
            del self.roads[key]

    def _is_sent(self, road: Road) -> bool:
        return road.kind == "sent"

    def _arrive(self, road: Road) -> None:
        if road.kind == "exchange":
            self._pieces(road.source, add_pieces(road.taken, road.pieces, -1), 1)
            self._pieces(road.target, add_pieces(road.taken, road.pieces, -1), -1)
        elif road.kind == "sort":
            self._pieces(road.source, add_pieces(road.taken, road.pieces, -1), 1)
        elif road.kind == "count":
            self.model.bags[vault(road.branch)] = {face: n for face, n in road.pieces.items() if n}
        elif road.kind == "sent":
            self._pieces(transit(road.branch), road.pieces, -1)
            self._pieces(road.target, road.counted, 1)

    def _pieces(self, holder: str, pieces: Pieces, sign: int) -> None:
        if holder:
            self.model.bags[holder] = add_pieces(self.model.bags.get(holder, {}), pieces, sign)

    # -- what holds ----------------------------------------------------------------------------------------------

    @invariant()
    def cash_is_drawers_vault_and_transit(self) -> None:
        """What lies in the bags is what the ledger calls cash, but for what no drawer could be named for."""
        ledger, unplaced = self._read(books.ledger_cash)
        assert ledger - unplaced == sum(pieces_total(pieces) for pieces in self.model.bags.values())

    @invariant()
    def what_is_in_transit_is_what_was_sent_and_not_received(self) -> None:
        for branch in (MAKOLA, OSU):
            on_it: Pieces = {}
            for road in self.roads.values():
                if road.kind == "sent" and road.branch == branch:
                    on_it = add_pieces(on_it, road.pieces)
            assert self.model.bags[transit(branch)] == on_it
