"""F44: memory and handles stay where they are after the first requests. Some thousands here, as many as you like in the soak."""

from collections.abc import Iterator

import psutil
import pytest

from contract import paths
from contract.ids import new_id
from tests.faults.hand import Hand
from tests.faults.run import Run
from tests.faults.square import Square, transfer
from tests.support.forge import Forge, ForgedServer

ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
WARM, ROUNDS = 100, 150
MEBIBYTE = 1024 * 1024
GROWTH_MAX = 5 * MEBIBYTE


@pytest.fixture
def served(forge: Forge, square: Square, request: pytest.FixtureRequest) -> Iterator[ForgedServer]:
    made = ForgedServer(
        forge, square.settings.url, log=square.folder / "log", env=square.environment, patch=request.param
    )
    yield made.start()
    made.close()


@pytest.mark.parametrize(
    ("served", "flat"), [("", True), ("tests.faults.spoilt:every_request_is_remembered", False)], indirect=["served"]
)
@ON_SQLITE
def test_f44_flat_after_the_warm_up(served: ForgedServer, square: Square, run: Run, flat: bool) -> None:
    """The control remembers 64 KiB of each request."""
    hand, process = Hand(square, served.base_url), psutil.Process(served.pid)

    def work(rounds: int) -> None:
        for number in range(rounds):
            source, target = square.accounts[number % 2], square.accounts[1 - number % 2]
            hand.post(hand.seal(transfer(source, target, 1, new_id())))
            hand.get(paths.CUSTOMER_ACCOUNTS.replace("{customer}", square.customer))
            run.did("ok", 2)

    work(WARM)
    before, files = process.memory_info().rss, process.num_fds()
    work(ROUNDS)
    run.fault(2 * ROUNDS)
    grown = process.memory_info().rss - before
    run.figures |= {"KiB more": grown // 1024, "handles": f"{files} to {process.num_fds()}"}
    assert (grown < GROWTH_MAX) is flat
    assert process.num_fds() <= files + 3
