"""What somebody else may say yes to at this workstation, beside whoever wrote it down. Pure; the server decides again."""

from contract.beside import SecondHere
from contract.counts import CountState, WitnessCount
from contract.vault import ConfirmCash
from teller_app.vault.state import VaultState


def second_here(state: VaultState) -> SecondHere | None:
    """The yes that the selected row waits for and that its second person can give here: only beside who has a part in it."""
    move, count = state.move, state.count
    if move is not None and state.user in (move.maker, move.receiver) and move.waits_for not in ("", state.user):
        return SecondHere(second=move.waits_for, act=ConfirmCash(transfer=move.transfer))
    if count is not None and count.by == state.user and count.state is CountState.TAKEN and count.witness:
        return SecondHere(second=count.witness, act=WitnessCount(count=count.count))
    return None
