"""A small real counter: ledger, drawers, approvals and notices wired as build.py wires them, over real tables.

Two branches with an open day, two cashiers and a manager at Makola, one drawer (04), a funded vault, one customer's account.
``run`` decides one command in its own transaction as the writer does; the clock stands still until a test moves it.
"""

from collections.abc import Callable, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Connection, insert

from contract.base import Command, Fact
from contract.commands import encode, fingerprint
from contract.drawers import AddDrawer, CloseDrawer, FundVault, OpenDrawer, SubmitCount
from contract.envelope import Lease
from contract.feed import AnyAnswer, Awaiting, Executed, Refused
from contract.ids import new_id
from contract.ledger import Cash, Deposit, Withdraw
from contract.money import Money
from contract.papers import PaperCheck
from server import build
from server.advances import handlers as advances
from server.advances import queries as advances_queries
from server.advances.handlers import Deps as AdvanceDeps
from server.api.papers import check_of
from server.approvals import gatekeeper, talk, telling
from server.approvals import handlers as approvals
from server.approvals import queries as approvals_queries
from server.approvals.desk import Approvals, state_of
from server.approvals.gatekeeper import Gatekeeper
from server.approvals.tables import RULES
from server.core import batch, journal
from server.core.actor import Header
from server.core.audience import Audience, Reader, may_see
from server.core.batch import Rules
from server.core.branch_table import BRANCHES, BranchRow
from server.core.chain import Difference
from server.core.gate import Gate
from server.core.order import Order
from server.core.registry import Registry, Source
from server.core.store import Row, Store
from server.core.unit import Resident
from server.counts import handlers as counts
from server.counts import queries as counts_queries
from server.counts.handlers import Deps as CountDeps
from server.customers.holders import CustomerHolders
from server.customers.tables import CUSTOMERS, CustomerRow
from server.drawers import handlers as drawers
from server.drawers import queries as drawers_queries
from server.drawers import verify as drawers_verify
from server.drawers.cash import DrawerCash
from server.drawers.stock import BagStock
from server.drawers.tables import DRAWERS
from server.ledger import chart
from server.ledger import handlers as ledger
from server.ledger import verify as ledger_verify
from server.ledger.ports import Deps
from server.ledger.tables import ACCOUNTS, PRODUCTS, AccountRow, ProductRow
from server.ledger.verification import signer
from server.notices import handlers as notices
from server.notices import queries as notices_queries
from server.staff.roles import KINDS
from server.staff.tables import LIMITS, USERS
from server.standin import handlers as standin
from server.standin import queries as standin_queries
from server.standin.handlers import StandIns, secret_of
from server.variances import handlers as variances
from server.variances import queries as variances_queries
from server.variances.recording import record
from server.variances.settling import Deps as VarianceDeps
from server.vault import handlers as vault
from server.vault import queries as vault_queries
from server.vault.movements import Deps as VaultDeps
from server.vault.tables import VAULTS
from tests.server.drawers.people import ABENA as ABENA
from tests.server.drawers.people import AKOSUA as AKOSUA
from tests.server.drawers.people import EFUA as EFUA
from tests.server.drawers.people import KOJO as KOJO
from tests.server.drawers.people import MAKOLA as MAKOLA
from tests.server.drawers.people import OSU as OSU
from tests.server.drawers.people import SYSTEM as SYSTEM
from tests.server.drawers.people import YAW as YAW
from tests.server.drawers.people import people
from tests.support.prepared import with_tables

DAY = "2026-11-24"
DRAWER, ACCOUNT = new_id(), new_id()
DESKS = {EFUA: new_id(), KOJO: new_id(), AKOSUA: new_id(), ABENA: new_id(), YAW: new_id()}
FLOAT = {"10000": 10, "5000": 10, "1000": 20, "100c": 50}
FLOAT_TOTAL = 10 * 10000 + 10 * 5000 + 20 * 1000 + 50 * 100
SIGN = signer(b"print key")
VAULT = {"20000": 100, "10000": 100, "5000": 100, "1000": 200, "100c": 500}


