"""A row of the outbox, and the tables that hold it."""

from enum import StrEnum
from typing import Any

import msgspec

from contract import commands
from contract.base import UNREADABLE, Command
from contract.drawers import ContinueDrawer
from contract.envelope import CHAIN_START, Envelope, link_of
from contract.errors import ErrorCode
from contract.feed import AnyAnswer, AnyOutcome, Awaiting, Executed
from contract.ledger import Deposit, Transfer, Withdraw


class RowState(StrEnum):
    """queued → sending → settled | refused | held; held → queued, refused and held → settled by hand; queued → back → queued by hand.

    back: somebody wants to look before it is sent. refused: a rule said no, and the journal has it. held: the server did not take it, and has no receipt of it. A new
    epoch makes what was booked queued again.
    """

    QUEUED = "queued"
    SENDING = "sending"
    SETTLED = "settled"
    REFUSED = "refused"
    HELD = "held"
    BACK = "back"


TAMPERED = "outbox_tampered"
_NOBODYS = frozenset({TAMPERED, ErrorCode.NOT_YOURS.value})
"""Held rows that a click cannot help: altered from outside, or somebody else's outcome, told when they sign in."""
PROVABLE = frozenset({ErrorCode.CODE_NEEDED.value, ErrorCode.SECOND_NEEDED.value})
"""What a fresh code, or the password of who stands beside, is missing for. A bank that was restored has lost the proof with the act."""


class OutboxUnreadable(Exception):
    """The file is not ours, is damaged, or was written by a newer program. It is left as it is."""


class OutboxTampered(Exception):
    """Rows whose MAC does not fit, by their number. They are set aside, never sent, and shown to a manager."""

    def __init__(self, rows: tuple[int, ...]) -> None:
        super().__init__(f"rows {rows}")
        self.rows = rows


class OutboxFull(msgspec.Struct, frozen=True):
    """The disk would not take it: nothing is written and the intent is not accepted."""

    code: str = "outbox_full"


class Note(msgspec.Struct, frozen=True):
    """What the outbox must know of a command without opening it. ``amount`` in minor units; ``debits`` an account."""

    kind: str
    session: str = ""
    lease: int = 0
    receipt: str = ""
    receipt_counter: int = 0
    amount: int = 0
    currency: str = ""
    debits: str = ""
    offline: bool = False


class OutboxRow(msgspec.Struct, frozen=True):
    """One command on this device. ``raw`` are the envelope's bytes exactly as sent, ``outcome`` the answer's bytes."""

    n: int
    command_id: str
    raw: bytes
    made_by: str
    made_at: str
    note: Note
    state: RowState
    code: str
    outcome: bytes
    settled_seq: int

    @property
    def unsettled(self) -> bool:
        """Whether the server's answer is still awaited."""
        return self.state in (RowState.QUEUED, RowState.SENDING, RowState.BACK)

    @property
    def final(self) -> bool:
        """Whether the server has decided."""
        return self.state in (RowState.SETTLED, RowState.REFUSED)

    @property
    def may_send_again(self) -> bool:
        """Only cash that was taken in is sent a second time: whatever else was not taken, its maker was told and did anew. And what lacks a
        proof, which is asked for as it goes out.
        """
        return (
            self.state is RowState.HELD and (self.note.offline or self.code in PROVABLE) and self.code not in _NOBODYS
        )

    @property
    def may_put_away(self) -> bool:
        """Whether reading it is all that is left to do: the journal has the refusal, or nothing changed hands."""
        read = self.state is RowState.HELD and not self.note.offline and self.code not in _NOBODYS
        return read or self.state is RowState.REFUSED

    def envelope(self) -> Envelope:
        """The envelope, parsed."""
        return msgspec.json.decode(self.raw, type=Envelope)

    def link(self) -> str:
        """What the device's next envelope says of this one. A row that is no envelope any more continues nothing."""
        try:
            return link_of(self.envelope())
        except UNREADABLE:
            return CHAIN_START

    def command(self) -> Command:
        """The command, parsed."""
        return commands.decode(bytes(self.envelope().command))

    def answer(self) -> AnyAnswer | None:
        """The stored answer, None while there is none."""
        return msgspec.json.decode(self.outcome, type=AnyAnswer) if self.outcome else None


