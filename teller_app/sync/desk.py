"""Where an intent becomes a signed command on the disk: the last moment at which it can still be turned away."""

from datetime import UTC, datetime

import msgspec

from contract.base import Command
from contract.commands import decode, encode
from contract.drawers import CloseDrawer, SubmitCount
from contract.envelope import Lease
from contract.errors import ContractError
from contract.floats import OpenOnSlip
from contract.ledger import Deposit, Withdraw
from contract.numbers import parse_receipt
from contract.standin import TellCode
from teller_app.sync.events import CommandNotStored, CommandStored
from teller_app.sync.keys import DeviceSigner, Header
from teller_app.sync.outbox import Outbox, OutboxFull, OutboxTampered
from teller_app.sync.outbox_rows import note_of
from teller_app.sync.outcomes import LocalCode


class Intent(msgspec.Struct, frozen=True):
    """A command with the lease it is made under.

    ``offline_budget`` is what the server granted the session, minor units: for what comes in, or (for what was paid out while it
    was away) the drawer's stand-in budget.
    """

    command: Command
    lease: Lease | None = None
    offline_budget: int = 0


class Maker(msgspec.Struct, frozen=True):
    """Who asks, from what state of the world, whether the server can be expected to answer, and whether the disk keeps what waits."""

    user: str
    basis_seq: int
    online: bool
    may_queue: bool = True


class Desk:
    """Seals and stores. Worker thread only: ``store`` returns after the disk has it."""

    def __init__(self, signer: DeviceSigner, outbox: Outbox) -> None:
        self._signer = signer
        self._outbox = outbox

    def store(self, command_id: str, intent: Intent, maker: Maker) -> CommandStored | CommandNotStored:
        """Stored and synced, or turned away with a code and nothing written."""
        command = intent.command
        back = maker.online and self._outbox.back.count() > 0
        if back:
            # It would overtake what is held back. Cash that comes in waits with the rest, as if the server were away; whatever else
            # is asked is not taken: nobody pays without the server who could ask it.
            if not isinstance(command, Deposit):
                return CommandNotStored(command_id, LocalCode.HELD_BACK)
            maker = msgspec.structs.replace(maker, online=False)
        if not maker.online:
            code = self._offline_code(intent, maker)
            if code:
                return CommandNotStored(command_id, code)
            if isinstance(command, Deposit):
                command = msgspec.structs.replace(command, taken_offline=True)
            if isinstance(command, OpenOnSlip):
                command = msgspec.structs.replace(command, opened_offline=True)
        if isinstance(command, SubmitCount | CloseDrawer) and intent.lease:
            # Only the outbox knows it: a number that it gave out and that never arrived belongs on the slip as a gap.
            last = self._outbox.receipts.last(intent.lease.session, intent.lease.number)
            command = msgspec.structs.replace(command, last_receipt=last)
        if not sendable(command):
            return CommandNotStored(command_id, LocalCode.NOT_SENDABLE)
        try:
            stored = self._put(command_id, command, intent.lease, maker)
        except OutboxTampered:
            return CommandNotStored(command_id, LocalCode.OUTBOX_TAMPERED)
        if isinstance(stored, OutboxFull):
            return CommandNotStored(command_id, stored.code)
        return CommandStored(command_id, command, str(getattr(command, "receipt", "")))

    def _put(self, command_id: str, command: Command, lease: Lease | None, maker: Maker) -> object:
        with self._outbox.lock:
            counter = self._outbox.next_counter()
            # Without an outbox that lasts, nothing can be said of what this device made before.
            chain = self._outbox.last_link() if maker.may_queue else ""
            header = Header(command_id, maker.user, counter, stamp(), maker.basis_seq, lease, chain)
            envelope = self._signer.seal(command, header)
            parsed = parse_receipt(str(getattr(command, "receipt", "")))
            session, number = (lease.session, lease.number) if lease else ("", 0)
            note = note_of(command, session, number, parsed[3] if parsed else 0)
            return self._outbox.put(envelope, note, sending=maker.online)

    def _offline_code(self, intent: Intent, maker: Maker) -> str:
        """Only cash may queue, and only within the budgets that were granted while the server could be reached: for what comes in,
        and for what a manager let the drawer pay out.
        """
        command = intent.command
        if isinstance(command, TellCode | OpenOnSlip) and maker.may_queue:
            # A code that was told moves nothing: a record of what was said on the telephone. The float on a slip was handed over
            # while the server was there; whether the slip was good it says when it is back.
            return ""
        if not maker.may_queue or intent.lease is None or not isinstance(command, Deposit | Withdraw):
            return LocalCode.NEEDS_SERVER
        paid = isinstance(command, Withdraw)
        if isinstance(command, Withdraw) and not command.paid_offline:
            return LocalCode.NEEDS_SERVER
        queued = self._outbox.queued_total(intent.lease.session, "withdraw" if paid else "deposit")
        fits = queued + command.amount.minor <= intent.offline_budget
        return "" if fits else LocalCode.OFFLINE_BUDGET


def sendable(command: Command) -> bool:
    """Whether the server could read it. What it could not would be kept and never booked, with a receipt already handed out."""
    try:
        decode(encode(command))
    except (ContractError, UnicodeEncodeError):
        return False
    return True


def stamp(now: datetime | None = None) -> str:
    """The device's clock as envelopes carry it: RFC 3339, UTC, milliseconds."""
    moment = now or datetime.now(UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"
