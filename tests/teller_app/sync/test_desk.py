from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from contract.drawers import CloseDrawer, SubmitCount
from contract.envelope import Lease
from contract.floats import OpenOnSlip
from contract.ledger import Cash, Deposit, Withdraw
from contract.money import Money
from teller_app.sync.desk import Desk, Intent, Maker, stamp
from teller_app.sync.events import CommandNotStored, CommandStored
from teller_app.sync.keys import DeviceSigner
from teller_app.sync.outbox import Outbox
from teller_app.sync.outbox_rows import RowState
from tests.teller_app.samples import KEY, USER, deposit, some_id

LEASE = Lease(session=some_id(30), number=1)
ONLINE, OFFLINE = Maker(USER, 5, online=True), Maker(USER, 5, online=False)


@pytest.fixture
def outbox(tmp_path: Path) -> Iterator[Outbox]:
    box = Outbox.open(tmp_path / "outbox.db", KEY)
    yield box
    box.close()


def test_online_everything_is_taken_and_marked_as_going_out(outbox: Outbox) -> None:
    desk = Desk(DeviceSigner.generate(), outbox)
    pay = Withdraw(transaction=some_id(1), account=some_id(2), amount=Money(500, "GHS"), cash=Cash(given={"500": 1}))
    assert isinstance(desk.store(some_id(1), Intent(pay, LEASE), ONLINE), CommandStored)
    (row,) = outbox.unsent()
    envelope = row.envelope()
    assert (row.state, row.command()) == (RowState.SENDING, pay)
    assert (envelope.made_by, envelope.basis_seq, envelope.lease) == (USER, 5, LEASE)


@pytest.mark.parametrize(
    ("minor", "lease", "maker", "code"),
    [
        (6000, LEASE, OFFLINE, ""),
        (6001, LEASE, OFFLINE, "offline_budget"),
        (100, None, OFFLINE, "needs_server"),
        (100, LEASE, Maker(USER, 5, online=False, may_queue=False), "needs_server"),
    ],
)
def test_offline_cash_in_queues_within_the_budget(
    outbox: Outbox, minor: int, lease: Lease, maker: Maker, code: str
) -> None:
    desk = Desk(DeviceSigner.generate(), outbox)
    assert isinstance(desk.store(some_id(1), Intent(deposit(4000), LEASE, 10_000), OFFLINE), CommandStored)
    result = desk.store(some_id(2), Intent(deposit(minor), lease, 10_000), maker)
    if code:
        assert result == CommandNotStored(some_id(2), code)
        assert outbox.queued_count() == 1
    else:
        assert isinstance(result, CommandStored)
        assert isinstance(result.command, Deposit)
        assert result.command.taken_offline


def test_a_count_and_a_close_say_which_receipt_number_was_given_out_last(outbox: Outbox) -> None:
    desk = Desk(DeviceSigner.generate(), outbox)
    count = SubmitCount(session=LEASE.session, attempt=some_id(4), counted={})
    close = CloseDrawer(session=LEASE.session)
    for _ in range(3):
        outbox.receipts.next(LEASE.session, LEASE.number)
    other = Lease(session=LEASE.session, number=2)
    for number, (command, lease, last) in enumerate(((count, LEASE, 3), (close, LEASE, 3), (close, other, 0))):
        stored = desk.store(some_id(10 + number), Intent(command, lease), ONLINE)
        assert isinstance(stored, CommandStored)
        assert isinstance(stored.command, SubmitCount | CloseDrawer)
        assert stored.command.last_receipt == last
    assert outbox.unsent()[0].command() == msgspec.structs.replace(count, last_receipt=3)


def test_a_full_disk_turns_the_intent_away(outbox: Outbox) -> None:
    desk = Desk(DeviceSigner.generate(), outbox)
    pages = outbox.connection.execute("PRAGMA page_count").fetchone()
    outbox.connection.execute(f"PRAGMA max_page_count = {pages[0]}")  # type: ignore[index]
    results = [desk.store(some_id(n), Intent(deposit(100), LEASE, 10_000_000), OFFLINE) for n in range(20)]
    codes = [result.code for result in results if isinstance(result, CommandNotStored)]
    assert codes
    assert set(codes) == {"outbox_full"}
    assert outbox.queued_count() == 20 - len(codes)


def test_the_clock_as_an_envelope_wants_it() -> None:
    assert stamp(datetime(2026, 11, 24, 9, 5, 7, 42_999, UTC)) == "2026-11-24T09:05:07.042Z"


def test_an_opening_on_a_slip_may_wait_and_says_that_it_is_open_already(outbox: Outbox) -> None:
    desk = Desk(DeviceSigner.generate(), outbox)
    made = OpenOnSlip(slip=some_id(7), seal="AMV5-CK6F-1QK5", session=some_id(8), counted={"20000": 1})
    stored = desk.store(some_id(1), Intent(made), OFFLINE)
    assert isinstance(stored, CommandStored) and isinstance(stored.command, OpenOnSlip)
    assert stored.command.opened_offline
    asked = desk.store(some_id(2), Intent(made), ONLINE)
    assert isinstance(asked, CommandStored) and isinstance(asked.command, OpenOnSlip)
    assert not asked.command.opened_offline
    keyless = Maker(USER, 5, online=False, may_queue=False)
    assert desk.store(some_id(3), Intent(made), keyless) == CommandNotStored(some_id(3), "needs_server")


@pytest.mark.parametrize("maker", [ONLINE, OFFLINE], ids=["online", "offline"])
@pytest.mark.parametrize("narration", ["x" * 141, "\ud83d"], ids=["too long", "half a character"])
def test_what_the_server_could_not_read_is_turned_away_before_a_receipt_is_handed_out(
    outbox: Outbox, maker: Maker, narration: str
) -> None:
    desk = Desk(DeviceSigner.generate(), outbox)
    cash = msgspec.structs.replace(deposit(100), narration=narration)
    assert desk.store(some_id(1), Intent(cash, LEASE, 10_000), maker) == CommandNotStored(some_id(1), "not_sendable")
    assert outbox.unsent() == []
