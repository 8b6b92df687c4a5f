"""The real process: started, used, told to stop."""

import asyncio
import socket
import ssl
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from starlette.types import Receive, Scope, Send
from websockets.exceptions import ConnectionClosed, InvalidMessage, InvalidStatus
from websockets.sync.client import connect

from contract import paths
from server.api import serve
from server.api.parts import Running
from server.core.hub import Hub
from server.settings import Settings
from tests.support.ports import free_port, wait_for_port
from tests.support.processes import ServerProcess
from tests.support.tls import make_certificate, trusting
from tests.support.waiting import LONG_S


def test_a_server_wants_a_migrated_database_and_drains_when_told_to_stop(
    tmp_path: Path, start_server: Callable[..., ServerProcess]
) -> None:
    url = f"sqlite:///{tmp_path}/bank.db"
    refused = start_server(url, wait=False)
    assert refused.wait_exit() == 2
    assert "run  python -m server migrate" in refused.text
    subprocess.run([sys.executable, "-m", "server", "migrate", "--url", url], check=True, capture_output=True)
    server = start_server(url)
    assert server.stop() == 0
    assert '"event":"request"' in server.text
    assert f'"path":"{paths.READY}"' in server.text


@pytest.mark.skipif(sys.platform != "linux", reason="a process's limits stand in /proc")
def test_a_crash_leaves_no_core_file_with_the_bank_s_keys(
    tmp_path: Path, start_server: Callable[..., ServerProcess]
) -> None:
    url = f"sqlite:///{tmp_path}/bank.db"
    subprocess.run([sys.executable, "-m", "server", "migrate", "--url", url], check=True, capture_output=True)
    import resource  # Windows has none.

    soft, hard = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))
    try:
        server = start_server(url)
        limits = Path(f"/proc/{server.pid}/limits").read_text(encoding="ascii")
    finally:
        resource.setrlimit(resource.RLIMIT_CORE, (soft, hard))
    assert next(line for line in limits.splitlines() if "core" in line).split()[4] == "0"


@pytest.fixture
def secured(
    tmp_path: Path, start_server: Callable[..., ServerProcess]
) -> Iterator[tuple[ServerProcess, ssl.SSLContext]]:
    """A server process behind TLS, and a client's context that trusts it."""
    url = f"sqlite:///{tmp_path}/bank.db"
    subprocess.run([sys.executable, "-m", "server", "migrate", "--url", url], check=True, capture_output=True)
    cert, key = make_certificate(tmp_path)
    server = start_server(url, env={"COASTAL_TLS_CERT": str(cert), "COASTAL_TLS_KEY": str(key)}, wait=False)
    wait_for_port(server.port)
    yield server, trusting(cert)


def test_behind_tls_nothing_is_answered_in_the_clear(secured: tuple[ServerProcess, ssl.SSLContext]) -> None:
    server, context = secured
    base = f"https://127.0.0.1:{server.port}"
    with httpx.Client(verify=context, trust_env=False) as client:
        assert client.get(base + paths.READY).status_code == 200
    with pytest.raises(httpx.HTTPError), httpx.Client(trust_env=False) as client:
        client.get(base + paths.READY)  # a client that does not know the certificate
    with pytest.raises(httpx.HTTPError), httpx.Client(trust_env=False) as client:
        client.get(base.replace("https", "http") + paths.READY)
    with pytest.raises((OSError, InvalidMessage, ConnectionClosed)):
        connect(f"ws://127.0.0.1:{server.port}{paths.FEED}", proxy=None, open_timeout=60)
    with pytest.raises(InvalidStatus) as refused:
        connect(f"wss://127.0.0.1:{server.port}{paths.FEED}", ssl=context, proxy=None, open_timeout=60,
                additional_headers={paths.PROTOCOL_HEADER: "1"})  # fmt: skip
    assert refused.value.response.status_code == 401
    old = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    old.check_hostname, old.verify_mode = False, ssl.CERT_NONE
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        old.minimum_version = old.maximum_version = ssl.TLSVersion.TLSv1_1
    with socket.create_connection(("127.0.0.1", server.port)) as raw, pytest.raises((ssl.SSLError, OSError)):
        old.wrap_socket(raw, server_hostname="127.0.0.1")


@pytest.mark.parametrize("cipher", ["ECDHE-ECDSA-AES256-SHA384", "ECDHE-ECDSA-AES128-SHA256"])
def test_a_cipher_that_seals_late_is_not_spoken(secured: tuple[ServerProcess, ssl.SSLContext], cipher: str) -> None:
    server, context = secured
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    with socket.create_connection(("127.0.0.1", server.port)) as raw:
        context.wrap_socket(raw, server_hostname="127.0.0.1").close()
    context.set_ciphers(f"{cipher}:@SECLEVEL=0")
    with socket.create_connection(("127.0.0.1", server.port)) as raw, pytest.raises((ssl.SSLError, OSError)):
        context.wrap_socket(raw, server_hostname="127.0.0.1")


async def _nobody(scope: Scope, receive: Receive, send: Send) -> None:
    """An application without doors, which starts and stops."""
    for kind in ("startup", "shutdown"):
        await receive()
        await send({"type": f"lifespan.{kind}.complete"})


def test_a_handshake_that_dribbles_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serve, "HANDSHAKE_S", 0.2)
    cert, key = make_certificate(tmp_path)
    settings = Settings(port=free_port(), tls_cert=str(cert), tls_key=str(key))
    server = serve.make_server(_nobody, settings, Running(), Hub())

    async def dribble() -> bytes:
        ends = asyncio.create_task(server.serve())
        while not server.started:
            await asyncio.sleep(0.01)
        reader, writer = await asyncio.open_connection("127.0.0.1", settings.port)
        writer.write(b"\x16\x03\x01")
        said = await asyncio.wait_for(reader.read(), LONG_S)
        writer.close()
        server.should_exit = True
        await ends
        return said

    assert asyncio.run(dribble()) == b""


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--host", "0.0.0.0"], "give --tls-cert and --tls-key"),
        (["--tls-cert", "/nowhere.crt", "--tls-key", "/nowhere.key"], "no such file"),
        (["--tls-cert", "/nowhere.crt"], "go together"),
    ],
)
def test_a_server_that_would_let_passwords_travel_in_the_clear_does_not_start(
    tmp_path: Path, more: list[str], said: str
) -> None:
    command = [sys.executable, "-m", "server", "serve", "--url", f"sqlite:///{tmp_path}/bank.db", *more]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == 2
    assert said in done.stderr
