"""``--recover-outbox FILE --recovery-key PEM --out FILE``: what a dead workstation had not sent yet, taken out of its outbox.

Needs the outbox (or its mirror), the ``.recovery`` file beside it, and the bank's recovery key. The outbox is read from a copy and
never changed. What is written are the signed envelopes, one a line, for ``python -m server devices deliver``; they cannot be altered
on the way, and handing them in twice books nothing twice.
"""

import argparse
import getpass
import os
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from teller_app.sync import recovery
from teller_app.sync.outbox_rows import RowState
from teller_app.sync.salvage import salvage
from teller_app.sync.sqlcipher import DatabaseError, WrongKey, check_pages, open_encrypted

FLAG = "--recover-outbox"
DONE, CANNOT, BAD_USAGE = 0, 1, 2


class CannotRecover(Exception):
    """Why not, in words."""


def run(argv: Sequence[str], stdin: TextIO, out: TextIO) -> int:
    """Recover as the command line says. 1: it cannot be done, and why is said; 2: the command line itself is wrong."""
    parser = argparse.ArgumentParser(prog="teller_app", allow_abbrev=False)
    parser.add_argument(FLAG, type=Path, required=True, dest="outbox")
    parser.add_argument("--recovery-key", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--passphrase-stdin", action="store_true", help="read the key's passphrase from standard input")
    parser.add_argument("--everything", action="store_true", help="also what the server has answered already")
    given = parser.parse_args(argv)
    try:
        private = bank_key(given.recovery_key, stdin if given.passphrase_stdin else None)
        device, envelopes, lost = taken_out(given.outbox, private, given.everything)
        write(given.out, envelopes)
    except (CannotRecover, OSError) as error:
        out.write(f"nothing was written: {error}\n")
        return CANNOT
    out.write(f"{len(envelopes)} envelopes of device {device} are in {given.out}; hand them in with\n")
    out.write(f"  python -m server devices deliver {given.out}\n")
    if lost:
        out.write(
            f"{lost} more cannot be read, the file is damaged: look for its mirror, and hold the papers against the journal\n"
        )
    return DONE


def taken_out(
    outbox: Path, private: ec.EllipticCurvePrivateKey, everything: bool = False
) -> tuple[str, list[bytes], int]:
    """The device's id, its envelopes' bytes, oldest first, and how many rows cannot be read. Raises CannotRecover."""
    sealed = recovery.read(recovery.beside(outbox))
    if not outbox.is_file():
        raise CannotRecover(f"there is no {outbox}")
    if sealed is None:
        raise CannotRecover(f"no sealed key lies at {recovery.beside(outbox)}")
    try:
        key = recovery.unseal(sealed, private)
    except recovery.NotForThisKey:
        raise CannotRecover("it was sealed to another recovery key, or altered") from None
    with tempfile.TemporaryDirectory(prefix="coastal-recover-") as folder:
        copy = Path(folder) / outbox.name
        for suffix in ("", "-wal", "-journal"):
            part = outbox.with_name(outbox.name + suffix)
            if part.exists():
                shutil.copyfile(part, copy.with_name(copy.name + suffix))
        return sealed.device, *_rows(copy, key, everything)


def _rows(outbox: Path, key: bytes, everything: bool) -> tuple[list[bytes], int]:
    """A workstation that died often takes a page of its disk along: that costs the rows of this page and no others."""
    try:
        return _read(outbox, key, everything)
    except WrongKey:
        raise CannotRecover(f"{outbox.name} is damaged, or the sealed key beside it is another outbox's") from None
    except DatabaseError:
        if salvage(outbox, key) is None:
            raise CannotRecover(f"{outbox.name} is damaged beyond what can be read") from None
        return _read(outbox, key, everything)


def _read(outbox: Path, key: bytes, everything: bool) -> tuple[list[bytes], int]:
    connection = open_encrypted(outbox, key)
    try:
        check_pages(connection)
        found = connection.execute("SELECT envelope, state FROM outbox ORDER BY n").fetchall()
        held = connection.execute("SELECT head_n - base_n FROM ends").fetchone()
    finally:
        connection.close()
    kept = [bytes(envelope) for envelope, state in found if everything or state != RowState.SETTLED]
    return kept, (held[0] if held else 0) - len(found)


def bank_key(path: Path, passphrase: TextIO | None) -> ec.EllipticCurvePrivateKey:
    """The bank's private recovery key. Asks for its passphrase where it has one. Raises CannotRecover."""
    pem = path.read_bytes()
    secret = None
    if b"ENCRYPTED" in pem:
        secret = (passphrase.readline().rstrip("\r\n") if passphrase else getpass.getpass("passphrase: ")).encode()
    try:
        key = load_pem_private_key(pem, secret)
    except (ValueError, TypeError):
        raise CannotRecover(f"{path} is no key, or its passphrase is another") from None
    if not isinstance(key, ec.EllipticCurvePrivateKey) or key.curve.name != "secp256r1":
        raise CannotRecover(f"{path} is no recovery key: those are P-256")
    return key


def write(path: Path, envelopes: Sequence[bytes]) -> None:
    """One envelope a line, readable by its owner only: they name customers' accounts. A file that is there is left alone."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.writelines(envelope + b"\n" for envelope in envelopes)


def main(argv: Sequence[str]) -> int:
    """From the app's own command line."""
    return run(argv, sys.stdin, sys.stdout)
