"""Erasing a person (Ghana's Data Protection Act, 2012, section 33) from the books that must stay: bodies and facts go, hashes and legs stay.

The journal's hash covers salted hashes of body and facts, so the chain holds without them; ``verify`` takes a missing body only where an
erasure names it. A command names at most ``ENTRIES_MAX`` entries, which keeps the writer free: a long history takes several.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, Connection, Text, and_, exists, false, or_, select, type_coerce, update

from contract.customers import EraseCustomer
from contract.errors import ErrorCode, Rejected
from contract.permissions import Permission
from server.core.context import Context
from server.core.journal_tables import bodies, journal
from server.core.registry import Handler, Outcome
from server.customers import mandates as signing
from server.customers.stating import say
from server.customers.tables import CUSTOMERS, CustomerRow, customers, files, mandates
from server.ledger.tables import accounts, legs, transactions

Forget = Callable[[Connection, Sequence[str]], None]
"""(connection, ids of the person's accounts): another room drops what it keeps of their name."""
KINDS = ("register_customer", "flag_customer", "lift_flag", "set_customer_image", "open_account")
NAME = "-"


def entries_of(conn: Connection, customer: str) -> list[int]:
    """The journal's entries that tell of this person, in order: those about them, and those about their accounts' money.

    A long read: for the command line, never for the writer.
    """
    mine = select(accounts.c.id).where(accounts.c.customer == customer)
    about = and_(journal.c.kind.in_(KINDS), bodies.c.body.contains(customer, autoescape=True))
    about = or_(about, _of_mandates(list(conn.scalars(mine))))
    money = exists().where(and_(legs.c.seq == journal.c.seq, legs.c.account.in_(mine)))
    joined = journal.join(bodies, bodies.c.seq == journal.c.seq)
    found = select(journal.c.seq).select_from(joined).where(bodies.c.body.is_not(None), or_(about, money))
    return list(conn.scalars(found.order_by(journal.c.seq)))


def _of_mandates(mine: Sequence[str]) -> ColumnElement[bool]:
    """Entries that state who signs for these accounts: the command, what was asked of a second person, the decision."""
    named = [bodies.c.facts.contains(account, autoescape=True) for account in mine]
    return and_(bodies.c.facts.contains("signatories"), or_(false(), *named))


def erase(forget: Iterable[Forget], command: EraseCustomer, ctx: Context) -> Outcome:
    """Runs solo: it searches. Refused while there is money, or a payment that waits."""
    row = ctx.get(CUSTOMERS, command.customer)
    if row is None:
        return Rejected(code=ErrorCode.CUSTOMER_UNKNOWN)
    mine = ctx.conn.execute(select(accounts).where(accounts.c.customer == row.id)).all()
    if any(account.debits != account.credits or account.pending or account.held for account in mine):
        return Rejected(code=ErrorCode.BALANCE_REMAINS, params={"number": row.number})
    held = [account.id for account in mine]
    others = ctx.conn.scalars(_not_theirs(command, held))
    if stranger := others.first():
        return Rejected(code=ErrorCode.NOT_FOUND, params={"entry": stranger})
    _empty(ctx.conn, command, held)
    for work in forget:
        work(ctx.conn, held)
    _drop_pictures(ctx.conn, row, held, signing.specimens(ctx, held))
    signing.forget(ctx, held)
    say(ctx, ctx.put(CUSTOMERS, CustomerRow(id=row.id, number=row.number, full_name=NAME, search_name="",
                                            branch=row.branch, since=row.since)))  # fmt: skip
    return None


def _not_theirs(command: EraseCustomer, mine: Sequence[str]) -> Any:
    """Named entries that tell of somebody else."""
    about = bodies.c.body.contains(command.customer, autoescape=True)
    money = exists().where(and_(legs.c.seq == bodies.c.seq, legs.c.account.in_(mine)))
    named = bodies.c.seq.in_(command.entries)
    return (
        select(bodies.c.seq).where(named, bodies.c.body.is_not(None), ~or_(about, money, _of_mandates(mine))).limit(1)
    )


def _empty(conn: Connection, command: EraseCustomer, mine: Sequence[str]) -> None:
    gone = {"body": None, "facts": None, "signature": "", "signed": ""}
    conn.execute(update(bodies).where(bodies.c.seq.in_(command.entries)).values(**gone))
    theirs = exists().where(and_(legs.c.transaction == transactions.c.id, legs.c.account.in_(mine)))
    named = transactions.c.seq.in_(command.entries)
    conn.execute(update(transactions).where(named, theirs).values(holder=NAME, narration=""))


def _drop_pictures(conn: Connection, row: CustomerRow, mine: Sequence[str], specimens: Iterable[str]) -> None:
    """The person's pictures, and the specimens of who signed for their accounts, but for what somebody else's record names."""
    for file in {row.photo, row.signature, *specimens} - {""}:
        pictured = exists().where(
            customers.c.id != row.id, or_(customers.c.photo == files.c.sha256, customers.c.signature == files.c.sha256)
        )
        signing_elsewhere = exists().where(
            mandates.c.account.not_in(mine), type_coerce(mandates.c.signatories, Text).contains(file)
        )
        conn.execute(files.delete().where(files.c.sha256 == file, ~pictured, ~signing_elsewhere))


def handlers(*forget: Forget) -> tuple[Handler[Any], ...]:
    """For the bank's own hand alone: no screen offers it, and an auditor finds who asked for it in the reason."""
    return (Handler(EraseCustomer, Permission.SYSTEM, partial(erase, forget), solo=True),)
