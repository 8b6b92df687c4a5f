"""The bank that the benchmarks post into: a hundred tellers with a device, a drawer and an open session each, thousands of accounts."""

import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from contract.drawers import AddDrawer, OpenDrawer
from contract.envelope import Lease
from contract.ids import derived_id, new_id
from contract.permissions import Role
from contract.staff import AddDevice, AddUser, DeviceKey
from server import build
from server.core.clock import system_clock
from server.core.writer import Writer
from server.db.engine import open_engine
from server.settings import Settings
from server.staff.passwords import Passwords
from server.staff.sign_in import store_password
from teller_app.sync.keys import DeviceSigner
from tests.bench.books import Books
from tests.demo import bank as demo
from tests.journeys.caller import Till
from tests.journeys.conftest import TODAY
from tests.support.prepared import prepare

TELLERS = 100
ACCOUNTS = 10_000
SEED = 1957
HANDS = 16
FLOAT = {"1000": 10}
"""What lies in each drawer at its opening: the vault has enough for all of them."""


def make(
    settings: Settings,
    signers: Sequence[DeviceSigner],
    accounts: int = ACCOUNTS,
    devices: Mapping[str, tuple[str, DeviceKey]] | None = None,
) -> list[str]:
    """A fresh bank; the ids of its accounts. ``devices`` are workstations beside the signers' own."""
    prepare(settings)
    with build.bank(settings) as bank:
        demo.fill(bank.writer, devices or {}, TODAY, drawers=0)
        hire(bank.writer, signers)
    return load(settings, accounts)


def load(settings: Settings, accounts: int) -> list[str]:
    """Customers with an account each, under the journal."""
    engine = open_engine(settings.url)
    with engine.execution_options(coastal_write=True).begin() as conn:
        books = Books(conn, demo.BRANCH, TODAY.isoformat())
        made = books.customers(accounts, random.Random(SEED))
        books.close()
    engine.dispose()
    return made


def drawer_number(number: int) -> str:
    """As receipts name it."""
    return str(100 + number)


def hire(writer: Writer, signers: Sequence[DeviceSigner]) -> None:
    """A person, a device and a drawer for each signer."""
    encoded = Passwords(cheap=True).hash(demo.PASSWORD)

    def one(number: int) -> None:
        user, signer = derived_id("bench", "user", number), signers[number]
        demo.say(writer, AddUser(user=user, username=f"teller{number}", full_name=f"Teller {number}", branch=demo.BRANCH,
                                 staff_number=f"TLR-9{number:03d}", roles=(Role.CASHIER,)))  # fmt: skip
        writer.write_sync(lambda conn: store_password(conn, user, encoded, system_clock()))
        demo.say(writer, AddDevice(device=signer.device, name=f"WS-B{number}", branch=demo.BRANCH, key=signer.public))
        demo.say(writer, AddDrawer(drawer=derived_id("bench", "drawer", number), number=drawer_number(number), branch=demo.BRANCH,
                                   currency="GHS", standing_float=FLOAT, soft_max=50_000_00, hard_max=80_000_00,
                                   insured=60_000_00))  # fmt: skip

    _together(one, range(len(signers)))


def sign_in(base: str, signers: Sequence[DeviceSigner]) -> list[Till]:
    """Everybody, without a drawer."""
    return _together(lambda number: Till(base, signers[number], f"teller{number}"), range(len(signers)))


def _together[T](act: Callable[[int], T], numbers: Iterable[int]) -> list[T]:
    """Preparation: what waits for a commit or an answer lets others begin."""
    with ThreadPoolExecutor(HANDS, thread_name_prefix="coastal-bench") as hands:
        return list(hands.map(act, numbers))


def open_drawers(tills: Sequence[Till]) -> None:
    """A session for each."""

    def one(number: int) -> None:
        session = new_id()
        tills[number].do(OpenDrawer(session=session, drawer=derived_id("bench", "drawer", number), counted=FLOAT))
        tills[number].lease = Lease(session=session, number=1)

    _together(one, range(len(tills)))


def settings_for(url: str, folder: Path) -> Settings:
    """With keys of its own."""
    return Settings(url=url, key_dir=str(folder / "keys"))
