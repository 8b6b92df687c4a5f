"""The engine's words as the models hear them: the line, what waits, what is not booked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from contract.base import UNREADABLE
from contract.errors import ContractError, ErrorCode
from contract.feed import Executed, NotTaken, Refused
from contract.ledger import Cash
from contract.money import pieces_total
from teller_app.manifest import Kept, Line, Waiting
from teller_app.sync.desk import stamp
from teller_app.sync.events import CommandSettled, ConnectionChanged
from teller_app.sync.outbox_rows import OutboxRow, RowState
from teller_app.sync.state import State

_LINES: Mapping[State, str] = {
    State.ONLINE: "online",
    State.SYNCING: "syncing",
    State.EPOCH_CHANGED: "reconnecting",
    State.CONNECTING: "reconnecting",
    State.RECONNECTING: "reconnecting",
    State.OFFLINE: "offline",
    State.TOO_OLD: "offline",
    State.STOPPING: "offline",
    State.SIGNED_OUT: "signed_out",
}


def line_of(event: ConnectionChanged) -> Line:
    """The engine's connection in the words' keys of the manifest."""
    at = event.synced_at_ms
    synced = stamp(datetime.fromtimestamp(at / 1000, UTC)) if at else ""
    return Line(_LINES[event.state], event.rtt_ms, event.queued, synced, event.held, event.back)


def waiting_of(row: OutboxRow) -> Waiting:
    """A row of the outbox as models see it."""
    return Waiting(row.command_id, row.command(), row.made_by, row.note.receipt, row.made_at)


def kept_of(row: OutboxRow) -> Kept:
    """A row of the outbox that is not booked, as a person sees it."""
    note, answer = row.note, row.answer()
    code, params = row.code, {}
    if isinstance(answer, Refused):
        code, params = answer.problem.code.value, dict(answer.problem.params)
    elif isinstance(answer, NotTaken):
        params = dict(answer.params)
    try:
        command = row.command()
    except (ContractError, *UNREADABLE):
        # Somebody altered the bytes; the row is shown all the same.
        command = None
    account = str(getattr(command, "account", "") or getattr(command, "debit_account", ""))
    cash = getattr(command, "cash", None)
    pieces = pieces_total(cash.received) - pieces_total(cash.given) if isinstance(cash, Cash) else 0
    return Kept(row.command_id, note.kind, row.made_by, row.made_at, row.state.value, note.receipt, account, note.amount,
                note.currency, note.offline, code, params, row.may_send_again, row.may_put_away, pieces)  # fmt: skip


def waits_still(row: OutboxRow) -> bool:
    """Whether the replica does not show it yet."""
    # What was not taken waits for a person, not for the server: it would keep the drawer from ever being counted.
    if row.state is RowState.SETTLED:
        return isinstance(row.answer(), Executed)
    return row.unsettled


def wants(event: CommandSettled) -> ErrorCode | None:
    """What the server holds the command back for, and will take it with: a fresh code, or the person beside."""
    code = event.answer.code if isinstance(event.answer, NotTaken) else None
    return code if code in (ErrorCode.CODE_NEEDED, ErrorCode.SECOND_NEEDED) else None
