"""The loader of the benchmarks makes books as the bank itself would have left them."""

import random
from itertools import cycle, islice
from pathlib import Path

from contract.branches import AddBranch
from contract.ids import new_id
from contract.ledger import Side, Statement
from server import build
from server.db.engine import open_engine
from server.ledger import queries
from server.settings import Settings
from tests.bench.books import Books
from tests.demo import bank as demo
from tests.journeys.conftest import TODAY
from tests.support.prepared import prepare


def test_verify_accepts_what_was_loaded_and_the_bank_goes_on(database_url: str, tmp_path: Path) -> None:
    settings = Settings(url=database_url, key_dir=str(tmp_path / "keys"))
    prepare(settings)
    with build.bank(settings) as bank:
        demo.fill(bank.writer, {}, TODAY, drawers=0)
    engine = open_engine(settings.url)
    with engine.execution_options(coastal_write=True).begin() as conn:
        books = Books(conn, demo.BRANCH, TODAY.isoformat())
        held = books.customers(40, random.Random(1))
        books.deposits(islice(cycle(held), 203))
        books.close()
    with engine.connect() as conn:
        assert list(build.verify(conn)) == []
        row = queries.account(conn, held[0])
        assert row is not None
        page = queries.statement(conn, row, 0, 50)
    assert isinstance(page, Statement)
    assert [line.balance_after for line in page.lines] == [100, 200, 300, 400, 500, 600]
    assert {line.side for line in page.lines} == {Side.CREDIT}
    with build.bank(settings) as bank:
        demo.say(bank.writer, AddBranch(branch=new_id(), code="041", name="Tema"))
    with engine.connect() as conn:
        assert list(build.verify(conn)) == []
    engine.dispose()
