"""A one-time secret from the command line, then the app's own transport: the first sign-in chooses the password."""

import asyncio
import subprocess
import sys
from pathlib import Path

import msgspec

from contract import paths
from contract.doors import SetPassword
from contract.staff import Tokens
from teller_app.sync.keys import DeviceSigner
from teller_app.sync.outcomes import Declined
from teller_app.sync.transport import Transport, decoded
from tests.support.processes import ServerProcess

OWN = "three fishermen at Elmina 4"


def command(url: str, *words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "server", *words, "--url", url], capture_output=True, text=True, check=True
    )
    return done.stdout


def test_from_the_command_line_to_the_counter(tmp_path: Path, start_server) -> None:
    url, signer = f"sqlite:///{tmp_path}/bank.db", DeviceSigner.generate()
    command(url, "migrate")
    command(url, "branches", "add", "040", "Makola")
    said = command(
        url,
        "users",
        "add",
        "ama",
        "--name",
        "Ama Mensah",
        "--role",
        "cashier",
        "--branch",
        "040",
        "--staff-number",
        "A1",
    )
    secret = said.split("with")[1].split()[0]
    key = f"{signer.public.x}.{signer.public.y}"
    command(url, "devices", "add", "TILL-1", "--branch", "040", "--key", key, "--device", signer.device)
    server: ServerProcess = start_server(url)

    async def first_day() -> tuple[object, object, object]:
        transport = Transport(server.base_url, signer)
        choice = SetPassword(username="ama", password=secret, new_password=OWN, device=signer.device)
        try:
            return (
                await transport.sign_in("ama", secret),
                decoded(await transport.request("POST", paths.PASSWORD, body=msgspec.json.encode(choice)), Tokens),
                await transport.sign_in("ama", OWN),
            )
        finally:
            await transport.close()

    due, changed, again = asyncio.run(first_day())
    assert isinstance(due, Declined) and due.code == "password_due"
    assert isinstance(changed, Tokens) and isinstance(again, Tokens)
    assert secret not in server.text and OWN not in server.text
