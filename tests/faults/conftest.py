"""What a fault run stands on: a run that must prove itself, a forge, a besieged bank."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from server.settings import Settings
from tests.faults.courier import Guard
from tests.faults.run import Run
from tests.faults.siege import Siege
from tests.faults.square import Square
from tests.journeys.conftest import town
from tests.support.forge import Forge, ForgedServer
from tests.support.postgres import Postgres
from tests.support.proxy import Proxy

BesiegeFixture = Callable[..., Siege]


@pytest.fixture
def run(request: pytest.FixtureRequest) -> Iterator[Run]:
    """The test's run. It prints its seed, faults and operations, and fails where there were none of either."""
    made = Run(request.node.name)
    yield made
    outcome = getattr(request.node, "outcome_of_call", None)
    if outcome is None or outcome.passed:
        made.prove()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    report = yield
    if report.when == "call":  # type: ignore[attr-defined]
        item.outcome_of_call = report  # type: ignore[attr-defined]
    return report  # type: ignore[return-value]


@pytest.fixture
def square(database_url: str, tmp_path: Path) -> Square:
    """Jepsen's bank on each database."""
    return Square(Settings(url=database_url, key_dir=str(tmp_path / "keys")), tmp_path).found()


@pytest.fixture
def besiege(forge: Forge, square: Square, run: Run) -> Iterator[BesiegeFixture]:
    """``besiege(guard=…, patch=…, through_proxy=True)``: a siege, begun; everything ends with the test."""
    sieges: list[Siege] = []

    def begin(guard: Guard = Guard.KEEP, patch: str = "", through_proxy: bool = False, pause_s: float = 0.0) -> Siege:
        server = ForgedServer(
            forge, square.settings.url, log=square.folder / "log", env=square.environment, patch=patch
        )
        proxy = Proxy(server.port).__enter__() if through_proxy else None
        siege = Siege(run, square, server, guard, proxy, pause_s)
        sieges.append(siege)
        siege.begin()
        return siege

    yield begin
    for siege in sieges:
        siege.close()


@pytest.fixture(scope="module")
def own_cluster() -> Iterator[Postgres]:
    """A PostgreSQL of the file's own: it is stopped and killed."""
    made = Postgres()
    yield made
    made.close()


@pytest.fixture
def stopped(own_cluster: Postgres, tmp_path: Path) -> Square:
    """A square on that cluster."""
    return Square(Settings(url=own_cluster.create(), key_dir=str(tmp_path / "keys")), tmp_path).found()


__all__ = ["besiege", "run", "square", "town"]
