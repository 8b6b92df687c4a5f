"""Erasing a person (Ghana's Data Protection Act, 2012, section 33) from the books that must stay: bodies and facts go, hashes and legs stay.
Of a command that was put aside stays that there was one.

The journal's hash covers salted hashes of body and facts, so the chain holds without them; ``verify`` takes a missing body only where an
erasure names it. A command names at most ``ENTRIES_MAX`` entries, which keeps the writer free: a long history takes several.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, Connection, Text, and_, exists, or_, select, type_coerce, update

from contract.customers import ERASED, EraseCustomer
from contract.errors import ErrorCode, Rejected
from contract.permissions import Permission
from server.core import aside
from server.core.chain import ERASING
from server.core.context import Context
from server.core.journal_tables import bodies, journal
from server.core.registry import Handler, Outcome
from server.customers import mandates as signing
from server.customers.stating import say
from server.customers.tables import CUSTOMERS, CustomerRow, customers, files, mandates
from server.ledger import inks
from server.ledger.tables import accounts, legs, transactions

Forget = Callable[[Connection, str, Sequence[str]], Rejected | None]
"""(connection, the person's id, ids of their accounts and loans): another room drops what it keeps of their name, or says why it cannot yet."""
Loans = Callable[[Connection, str], Sequence[str]]
"""(connection, the person's id): the ids of their loans. What is asked about one that no account serves names neither person nor account."""


def entries_of(conn: Connection, customer: str, loans: Loans) -> list[int]:
    """The journal's entries that tell of this person, in order: those about them, and those about their accounts and loans.

    A long read: for the command line, never for the writer.
    """
    mine = [*conn.scalars(select(accounts.c.id).where(accounts.c.customer == customer)), *loans(conn, customer)]
    found = select(bodies.c.seq).select_from(_JOINED).where(bodies.c.body.is_not(None), _tells_of(customer, mine))
    return list(conn.scalars(found.order_by(bodies.c.seq)))


_JOINED = bodies.join(journal, journal.c.seq == bodies.c.seq)


def _tells_of(customer: str, mine: Sequence[str]) -> ColumnElement[bool]:
    """Whether an entry names the person or one of their accounts or loans, in what was asked or stated, or moved their money.

    What a second person was asked and what they decided state the name again under other ids, so the kind of a command says
    nothing. Erasures stay: the chain's proof reads in them which bodies may be gone.
    """
    said = (bodies.c.body, bodies.c.facts)
    named = [column.contains(key, autoescape=True) for key in (customer, *mine) for column in said]
    money = exists().where(and_(legs.c.seq == bodies.c.seq, legs.c.account.in_(mine)))
    return and_(journal.c.kind != ERASING, or_(money, *named))


def erase(loans: Loans, forgets: Sequence[Forget], command: EraseCustomer, ctx: Context) -> Outcome:
    """Runs solo: it searches. Refused while there is money, or anything about the person that waits."""
    row = ctx.get(CUSTOMERS, command.customer)
    if row is None:
        return Rejected(code=ErrorCode.CUSTOMER_UNKNOWN)
    mine = ctx.conn.execute(select(accounts).where(accounts.c.customer == row.id)).all()
    if any(account.debits != account.credits or account.pending or account.held for account in mine):
        return Rejected(code=ErrorCode.BALANCE_REMAINS, params={"number": row.number})
    held = [account.id for account in mine]
    named = [*held, *loans(ctx.conn, row.id)]
    others = ctx.conn.scalars(_not_theirs(command, named))
    if stranger := others.first():
        return Rejected(code=ErrorCode.NOT_FOUND, params={"entry": stranger})
    for forget in forgets:
        refusal = forget(ctx.conn, row.id, named)
        if refusal is not None:
            return refusal
    _empty(ctx.conn, command, held)
    inks.forget(ctx.conn, held)
    _drop_pictures(ctx.conn, row, held, signing.specimens(ctx, held))
    signing.forget(ctx, held)
    aside.forget(ctx.conn, (row.id, *named))
    say(ctx, ctx.put(CUSTOMERS, CustomerRow(id=row.id, number=row.number, full_name=ERASED, search_name="",
                                            branch=row.branch, since=row.since)))  # fmt: skip
    return None


def _not_theirs(command: EraseCustomer, mine: Sequence[str]) -> Any:
    """Named entries that tell of somebody else, or that must stay."""
    named = (bodies.c.seq.in_(command.entries), bodies.c.body.is_not(None))
    return select(bodies.c.seq).select_from(_JOINED).where(*named, ~_tells_of(command.customer, mine)).limit(1)


def _empty(conn: Connection, command: EraseCustomer, mine: Sequence[str]) -> None:
    gone = {"body": None, "facts": None, "signature": "", "signed": ""}
    conn.execute(update(bodies).where(bodies.c.seq.in_(command.entries)).values(**gone))
    moved = exists().where(and_(legs.c.transaction == transactions.c.id, legs.c.account.in_(mine)))
    # One that waited and failed has no legs, but it has their name.
    meant = [type_coerce(transactions.c.accounts, Text).contains(account, autoescape=True) for account in mine]
    named = transactions.c.seq.in_(command.entries)
    conn.execute(update(transactions).where(named, or_(moved, *meant)).values(holder=ERASED, narration=""))


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


def handlers(loans: Loans, *forgets: Forget) -> tuple[Handler[Any], ...]:
    """For the bank's own hand alone: no screen offers it, and an auditor finds who asked for it in the reason. Of ``forgets`` those that may
    refuse come first: what one has dropped is gone."""
    return (Handler(EraseCustomer, Permission.SYSTEM, partial(erase, loans, forgets), solo=True),)
