"""The composition root: everything is constructed here and passed down. No globals, no container."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from sqlalchemy import Connection, Engine

from contract.base import Command
from contract.branches import DayFigures
from contract.errors import ErrorCode, Rejected
from server import proving
from server.advances import handlers as advances
from server.advances import queries as advances_queries
from server.advances.handlers import Deps as AdvanceDeps
from server.approvals import gatekeeper, talk, telling
from server.approvals import handlers as approvals
from server.approvals import queries as approvals_queries
from server.approvals.desk import Approvals, state_of
from server.approvals.gatekeeper import Gatekeeper, Profile
from server.approvals.tables import RULES
from server.branches import handlers as branches
from server.branches import queries as branches_queries
from server.branches.closing import Doors
from server.core import chain, journal
from server.core.actor import Actor, Header
from server.core.batch import Rules
from server.core.branch_table import BRANCHES
from server.core.chain import Difference
from server.core.clock import Clock, stamp, system_clock
from server.core.context import Context
from server.core.device_chain import Finding, Judged
from server.core.gate import Gate
from server.core.hub import Hub
from server.core.order import Order
from server.core.registry import Handler, Registry, Source
from server.core.relay import Relay, make_relay
from server.core.ring import Ring
from server.core.seals import Seals
from server.core.store import Log
from server.core.unit import Resident
from server.core.writer import Writer
from server.counts import handlers as counts
from server.counts import queries as counts_queries
from server.counts.handlers import Deps as CountDeps
from server.customers import erasing, lifting, mandates
from server.customers import handlers as customers
from server.customers import queries as customers_queries
from server.customers.holders import CustomerHolders
from server.customers.tables import CUSTOMERS
from server.customers.taking_over import take_over, take_over_mandate
from server.db.engine import open_engine
from server.drawers import handlers as drawers
from server.drawers import queries as drawers_queries
from server.drawers.cash import DrawerCash
from server.drawers.closing import Waiting
from server.drawers.day import figures as day_figures
from server.drawers.stock import BagStock
from server.drawers.tables import CASH_MOVES, DRAWERS, SESSIONS
from server.imports import handlers as imports
from server.ledger import handlers as ledger
from server.ledger import products
from server.ledger import queries as ledger_queries
from server.ledger.ports import Deps
from server.ledger.stock import Spot
from server.ledger.tables import ACCOUNTS, LEGS, PRODUCTS
from server.ledger.verification import Sign, signer
from server.loans import handlers as loans
from server.loans import queries as loans_queries
from server.loans.tables import LOAN_PRODUCTS
from server.notices import handlers as notices
from server.notices import queries as notices_queries
from server.recovery import handlers as recovery
from server.recovery.anchor import Anchor, begin_if_behind
from server.recovery.queries import is_shut, wants_report
from server.recovery.tables import RECOVERIES, REPORTS
from server.settings import Settings
from server.sms import tables as sms_tables  # noqa: F401 - its tables are part of the schema
from server.staff import activity, actors, alarms, beside, codes, delegations, limits, roles
from server.staff import handlers as staff
from server.staff import queries as staff_queries
from server.staff.delegations import DELEGATIONS
from server.staff.keys import Keys, load_keys
from server.staff.tables import DEVICES, LIMITS, ROLES, USERS
from server.standin import handlers as standin
from server.standin import queries as standin_queries
from server.standin.handlers import StandIns, Till, secret_of
from server.variances import handlers as variances
from server.variances import queries as variances_queries
from server.variances.recording import record
from server.variances.settling import Deps as VarianceDeps
from server.vault import handlers as vault
from server.vault import queries as vault_queries
from server.vault.custody import unfinished
from server.vault.movements import Deps as VaultDeps
from server.vault.tables import VAULTS

LOGS: tuple[Log[Any], ...] = (LEGS, CASH_MOVES)
"""What the journal's hash covers beside header, body and facts."""


@dataclass(frozen=True)
class Bank:
    """A running bank: its database, its writer, its hub, its rooms."""

    settings: Settings
    engine: Engine
    keys: Keys
    writer: Writer
    hub: Hub
    registry: Registry
    sources: tuple[Source, ...]
    sign: Sign = field(repr=False)
    relay: Relay = field(repr=False)
    anchor: Anchor = field(repr=False)
    clock: Clock = system_clock


