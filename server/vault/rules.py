"""The rules of cash on its way, pure: which places, which people, which step comes next."""

from collections.abc import Iterable, Mapping, Set

from contract.buckets import PAYABLE, Bucket, unpayable
from contract.errors import ErrorCode, Rejected
from contract.money import pieces_total
from contract.permissions import Permission
from contract.vault import MoveState, Where
from server.ledger import buckets
from server.vault.tables import TransferRow

_S = MoveState
_STEPS = {
    _S.PROPOSED: frozenset({_S.SENT, _S.RECEIVED, _S.REFUSED, _S.WITHDRAWN}),
    _S.SENT: frozenset({_S.COUNTED, _S.RECEIVED, _S.REFUSED}),
    _S.COUNTED: frozenset({_S.RECEIVED, _S.SENT}),
}
ROADS = frozenset(
    {
        (Where.VAULT, Where.DRAWER),
        (Where.DRAWER, Where.VAULT),
        (Where.DRAWER, Where.DRAWER),
        (Where.VAULT, Where.BANK),
        (Where.BANK, Where.VAULT),
    }
)
"""A drawer never deals with the bank outside: that would pass two people by."""
OPEN = frozenset({_S.PROPOSED.value, _S.SENT.value, _S.COUNTED.value})
"""States in which something is still to come."""


def may_become(now: MoveState, then: MoveState) -> bool:
    """Whether a movement may take this step."""
    return then in _STEPS.get(now, frozenset())


def step_fault(row: TransferRow | None, *states: MoveState) -> Rejected | None:
    """Whether the movement is there and in one of these states."""
    if row is None:
        return Rejected(code=ErrorCode.MOVE_UNKNOWN)
    if row.state in states:
        return None
    code = ErrorCode.MOVE_PENDING if row.state in OPEN else ErrorCode.MOVE_OVER
    return Rejected(code=code, params={"number": row.number, "state": row.state})


def road_fault(source: Where, source_drawer: str | None, target: Where, target_drawer: str | None) -> Rejected | None:
    """Whether cash goes from here to there, and a drawer is named where there is one."""
    named = all((where is Where.DRAWER) == bool(drawer)
                for where, drawer in ((source, source_drawer), (target, target_drawer)))  # fmt: skip
    same = source is Where.DRAWER and source_drawer == target_drawer
    if (source, target) in ROADS and named and not same:
        return None
    return Rejected(code=ErrorCode.PLACES_WRONG)


def _allowed(source: Where, target: Where) -> frozenset[Bucket]:
    """Worn and doubtful notes go one way: from a till to the vault, from the vault to the bank outside."""
    onwards = (source, target) in ((Where.DRAWER, Where.VAULT), (Where.VAULT, Where.BANK))
    return frozenset(Bucket) if onwards else PAYABLE


def pieces_fault(pieces: Mapping[str, int], currency: str, source: Where, target: Where) -> Rejected | None:
    """Whether this is money, any at all, and of buckets that go this way."""
    fault = buckets.pieces_fault(pieces, currency, _allowed(source, target))
    return fault or (None if pieces else Rejected(code=ErrorCode.CASH_NEEDED))


def exchange_fault(
    given: Mapping[str, int], taken: Mapping[str, int], currency: str, one: Where, other: Where
) -> Rejected | None:
    """An exchange moves no money: both sides are worth the same, and each piece may go its way. Suspect notes buy nothing."""
    fault = pieces_fault(given, currency, one, other) or pieces_fault(taken, currency, other, one)
    doubtful = unpayable({**given, **taken}, frozenset(Bucket) - {Bucket.SUSPECT})
    if fault is None and doubtful:
        fault = Rejected(code=ErrorCode.NOTES_UNPAYABLE, params={"faces": ", ".join(doubtful)})
    if fault is not None:
        return fault
    here, there = pieces_total(given), pieces_total(taken)
    if here == there:
        return None
    return Rejected(code=ErrorCode.VALUES_DIFFER, params={"given": here, "taken": there, "currency": currency})


def second_fault(
    second: str, rights: Set[str] | None, branch: str, home: str, on_it: Iterable[str], custodian: bool
) -> Rejected | None:
    """Whether this is a second person: somebody else, at work at this branch, who may move cash.

    ``rights`` are those of the second person (None: nobody, or nobody any more), ``home`` their branch, ``on_it`` who has a part
    in the movement already. ``custodian``: only a keeper of the vault will do, because the first is none.
    """
    if not second:
        return Rejected(code=ErrorCode.SECOND_MISSING)
    if second in set(on_it):
        return Rejected(code=ErrorCode.SAME_PERSON)
    wanted = Permission.KEEP_VAULT if custodian else Permission.MOVE_CASH
    if rights is None or home != branch or wanted.value not in rights:
        return Rejected(code=ErrorCode.SECOND_UNFIT)
    return None


def whole(pieces: Mapping[str, int]) -> dict[str, int]:
    """Without faces that were typed as none."""
    return {face: count for face, count in pieces.items() if count}


def negative(pieces: Mapping[str, int]) -> dict[str, int]:
    """The same pieces on their way out."""
    return {face: -count for face, count in pieces.items()}


FLOWS = {
    (Where.VAULT, Where.DRAWER): ("float_out", "from_vault"),
    (Where.DRAWER, Where.VAULT): ("to_vault", "from_drawer"),
    (Where.DRAWER, Where.DRAWER): ("to_drawer", "from_drawer"),
    (Where.VAULT, Where.BANK): ("to_bank", ""),
    (Where.BANK, Where.VAULT): ("", "from_bank"),
}
"""How a movement is called where it leaves and where it arrives: the words of the slip and the vault's book."""


def flows_of(row: TransferRow) -> tuple[str, str]:
    """The words of this movement at its source and its target."""
    return FLOWS[Where(row.source), Where(row.target)]
