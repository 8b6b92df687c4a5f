"""Eight accounts of one customer with a hundred pesewas in all, and a served bank to move them in (Jepsen's bank)."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from sqlalchemy import Connection, func, select

from contract.base import Command
from contract.customers import RegisterCustomer
from contract.drawers import OpenDrawer
from contract.envelope import Lease
from contract.feed import Executed
from contract.ids import derived_id, new_id
from contract.ledger import Cash, Deposit, OpenAccount, Transfer
from contract.money import Money
from server import build
from server.core.actor import Header
from server.core.clock import stamp, system_clock
from server.db.engine import open_engine
from server.ledger.tables import accounts, transactions
from server.settings import Settings
from teller_app.sync.keys import DeviceSigner
from tests.demo import bank as demo
from tests.faults.checker import Ledger, check_books
from tests.support.prepared import prepare

ACCOUNTS = 8
TOTAL = 100
MOST = 5
PEOPLE = ("efua", "kojo")
TODAY = date(2026, 11, 24)
EVEN = (13, 12, 13, 12, 13, 12, 13, 12)


@dataclass
class Square:
    """Founded by ``found``; ``signers`` are the workstations that its bank knows."""

    settings: Settings
    folder: Path
    tills: int = 4
    customer: str = field(default_factory=new_id)
    accounts: tuple[str, ...] = field(default_factory=lambda: tuple(new_id() for _ in range(ACCOUNTS)))
    signers: tuple[DeviceSigner, ...] = ()

    def found(self) -> "Square":
        """A migrated bank with people, workstations, the accounts, and the money spread over them."""
        prepare(self.settings)
        self.signers = tuple(DeviceSigner.generate() for _ in range(self.tills))
        devices = {f"WS-{n}": (signer.device, signer.public) for n, signer in enumerate(self.signers)}
        with build.bank(self.settings) as bank:
            demo.fill(bank.writer, devices, TODAY, drawers=2)
            hand = _Hand(bank)
            hand.give(RegisterCustomer(customer=self.customer, number="J-1", full_name="Jepsen Bank"))
            for account in self.accounts:
                hand.give(OpenAccount(account=account, customer=self.customer, product="10"))
            hand.give(
                OpenDrawer(session=hand.lease.session, drawer=derived_id("demo", "drawer", 1), counted=demo.FLOAT)
            )
            hand.give(Deposit(transaction=new_id(), account=self.accounts[0], amount=Money(TOTAL, "GHS"),
                              cash=Cash(received={"100c": 1})), hand.lease)  # fmt: skip
            for account, share in zip(self.accounts[1:], EVEN[1:], strict=True):
                hand.give(transfer(self.accounts[0], account, share, account))
        return self

    @property
    def environment(self) -> dict[str, str]:
        """What a server process needs beside the URL."""
        return {"COASTAL_KEY_DIR": self.settings.key_dir, "COASTAL_LOG_LEVEL": "warning"}

    def look[T](self, question: Callable[[Connection], T]) -> T:
        """Ask the database itself."""
        engine = open_engine(self.settings.url)
        try:
            with engine.connect() as conn:
                return question(conn)
        finally:
            engine.dispose()

    def balances(self) -> dict[int, int | None]:
        """By the place of the account."""
        rows = self.look(lambda conn: conn.execute(select(accounts).where(accounts.c.customer == self.customer)).all())
        return {self.accounts.index(row.id): row.credits - row.debits for row in rows}

    def moved(self) -> int:
        """How many transfers are booked since the founding."""
        count = select(func.count()).select_from(transactions).where(transactions.c.kind == "transfer")
        return (self.look(lambda conn: conn.scalar(count)) or 0) - (ACCOUNTS - 1)

    def ledger(self, sent: set[str], acknowledged: set[str], refused: set[str]) -> Ledger:
        """What the books hold of the transfers."""
        return self.look(
            lambda conn: check_books(conn, ("transfer",), sent | set(self.accounts), acknowledged, refused)
        )


def transfer(source: str, target: str, amount: int, mark: str) -> Transfer:
    """Some pesewas, with the intent's mark as narration."""
    return Transfer(
        transaction=new_id(), debit_account=source, credit_account=target, amount=Money(amount, "GHS"), narration=mark
    )


class _Hand:
    """Efua, before the doors open."""

    def __init__(self, bank: build.Bank) -> None:
        self._bank = bank
        self._device = new_id()
        self.lease = Lease(session=new_id(), number=1)

    def give(self, command: Command, lease: Lease | None = None) -> None:
        user = demo.STAFF[0].id
        header = Header(command_id=new_id(), made_by=user, delivered_by=user, device=self._device, counter=1,
                        made_at=stamp(system_clock()), lease=lease)  # fmt: skip
        answer = self._bank.writer.execute_sync(header, command)
        assert isinstance(answer, Executed), answer