def sources() -> tuple[Source, ...]:
    """Every room's share of a snapshot. People and branches come first: the rest refers to them."""
    return (
        *branches_queries.sources(),
        *staff_queries.sources(),
        *customers_queries.sources(),
        *mandates.sources(),
        *ledger_queries.sources(),
        *drawers_queries.sources(),
        *vault_queries.sources(),
        *counts_queries.sources(),
        *variances_queries.sources(),
        *advances_queries.sources(),
        *loans_queries.sources(),
        *approvals_queries.sources(),
        *delegations.sources(),
        *standin_queries.sources(),
        *notices_queries.sources(),
    )


def seed(conn: Connection) -> None:
    """What a fresh database needs before its first command: head, roles with limits, products."""
    journal.start_head(conn)
    roles.seed(conn)
    products.seed(conn)
    gatekeeper.seed(conn)


def resident() -> Resident:
    """The small stores that are held whole in memory."""
    return Resident([BRANCHES, USERS, DEVICES, ROLES, LIMITS, PRODUCTS, DRAWERS, VAULTS, RECOVERIES, REPORTS, RULES, DELEGATIONS,
                     LOAN_PRODUCTS])  # fmt: skip


_FORGETS = (loans_queries.may_forget, approvals_queries.forget, loans_queries.forget)
"""The rooms that keep an erased person's name beside the customers; who may refuse is asked first."""


def make_registry(sign: Sign) -> tuple[Registry, Approvals]:
    """All rooms' handlers, each with what it needs of its neighbours."""
    cash = DrawerCash(notices.tell, sign, record)
    holders, stock = CustomerHolders(), BagStock(notices.tell)
    standins = StandIns(
        secret_of(sign), lambda ctx, account: _subject(holders)(ctx, account)[0], _till, limits.limit_for, notices.tell
    )
    deps = Deps(cash=cash, holders=holders, tell=notices.tell, sign=sign, limit=limits.limit_for, paid_offline=standins.paid,
                undoing=(loans.undoing(),))  # fmt: skip
    by_kind: dict[type[Command], Handler[Any]] = {}
    desk = Approvals(
        lambda command: by_kind[type(command)],
        _actor,
        _subject(holders),
        _drawer_number,
        limits.decision_bound,
        limits.uncoded_bound,
        partial(telling.one_workstation, notices.tell),
        partial(telling.reminded, notices.tell),
        Gatekeeper(_profile, _drawer),
    )
    handlers = (
        *staff.handlers(notices.tell),
        *branches.handlers(_day_doors(), notices.tell),
        *customers.handlers(),
        *mandates.handlers(),
        *lifting.handlers(),
        *map(limits.counting, ledger.handlers(deps)),
        *products.handlers(),
        *drawers.handlers(notices.tell, sign, _waiting(desk), vault.is_locked, record, counts.handed),
        *vault.handlers(VaultDeps(stock, notices.tell, _actor, record)),
        *counts.handlers(CountDeps(stock, notices.tell, _actor, _open_till(stock))),
        *variances.handlers(VarianceDeps(cash, holders)),
        *advances.handlers(AdvanceDeps(cash, notices.tell)),
        *loans.handlers(cash, holders, sign, limits.limit_for, limits.count_use),
        *approvals.handlers(desk),
        *talk.handlers(desk),
        *gatekeeper.handlers(),
        *delegations.handlers(),
        *beside.handlers(lambda act: by_kind[type(act)], _actor),
        *standin.handlers(standins),
        *notices.handlers(),
        *imports.handlers(take_over, take_over_mandate),
        *recovery.handlers(_active_devices),
        *erasing.handlers(loans_queries.ids_of, *_FORGETS),
    )
    registry = Registry(handlers)
    by_kind.update(registry.by_kind)
    return registry, desk


def _day_doors() -> Doors:
    """What a branch's day asks of drawers and vault."""

    def figures(ctx: Context, branch: str, day: str) -> tuple[DayFigures, ...]:
        since = branches_queries.last_close(ctx.conn, branch, day)
        return day_figures(ctx.conn, branch, day, ctx.all(DRAWERS), since)

    return Doors(drawers.open_drawers, unfinished, vault.uncounted, figures)


def _open_till(stock: BagStock) -> Callable[[Context, str], Spot | Rejected]:
    """The till of a session, while it is open and not counted."""

    def till(ctx: Context, session: str) -> Spot | Rejected:
        row = ctx.get(SESSIONS, session)
        if row is None:
            return Rejected(code=ErrorCode.DRAWER_NOT_OPEN)
        spot = stock.till(ctx, row.currency, row.drawer)
        ours = not isinstance(spot, Rejected) and spot.session == session
        return spot if ours or isinstance(spot, Rejected) else Rejected(code=ErrorCode.DRAWER_NOT_OPEN)

    return till


