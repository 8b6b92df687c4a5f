"""A small bank served by a real process, with one workstation whose identity its keyring holds."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import func, select

from server.db.engine import open_engine
from server.ledger.tables import accounts, transactions
from server.settings import Settings as ServerSettings
from teller_app.self_check.bank import Trial
from teller_app.settings import Settings
from teller_app.sync.keyring_store import MemoryKeyring
from teller_app.sync.profile import load_signer
from tests.demo import bank as demo
from tests.support.prepared import prepare
from tests.support.processes import ServerProcess

CUSTOMERS = 15
TODAY = date(2026, 11, 24)
_BALANCE = accounts.c.credits - accounts.c.debits


@dataclass(frozen=True)
class Branch:
    """``keyring`` holds the device's identity; ``trial`` is a cashier with two accounts to post between."""

    url: str
    base_url: str
    device: str
    keyring: MemoryKeyring
    trial: Trial

    def settings(self, profile: Path) -> Settings:
        return Settings(server_url=self.base_url, profile=profile)

    def transfers(self) -> int:
        return self._ask(
            select(func.count()).where(transactions.c.kind == "transfer", transactions.c.narration == "Self check")
        )

    def balances(self) -> list[tuple[str, int]]:
        engine = open_engine(self.url)
        with engine.connect() as conn:
            query = select(accounts.c.number, _BALANCE).where(accounts.c.number.in_(self.trial.accounts))
            rows = [(str(number), int(balance)) for number, balance in conn.execute(query.order_by(accounts.c.number))]
        engine.dispose()
        return rows

    def _ask(self, query: object) -> int:
        engine = open_engine(self.url)
        with engine.connect() as conn:
            count = int(conn.execute(query).scalar_one())  # type: ignore[call-overload]
        engine.dispose()
        return count


def found(url: str, folder: Path, start_server: Callable[..., ServerProcess]) -> Branch:
    """Found the bank, serve it, put the device's key into a keyring."""
    keyring = MemoryKeyring()
    signer = load_signer(keyring)
    settings = ServerSettings(url=url, key_dir=str(folder / "keys"))
    demo.make(settings, prepare, {"WS-1": (signer.device, signer.public)}, folder / "csv", TODAY, CUSTOMERS)
    engine = open_engine(url)
    with engine.connect() as conn:
        rich = select(accounts.c.number).where(accounts.c.customer != "", accounts.c.minimum + 100_00 < _BALANCE)
        numbers = tuple(conn.execute(rich.order_by(accounts.c.number).limit(2)).scalars())
    engine.dispose()
    server = start_server(url, env={"COASTAL_KEY_DIR": settings.key_dir})
    return Branch(url, server.base_url, signer.device, keyring, Trial("efua", demo.PASSWORD, numbers))
