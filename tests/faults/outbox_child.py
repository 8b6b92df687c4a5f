"""A workstation's process that fills its outbox and says which entries it accepted; it is there to be killed.

``python -m tests.faults.outbox_child FILE COUNT [keep|early|normal] [URL]`` prints an id for each entry. ``early`` prints it before the disk
has it, ``normal`` lets the disk lag behind (both are control runs); with a URL each entry is sent at once and no answer is awaited.
"""

import os
import select
import socket
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from contract.base import Command
from contract.envelope import Lease
from contract.ids import new_id
from contract.ledger import Transfer
from contract.money import Money
from teller_app.sync.keys import DeviceSigner, Header
from teller_app.sync.outbox import Outbox
from teller_app.sync.outbox_rows import OutboxRow, note_of
from tests.teller_app.samples import KEY, USER, deposit

ANSWERED_S = 10.0
LEASE = Lease(session=new_id(), number=1)


def main(file: str, count: str, how: str = "keep", request: str = "", url: str = "") -> int:
    """Fill; return only when all are in."""
    box = Outbox.open(Path(file), KEY)
    if how == "normal":
        box.connection.execute("PRAGMA synchronous = NORMAL")
    signer = DeviceSigner.parse(os.environ["DEVICE"]) if "DEVICE" in os.environ else DeviceSigner.generate()
    source, target, maker = request.split() if request else ("", "", USER)
    for number in range(1, int(count) + 1):
        mark = new_id()
        command: Command = (
            transfer(source, target, mark)
            if request
            else deposit(50_00, f"04-20261124-1-{number:04d}", taken_offline=True)
        )
        header = Header(new_id(), maker, box.next_counter(), "2026-11-24T09:00:00.000Z", 1, LEASE)
        envelope = signer.seal(command, header)
        if how == "early":
            accepted(envelope.id)
            time.sleep(0.002)
        row = box.put(envelope, note_of(command, LEASE.session, 1, 0), sending=bool(url))
        assert isinstance(row, OutboxRow), row
        if how != "early":
            accepted(envelope.id)
        if url:
            send(url, msgspec.json.encode(envelope))
    box.close()
    return 0


def transfer(source: str, target: str, mark: str) -> Transfer:
    """One pesewa."""
    return Transfer(
        transaction=new_id(), debit_account=source, credit_account=target, amount=Money(1, "GHS"), narration=mark
    )


def accepted(command_id: str) -> None:
    """A receipt is printed."""
    os.write(1, command_id.encode() + b"\n")


def send(url: str, body: bytes) -> None:
    """Hand it over and die before the answer is read."""
    where = urlsplit(url)
    with socket.create_connection((where.hostname or "", where.port or 80)) as line:
        head = f"POST /v1/commands HTTP/1.1\r\nhost: {where.netloc}\r\ncoastal-protocol: 1\r\nauthorization: DPoP {os.environ['ACCESS']}\r\n"
        line.sendall(f"{head}content-length: {len(body)}\r\n\r\n".encode() + body)
        # The answer is on the line, and it dies before it reads it. (One that hangs up earlier may not have been listened to.)
        select.select([line], [], [], ANSWERED_S)
        os.kill(os.getpid(), 9)


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))