def _waiting(desk: Approvals) -> Waiting:
    """What still waits in a drawer's session: requests and permits, cash on its way, requisitions."""

    def waiting(ctx: Context, session: str) -> tuple[str, ...]:
        return (*desk.waiting(ctx, session), *vault.waiting(ctx, ctx.must(SESSIONS, session).drawer))

    return waiting


def _actor(ctx: Context, user: str) -> Actor | None:
    row = ctx.get(USERS, user)
    return actors.make_actor(row, ctx.all(ROLES)) if row else None


def _active_devices(ctx: Context) -> list[str]:
    return [row.id for row in ctx.all(DEVICES).values() if row.active]


def _subject(holders: CustomerHolders) -> Any:
    def subject(ctx: Context, account: str) -> tuple[str, str]:
        row = ctx.get(ACCOUNTS, account)
        return (row.number, holders.name(ctx, row.customer)) if row else ("", "")

    return subject


def _drawer_number(ctx: Context, session: str) -> str:
    row = ctx.get(SESSIONS, session)
    return row.number if row else ""


def _till(ctx: Context, session: str) -> Till | None:
    row = ctx.get(SESSIONS, session)
    if row is None:
        return None
    most = ctx.must(DRAWERS, row.drawer).hard_max
    return Till(row.drawer, row.number, row.branch, row.cashier, row.currency, row.state == "open", most)


def _drawer(ctx: Context, session: str) -> str:
    row = ctx.get(SESSIONS, session)
    return row.drawer if row else ""


def _profile(ctx: Context, account: str) -> Profile:
    row = ctx.get(ACCOUNTS, account)
    holder = ctx.get(CUSTOMERS, row.customer) if row and row.customer else None
    return Profile(holder.tier, tuple(holder.flags)) if holder else Profile()


def verify_tail(conn: Connection, entries: int) -> Iterator[Difference]:
    """The chain's last entries with their legs and pieces: what a start can afford to look at."""
    yield from chain.check(conn, LOGS, max(0, journal.read_head(conn).seq - entries))


def verify(conn: Connection, ring: Ring | None = None, signatures: bool = False) -> Iterator[Difference]:
    """Every difference in the books, see ``proving.verify``."""
    return proving.verify(conn, LOGS, sources(), ring, signatures)


def _warnings(resident: Resident, header: Header, judged: Judged) -> list[Order]:
    """What was found about a device's chain, and is news: a restored bank lacks also what it had refused, which nobody sends again."""
    expected = judged.finding is Finding.GAP and wants_report(resident, header.device)
    return [] if expected else alarms.warnings(resident, header, judged)


def open_bank(settings: Settings, clock: Clock = system_clock) -> Bank:
    """Construct a bank over an existing, migrated database. The writer is not started yet."""
    keys = load_keys(settings.key_folder)
    engine = open_engine(settings.url)
    sign = signer(keys.printing)
    registry, desk = make_registry(sign)
    sealing = Seals(keys.sealing, activity.head)
    rules = Rules(
        registry,
        Gate(desk.ask, desk.redeem, desk.policy),
        actors.actor_of,
        state_of,
        shut=is_shut,
        seal=sealing.of_batch,
        code_taken=codes.taken,
        second_taken=codes.second_taken,
        warn=_warnings,
    )
    hub = Hub()
    writer = Writer(engine, resident(), rules, hub, clock)
    relay = make_relay(settings.url, settings.redis)
    writer.committed = relay.poke
    return Bank(settings, engine, keys, writer, hub, registry, sources(), sign, relay, anchor_of(settings), clock)


def anchor_of(settings: Settings) -> Anchor:
    """Where it is noted how far this bank's journal had come."""
    return Anchor(settings.key_folder, settings.url)


def look_back(bank: Bank) -> None:
    """Before the doors open: a journal that ends before what was seen of it goes on in another epoch."""
    writer = bank.writer
    if writer.write_sync(lambda conn: begin_if_behind(conn, bank.anchor, stamp(bank.clock()))):
        writer.write_sync(writer.resident.reload)


@contextmanager
def bank(settings: Settings, clock: Clock = system_clock) -> Iterator[Bank]:
    """A bank with its writer running; drained and closed at the end."""
    made = open_bank(settings, clock)
    made.writer.start()
    try:
        yield made
    finally:
        made.writer.stop()
        made.engine.dispose()
