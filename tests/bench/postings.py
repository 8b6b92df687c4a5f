"""Postings a second: tellers with a device key each at the real server, every envelope signed beforehand."""

import json
import statistics
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import psutil
from sqlalchemy import func, select

from contract import paths
from contract.drawers import AddDrawer, OpenDrawer
from contract.envelope import Lease
from contract.ids import derived_id, new_id
from contract.ledger import Cash, Deposit
from contract.money import Money
from contract.numbers import receipt_number
from contract.permissions import Role
from contract.staff import AddDevice, AddUser
from server import build
from server.core.clock import system_clock
from server.core.writer import Writer
from server.db.engine import open_engine
from server.imports.handlers import customer_id
from server.ledger.tables import accounts, transactions
from server.settings import Settings
from server.staff.passwords import Passwords
from server.staff.sign_in import store_password
from teller_app.sync.keys import DeviceSigner
from tests.demo import bank as demo
from tests.journeys.caller import Till
from tests.journeys.conftest import TODAY
from tests.support.ports import LOCALHOST
from tests.support.prepared import prepare
from tests.support.processes import ServerProcess

TELLERS = 32
CUSTOMERS = 60
WARM_UP = 5
"""Requests of each teller before the clock runs: connections, prepared statements, the keys parsed."""


def hire(writer: Writer, signers: list[DeviceSigner]) -> None:
    """A person, a device and a drawer for each signer."""
    encoded = Passwords(cheap=True).hash(demo.PASSWORD)
    for number, signer in enumerate(signers):
        user = derived_id("bench", "user", number)
        demo.say(writer, AddUser(user=user, username=f"teller{number}", full_name=f"Teller {number}", branch=demo.BRANCH,
                                 staff_number=f"TLR-9{number:03d}", roles=(Role.CASHIER,)))  # fmt: skip
        writer.write_sync(lambda conn, who=user: store_password(conn, who, encoded, system_clock()))  # type: ignore[misc]
        demo.say(writer, AddDevice(device=signer.device, name=f"WS-B{number}", branch=demo.BRANCH, key=signer.public))
        demo.say(writer, AddDrawer(drawer=derived_id("bench", "drawer", number), number=str(10 + number), branch=demo.BRANCH,
                                   currency="GHS", standing_float=demo.FLOAT, soft_max=50_000_00, hard_max=80_000_00,
                                   insured=60_000_00))  # fmt: skip


def found(settings: Settings, folder: Path, signers: list[DeviceSigner]) -> list[str]:
    """A bank with its tellers; the ids of its accounts."""
    demo.make(settings, prepare, {}, folder / "csv", TODAY, CUSTOMERS)
    with build.bank(settings) as bank:
        hire(bank.writer, signers)
        people = [customer_id(demo.BRANCH, f"{number:06d}") for number in range(14, CUSTOMERS + 1)]  # 13 is stopped
        with bank.engine.connect() as conn:
            query = select(accounts.c.id).where(accounts.c.customer.in_(people))
            return sorted(conn.execute(query).scalars())


def at_work(base: str, number: int, signer: DeviceSigner) -> Till:
    """Signed in with an open drawer."""
    till = Till(base, signer, f"teller{number}")
    session = new_id()
    till.do(OpenDrawer(session=session, drawer=derived_id("bench", "drawer", number), counted=demo.FLOAT))
    till.lease = Lease(session=session, number=1)
    return till


def requests(till: Till, number: int, held: list[str], count: int, port: int) -> list[bytes]:
    """Whole HTTP requests: deposits of one cedi over all accounts, numbered receipts, signed now."""
    made = []
    for n in range(1, count + 1):
        account = held[(number * 37 + n) % len(held)]
        receipt = receipt_number(str(10 + number), TODAY.isoformat(), 1, n)
        deposit = Deposit(transaction=new_id(), account=account, amount=Money(100, "GHS"), receipt=receipt,
                          cash=Cash(received={"100c": 1}))  # fmt: skip
        body = msgspec.json.encode(till.seal(deposit))
        head = {"host": f"{LOCALHOST}:{port}", "content-type": "application/json", "content-length": str(len(body))}
        lines = "".join(f"{name}: {value}\r\n" for name, value in (head | till.headers()).items())
        made.append(f"POST {paths.COMMANDS} HTTP/1.1\r\n{lines}\r\n".encode() + body)
    return made


def load(port: int, plan: list[list[bytes]], file: Path) -> dict[str, Any]:
    """Let the other process send a plan. Raises RuntimeError when one posting was not booked."""
    file.write_bytes(msgspec.msgpack.encode(plan))
    command = [sys.executable, "-m", "tests.bench.load", str(port), str(file)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    result: dict[str, Any] = json.loads(done.stdout)
    if result["others"]:
        raise RuntimeError(f"not every posting was booked: {result['others']}")
    return result


def measure(url: str, folder: Path, each: int, runs: int) -> dict[str, Any]:
    """Median run of postings a second; p50 and p99 of all requests in ms; the books are counted and verified after."""
    settings = Settings(url=url, key_dir=str(folder / "keys"))
    signers = [DeviceSigner.generate() for _ in range(TELLERS)]
    held = found(settings, folder, signers)
    server = ServerProcess(url, env={"COASTAL_KEY_DIR": settings.key_dir}).start()
    try:
        tills = [at_work(server.base_url, number, signer) for number, signer in enumerate(signers)]
        count = WARM_UP + each * runs
        signed = [requests(till, number, held, count, server.port) for number, till in enumerate(tills)]
        load(server.port, [own[:WARM_UP] for own in signed], folder / "plan")
        seen = []
        for run in range(runs):
            first = WARM_UP + run * each
            seen.append(load(server.port, [own[first : first + each] for own in signed], folder / "plan"))
        server_mib = psutil.Process(server.pid).memory_info().rss / 2**20
    finally:
        server.close()
    return summary(seen, settings, count) | {"server_mib": round(server_mib)}


def summary(seen: list[dict[str, Any]], settings: Settings, count: int) -> dict[str, Any]:
    """Figures of all runs, with what the books hold. Raises RuntimeError when they hold something else."""
    engine = open_engine(settings.url)
    with engine.connect() as conn:
        ours = select(func.count()).select_from(transactions).where(transactions.c.kind == "deposit")
        booked = conn.execute(ours).scalar_one()
        differences = list(build.verify(conn))
    engine.dispose()
    if differences or booked != count * TELLERS:
        raise RuntimeError(f"{booked} booked, {count * TELLERS} acknowledged, {differences[:3]}")
    rates = [run["ok"] / run["seconds"] for run in seen]
    millis = sorted(value * 1000 for run in seen for value in run["latency_s"])
    return {
        "per_second": round(statistics.median(rates)),
        "p50_ms": round(millis[len(millis) // 2], 1),
        "p99_ms": round(millis[int(len(millis) * 0.99)], 1),
        "postings": len(millis),
        "raw_per_second": [round(rate, 1) for rate in rates],
        "verified": True,
        "on": date.today().isoformat(),
    }
