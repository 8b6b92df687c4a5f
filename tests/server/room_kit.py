"""A small real bank for testing one room: real tables in SQLite, the real batch, gate, journal; only the till is a simple one.

Two branches (Makola open on 2026-11-24, Osu open), three people, two products, customers with accounts. ``run`` decides one command
in its own transaction exactly as the writer does, without the writer's thread.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Engine, insert

from contract.approvals import Requested
from contract.base import Command, Fact
from contract.commands import encode, fingerprint
from contract.envelope import Lease
from contract.errors import ErrorCode, Rejected
from contract.feed import AnyAnswer
from contract.ids import new_id
from contract.ledger import Cash
from contract.money import pieces_total
from contract.notices import AcknowledgeNotice
from contract.permissions import Permission, Role
from server.core import batch, journal
from server.core.actor import Actor, Header
from server.core.audience import Audience, Reader, may_see
from server.core.batch import Rules
from server.core.branch_table import BRANCHES, BranchRow
from server.core.context import Context
from server.core.gate import Gate
from server.core.order import Order
from server.core.registry import Handler, Registry, Source, Weighed
from server.core.store import Key, Row, Store
from server.core.unit import Resident, Unit
from server.customers import handlers as customers_room
from server.customers.holders import CustomerHolders
from server.customers.rules import folded
from server.customers.tables import CUSTOMERS, CustomerRow
from server.ledger import chart, posting, products
from server.ledger.cash import CashEntry
from server.ledger.handlers import handlers as ledger_handlers
from server.ledger.ports import Deps
from server.ledger.tables import ACCOUNTS, PRODUCTS, AccountRow, ProductRow
from server.ledger.verification import signer
from tests.support.prepared import with_tables

DAY = "2026-11-24"
NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
MAKOLA, OSU = new_id(), new_id()
EFUA, KOFI, ABENA, AUDITOR = new_id(), new_id(), new_id(), new_id()
"""Cashier and manager at Makola, cashier at Osu, auditor."""
SESSION = new_id()
DRAWER = "04"
LIMIT = 500_00
EVERY = frozenset(permission.value for permission in Permission)


def actors() -> dict[str, Actor]:
    """The people of the kit."""
    cashier, manager = frozenset({Role.CASHIER.value}), frozenset({Role.MANAGER.value})
    return {
        EFUA: Actor(user=EFUA, name="Efua", branch=MAKOLA, roles=cashier, permissions=EVERY),
        KOFI: Actor(user=KOFI, name="Kofi", branch=MAKOLA, roles=manager, permissions=EVERY),
        ABENA: Actor(user=ABENA, name="Abena", branch=OSU, roles=cashier, permissions=EVERY),
        AUDITOR: Actor(user=AUDITOR, name="Yaa", branch=OSU, roles=frozenset(), permissions=EVERY, everywhere=True),
    }


_NOTHING = AcknowledgeNotice(notice=new_id())


class Till:
    """The simplest cash desk: drawer 04 under any lease; ``late`` says that it was counted already."""

    def __init__(self) -> None:
        self.late = False
        self.moved: list[tuple[str, int]] = []

    def needs(self, header: Header, unit: Unit) -> Iterable[Key]:
        return [(ACCOUNTS, chart.internal_id(MAKOLA, chart.DRAWER_CASH, "GHS", DRAWER))]

    def entry(self, ctx: Context, currency: str, taken_offline: bool = False) -> CashEntry | Rejected:
        if ctx.header.lease is None:
            return Rejected(code=ErrorCode.DRAWER_NOT_OPEN)
        if self.late and not taken_offline:
            return Rejected(code=ErrorCode.LEASE_STALE)
        code = chart.OVER_SHORT if self.late else chart.DRAWER_CASH
        account = posting.internal(ctx, ctx.branch, code, currency, DRAWER)
        return CashEntry(
            account_id=account.id,
            drawer=DRAWER,
            session=ctx.header.lease.session,
            business_date=DAY,
            lease=ctx.header.lease.number,
            late=self.late,
        )

    def unplaced(self, ctx: Context, currency: str) -> CashEntry:
        account = posting.internal(ctx, ctx.branch, chart.IN_TRANSIT, currency, ctx.actor.user)
        return CashEntry(account_id=account.id, drawer="", session="", business_date=DAY, lease=0, late=True)

    def take(
        self,
        ctx: Context,
        entry: CashEntry,
        currency: str,
        cash: Cash,
        net_in: int,
        transaction: str,
        kind: str,
        receipt: str = "",
    ) -> Rejected | None:
        if pieces_total(cash.received) - pieces_total(cash.given) != net_in:
            return Rejected(code=ErrorCode.CASH_MISMATCH)
        self.moved.append((kind, net_in))
        return None


class Told(msgspec.Struct):
    """A notice that a handler asked for."""

    code: str
    params: dict[str, Any]
    audience: Audience


class Kit:
    """The bank. ``asked`` holds what the gate put before a second person; ``permits`` are granted when asked in turn."""

    def __init__(self, folder: Path, more: Sequence[Handler[Any]] = ()) -> None:
        self.engine: Engine = with_tables(f"sqlite:///{folder}/bank.db")
        self.till = Till()
        self.told: list[Told] = []
        self.asked: list[tuple[Handler[Any], Command, Weighed]] = []
        self.people = actors()
        self.facts: list[tuple[Audience, Fact]] = []
        self.deps = Deps(
            cash=self.till, holders=CustomerHolders(), tell=self._tell, sign=signer(b"print key"), limit=self._limit
        )
        self._seq = 1_000_000  # of what is staged beside the journal
        self._resident = Resident([BRANCHES, PRODUCTS])
        registry = Registry([*ledger_handlers(self.deps), *products.handlers(), *customers_room.handlers(), *more])
        self.rules = Rules(registry, Gate(self._ask, self._redeem), self._actor_of, lambda unit, request: None)
        self._seed()

    # -- what other rooms would do -------------------------------------------------------------------------------

    def _actor_of(self, resident: Resident, user: str) -> Actor | None:
        return self.people.get(user)

    def _limit(self, ctx: Context, kind: str, currency: str) -> int:
        return LIMIT * (10 if Role.MANAGER.value in ctx.actor.roles else 1)

    def _tell(
        self, ctx: Context, code: str, level: str, params: dict[str, Any], audience: Audience, refers_to: str = ""
    ) -> None:
        self.told.append(Told(code, params, audience))

    def _ask(self, ctx: Context, handler: Handler[Any], command: Command, weighed: Weighed) -> Requested | Rejected:
        request = new_id()
        refusal = handler.hold(command, ctx, request) if handler.hold else None
        if refusal is not None:
            return refusal
        self.asked.append((handler, command, weighed))
        return Requested(request=request, role=weighed.role, reasons=weighed.reasons, expires_at=ctx.after(900))

    def _redeem(self, ctx: Context, command: Command, weighed: Weighed, permit: str) -> Rejected | None:
        return None

    # -- doing -----------------------------------------------------------------------------------------------------

    def run(self, command: Command, maker: str = EFUA, lease: int | None = 1, approved_by: str = "") -> AnyAnswer:
        """Decide one command in its own transaction, commit, and hand back the answer; ``facts`` are what it said."""
        return self.run_all([command], maker, lease, approved_by)[0]

    def run_all(
        self, commands: Sequence[Command], maker: str = EFUA, lease: int | None = 1, approved_by: str = ""
    ) -> list[AnyAnswer]:
        """Decide several in one batch."""
        orders = [self._order(command, maker, lease) for command in commands]
        with self.engine.execution_options(coastal_write=True).begin() as conn:
            at = journal.lock_head(conn)
            rules = self.rules if not approved_by else self._approving(approved_by)
            unit, done = batch.run(conn, self._resident, rules, orders, at, NOON)
            unit.flush()
            journal.write_lines(conn, done.lines, at)
        self._resident.apply(unit.dirty)
        self.facts = [
            (audience, msgspec.json.decode(raw)) for row in done.pushed for audience, raw in row.facts
        ]  # as they are on the wire
        return done.answers

    def staged[T](self, work: Callable[[Context], T], maker: str = EFUA) -> T:
        """Do something in a context of its own and commit what it staged, as a handler's body would (not journalled)."""
        with self.engine.execution_options(coastal_write=True).begin() as conn:
            unit = Unit(conn, self._resident)
            header = self._order(_NOTHING, maker, 1).header
            self._seq += 1
            ctx = batch.open_context(unit, self.people[maker], header, NOON, self._seq)
            done = work(ctx)
            ctx.commit()
            unit.flush()
        self._resident.apply(unit.dirty)
        return done

    def _approving(self, decider: str) -> Rules:
        gate = Gate(self._ask, self._redeem)

        def run(handler: Handler[Any], command: Command, ctx: Context) -> Any:
            ctx.approved_by, ctx.request = decider, new_id()
            return Gate.run(gate, handler, command, ctx)

        approving = Gate(self._ask, self._redeem)
        approving.run = run  # type: ignore[method-assign]
        return msgspec.structs.replace(self.rules, gate=approving)

    def _order(self, command: Command, maker: str, lease: int | None) -> Order:
        canonical = encode(command)
        header = Header(
            command_id=new_id(),
            made_by=maker,
            delivered_by=maker,
            device=new_id(),
            counter=1,
            made_at="2026-11-24T12:00:00.000Z",
            lease=Lease(session=SESSION, number=lease) if lease else None,
        )
        return Order(header, command, canonical, fingerprint(command, canonical), canonical)

    # -- seeing ----------------------------------------------------------------------------------------------------

    def row[R: Row](self, store: Store[R], key: str) -> R:
        """A row as committed."""
        with self.engine.connect() as conn:
            return store.fetch(conn, [key])[key]

    def balance(self, account: str) -> int:
        """An account's balance as committed; nought for one that was never touched."""
        with self.engine.connect() as conn:
            found = ACCOUNTS.fetch(conn, [account]).get(account)
        return found.balance if found else 0

    def read[T](self, query: Callable[..., T], *args: Any) -> T:
        """A query on a fresh connection."""
        with self.engine.connect() as conn:
            return query(conn, *args)

    def spoil(self, statement: str) -> None:
        """Change the file behind the bank's back."""
        with self.engine.execution_options(coastal_write=True).begin() as conn:
            conn.exec_driver_sql(statement)

    def reader(self, user: str) -> Reader:
        """Somebody who follows."""
        actor = self.people[user]
        return Reader(actor.user, actor.branch, actor.permissions, actor.everywhere)

    def seen(self, user: str) -> list[dict[str, Any]]:
        """The facts of the last batch that this person gets, as on the wire."""
        return [fact for audience, fact in self.facts if may_see(self.reader(user), audience)]  # type: ignore[misc]

    def snapshot(self, user: str, source: Source, page: int = 3) -> dict[str, Fact]:
        """A source's whole share for this person, read in small pages."""
        found: dict[str, Fact] = {}
        after = ""
        while rows := self.read(source.fetch, self.reader(user), after, page):
            found.update({key: fact for key, fact in rows if fact is not None})
            after = rows[-1][0]
        return found

    # -- what is there -------------------------------------------------------------------------------------------

    def add(self, *rows: tuple[Store[Any], Row]) -> None:
        """Put rows there as a migration would."""
        with self.engine.begin() as conn:
            for store, row in rows:
                conn.execute(insert(store.table), msgspec.structs.asdict(row))
            self._resident.reload(conn)

    def customer(self, name: str = "Ama Mensah", branch: str = MAKOLA, **more: Any) -> str:
        """A customer; hands back the id."""
        key = new_id()
        number = more.pop("number", f"C-{key[-12:]}")
        row = CustomerRow(id=key, number=number, full_name=name, search_name=folded(name), branch=branch, **more)
        self.add((CUSTOMERS, row))
        return key

    def account(self, customer: str = "", branch: str = MAKOLA, money: int = 0, **more: Any) -> str:
        """An account with ``money`` minor units in it, booked against the clearing account; hands back the id."""
        key = new_id()
        holder = customer or self.customer(branch=branch)
        row = AccountRow(
            id=key, number=f"N{key[-12:]}", customer=holder, product=more.pop("product", "01"),
            currency=more.pop("currency", "GHS"), branch=branch, normal_side="credit", opened_on=DAY, **more,
        )  # fmt: skip
        self.add((ACCOUNTS, row))
        if money:
            self.fund(key, money)
        return key

    def fund(self, account: str, money: int) -> None:
        """Money from nowhere, by the real door: a deposit by the manager of Makola."""
        from contract.ledger import Deposit
        from contract.money import Money

        for start in range(0, money, LIMIT * 10):
            part = min(LIMIT * 10, money - start)
            deposit = Deposit(
                transaction=new_id(), account=account, amount=Money(part, "GHS"), cash=Cash(received={"1c": part})
            )
            answer = self.run(deposit, maker=KOFI)
            assert type(answer).__name__ == "Executed", answer

    def _seed(self) -> None:
        with self.engine.begin() as conn:
            journal.start_head(conn)
        self.add(
            (BRANCHES, BranchRow(id=MAKOLA, code="040", name="Makola", business_date=DAY, open=True)),
            (BRANCHES, BranchRow(id=OSU, code="041", name="Osu", business_date=DAY, open=True)),
            (PRODUCTS, ProductRow(code="01", name="Savings", currency="GHS", kind="savings")),
            (
                PRODUCTS,
                ProductRow(
                    code="02", name="Current", currency="GHS", kind="current", minimum=10_00, withdrawal_fee=1_50, transfer_fee=75,
                ),
            ),
        )  # fmt: skip
