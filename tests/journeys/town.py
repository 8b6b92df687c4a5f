"""A server process and its workstations, and the questions an auditor would ask the database afterwards."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import select

from contract.drawers import OpenDrawer
from contract.envelope import Lease
from contract.feed import Executed
from contract.ids import derived_id, new_id
from contract.ledger import AccountFact, Cash, Deposit
from contract.money import Money
from contract.numbers import receipt_number
from server import build
from server.db.engine import one_snapshot, open_engine
from server.ledger.tables import accounts, legs, transactions
from server.notices.tables import notices
from server.settings import Settings
from teller_app.counter.queries import accounts_of
from teller_app.customers.queries import find_customers
from teller_app.sync.events import Ready
from tests.demo import bank as demo
from tests.journeys.workstation import Workstation
from tests.support.forge import Served
from tests.support.ports import free_port
from tests.support.proxy import Proxy

EFUA, KOJO, HAJARA = (person.id for person in demo.STAFF[:3])


@dataclass
class Town:
    """``serve`` starts the bank; stations talk to it through a proxy that a test can cut."""

    settings: Settings
    folder: Path
    start_server: Callable[..., Served]
    port: int = field(default_factory=free_port)
    stations: dict[str, tuple[Workstation, Ready]] = field(default_factory=dict)
    server: Served | None = None
    proxy: Proxy | None = None
    env: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.proxy = Proxy(self.port)
        self.proxy.__enter__()

    def serve(self, arm: str = "") -> Served:
        """Start the server, or start it again on the same port."""
        if self.server is not None:
            self.server.close()
        self.server = self.start_server(
            self.settings.url, port=self.port, env={"COASTAL_KEY_DIR": self.settings.key_dir, **self.env}, arm=arm
        )
        for station, _ in self.stations.values():
            # A person who sees the lights come back presses "try again"; nobody waits for the backoff.
            station.engine.hurry()
        return self.server

    def profile(self, name: str) -> Path:
        """Where a workstation keeps its files."""
        return self.folder / f"profile-{name}"

    def station(self, name: str, mirrors: Path | None = None) -> tuple[Workstation, Ready]:
        """A workstation with its own profile; asked for again, the app is started again on that profile."""
        assert self.proxy is not None
        secrets = None
        if name in self.stations:
            self.stations[name][0].close()
            secrets = self.stations[name][0].secrets
        station = Workstation(self.proxy.url, self.profile(name), secrets, mirrors)
        self.stations[name] = (station, station.start())
        return self.stations[name]

    def close(self) -> None:
        for station, _ in self.stations.values():
            station.close()
        if self.proxy is not None:
            self.proxy.__exit__(None, None, None)

    # -- a teller's moves ----------------------------------------------------------------------------------------

    def at_work(self, name: str = "one", person: str = "efua", drawer: int = 1) -> tuple[Workstation, Lease]:
        """Signed in with an open drawer."""
        station = self.stations[name][0]
        station.sign_in(person, demo.PASSWORD)
        session = new_id()
        answer = station.do(
            OpenDrawer(session=session, drawer=derived_id("demo", "drawer", drawer), counted=demo.FLOAT)
        )
        assert isinstance(answer, Executed), answer
        station.wait_for_session(session)
        return station, Lease(session=session, number=1)

    def account(self, station: Workstation, number: str = "000001") -> AccountFact:
        """A customer's first account, as the replica knows it."""

        def look(conn: object) -> AccountFact:
            person = find_customers(conn, number)[0]  # type: ignore[arg-type]
            return accounts_of(conn, person.customer)[0]  # type: ignore[arg-type]

        return station.ask(look)

    def deposit(
        self, station: Workstation, account: AccountFact, amount: int = 200_00, drawer: int = 1, offline: bool = False
    ) -> Deposit:
        """The next deposit of this station, in 200s."""
        station.receipts += 1
        receipt = receipt_number(f"{drawer:02d}", "2026-11-24", 1, station.receipts)
        return Deposit(transaction=new_id(), account=account.account, amount=Money(amount, "GHS"), receipt=receipt,
                       cash=Cash(received={"20000": amount // 200_00}), taken_offline=offline)  # fmt: skip

    # -- what the books say --------------------------------------------------------------------------------------

    def booked(self, kind: str = "deposit") -> list[str]:
        """Ids of the transactions of a kind, one entry for each leg on a customer's account: a doubled one stands twice."""
        engine = open_engine(self.settings.url)
        with engine.connect() as conn:
            joined = transactions.join(legs, legs.c.transaction == transactions.c.id).join(
                accounts, accounts.c.id == legs.c.account
            )
            query = (
                select(transactions.c.id)
                .select_from(joined)
                .where(transactions.c.kind == kind, accounts.c.customer != "")
            )
            found = list(conn.execute(query).scalars())
        engine.dispose()
        return found

    def notices(self) -> list[str]:
        """The codes of everything that people were told, oldest first, but for what everybody's first sign-in tells."""
        engine = open_engine(self.settings.url)
        with engine.connect() as conn:
            told = select(notices.c.code).where(notices.c.code != "phone_confirmed")
            found = list(conn.execute(told.order_by(notices.c.at, notices.c.id)).scalars())
        engine.dispose()
        return found

    def count(self, kind: str = "deposit") -> int:
        """How many transactions of a kind were booked."""
        return len(self.booked(kind))

    def differences(self) -> list[str]:
        """What ``verify`` would say."""
        engine = open_engine(self.settings.url)
        with engine.connect() as conn:
            found = [f"{item.where}: {item.expected} / {item.found}" for item in build.verify(one_snapshot(conn))]
        engine.dispose()
        return found
