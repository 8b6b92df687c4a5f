"""A batch that is decided and not written yet; and the next one, decided on what the first will leave.

While the database writes one batch the writer decides the next. It may: the rows that the first has changed are known, and it holds the
journal's head, so nobody else changes any. What is decided ahead is written only where the journal then stands exactly where the first
left it; otherwise it is dropped and decided again, under the lock. Nobody is answered before their own batch is committed.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from server.core import batch as batches
from server.core import journal
from server.core.batch import Done, Rules
from server.core.crash import crash_point
from server.core.device_chain import CHAINS
from server.core.hub import Push
from server.core.journal import Head, Receipt
from server.core.needs import Needs
from server.core.order import Order
from server.core.store import Row, Store
from server.core.unit import Recent, Resident, Unit
from server.db.bulk import send_commit

Seal = Callable[[Connection, Sequence[journal.Line]], None]


class Moved(Exception):
    """Another process wrote between the batch that this one was decided on and this one."""


class Plan(msgspec.Struct):
    """``unit`` holds what is to be written. The journal must stand at ``before``, and stands at ``after`` then."""

    unit: Unit
    done: Done
    before: Head
    after: Head

    @property
    def push(self) -> Push:
        """What the hub is told after the commit."""
        return batches.push_of(self.before.seq, self.after, self.done)


class Ahead:
    """Rows as they will be once a batch is committed: what it has changed, and what the writer remembers besides."""

    def __init__(self, recent: Recent, changed: dict[Store[Any], dict[str, Any]]) -> None:
        self._recent = recent
        self._changed = changed

    def get[R: Row](self, store: Store[R], key: str) -> R | None:
        """The row if it is known."""
        rows = self._changed.get(store)
        row: R | None = None if rows is None else rows.get(key)
        return self._recent.get(store, key) if row is None else row


def under_lock(
    conn: Connection,
    resident: Resident,
    recent: Recent,
    rules: Rules,
    orders: Sequence[Order],
    seen_seq: int,
    now: datetime,
) -> Plan:
    """Take the head's lock, fetch and decide. The transaction stays open for ``commit``; where anything is raised it is rolled back.

    ``seen_seq`` is where the journal stood when this process wrote last.
    """
    conn.begin()
    with _undoing(conn):
        unit = Unit(conn, resident, recent)
        needs = Needs(unit, rules.registry, orders)
        # What is remembered says what is lacking, so it is asked for with the lock.
        at, texts = journal.lock_and_fetch(conn, needs.asked)
        if at.seq == seen_seq:
            receipts = needs.fetch(texts)
        else:
            # Another process wrote: its limits, revocations and days must count before the next decision. What is remembered is
            # from before them, and what was fetched is what that lacked.
            resident.reload(conn)
            recent.forget()
            unit = Unit(conn, resident, recent)
            receipts = Needs(unit, rules.registry, orders).fetch()
        return _decided(unit, rules, orders, receipts, at, now)


def ahead(
    conn: Connection,
    resident: Resident,
    recent: Recent,
    rules: Rules,
    orders: Sequence[Order],
    first: Plan,
    now: datetime,
) -> Plan | None:
    """Decide on what ``first`` will leave, by a connection of its own. None where that cannot be known yet.

    That connection may see the database with or without ``first``; what ``first`` changed is not asked of it.
    """
    if any(store.resident for store in first.unit.dirty):
        return None
    unit = Unit(conn, resident, Ahead(recent, first.unit.dirty), searching=False)
    receipts = Needs(unit, rules.registry, orders).fetch() | _receipts_of(first, orders)
    return _decided(unit, rules, orders, receipts, msgspec.structs.replace(first.after), now)


def _decided(
    unit: Unit, rules: Rules, orders: Sequence[Order], receipts: dict[str, Receipt], at: Head, now: datetime
) -> Plan:
    before = msgspec.structs.replace(at)
    return Plan(unit, batches.decide(unit, rules, orders, receipts, at, now), before, at)


def _receipts_of(first: Plan, orders: Sequence[Order]) -> dict[str, Receipt]:
    wanted = {order.header.command_id for order in orders}
    rows = (line.row for line in first.done.lines if line.row["command_id"] in wanted)
    return {row["command_id"]: Receipt(**{name: row[name] for name in Receipt.__struct_fields__}) for row in rows}


def locked(conn: Connection, plan: Plan) -> None:
    """The transaction of a plan that was made ahead. Raises Moved."""
    # A device's chain moves also by what is not booked, and the journal's head does not then.
    chains = plan.unit.before(CHAINS)
    conn.begin()
    with _undoing(conn):
        at, texts = journal.lock_and_fetch(conn, [(CHAINS.bulk, list(chains))] if chains else [])
        there = CHAINS.rows_of(texts[0]) if texts else {}
        if at != plan.before or any(there.get(device) != row for device, row in chains.items()):
            raise Moved


@contextmanager
def _undoing(conn: Connection) -> Iterator[None]:
    """Whatever is raised inside ends the transaction, unless the connection is lost as well: then the database ends it."""
    try:
        yield
    except BaseException:
        with suppress(SQLAlchemyError):
            conn.rollback()
        raise


def commit(conn: Connection, plan: Plan, seal: Seal) -> None:
    """Write the plan in the open transaction, and end it."""
    send(conn, plan, seal)()


def send(conn: Connection, plan: Plan, seal: Seal) -> Callable[[], None]:
    """The same without waiting for it: call what is returned before anything else is said on this connection.

    Where either raises nothing was written, as far as one can know.
    """
    lines = plan.done.lines
    with _undoing(conn):
        if lines:
            seal(conn, lines)
        journal.ensure_month(conn, journal.months_of(lines))
        writes = plan.unit.writes() + journal.writes(lines, plan.after)
        committed = send_commit(conn, writes, lambda: crash_point("writer.before_commit"))

    def landed() -> None:
        with _undoing(conn):
            committed()
        crash_point("writer.after_commit")

    return landed
