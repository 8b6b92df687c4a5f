"""Against a real server process: the engine of the app, a person, a posting there and back."""

from collections.abc import Callable
from pathlib import Path

import pytest

from teller_app.self_check.bank import Counter, Trial, reach
from teller_app.self_check.finding import Unfit
from teller_app.settings import Settings
from tests.support.ports import free_port
from tests.support.processes import ServerProcess
from tests.teller_app.self_check.branch import Branch, found


@pytest.fixture
def branch(sqlite_url: str, tmp_path: Path, start_server: Callable[..., ServerProcess]) -> Branch:
    return found(sqlite_url, tmp_path, start_server)


def test_a_posting_goes_there_and_back(branch: Branch, tmp_path: Path) -> None:
    settings = branch.settings(tmp_path / "profile")
    before = branch.balances()
    counter = Counter(settings, lambda: branch.keyring)
    try:
        assert branch.device in counter.open()
        assert counter.sign_in(branch.trial) == "level"
        with pytest.raises(Unfit, match="account_unknown"):
            counter.post(Trial("efua", "", ("999", branch.trial.accounts[0])))
        assert counter.post(branch.trial).startswith("entries ")
    finally:
        counter.close()
    assert branch.transfers() == 2
    assert branch.balances() == before


def test_a_wrong_password_is_its_code(branch: Branch, tmp_path: Path) -> None:
    counter = Counter(branch.settings(tmp_path / "profile"), lambda: branch.keyring)
    try:
        counter.open()
        with pytest.raises(Unfit, match="bad_credentials"):
            counter.sign_in(Trial("efua", "not this"))
    finally:
        counter.close()


def test_the_server_is_reached_as_the_app_reaches_it(branch: Branch, tmp_path: Path) -> None:
    assert reach(branch.settings(tmp_path)) == "http"


@pytest.mark.parametrize(
    ("url", "code"),
    [("http://bank.example", "server_needs_https"), (f"http://127.0.0.1:{free_port()}", "server_unreachable")],
    # Named, because a port in a test's name differs from worker to worker.
    ids=["clear", "nobody_there"],
)
def test_a_server_that_cannot_be_reached_is_its_code(tmp_path: Path, url: str, code: str) -> None:
    with pytest.raises(Unfit, match=code):
        reach(Settings(profile=tmp_path, server_url=url))
