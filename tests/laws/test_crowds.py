"""A crowd's batches are decided ahead of one another, and the books are those of the same commands one by one.

The commands are at odds on purpose: one small account for all, one drawer, receipt numbers that are used again, ids that come twice,
withdrawals to the last pesewa, a device whose envelopes are chained. What the other connection sees of the batch under way, all of it or
nothing, is forced both ways.
"""

import logging
import random
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
from sqlalchemy import Connection, Engine, select

from contract.base import Command
from contract.commands import encode, fingerprint
from contract.drawers import AddDrawer, OpenDrawer
from contract.envelope import Lease
from contract.errors import ErrorCode
from contract.feed import Awaiting, Executed, NotTaken
from contract.ids import SYSTEM_USER, new_id
from contract.ledger import Cash, Deposit, ReverseTransaction, Transfer, Withdraw
from contract.money import Money
from contract.permissions import Role
from server import build
from server.approvals.tables import USE
from server.core import journal, plan, writer
from server.core.actor import Header
from server.core.device_chain import CHAINS
from server.core.order import Order
from server.core.store import Store
from server.core.ticket import Ticket
from server.core.unit import Recent
from server.core.writer import Writer
from server.drawers.tables import BAGS, DRAWERS, SESSIONS
from server.ledger.tables import ACCOUNTS, RECEIPTS, SERIALS, TRANSACTIONS
from server.settings import Settings
from server.staff.tables import LIMIT_USE
from server.vault.tables import VAULTS
from tests.server.approvals.many import Many, opened
from tests.support.postgres import Postgres

pytestmark = pytest.mark.postgres
NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
MADE_AT = "2026-11-24T09:00:00.000Z"
BATCH, COMMANDS = 6, 180
WAIT_S = 60.0
DEVICE = new_id()
SAME = (ACCOUNTS, DRAWERS, SESSIONS, BAGS, RECEIPTS, SERIALS, TRANSACTIONS, CHAINS, VAULTS, LIMIT_USE, USE)
"""What must hold the same rows."""


class Street:
    """A bank that is made once and copied for each run: two cashiers with a drawer each, a rich account and a poor one."""

    def __init__(self, postgres: Postgres, folder: Path) -> None:
        self._postgres, self._folder = postgres, folder
        self._template = postgres.create()
        with opened(self._template, folder) as many:
            self.rich, self.poor = many.accounts
            self.people = [many.maker, many.person("kojo", Role.CASHIER)]
            self.branch = many.branch
            self.leases = [
                self._lease(many, number, who) for number, who in zip(("05", "06"), self.people, strict=True)
            ]
        self.names = [
            f"{number}-20261124-{lease.number}" for number, lease in zip(("05", "06"), self.leases, strict=True)
        ]

    def _lease(self, many: Many, number: str, who: str) -> Lease:
        if who == many.maker:
            with many.bank.engine.connect() as conn:
                (row,) = SESSIONS.fetch_all(conn).values()
            return Lease(session=row.id, number=row.lease)
        drawer = AddDrawer(drawer=new_id(), number=number, branch=many.branch, currency="GHS", standing_float={}, soft_max=10**9,
                           hard_max=10**9, insured=10**9)  # fmt: skip
        many._system(drawer)
        session = new_id()
        done = many.act(OpenDrawer(session=session, drawer=drawer.drawer, counted={}), who)
        assert isinstance(done, Executed), done
        return Lease(session=session, number=done.result.lease)  # type: ignore[union-attr]

    @contextmanager
    def copy(self) -> Iterator[build.Bank]:
        """The bank as it was made."""
        url = self._postgres.create(self._template.rsplit("/", 1)[1])
        with self.served(url) as bank:
            yield bank
        self._postgres.drop(url)

    def served(self, url: str) -> Any:
        return build.bank(Settings(url=url, key_dir=str(self._folder / "keys")), clock=lambda: NOW)

    def order(
        self, command: Command, who: int, command_id: str = "", link: tuple[int, str, str] = (1, "", "")
    ) -> Order:
        raw = encode(command)
        counter, chain, mark = link
        maker = self.people[who] if who >= 0 else SYSTEM_USER
        header = Header(command_id=command_id or new_id(), made_by=maker, delivered_by=maker, device=DEVICE if mark else maker,
                        counter=counter, made_at=MADE_AT, lease=self.leases[who] if who >= 0 else None, chain=chain, link=mark)  # fmt: skip
        return Order(header, command, raw, fingerprint(command, raw), raw)


@pytest.fixture(scope="module")
def street(postgres: Postgres, tmp_path_factory: pytest.TempPathFactory) -> Street:
    return Street(postgres, tmp_path_factory.mktemp("street"))


