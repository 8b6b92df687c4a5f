"""What somebody else may say yes to at this workstation, beside whoever wrote it down. Pure; the server decides again."""

import msgspec

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


def to_sign(state: VaultState) -> str:
    """The chosen row, where F9 would say a yes to it beneath which a hand can stand: one's own, or of who stands beside. Else ""."""
    if state.form.act:
        return ""
    opening, count = state.opening, state.count
    own = state.waits_for_me and (
        (opening is not None and not opening.refused)
        or (count is not None and count.state is CountState.TAKEN)
        or state.move is not None
    )
    return state.chosen if own or second_here(state) is not None else ""


def hand_of(state: VaultState) -> str:
    """Whose hand that is, by id; "" for one's own."""
    beside = second_here(state)
    return beside.second if beside is not None and not state.waits_for_me else ""


def with_hand(yes: SecondHere, ink: str) -> SecondHere:
    """The second person's yes with what they drew."""
    return msgspec.structs.replace(yes, act=msgspec.structs.replace(yes.act, ink=ink)) if ink else yes
