"""A proof that was listened to is worth nothing again: not at once, and not at a server that was killed and came back."""

from collections.abc import Callable
from pathlib import Path

import httpx
import msgspec
import pytest

from contract import paths
from contract.staff import SignIn
from server.settings import Settings
from teller_app.sync.keys import DeviceSigner
from tests.demo import bank as demo
from tests.journeys.caller import Till
from tests.journeys.conftest import TODAY
from tests.support.prepared import prepare
from tests.support.processes import ServerProcess

pytestmark = pytest.mark.journey
CUSTOMERS = 14


def sign_in(till: Till, proof: str) -> httpx.Response:
    """At the door, with a proof that may be a stolen one."""
    ask = SignIn(username=till.person, password=demo.PASSWORD, device=till.signer.device)
    headers = {paths.PROTOCOL_HEADER: "1", "dpop": proof}
    return till.http.post(paths.SIGN_IN, content=msgspec.json.encode(ask), headers=headers)


def test_kill_9_restart_replay(database_url: str, tmp_path: Path, start_server: Callable[..., ServerProcess]) -> None:
    settings = Settings(url=database_url, key_dir=str(tmp_path / "keys"))
    signer = DeviceSigner.generate()
    demo.make(settings, prepare, {"WS-1": (signer.device, signer.public)}, tmp_path / "csv", TODAY, CUSTOMERS)
    server = start_server(settings.url, env={"COASTAL_KEY_DIR": settings.key_dir})
    till = Till(server.base_url, signer, "efua")
    heard_read, heard_door = till.proof(paths.ME), signer.proof("POST", till.base + paths.SIGN_IN)
    assert till.get(paths.ME, dpop=heard_read).status_code == 200
    assert sign_in(till, heard_door).status_code == 200
    for kill in (None, server.kill, server.kill, server.stop):
        if kill is not None:
            kill()
            server.restart()
        assert till.get(paths.ME, dpop=heard_read).status_code == 401, kill
        assert sign_in(till, heard_door).status_code == 401, kill
        # The workstation itself notices nothing.
        assert till.get(paths.ME).status_code == 200
    till.http.close()