def row_of(found: tuple[Any, ...]) -> OutboxRow:
    """A row as its table holds it (``COLUMNS``). Raises MsgspecError or ValueError where it was altered."""
    n, command_id, raw, made_by, made_at, note, state, code, outcome, settled_seq = found[:10]
    known = msgspec.msgpack.decode(note, type=Note)
    return OutboxRow(n, command_id, raw, made_by, made_at, known, RowState(state), code, outcome, settled_seq)


def is_newer(row: OutboxRow, answer: AnyOutcome, encoded: bytes) -> bool:
    """Whether an answer says more than the one that is kept."""
    # Awaiting may be followed by another state under the same sequence; a final outcome never goes back to awaiting.
    if isinstance(row.answer(), Executed) and isinstance(answer, Awaiting):
        return False
    return encoded != row.outcome and answer.seq >= row.settled_seq


def note_of(command: Command, session: str = "", lease: int = 0, receipt_counter: int = 0) -> Note:
    """Sketch a command. Only money out of an account is a debit that lowers what is available."""
    kind = commands.kind_of(command)
    receipt = str(getattr(command, "receipt", ""))
    if isinstance(command, ContinueDrawer):
        session = session or command.session
    if not isinstance(command, Deposit | Withdraw | Transfer):
        return Note(kind, session, lease, receipt, receipt_counter)
    debits = ""
    if isinstance(command, Withdraw):
        debits = command.account
    elif isinstance(command, Transfer):
        debits = command.debit_account
    offline = (isinstance(command, Deposit) and command.taken_offline) or (
        isinstance(command, Withdraw) and command.paid_offline
    )
    money = command.amount
    return Note(kind, session, lease, receipt, receipt_counter, money.minor, money.currency, debits, offline)


COLUMNS = "n, command_id, envelope, made_by, made_at, note, state, code, outcome, settled_seq, mac, seal"

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        """CREATE TABLE outbox (
            n INTEGER PRIMARY KEY, command_id TEXT NOT NULL UNIQUE, envelope BLOB NOT NULL, made_by TEXT NOT NULL,
            made_at TEXT NOT NULL, note BLOB NOT NULL, state TEXT NOT NULL, code TEXT NOT NULL, outcome BLOB NOT NULL,
            settled_seq INTEGER NOT NULL, mac BLOB NOT NULL, seal BLOB NOT NULL)""",
        "CREATE INDEX outbox_state ON outbox (state, n)",
        """CREATE TABLE ends (
            one INTEGER PRIMARY KEY CHECK (one = 1), base_n INTEGER NOT NULL, base_mac BLOB NOT NULL,
            head_n INTEGER NOT NULL, head_mac BLOB NOT NULL, epoch TEXT NOT NULL, seal BLOB NOT NULL)""",
        "CREATE TABLE receipts (session TEXT, lease INTEGER, last INTEGER NOT NULL, PRIMARY KEY (session, lease))",
        """CREATE TABLE unlock (
            username TEXT PRIMARY KEY, verifier TEXT NOT NULL, me BLOB NOT NULL, verified_at INTEGER NOT NULL,
            tries INTEGER NOT NULL)""",
        "CREATE TABLE clock (one INTEGER PRIMARY KEY CHECK (one = 1), seen_at INTEGER NOT NULL)",
    ),
    ("CREATE TABLE pins (user TEXT PRIMARY KEY, verifier TEXT NOT NULL, tries INTEGER NOT NULL)",),
)
"""Each step brings the file one version up. A step is never changed once released: a fixture of each stays in the tests."""
