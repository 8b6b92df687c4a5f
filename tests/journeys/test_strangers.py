"""A crowd that nobody knows, before the doors for new workstations: they are turned away together, and no teller waits behind them."""

import time
from collections.abc import Callable
from pathlib import Path

import httpx
import msgspec
import pytest

from contract import paths
from contract.doors import AskAdmission, Enrol
from contract.errors import ErrorCode, Problem
from contract.ids import new_id
from server.api.security import LOOKS_BURST, STRANGERS_BURST
from server.settings import Settings
from teller_app.sync.keys import DeviceSigner
from tests.demo import bank as demo
from tests.journeys.caller import Till
from tests.journeys.conftest import TODAY
from tests.support.prepared import prepare
from tests.support.processes import ServerProcess

pytestmark = pytest.mark.journey
CUSTOMERS = 14
KNOCKS_MAX = 3_000
AGAIN_S = 120


def knock(http: httpx.Client, path: str, body: bytes, proof: str) -> httpx.Response:
    """With a proof of a key of one's own, as anybody may have; each counts, be it shown again."""
    return http.post(path, content=body, headers={paths.PROTOCOL_HEADER: "1", "dpop": proof})


def until_turned_away(http: httpx.Client, path: str, body: bytes) -> int:
    """How many were heard before one was not."""
    proof = DeviceSigner.generate().proof("POST", f"{http.base_url}".rstrip("/") + path)
    for heard in range(KNOCKS_MAX):
        answer = knock(http, path, body, proof)
        if answer.status_code == 429:
            problem = msgspec.json.decode(answer.content, type=Problem)
            assert problem.code is ErrorCode.SLOW_DOWN and problem.retry_after_s > 0
            return heard
    raise AssertionError(f"{KNOCKS_MAX} strangers were heard at {path}")


def test_strangers_are_bound_together_and_tellers_are_not(
    sqlite_url: str, tmp_path: Path, start_server: Callable[..., ServerProcess]
) -> None:
    settings = Settings(url=sqlite_url, key_dir=str(tmp_path / "keys"))
    signer = DeviceSigner.generate()
    demo.make(settings, prepare, {"WS-1": (signer.device, signer.public)}, tmp_path / "csv", TODAY, CUSTOMERS)
    server = start_server(settings.url, env={"COASTAL_KEY_DIR": settings.key_dir})
    look = msgspec.json.encode(AskAdmission(request=new_id()))
    with httpx.Client(base_url=server.base_url, trust_env=False, timeout=60) as http:
        # Too short to be anybody's: turned away before a slow hash, but counted before that.
        nobody = msgspec.json.encode(Enrol(username="", password="", device=new_id(), name="", key=signer.public))
        assert until_turned_away(http, paths.DEVICES, nobody) >= STRANGERS_BURST
        assert until_turned_away(http, paths.DEVICE_REQUEST, look) >= LOOKS_BURST
        # While they are turned away, a workstation that the bank knows signs in, reads, and renews.
        till = Till(server.base_url, signer, "efua")
        assert till.get(paths.ME).status_code == 200
        till.http.close()
        # And the doors open again by themselves.
        end = time.monotonic() + AGAIN_S
        while knock(http, paths.DEVICES, nobody, "").status_code == 429:
            assert time.monotonic() < end
            time.sleep(0.5)
