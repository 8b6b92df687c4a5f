"""The whole proof of a bank, put together: chains, seals, totals, pieces, and what the tables say beside the books."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection

from server.approvals import gatekeeper
from server.core import chain, seals
from server.core.chain import Difference, readable
from server.core.registry import Source
from server.core.ring import Ring
from server.core.stated import Stated
from server.core.store import Log
from server.drawers import verify as drawers_verify
from server.ledger import products
from server.ledger import queries as ledger_queries
from server.ledger import verify as ledger_verify
from server.loans import verify as loans_verify
from server.staff import activity, roles
from server.staff.signatures import Recheck

FIRST = {"role": roles.is_first, "limit": roles.is_first_bound, "product": products.is_first,
         "approval_rule": gatekeeper.is_first}  # fmt: skip
MANY = {"transaction": ledger_queries.transactions_named}
"""What a new bank begins with, and topics of which there are as many as entries: see ``Stated``."""


def verify(
    conn: Connection, logs: Sequence[Log[Any]], sources: Iterable[Source], ring: Ring | None, signatures: bool
) -> Iterator[Difference]:
    """Every difference in the books: the journal's chain, the activity's, the seals of the days (with the bank's ``ring``), the
    ledger's totals, the loans, the drawers' pieces, what the tables say beside them; with ``signatures`` also what each device signed (about 0.1 ms each). Streams.
    """
    stated = Stated(conn, sources, FIRST, ledger_queries.accounts_held, MANY if signatures else {})
    tills, recheck = drawers_verify.Tills(conn), Recheck(conn)
    looks = (stated.look, tills.look, recheck.look) if signatures else (stated.look, tills.look)
    whole = chain.check(conn, logs, look=lambda row: [found for look in looks for found in look(row)])
    yield from readable("the journal", whole)
    yield from readable("the activity", activity.check(conn))
    if ring is not None:
        yield from readable("the seals", seals.check(conn, ring, activity.hash_at))
    yield from readable("the ledger", ledger_verify.check(conn))
    yield from readable("the loans", loans_verify.check(conn))
    yield from readable("the pieces", drawers_verify.check(conn))
    yield from stated.check()
    yield from readable("the tills", tills.check())
    if signatures:
        yield from recheck.check()