class House:
    """The bank with its people, its clock and what its last command said. ``more`` and ``undoing`` are a further room's."""

    more: Callable[[DrawerCash, CustomerHolders], tuple[Any, ...]] = staticmethod(lambda cash, holders: ())
    undoing: tuple[Any, ...] = ()
    small: tuple[Any, ...] = ()

    def __init__(self, folder: Path, url: str = "", **till: Any) -> None:
        self.engine = with_tables(url or f"sqlite:///{folder}/bank.db")
        self.people = people()
        self.now = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
        self.lease: dict[str, Lease] = {}
        self.facts: list[tuple[Audience, dict[str, Any]]] = []
        self.limit = 500_00
        self.decider_limit: int | None = None
        self._resident = Resident([BRANCHES, PRODUCTS, DRAWERS, VAULTS, RULES, *self.small])
        self._rules = self._wire()
        self._seed(till)

    def _wire(self) -> Rules:
        sign, holders = SIGN, CustomerHolders()
        stock = BagStock(notices.tell)
        cash = DrawerCash(notices.tell, sign, record)
        subject = build._subject(holders)
        standins = StandIns(
            secret_of(sign), lambda ctx, account: subject(ctx, account)[0], build._till, self._limit, notices.tell
        )
        deps = Deps(cash, holders, notices.tell, sign, self._limit, standins.paid, self.undoing)
        rows: dict[type[Command], Any] = {}
        policy = Gatekeeper(build._profile, build._drawer)
        desk = Approvals(lambda command: rows[type(command)], lambda ctx, user: self.people.get(user),
                         subject, build._drawer_number,
                         lambda ctx, kind, currency: self.decider_limit if kind in KINDS else None, flag=partial(telling.one_workstation, notices.tell), policy=policy)  # fmt: skip
        who = lambda ctx, user: self.people.get(user)  # noqa: E731 - one question, three rooms
        tills = (
            *drawers.handlers(notices.tell, sign, build._waiting(desk), vault.is_locked, record, counts.handed),
            *standin.handlers(standins),
            *variances.handlers(VarianceDeps(cash, holders)),
            *advances.handlers(AdvanceDeps(cash, notices.tell)),
            *counts.handlers(CountDeps(stock, notices.tell, who, build._open_till(stock))),
            *vault.handlers(VaultDeps(stock, notices.tell, who, record)),
            *self.more(cash, holders),
        )
        asked = (*approvals.handlers(desk), *talk.handlers(desk), *gatekeeper.handlers())
        registry = Registry([*ledger.handlers(deps), *tills, *asked, *notices.handlers()])
        rows.update(registry.by_kind)
        gate = Gate(desk.ask, desk.redeem, desk.policy)
        return Rules(registry, gate, lambda resident, user: self.people.get(user), state_of)

    def _limit(self, ctx: Any, kind: str, currency: str) -> int:
        return self.limit

    def _seed(self, till: dict[str, Any]) -> None:
        with self.engine.begin() as conn:
            journal.start_head(conn)
        holder = new_id()
        self.add(BRANCHES, BranchRow(id=MAKOLA, code="040", name="Makola", business_date=DAY, open=True))
        self.add(BRANCHES, BranchRow(id=OSU, code="041", name="Osu", business_date=DAY, open=True))
        self.add(PRODUCTS, ProductRow(code="01", name="Savings", currency="GHS", kind="savings"))
        self.add(
            CUSTOMERS, CustomerRow(id=holder, number="C-1", full_name="Ama Mensah", search_name="ama", branch=MAKOLA)
        )
        self.add(ACCOUNTS, AccountRow(id=ACCOUNT, number="0400100000017", customer=holder, product="01", currency="GHS",
                                      branch=MAKOLA, normal_side="credit", opened_on=DAY))  # fmt: skip
        done(self.run(FundVault(branch=MAKOLA, currency="GHS", pieces=VAULT), SYSTEM))
        done(self.run(drawer(**till), SYSTEM))

    # -- doing -------------------------------------------------------------------------------------------------------

    def run(
        self,
        command: Command,
        maker: str = EFUA,
        *,
        lease: Lease | None = None,
        device: str = "",
        command_id: str = "",
        made_at: str = "2026-11-24T08:00:00.000Z",
    ) -> AnyAnswer:
        """Decide one command and commit. The maker's lease goes along unless another is given."""
        canonical = encode(command)
        header = Header(
            command_id=command_id or new_id(),
            made_by=maker,
            delivered_by=maker,
            device=device or DESKS.get(maker, SYSTEM),
            counter=1,
            made_at=made_at,
            lease=lease or self.lease.get(maker),
        )
        order = Order(header, command, canonical, fingerprint(command, canonical), canonical)
        with self.engine.execution_options(coastal_write=True).begin() as conn:
            at = journal.lock_head(conn)
            unit, decided = batch.run(conn, self._resident, self._rules, [order], at, self.now)
            unit.flush()
            journal.write_lines(conn, decided.lines, at)
        self._resident.apply(unit.dirty)
        self.facts = [(who, msgspec.json.decode(raw)) for row in decided.pushed for who, raw in row.facts]
        return decided.answers[0]

    def open(self, maker: str = EFUA, counted: dict[str, int] | None = None, key: str = DRAWER) -> str:
        """Open a drawer; hands back the session."""
        session = new_id()
        result = done(
            self.run(OpenDrawer(session=session, drawer=key, counted=FLOAT if counted is None else counted), maker)
        )
        self.lease[maker] = Lease(session=session, number=result.lease)
        return session

    def count(self, pieces: dict[str, int], maker: str = EFUA) -> Any:
        """A blind count; hands back its result."""
        command = SubmitCount(session=self.lease[maker].session, attempt=new_id(), counted=pieces)
        return done(self.run(command, maker))

    def close(self, maker: str = EFUA, reason: str = "", **more: Any) -> AnyAnswer:
        """Close on the last count."""
        return self.run(CloseDrawer(session=self.lease[maker].session, reason=reason, **more), maker)

    def wait(self, minutes: float) -> None:
        """Time goes by."""
        self.now += timedelta(minutes=minutes)

    def next_day(self) -> None:
        """The branches' next business date, as the branches' room would open it."""
        with self.engine.begin() as conn:
            conn.exec_driver_sql("update branches set business_date='2026-11-25'")
            self._resident.reload(conn)
        self.wait(24 * 60)

    # -- seeing ------------------------------------------------------------------------------------------------------

    def add(self, store: Store[Any], row: Row) -> None:
        """Put a row there as a migration would."""
        with self.engine.begin() as conn:
            conn.execute(insert(store.table), msgspec.structs.asdict(row))
            self._resident.reload(conn)

    def row[R: Row](self, store: Store[R], key: str) -> R:
        """A row as committed."""
        with self.engine.connect() as conn:
            return store.fetch(conn, [key])[key]

    def ask[T](self, question: Callable[[Connection, Resident], T]) -> T:
        """What a door reads: the database, and what a server holds in memory of it."""
        held = Resident([BRANCHES, PRODUCTS, DRAWERS, USERS, LIMITS, RULES])
        with self.engine.connect() as conn:
            held.reload(conn)
            return question(conn, held)

    def check(self, number: str, code: str) -> PaperCheck:
        """Whether a paper with these two is this bank's."""
        return self.ask(lambda conn, held: check_of(conn, held, SIGN, number, code))

    def balance(self, code: str, detail: str = "") -> int:
        """An internal account's balance at Makola; nought for one that was never touched."""
        key = chart.internal_id(MAKOLA, code, "GHS", detail)
        with self.engine.connect() as conn:
            found = ACCOUNTS.fetch(conn, [key]).get(key)
        return found.balance if found else 0

    def reader(self, user: str) -> Reader:
        """Somebody who follows."""
        actor = self.people[user]
        return Reader(actor.user, actor.branch, actor.permissions, actor.everywhere)

    def seen(self, user: str) -> list[dict[str, Any]]:
        """The facts of the last command that this person gets."""
        return [fact for audience, fact in self.facts if may_see(self.reader(user), audience)]

    def said(self, topic: str) -> list[dict[str, Any]]:
        """The last command's facts of a topic."""
        return [fact for _, fact in self.facts if fact["fact"] == topic]

    def snapshot(self, user: str) -> dict[tuple[str, str], Fact]:
        """Everything of the three rooms that this person may see now, read in small pages."""
        found: dict[tuple[str, str], Fact] = {}
        for source in sources():
            after = ""
            with self.engine.connect() as conn:
                while rows := source.page(conn, self.reader(user), after, 2):
                    found.update({(source.topic, key): fact for key, fact in rows if fact is not None})
                    after = rows[-1][0]
        return found

    def differences(self) -> list[Difference]:
        """What ledger and cash do not agree on."""
        with self.engine.connect() as conn:
            return [*ledger_verify.check(conn), *drawers_verify.check(conn)]


