from collections.abc import Iterator
from pathlib import Path

import pytest

from contract.drawers import CloseDrawer
from contract.feed import Executed
from contract.ledger import Cash, Deposit, Withdraw
from contract.money import Money
from teller_app.sync.desk import Desk, Intent
from teller_app.sync.events import CommandNotStored, CommandStored
from teller_app.sync.held_back import NONE
from teller_app.sync.keys import DeviceSigner, derived_key
from teller_app.sync.mirror import Mirror, restored
from teller_app.sync.outbox import Outbox, OutboxRow, OutboxTampered
from teller_app.sync.outbox_rows import RowState
from tests.teller_app.samples import KEY, deposit, some_id
from tests.teller_app.sync.test_desk import LEASE, ONLINE
from tests.teller_app.sync.test_outbox import put


@pytest.fixture
def outbox(tmp_path: Path) -> Iterator[Outbox]:
    box = Outbox.open(tmp_path / "outbox.db", KEY)
    yield box
    box.close()


def states(box: Outbox) -> list[str]:
    return [row.state.value for row in box.pending(0)]


def test_from_one_on_everything_behind_it_waits_and_goes_in_its_order(outbox: Outbox) -> None:
    rows = [put(outbox) for _ in range(4)]
    assert outbox.back.first() == NONE
    assert outbox.back.hold(rows[2].command_id) == 2
    assert [row.n for row in outbox.unsent()] == [row.n for row in rows[:2]]
    late = put(outbox)
    assert states(outbox) == ["queued", "queued", "back", "back", "back"], "nothing overtakes it"
    assert outbox.counts() == (5, 0)
    assert (outbox.back.count(), outbox.back.first()) == (3, rows[2].n)
    assert [row.n for row in outbox.unsent(back=True)] == [*(row.n for row in rows), late.n]
    assert outbox.back.let_go() == 3
    assert [row.n for row in outbox.unsent()] == [*(row.n for row in rows), late.n]
    assert outbox.back.let_go() == 0


def test_what_may_have_arrived_and_what_is_before_it_is_not_held(outbox: Outbox) -> None:
    rows = [put(outbox) for _ in range(3)]
    outbox.mark_sending(rows[:2])
    assert outbox.back.hold(rows[0].command_id) == outbox.back.hold(rows[1].command_id) == 0
    assert outbox.back.hold() == 1
    assert states(outbox) == ["sending", "sending", "back"]
    assert outbox.settle(rows[0].command_id, Executed(seq=4))
    assert outbox.back.hold(some_id(9)) == 0


def test_held_back_between_reading_and_sending_it_does_not_go(outbox: Outbox) -> None:
    rows = [put(outbox) for _ in range(3)]
    read = outbox.unsent()
    outbox.back.hold(rows[1].command_id)
    assert [row.n for row in outbox.mark_sending(read)] == [rows[0].n]
    assert states(outbox) == ["sending", "back", "back"]


def test_it_outlives_the_program_is_sealed_and_lies_in_the_mirror(tmp_path: Path) -> None:
    path, mirror = tmp_path / "outbox.db", tmp_path / "mirror.db"
    box = Outbox.open(path, KEY)

    box.mirror_to(Mirror(mirror, derived_key(KEY, "outbox"), lambda: None))
    for _ in range(2):
        put(box)
    box.back.hold()
    box.close()
    path.unlink()
    assert restored(path, mirror, derived_key(KEY, "outbox"))
    again = Outbox.open(path, KEY)
    again.verify()
    assert states(again) == ["back", "back"]
    again.connection.execute("UPDATE outbox SET state = 'queued'")
    with pytest.raises(OutboxTampered):
        again.unsent()
    again.close()


def test_a_restored_bank_waits_for_nobody_who_looks(outbox: Outbox) -> None:
    outbox.note_epoch("one")
    booked, held = put(outbox), put(outbox)
    outbox.settle(booked.command_id, Executed(seq=4))
    outbox.back.hold()
    assert outbox.note_epoch("two")
    assert [row.n for row in outbox.unsent()] == [booked.n, held.n]


def test_meanwhile_only_cash_that_comes_in_is_taken_and_waits_too(outbox: Outbox) -> None:
    desk = Desk(DeviceSigner.generate(), outbox)
    first = put(outbox)
    outbox.back.hold()
    taken = desk.store(some_id(1), Intent(deposit(4000), LEASE, 10_000), ONLINE)
    assert isinstance(taken, CommandStored) and isinstance(taken.command, Deposit) and taken.command.taken_offline
    assert [row.state for row in outbox.pending(0)] == [RowState.BACK] * 2
    over = desk.store(some_id(2), Intent(deposit(10_000), LEASE, 10_000), ONLINE)
    assert over == CommandNotStored(some_id(2), "offline_budget")
    paid = Withdraw(transaction=some_id(3), account=some_id(2), amount=Money(500, "GHS"), cash=Cash(given={"500": 1}),
                    paid_offline=True)  # fmt: skip
    for command in (paid, CloseDrawer(session=LEASE.session)):
        assert desk.store(some_id(4), Intent(command, LEASE, 10_000), ONLINE) == CommandNotStored(
            some_id(4), "held_back"
        )
    outbox.back.let_go()
    stored = desk.store(some_id(5), Intent(deposit(4000), LEASE, 10_000), ONLINE)
    assert (
        isinstance(stored, CommandStored) and isinstance(stored.command, Deposit) and not stored.command.taken_offline
    )
    assert outbox.unsent()[0].n == first.n


def test_the_row_is_a_row_of_the_outbox(outbox: Outbox) -> None:
    row = put(outbox)
    outbox.back.hold(row.command_id)
    (held,) = outbox.pending(0)
    assert isinstance(held, OutboxRow)
    assert (held.unsettled, held.final, held.may_send_again, held.may_put_away) == (True, False, False, False)
    assert held.raw == row.raw, "the very same bytes"


def test_an_altered_row_gets_no_new_seal_by_being_held_or_let_go(outbox: Outbox) -> None:
    sound, altered, aside = put(outbox), put(outbox), put(outbox)
    outbox.connection.execute("UPDATE outbox SET made_by = 'x' WHERE n = ?", (altered.n,))
    outbox.set_aside([aside.n])
    outbox.back.hold()
    found = {row.n: row.state.value for row in outbox._read("1")}
    assert found == {sound.n: "back", altered.n: "queued", aside.n: "queued"}
    outbox.back.let_go()
    with pytest.raises(OutboxTampered):
        outbox.unsent()