def quarrel(street: Street, seed: int) -> list[Order]:
    """Commands at odds with one another; a third of them by the chained device."""
    chance, given, done, counter, link = random.Random(seed), list[Order](), list[str](), 0, "-"
    for _ in range(COMMANDS):
        who, amount = chance.randrange(2), chance.randint(1, 9)
        transaction, cash = new_id(), {"1c": amount}
        slip = f"{street.names[who]}-{chance.randint(1, COMMANDS // 3):04d}" if chance.random() < 0.5 else ""
        money = Money(amount, "GHS")
        kind = chance.choice(["in", "out", "out", "over", "over", "back", "again", "other", "drawer"])
        if kind in ("again", "other") and given:
            old = chance.choice(given[-3 * BATCH :])
            header = (
                old.header if kind == "again" else msgspec.structs.replace(old.header, made_by=street.people[1 - who])
            )
            given.append(Order(header, old.command, old.canonical, old.fingerprint, old.raw))
            continue
        command: Command
        if kind == "in":
            command = Deposit(
                transaction=transaction, account=street.poor, amount=money, cash=Cash(received=cash), receipt=slip
            )
        elif kind == "out":
            command = Withdraw(
                transaction=transaction, account=street.poor, amount=money, cash=Cash(given=cash), receipt=slip
            )
        elif kind == "back" and done:
            command = ReverseTransaction(
                transaction=transaction, original=chance.choice(done[-2 * BATCH :]), reason="wrong"
            )
        elif kind == "drawer":
            # A number is free or taken: by a small store that is whole in memory, and changed by the batch before.
            fresh = AddDrawer(drawer=new_id(), number=f"{chance.randint(10, 14)}", branch=street.branch, currency="GHS", standing_float={},
                              soft_max=10**9, hard_max=10**9, insured=10**9)  # fmt: skip
            given.append(street.order(fresh, -1))
            continue
        else:
            pair = (street.poor, street.rich) if chance.random() < 0.6 else (street.rich, street.poor)
            command = Transfer(transaction=transaction, debit_account=pair[0], credit_account=pair[1], amount=money)
        place = (1, "", "")
        if chance.random() < 0.34:
            counter += 1
            place, link = (counter, link, f"link-{counter}"), f"link-{counter}"
        done.append(transaction)
        given.append(street.order(command, who, link=place))
    return given


def one_by_one(bank: build.Bank, orders: Sequence[Order]) -> list[Any]:
    return [bank.writer.take_sync(order) for order in orders]


def at_once(made: Writer, orders: Sequence[Order]) -> list[Any]:
    """All of them wait before the first is looked at; then every batch but the first may be decided ahead."""
    futures = waiting(made, orders)
    return [future.result(WAIT_S) for future in futures]


def waiting(made: Writer, orders: Sequence[Order]) -> list[Any]:
    made.crowd = 1
    all_here = threading.Event()
    made.submit(Ticket(None, lambda conn: all_here.wait(WAIT_S)))
    tickets = [Ticket(order, None) for order in orders]
    for ticket in tickets:
        made.submit(ticket)
    all_here.set()
    return [ticket.future for ticket in tickets]


def said(answer: Any) -> Any:
    """A request's id is made by the server."""
    return (answer.seq, "awaiting") if isinstance(answer, Awaiting) else answer


def books(engine: Engine) -> dict[str, list[Any]]:
    with engine.connect() as conn:
        found: dict[str, list[Any]] = {store.table.name: _rows(conn, store) for store in SAME}
        rows = journal.journal.c
        asked = select(rows.seq, rows.command_id, rows.kind, rows.outcome, rows.refers_to, rows.at).order_by(rows.seq)
        found["journal"] = [tuple(row) for row in conn.execute(asked)]
        return found


def _rows(conn: Connection, store: Store[Any]) -> list[Any]:
    rows = sorted(store.fetch_all(conn).items())
    return [(key, msgspec.structs.replace(row, request="") if hasattr(row, "request") else row) for key, row in rows]


@pytest.fixture
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "BATCH_MAX", BATCH)


def as_it_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    """However fast the database is."""


def never_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """The batch under way is sent when it is waited for: who decides ahead sees nothing of it."""
    send = plan.send
    monkeypatch.setattr(plan, "send", lambda *given: lambda: send(*given)())


