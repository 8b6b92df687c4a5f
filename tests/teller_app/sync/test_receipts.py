import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from teller_app.sync.outbox import Outbox
from teller_app.sync.outbox_rows import Note
from teller_app.sync.receipts import Receipts
from tests.teller_app.samples import KEY, some_id

SESSION = some_id(30)


@pytest.fixture
def outbox(tmp_path: Path) -> Iterator[Outbox]:
    box = Outbox.open(tmp_path / "outbox.db", KEY)
    yield box
    box.close()


def test_counters_go_up_by_lease_whether_they_are_used_or_not(outbox: Outbox) -> None:
    receipts = outbox.receipts
    assert [receipts.next(SESSION, 1) for _ in range(3)] == [1, 2, 3]
    assert (receipts.last(SESSION, 1), receipts.last(SESSION, 2)) == (3, 0)
    assert receipts.next(SESSION, 2) == 1


def test_what_was_put_outlives_the_program_and_what_was_not_is_given_again(outbox: Outbox) -> None:
    receipts = outbox.receipts
    given = [receipts.next(SESSION, 1) for _ in range(4)]
    receipts.put(Note("deposit", SESSION, 1, "04-20261124-1-0002", given[1]))
    receipts.put(Note("deposit", SESSION, 1, "04-20261124-1-0001", given[0]))
    receipts.put(Note("submit_count", SESSION, 1))
    again = Receipts(outbox.connection, threading.RLock())
    assert (again.last(SESSION, 1), again.next(SESSION, 1)) == (2, 3)
