import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from contract import paths
from contract.staff import Me, Tokens
from teller_app.sync.door import Door, Shut
from teller_app.sync.keys import DeviceSigner
from teller_app.sync.outbox import Outbox
from teller_app.sync.state import State
from teller_app.sync.status import Status
from teller_app.sync.transport import Transport
from teller_app.sync.unlock import TRIES_MAX, Unlocker, UnlockRefused
from teller_app.sync.workers import Worker
from tests.teller_app.samples import KEY, me
from tests.teller_app.sync.test_unlock import QUICK
from tests.teller_app.sync.tiny_bank import PASSWORD, TinyBank


@pytest.fixture
def unlocker(tmp_path: Path) -> Iterator[Unlocker]:
    outbox = Outbox.open(tmp_path / "outbox.db", KEY)
    made = Unlocker(outbox, QUICK)
    made.remember(me(), PASSWORD)
    yield made
    outbox.close()


def ask(
    bank: TinyBank, unlocker: Unlocker, username: str, password: str, persistent: bool = True
) -> tuple[Tokens | Me | Shut, State]:
    async def main() -> tuple[Tokens | Me | Shut, State]:
        transport, worker = Transport(bank.url, DeviceSigner.generate()), Worker("slow")
        status = Status(lambda event: None)
        try:
            return await Door(transport, unlocker, worker, status, persistent).ask(username, password), status.state
        finally:
            await transport.close()
            worker.close()

    return asyncio.run(main())


def test_the_server_lets_in_or_says_why_not(
    bank: TinyBank, unlocker: Unlocker, monkeypatch: pytest.MonkeyPatch
) -> None:
    found, state = ask(bank, unlocker, "efua", PASSWORD)
    assert isinstance(found, Tokens) and state is State.CONNECTING
    assert ask(bank, unlocker, "efua", "wrong") == (Shut("bad_credentials"), State.SIGNED_OUT)
    assert ask(bank, unlocker, "slow", PASSWORD) == (Shut("slow_down", retry_after_s=9), State.SIGNED_OUT)
    monkeypatch.setattr(paths, "PROTOCOL", 0)
    found, state = ask(bank, unlocker, "efua", PASSWORD)
    assert isinstance(found, Shut) and (found.code, state) == ("client_too_old", State.TOO_OLD)


def test_without_the_server_the_verifier_judges_where_anything_is_kept(bank: TinyBank, unlocker: Unlocker) -> None:
    bank.stop()
    assert ask(bank, unlocker, "efua", PASSWORD)[0] == me()
    assert ask(bank, unlocker, "kojo", PASSWORD) == (Shut("offline"), State.SIGNED_OUT)
    assert ask(bank, unlocker, "efua", PASSWORD, persistent=False)[0] == Shut("offline")
    for _ in range(TRIES_MAX):
        assert ask(bank, unlocker, "efua", "wrong")[0] == Shut(UnlockRefused.WRONG.value)
    assert ask(bank, unlocker, "efua", PASSWORD)[0] == Shut(UnlockRefused.TOO_MANY_TRIES.value)
