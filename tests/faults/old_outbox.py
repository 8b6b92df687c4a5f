"""Outboxes as older programs left them: files that lie in the tree for ever, each with the sentences to find its rows again.

``python -m tests.faults.old_outbox`` writes the present version's file if it is missing; it never touches one that is there.
"""

import json
from pathlib import Path

from contract.envelope import Lease
from contract.ids import derived_id, new_id
from contract.ledger import Transfer
from contract.money import Money
from teller_app.sync.keys import DeviceSigner, Header
from teller_app.sync.outbox import Outbox
from teller_app.sync.outbox_rows import MIGRATIONS, OutboxRow, note_of
from tests.demo import bank as demo

FOLDER = Path(__file__).parent / "fixtures"
KEY = bytes(range(32))
ENTRIES = 500
ACCOUNTS = tuple(derived_id("old outbox", "account", n) for n in range(2))
SIGNER = DeviceSigner.parse("0190aaaa-0000-7000-8000-00000000000a AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA")
"""A device of the tests' own; its key guards nothing."""


def path_of(version: int) -> Path:
    """The file of one version."""
    return FOLDER / f"outbox-{version}.sealed"


def write(path: Path) -> None:
    """Five hundred transfers there and back, unsent."""
    box = Outbox.open(path, KEY)
    lease = Lease(session=derived_id("old outbox", "session"), number=1)
    for number in range(ENTRIES):
        command = Transfer(transaction=new_id(), debit_account=ACCOUNTS[number % 2], credit_account=ACCOUNTS[1 - number % 2],
                           amount=Money(1, "GHS"), narration=f"entry {number}")  # fmt: skip
        header = Header(new_id(), demo.STAFF[0].id, box.next_counter(), "2026-11-24T09:00:00.000Z", 1, lease)
        assert isinstance(box.put(SIGNER.seal(command, header), note_of(command, lease.session, 1)), OutboxRow)
    rows = box.unsent(ENTRIES)
    box.connection.execute("PRAGMA journal_mode = DELETE")
    box.close()
    path.with_suffix(".json").write_text(json.dumps([[row.n, row.command_id] for row in rows]))


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    if not path_of(len(MIGRATIONS)).exists():
        write(path_of(len(MIGRATIONS)))
