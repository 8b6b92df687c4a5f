"""What whoever comes before the vault room meets: what waits for them, what they may take in, what is over. Pure."""

from contract.counts import CountState
from contract.vault import CashMoveFact, MoveState, Where
from teller_app.vault.state import VaultState

OVER = frozenset({MoveState.RECEIVED, MoveState.REFUSED, MoveState.WITHDRAWN})


def to_meet(state: VaultState) -> str:
    """The key of the first row that waits for this person: a signature, a yes, cash for their drawer, a count that they saw. "" for none."""
    moves = (move for move in state.moves if move.waits_for == state.user or receives(state, move))
    counts = (count for count in state.counts if count.witness == state.user and count.state is CountState.TAKEN)
    keys = (*state.to_sign, *(f"move:{move.transfer}" for move in moves), *(f"count:{count.count}" for count in counts))
    return next(iter(keys), "")


def receives(state: VaultState, move: CashMoveFact) -> bool:
    """Whether this person may receive what is on its way."""
    if move.state is not MoveState.SENT or move.maker == state.user:
        return False
    if move.target.where is Where.DRAWER:
        return move.target.drawer == state.drawer and bool(state.drawer)
    return state.custodian


def there(state: VaultState) -> bool:
    """Whether the chosen row is among those that are known: what was signed goes from them, and a day's movements with the day."""
    return bool(state.move or state.asked or state.count or state.opening or state.slip)


def free(state: VaultState) -> bool:
    """Whether nothing is chosen, or a movement about which there is nothing more to do."""
    return not state.chosen or (state.move is not None and state.move.state in OVER)


def comes_in(state: VaultState) -> CashMoveFact | None:
    """What F4 takes in: the chosen movement; where none is chosen that goes on, the only one that this person may receive."""
    coming = [move for move in state.moves if receives(state, move)]
    if free(state):
        return coming[0] if len(coming) == 1 else None
    return state.move if state.move in coming else None
