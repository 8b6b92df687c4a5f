"""What a transaction's first receipt said beyond its fact: asked for at a reprint, and kept in no replica.

The depositor's name, the source of the funds and the pieces stand in the journal's body alone, where a person's data can be
erased; a fact would copy them to every workstation that may see the journal.
"""

import msgspec
from sqlalchemy import Connection, select

from contract import commands
from contract.base import Command
from contract.hands import SignedHand
from contract.ledger import Cash, Deposit, Original, Transfer, Withdraw
from contract.money import pieces_total
from contract.permissions import Permission
from server.approvals.desk import signed_of
from server.approvals.tables import REQUESTS
from server.core.audience import Reader, at_branch, may_see
from server.core.journal_tables import bodies, journal
from server.core.unit import Resident
from server.ledger.tables import TRANSACTIONS
from server.staff.names import device_name


def original_of(conn: Connection, resident: Resident, reader: Reader, transaction: str) -> Original | None:
    """The original of a transaction that this reader may see; None where there is none for them."""
    row = TRANSACTIONS.fetch(conn, [transaction]).get(transaction)
    if row is None or not may_see(reader, at_branch(row.branch, Permission.READ_BRANCH_JOURNAL.value, (row.made_by,))):
        return None
    found = conn.execute(
        select(journal.c.device, bodies.c.body)
        .join_from(journal, bodies, bodies.c.seq == journal.c.seq)
        .where(journal.c.seq == row.seq, bodies.c.month == row.at[:7])
    ).first()
    if found is None:
        return None
    name = device_name(resident, found.device)
    if not found.body:
        # An erased body leaves the transaction and where it was made.
        return Original(device_name=name)
    said = _said(commands.decode(found.body.encode()), transaction, name)
    if said.signed or said.unsigned or not row.request:
        return said
    # What a permit pays was signed for where it was asked.
    hands, unsigned = _asked(conn, row.request)
    return msgspec.structs.replace(said, signed=hands, unsigned=unsigned)


def _asked(conn: Connection, request: str) -> tuple[tuple[SignedHand, ...], str]:
    row = REQUESTS.fetch(conn, [request]).get(request)
    return signed_of(row.body) if row else ((), "")


def _said(command: Command, transaction: str, device_name: str) -> Original:
    if not isinstance(command, Deposit | Withdraw | Transfer) or command.transaction != transaction:
        return Original(device_name=device_name)
    hands, unsigned = ((), "") if isinstance(command, Deposit) else signed_of(commands.encode(command))
    if isinstance(command, Transfer):
        return Original(device_name=device_name, account=command.debit_account, signed=hands, unsigned=unsigned)
    deposit = command if isinstance(command, Deposit) else None
    return Original(
        cash=_whole(command),
        depositor=deposit.depositor if deposit else None,
        source_of_funds=deposit.source_of_funds if deposit else "",
        device_name=device_name,
        account=command.account,
        signed=hands,
        unsigned=unsigned,
    )


def _whole(command: Deposit | Withdraw) -> Cash:
    """The pieces, where they are worth the amount: of cash taken offline they may not be, and no paper may say so twice."""
    net_in = pieces_total(command.cash.received) - pieces_total(command.cash.given)
    wanted = command.amount.minor if isinstance(command, Deposit) else -command.amount.minor
    return command.cash if net_in == wanted else Cash()
