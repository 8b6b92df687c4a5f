"""TigerBeetle's state-machine scripts, read from the shared file and played in our terms."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert

from contract.customers import RegisterCustomer
from contract.feed import Executed
from contract.ids import new_id
from contract.permissions import Role
from contract.staff import SetLimit
from server import build
from server.core.actor import Header, system_header
from server.db.engine import open_engine
from server.ledger.tables import products
from server.settings import Settings
from tests.demo import bank as demo
from tests.faults.ledger_script import FREE, MANAGER, MOST, Script
from tests.faults.run import Run
from tests.faults.square import TODAY
from tests.support.cases import cases
from tests.support.prepared import prepare


@pytest.fixture
def bank(sqlite_url: str, tmp_path: Path) -> Iterator[tuple[build.Bank, str]]:
    """A cashier who may transfer nothing alone, a manager who may everything, a product without an end to its overdraft."""
    settings = Settings(url=sqlite_url, key_dir=str(tmp_path / "keys"))
    prepare(settings)
    engine = open_engine(settings.url)
    with engine.execution_options(coastal_write=True).begin() as conn:
        row = {"code": FREE, "name": "Script", "currency": "GHS", "kind": "current", "minimum": 0, "overdraft": MOST,
               "withdrawal_fee": 0, "transfer_fee": 0, "off": False}  # fmt: skip
        conn.execute(insert(products), row)
    engine.dispose()
    with build.bank(settings) as made:
        for role, most in ((Role.CASHIER, 0), (Role.MANAGER, MOST)):
            bound = SetLimit(role=role, act="transfer", currency="GHS", per_transaction=most)
            assert isinstance(
                made.writer.execute_sync(system_header(new_id(), "2026-11-24T10:00:00.000Z"), bound), Executed
            )
        demo.fill(made.writer, {}, TODAY, drawers=1)
        customer = new_id()
        header = Header(command_id=new_id(), made_by=MANAGER, delivered_by=MANAGER, device=new_id(), counter=1,
                        made_at="2026-11-24T10:00:00.000Z")  # fmt: skip
        register = RegisterCustomer(customer=customer, number="T-1", full_name="Tiger Beetle")
        assert isinstance(made.writer.execute_sync(header, register), Executed)
        yield made, customer


def assert_whole(made: build.Bank) -> None:
    """The product was put there by hand, past every bound: nothing else differs from what the journal states."""
    with made.engine.connect() as conn:
        assert [item.where for item in build.verify(conn)] == [f"product {FREE}"]


@pytest.mark.parametrize("case", cases("ledger_scripts_tigerbeetle"))
def test_a_script(bank: tuple[build.Bank, str], run: Run, case: dict[str, Any]) -> None:
    made, customer = bank
    script = Script(made, case["id"], customer)
    script.play(case["inputs"]["script"])
    run.fault()
    run.did("ok", script.said["played"])
    run.figures |= dict(script.said)
    assert_whole(made)
