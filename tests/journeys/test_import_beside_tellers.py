"""A branch takes over an old bank's books while its tellers go on posting: by a second process on the same database."""

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import text

from contract.feed import Executed
from server.db.engine import open_engine
from server.imports.handlers import customer_id
from server.imports.pace import ROWS_ALONE
from server.settings import Settings
from teller_app.sync.keys import DeviceSigner
from tests.demo import bank as demo
from tests.journeys import old_bank
from tests.journeys.caller import Till
from tests.journeys.command_line import CommandLine, progress_until
from tests.journeys.conftest import TODAY
from tests.journeys.counter_hand import NOTE, CounterHand
from tests.journeys.taken_over import books, chunks, expected
from tests.support.prepared import prepare
from tests.support.processes import ServerProcess

pytestmark = pytest.mark.journey
ROWS = 3_000
CUSTOMERS = 14


@pytest.fixture
def line(database_url: str, tmp_path: Path) -> CommandLine:
    return CommandLine(Settings(url=database_url, key_dir=str(tmp_path / "keys")))


@pytest.fixture
def hand(line: CommandLine, tmp_path: Path, start_server: Callable[..., ServerProcess]) -> Iterator[CounterHand]:
    """Efua with an open drawer at a served bank."""
    signer = DeviceSigner.generate()
    demo.make(line.settings, prepare, {"WS-1": (signer.device, signer.public)}, tmp_path / "csv", TODAY, CUSTOMERS)
    server = start_server(line.settings.url, env=line.environment)
    till = Till(server.base_url, signer, "efua")
    yield CounterHand(
        till, value(line, "SELECT id FROM accounts WHERE customer = :it", customer_id(demo.BRANCH, "000001"))
    )
    till.http.close()


def value(line: CommandLine, query: str, it: str = "") -> str:
    """The first cell of a query's first row."""
    engine = open_engine(line.settings.url)
    try:
        with engine.connect() as conn:
            return str(conn.execute(text(query), {"it": it} if it else {}).scalars().first())
    finally:
        engine.dispose()


def test_tellers_post_while_an_old_bank_comes_in(line: CommandLine, hand: CounterHand, tmp_path: Path) -> None:
    old, balance = old_bank.write(tmp_path / "old", ROWS), "SELECT credits - debits FROM accounts WHERE id = :it"
    held, before = int(value(line, balance, hand.account)), len(chunks(line.settings))
    with line.start("import", old.folder, "--branch", "040") as process, hand.paying_in():
        assert process.stderr is not None
        progress_until(process.stderr, "transactions.csv", ROWS)
        out, err = process.communicate(timeout=60)
    assert (process.returncode, hand.failed) == (0, []), err
    assert f"{ROWS} rows of transactions.csv" in out.decode()
    taken = chunks(line.settings)[before:]
    between = [seq for seq in hand.booked.values() if taken[0] < seq < taken[-1]]
    assert len(between) >= 5, "postings stand in the journal between the chunks"
    assert len(taken) > 2 * (ROWS // ROWS_ALONE), "short pieces, once somebody else is seen at work"
    assert int(value(line, balance, hand.account)) == held + NOTE * len(hand.booked)
    the_old = books(line.settings, demo.BRANCH, old)
    assert {number: the_old.legs[number] for number in old.legs()} == expected(old).legs
    assert line.run("verify").out.startswith("the books are whole: ")


def test_a_serving_process_heeds_what_the_command_line_did(line: CommandLine, hand: CounterHand) -> None:
    """It reads what it has not written itself before its next decision."""
    assert isinstance(hand.pay_in(), Executed)
    line.run("customers", "flag", "000001", "stop", "--memo", "Card reported stolen")
    assert "customer_stopped" in str(hand.pay_in())
    line.run("customers", "flag", "000001", "--clear")
    assert isinstance(hand.pay_in(), Executed)
    line.run("users", "disable", "efua", "--reason", "on leave")
    booked = "SELECT count(*) FROM transactions WHERE kind = 'deposit'"
    before, problem = value(line, booked), hand.till.post(hand.till.seal(hand.deposit()))
    # The writer reads people again before it decides; the door does within half a second, and then says so first.
    code = msgspec.json.decode(problem.content)["code"]
    assert (problem.status_code, code) in ((403, "maker_disabled"), (401, "not_signed_in"))
    assert value(line, booked) == before


def test_an_embedded_bank_is_served_once(
    sqlite_url: str, tmp_path: Path, start_server: Callable[..., ServerProcess]
) -> None:
    line = CommandLine(Settings(url=sqlite_url, key_dir=str(tmp_path / "keys")))
    prepare(line.settings)
    first = start_server(sqlite_url, env=line.environment)
    assert "another process serves this database already" in line.run("serve", "--port", "0", status=2).err
    first.kill()
    assert start_server(sqlite_url, env=line.environment).is_ready(), "kill -9 leaves no mark behind"
