"""Workstations that died: the bank's key to their outboxes, and handing in what was taken out of one."""

import getpass
import os
import sys
from pathlib import Path
from typing import Annotated

import typer
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, PrivateFormat
from joserfc.jwk import ECKey

from contract.commands import kind_of
from contract.envelope import BODY_BYTES_MAX
from contract.errors import ContractError
from contract.feed import AnyAnswer, Awaiting, Executed, Refused
from server.api.admission import Admission
from server.command_line.hand import REFUSED, Config, Url, fail, opened
from server.command_line.hand import settings_of as of
from server.staff.denied import Denied
from server.staff.signatures import Signatures

PASSPHRASE_MIN = 12


def recovery_key(
    file: Annotated[Path, typer.Argument(help="where the private half is written; keep it off this machine")],
    passphrase_stdin: Annotated[
        bool, typer.Option("--passphrase-stdin", help="read the passphrase from input")
    ] = False,
) -> None:
    """Make the key that opens the outbox of a dead workstation. The public half is printed, for the server's settings."""
    said = sys.stdin.readline().rstrip("\r\n") if passphrase_stdin else getpass.getpass("passphrase: ")
    if len(said) < PASSPHRASE_MIN:
        fail(f"the passphrase will not do: at least {PASSPHRASE_MIN} signs")
    private = ec.generate_private_key(ec.SECP256R1())
    pem = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(said.encode()))
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as target:
        target.write(pem)
    public = ECKey.import_key(private).as_dict(private=False)
    print(f'recovery_key = "{public["x"]}.{public["y"]}"')


def deliver(
    file: Annotated[Path, typer.Argument(help="envelopes as --recover-outbox wrote them, one a line")],
    url: Url = None,
    config: Config = None,
) -> None:
    """Hand in what a dead workstation had not sent. What the bank has already is answered again and not booked twice."""
    lines = [line for line in file.read_bytes().splitlines() if line.strip()]
    taken = 0
    with opened(of(config, url=url)) as bank:
        admission = Admission(bank.writer.resident, bank.registry, Signatures())
        for number, line in enumerate(lines, start=1):
            try:
                if len(line) > BODY_BYTES_MAX:
                    fail(f"line {number} is longer than an envelope can be")
                order = admission.left_behind(line)
            except (ContractError, Denied) as error:
                print(f"line {number}: not taken: {error.code.value.replace('_', ' ')}", file=sys.stderr)
                continue
            answer = bank.writer.take_sync(order)
            taken += isinstance(answer, Executed | Awaiting | Refused)
            print(f"{kind_of(order.command)} {order.header.command_id}: {_words(answer)}")
    print(f"{taken} of {len(lines)} have their place in the journal")
    if taken < len(lines):
        raise typer.Exit(REFUSED)


def _words(answer: AnyAnswer) -> str:
    if isinstance(answer, Executed):
        return f"booked as {answer.seq}"
    if isinstance(answer, Awaiting):
        return f"waits for a second person ({answer.state.value})"
    code = answer.problem.code if isinstance(answer, Refused) else answer.code
    return f"{'refused' if isinstance(answer, Refused) else 'not taken'}: {code.value.replace('_', ' ')}"