def always_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is committed at once, and nobody was told: who decides ahead sees all of it."""
    send = plan.send

    def sent(*given: Any) -> Callable[[], None]:
        send(*given)()
        return lambda: None

    monkeypatch.setattr(plan, "send", sent)


@pytest.mark.usefixtures("small_batches")
@pytest.mark.parametrize("sight", [as_it_comes, never_seen, always_seen])
@pytest.mark.parametrize("seed", [1, 2])
def test_decided_ahead_is_as_decided_one_by_one(
    street: Street, sight: Callable[[pytest.MonkeyPatch], None], seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    orders = quarrel(street, seed)
    with street.copy() as bank:
        told, wanted = one_by_one(bank, orders), books(bank.engine)
    sight(monkeypatch)
    with street.copy() as bank:
        found = at_once(bank.writer, orders)
        made = bank.writer.committer
        assert list(map(said, found)) == list(map(said, told))
        assert books(bank.engine) == wanted
        with bank.engine.connect() as conn:
            assert not list(build.verify(conn))
        assert made.ahead > COMMANDS // BATCH // 2
        assert made.moved == 0
    outcomes = {type(answer).__name__ for answer in found}
    assert {"Executed", "Refused", "NotTaken"} <= outcomes, "they are at odds"
    assert made.later > 0, "some had to see first"


@pytest.mark.usefixtures("small_batches")
def test_without_what_the_batch_under_way_has_changed_they_would_differ(
    street: Street, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The control: what is decided ahead looks past the batch before it, and the same comparison finds it."""
    orders = quarrel(street, 1)
    with street.copy() as bank:
        told, wanted = one_by_one(bank, orders), books(bank.engine)
    never_seen(monkeypatch)
    monkeypatch.setattr(plan, "Ahead", lambda recent, changed: Recent())
    with street.copy() as bank:
        found = at_once(bank.writer, orders)
        assert (list(map(said, found)), books(bank.engine)) != (list(map(said, told)), wanted)


class Rival:
    """Another server process: while the ``crowd``'s next batch waits for its lock it empties the poor account a little, ``times`` times."""

    def __init__(self, street: Street, bank: build.Bank, monkeypatch: pytest.MonkeyPatch, guarded: bool) -> None:
        self._street, self._bank, self._left = street, bank, 3
        self.answers: list[Any] = []
        lock = plan.locked

        def late(conn: Connection, made: Any) -> None:
            if self._left:
                self._left -= 1
                self._book()
            if guarded:
                lock(conn, made)
            else:
                conn.begin()
                journal.lock_head(conn)

        monkeypatch.setattr(plan, "locked", late)

    def _book(self) -> None:
        street = self._street
        pence = Money(1, "GHS")
        move = Transfer(transaction=new_id(), debit_account=street.poor, credit_account=street.rich, amount=pence)
        self.answers.append(self._bank.writer.take_sync(street.order(move, 1)))


@pytest.mark.usefixtures("small_batches")
@pytest.mark.parametrize("guarded", [True, False])
def test_what_another_server_booked_in_between_counts(
    street: Street, guarded: bool, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The control compares no heads: then the journal's own key stops what was decided on another past, and batches fail."""
    orders = quarrel(street, 3)
    caplog.set_level(logging.ERROR, "coastal.writer")
    with street.copy() as bank:
        with street.served(bank.settings.url) as other:
            rival = Rival(street, other, monkeypatch, guarded)
            found = at_once(bank.writer, orders)
        made = bank.writer.committer
        assert len(rival.answers) == 3
        assert (made.moved, made.ahead > 0) == (3 if guarded else 0, True)
        assert any("failed" in record.message for record in caplog.records) is not guarded
        if guarded:
            seqs = [row[0] for row in books(bank.engine)["journal"]]
            assert seqs == list(range(1, len(seqs) + 1))
            with bank.engine.connect() as conn:
                assert not list(build.verify(conn))
            assert not any(isinstance(one, NotTaken) and one.code is ErrorCode.QUARANTINED for one in found)
            # Whoever asks again hears the same.
            assert [said(one) for one in one_by_one(bank, orders) if not isinstance(one, NotTaken)] == [
                said(one) for one in found if not isinstance(one, NotTaken)
            ]


@pytest.mark.usefixtures("small_batches")
def test_two_servers_with_a_crowd_each_book_in_one_order(street: Street) -> None:
    """The same commands at both at once: each is booked once, in a gapless order, and both hear the same."""
    orders = quarrel(street, 4)
    with street.copy() as bank, street.served(bank.settings.url) as other:
        pairs = [waiting(made.writer, orders) for made in (bank, other)]
        one, two = ([future.result(WAIT_S) for future in futures] for futures in pairs)
        assert bank.writer.committer.ahead + other.writer.committer.ahead > 0
        seqs = [row[0] for row in books(bank.engine)["journal"]]
        assert seqs == list(range(1, len(seqs) + 1))
        with bank.engine.connect() as conn:
            assert not list(build.verify(conn))
        for first, second in zip(one, two, strict=True):
            if not isinstance(first, NotTaken) and not isinstance(second, NotTaken):
                assert said(first) == said(second)
