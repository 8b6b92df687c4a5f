"""Who stands beside and what they say yes to, as the replica of whoever is signed in knows it: what one sees is what one signs."""

from typing import Any

from contract.base import Command
from contract.beside import SecondAct, SecondHere
from contract.commands import kind_of
from contract.counts import WitnessCount
from contract.vault import ConfirmCash, MoveKind, MoveState
from teller_app.counts.queries import counts
from teller_app.drawers.queries import session
from teller_app.i18n import acts, formats
from teller_app.i18n.text import Texts
from teller_app.staff.queries import name_of
from teller_app.vault import words
from teller_app.vault.queries import moves


def second_said(conn: Any, command: Command, texts: Texts) -> tuple[str, str]:
    """The name of the second person, and the act with its number, places and amount; only its kind where it is out of sight."""
    if not isinstance(command, SecondHere):
        return "", ""
    return name_of(conn, command.second), _act(conn, command.act, texts) or acts.kind_words(kind_of(command.act), texts)


def _act(conn: Any, act: SecondAct, texts: Texts) -> str:
    if isinstance(act, ConfirmCash):
        move = next((one for one in moves(conn) if one.transfer == act.transfer), None)
        if move is None:
            return ""
        title = words.title(move, texts)
        # What was counted on receipt is what they say yes to, also where it is not what was sent.
        arrived = move.amount + (move.difference if move.state is MoveState.COUNTED else 0)
        worth = formats.money_with_sign(arrived, move.currency)
        return title if move.kind is MoveKind.OPEN else f"{title}, {worth}"
    if isinstance(act, WitnessCount):
        count = next((one for one in counts(conn) if one.count == act.count), None)
        return words.count_title(count, texts) if count is not None else ""
    opening = session(conn, act.session)
    return words.opening_title(opening, texts) if opening is not None else ""