def sources() -> tuple[Source, ...]:
    """The rooms' shares of a snapshot."""
    return (
        *drawers_queries.sources(),
        *vault_queries.sources(),
        *counts_queries.sources(),
        *variances_queries.sources(),
        *advances_queries.sources(),
        *approvals_queries.sources(),
        *notices_queries.sources(),
        *standin_queries.sources(),
    )


@contextmanager
def opened(folder: Path) -> Any:
    """A house, closed at the end."""
    house = House(folder)
    try:
        yield house
    finally:
        house.engine.dispose()


def drawer(key: str = DRAWER, number: str = "04", **more: Any) -> AddDrawer:
    """A till with a float of 1,750.00, tolerance 10.00, a second count above 50.00."""
    fields = {"soft_max": 5_000_00, "hard_max": 10_000_00, "insured": 15_000_00, "standing_float": FLOAT, **more}
    return AddDrawer(drawer=key, number=number, branch=MAKOLA, currency="GHS", **fields)


def deposit(amount: int, received: dict[str, int], given: dict[str, int] | None = None, **more: Any) -> Deposit:
    return Deposit(transaction=more.pop("transaction", None) or new_id(), account=ACCOUNT, amount=Money(amount, "GHS"),
                   cash=Cash(received=received, given=given or {}), **more)  # fmt: skip


def withdraw(amount: int, given: dict[str, int], **more: Any) -> Withdraw:
    return Withdraw(transaction=more.pop("transaction", None) or new_id(), account=ACCOUNT, amount=Money(amount, "GHS"),
                    cash=Cash(given=given), **more)  # fmt: skip


def done(answer: Any) -> Any:
    """The result of an executed command."""
    assert isinstance(answer, Executed), answer
    return answer.result


def refused(answer: Any) -> str:
    """The code of a refusal."""
    assert isinstance(answer, Refused), answer
    return answer.problem.code.value


def asked(answer: Any) -> Any:
    """The request that waits."""
    assert isinstance(answer, Awaiting), answer
    return answer.result


def codes(facts: Sequence[dict[str, Any]]) -> list[str]:
    """Notices among facts, by code."""
    return [fact["code"] for fact in facts if fact["fact"] == "notice"]
