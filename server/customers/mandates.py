"""Who signs for an account: set with two hands, stated to whoever may look at the account."""

from collections.abc import Iterable
from typing import Any

import msgspec
from sqlalchemy import Connection, select

from contract.approvals import Why
from contract.customers import Band, MandateFact, SetMandate, Signatory
from contract.errors import ErrorCode, Rejected
from contract.ids import SYSTEM_USER
from contract.ledger import AccountStatus
from contract.permissions import Permission
from server.core.actor import Header
from server.core.audience import Audience, Reader, at_branch
from server.core.context import Context
from server.core.registry import Handler, Outcome, Shares, Source, Weighed
from server.core.shares import branch_rows
from server.core.store import Key
from server.core.unit import Unit
from server.customers import rules
from server.customers.tables import CUSTOMERS, MANDATES, MandateRow, files
from server.ledger.tables import ACCOUNTS, AccountRow


def fact(row: MandateRow) -> MandateFact:
    """A mandate as a fact."""
    return MandateFact(
        account=row.account,
        branch=row.branch,
        signatories=msgspec.convert(row.signatories, tuple[Signatory, ...]),
        bands=msgspec.convert(row.bands, tuple[Band, ...]),
        note=row.note,
        at=row.at,
    )


def audience(branch: str) -> Audience:
    """Whoever sees the account's customers sees who signs for them."""
    return at_branch(branch, Permission.READ_CUSTOMERS.value)


def say(ctx: Context, row: MandateRow) -> None:
    """Stage and state a mandate."""
    ctx.say(fact(ctx.put(MANDATES, row)), audience(row.branch), row.account)


def _account(command: SetMandate, ctx: Context) -> AccountRow | Rejected:
    row = ctx.get(ACCOUNTS, command.account)
    if row is None or not row.customer:
        return Rejected(code=ErrorCode.ACCOUNT_UNKNOWN)
    if row.branch != ctx.branch and not ctx.actor.everywhere:
        return Rejected(code=ErrorCode.WRONG_BRANCH)
    if row.status == AccountStatus.CLOSED:
        return Rejected(code=ErrorCode.ACCOUNT_CLOSED, params={"number": row.number})
    return rules.mandate_fault(command) or _not_on_file(command, ctx) or row


def _not_on_file(command: SetMandate, ctx: Context) -> Rejected | None:
    wanted = {person.signature for person in command.signatories if person.signature}
    found = set(ctx.conn.scalars(select(files.c.sha256).where(files.c.sha256.in_(wanted)))) if wanted else set()
    if wanted - found:
        return Rejected(code=ErrorCode.FILE_UNKNOWN)
    people = {person.customer for person in command.signatories if person.customer}
    ctx.load((CUSTOMERS, person) for person in people)
    return (
        Rejected(code=ErrorCode.CUSTOMER_UNKNOWN) if any(not ctx.get(CUSTOMERS, person) for person in people) else None
    )


def weigh(command: SetMandate, ctx: Context) -> Weighed | Rejected | None:
    """A second person of the account's branch agrees to who may take money from it. The bank's own hand asks nobody."""
    row = _account(command, ctx)
    if isinstance(row, Rejected):
        return row
    if ctx.actor.user == SYSTEM_USER:
        return None
    why = Why(code="mandate_change", about=row.number)
    return Weighed(reasons=(why,), account=row.id, branch=row.branch, object=f"mandate/{row.id}")


def set_mandate(command: SetMandate, ctx: Context) -> Outcome:
    """Runs solo: specimens and people are looked for."""
    row = _account(command, ctx)
    if isinstance(row, Rejected):
        return row
    say(
        ctx,
        MandateRow(
            account=row.id,
            branch=row.branch,
            signatories=msgspec.to_builtins(command.signatories),
            bands=msgspec.to_builtins(rules.bands_of(command)),
            note=command.note,
            at=ctx.at,
        ),
    )
    return None


def forget(ctx: Context, accounts: Iterable[str]) -> None:
    """A person was erased: who signed for these accounts goes with them. The files go where nobody else names them."""
    ctx.load((MANDATES, account) for account in accounts)
    for account in accounts:
        row = ctx.get(MANDATES, account)
        if row is not None and row.signatories:
            say(ctx, MandateRow(account=row.account, branch=row.branch, signatories=[], bands=[], at=ctx.at))


def specimens(ctx: Context, accounts: Iterable[str]) -> set[str]:
    """The files that the mandates of these accounts name."""
    ctx.load((MANDATES, account) for account in accounts)
    rows = [row for row in (ctx.get(MANDATES, account) for account in accounts) if row is not None]
    return {person["signature"] for row in rows for person in row.signatories if person.get("signature")}


def _shares(conn: Connection, reader: Reader, after: str, limit: int) -> Shares:
    rows = branch_rows(conn, MANDATES, Permission.READ_CUSTOMERS, reader, after, limit)
    return [(row.account, fact(row)) for row in rows]


def sources() -> tuple[Source, ...]:
    """The mandates of the branch's accounts."""
    return (Source("mandate", _shares),)


def _needs(command: SetMandate, header: Header, unit: Unit) -> Iterable[Key]:
    return ((ACCOUNTS, command.account), (MANDATES, command.account))


def handlers() -> tuple[Handler[Any], ...]:
    """The one command about mandates."""
    return (Handler(SetMandate, Permission.EDIT_CUSTOMERS, set_mandate, needs=_needs, weigh=weigh, solo=True),)
