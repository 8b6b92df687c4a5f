import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from contract.envelope import Lease
from contract.errors import ErrorCode, Rejected
from contract.feed import AnyOutcome, Awaiting, Executed, NotTaken, Refused
from contract.ids import new_id
from teller_app.sync.keys import DeviceSigner, Header
from teller_app.sync.outbox import Outbox, OutboxFull, OutboxTampered, OutboxUnreadable
from teller_app.sync.outbox_rows import OutboxRow, RowState, note_of
from tests.teller_app.samples import KEY, USER, deposit, some_id

SESSION = some_id(30)
SIGNER = DeviceSigner.generate()
START_S = 1000


@pytest.fixture
def outbox(tmp_path: Path) -> Iterator[Outbox]:
    box = Outbox.open(tmp_path / "outbox.db", KEY, now=lambda: START_S)
    yield box
    box.close()


def put(box: Outbox, minor: int = 5000, offline: bool = True, maker: str = USER) -> OutboxRow:
    receipt_counter = box.receipts.next(SESSION, 1)
    command = deposit(minor, f"04-20261124-1-{receipt_counter:04d}", taken_offline=offline)
    header = Header(
        new_id(), maker, box.next_counter(), "2026-11-24T09:00:00.000Z", 1, Lease(session=SESSION, number=1)
    )
    row = box.put(SIGNER.seal(command, header), note_of(command, SESSION, 1, receipt_counter))
    assert isinstance(row, OutboxRow)
    return row


def test_the_same_bytes_come_back_in_order_after_a_restart(tmp_path: Path) -> None:
    box = Outbox.open(tmp_path / "outbox.db", KEY, now=lambda: START_S)
    rows = [put(box) for _ in range(3)]
    box.close()
    again = Outbox.open(tmp_path / "outbox.db", KEY)
    again.verify()
    assert [row.raw for row in again.unsent()] == [row.raw for row in rows]
    assert [row.n for row in rows] == [START_S * 1000 + n for n in (1, 2, 3)]
    assert again.next_counter() == rows[-1].n + 1
    assert again.receipts.last(SESSION, 1) == 3
    assert again.receipts.next(SESSION, 1) == 4
    assert (again.receipts.last(SESSION, 1), again.receipts.last(SESSION, 2)) == (4, 0)
    assert again.receipts.next(SESSION, 2) == 1
    again.close()


def test_settling_is_news_once_and_a_later_answer_is_news_again(outbox: Outbox) -> None:
    row = put(outbox)
    outbox.mark_sending([row])
    assert outbox.unsent()[0].state is RowState.SENDING
    refused = Refused(seq=9, problem=Rejected(code=ErrorCode.ACCOUNT_CLOSED))
    assert [outbox.settle(row.command_id, refused) for _ in range(2)] == [True, False]
    assert (outbox.unsent(), outbox.counts()) == ([], (0, 1))
    assert [known.answer() for known in outbox.pending(9)] == [refused]
    assert outbox.settle(row.command_id, Executed(seq=12))
    assert not outbox.settle(row.command_id, refused)
    assert not outbox.settle(new_id(), refused)


def test_held_rows_wait_for_a_person_and_the_rest_goes_on(outbox: Outbox) -> None:
    bad, good = put(outbox), put(outbox)
    answer = NotTaken(code=ErrorCode.QUARANTINED, params={"why": "it fails"})
    assert outbox.hold(bad.command_id, answer)
    assert [(row.state, row.code, row.answer()) for row in outbox.pending(0)][0] == ("held", "quarantined", answer)
    assert outbox.counts() == (1, 1)
    assert [row.n for row in outbox.unsent()] == [good.n]
    assert outbox.queued_total(SESSION) == 10_000, "the cash of a held row is in the drawer"
    assert outbox.release(bad.command_id)
    assert [row.n for row in outbox.unsent()] == [bad.n, good.n]


REFUSED = Refused(seq=9, problem=Rejected(code=ErrorCode.ACCOUNT_CLOSED))
QUARANTINED = NotTaken(code=ErrorCode.QUARANTINED)


@pytest.mark.parametrize(
    ("answer", "offline", "by_hand", "told"),
    [
        (REFUSED, False, True, True),
        (REFUSED, True, True, False),
        (QUARANTINED, False, True, True),
        (QUARANTINED, True, False, False),
        (NotTaken(code=ErrorCode.NOT_YOURS), False, False, False),
        (None, False, False, False),
    ],
)
def test_what_was_read_about_is_put_away_but_no_cash_by_itself(
    outbox: Outbox, answer: Refused | NotTaken | None, offline: bool, by_hand: bool, told: bool
) -> None:
    """Cash that nobody took stays until it is booked; what was refused, and what moved nothing, needs only to be read."""
    for way, goes in ((True, told), (False, by_hand)):
        row = put(outbox, offline=offline)
        if isinstance(answer, Refused):
            outbox.settle(row.command_id, answer)
        elif answer is not None:
            outbox.hold(row.command_id, answer)
        before = outbox.counts()
        assert outbox.put_away(row.command_id, told=way) is goes
        assert outbox.counts() == ((before[0], before[1] - 1) if goes else before)
        outbox.verify()


def test_what_was_refused_is_never_pruned_unread_and_never_sent_to_a_restored_server(outbox: Outbox) -> None:
    outbox.note_epoch("one")
    refused, after = put(outbox, offline=False), put(outbox)
    outbox.settle(refused.command_id, REFUSED)
    outbox.settle(after.command_id, Executed(seq=10))
    assert outbox.prune(100) == 0
    outbox.put_away(refused.command_id)
    assert outbox.note_epoch("two")
    assert [row.n for row in outbox.unsent()] == [after.n], "a withdrawal once refused might be paid by it"
    outbox.settle(after.command_id, Executed(seq=3))
    assert outbox.prune(100) == 1, "the last row stays: the next envelope names it"


def test_what_another_delivered_is_asked_for_again_by_its_maker(outbox: Outbox) -> None:
    mine, theirs = put(outbox), put(outbox, maker=some_id(99))
    for row in (mine, theirs):
        outbox.hold(row.command_id, NotTaken(code=ErrorCode.NOT_YOURS))
    assert outbox.release_own(USER) == 1
    assert [row.n for row in outbox.unsent()] == [mine.n]


def test_pruning_keeps_what_no_safe_copy_has(outbox: Outbox) -> None:
    rows = [put(outbox) for _ in range(4)]
    answers: list[AnyOutcome] = [Executed(seq=5), Executed(seq=6), Executed(seq=9)]
    for row, answer in zip(rows, answers, strict=False):
        outbox.settle(row.command_id, answer)
    assert (outbox.prune(6), outbox.prune(6)) == (2, 0)
    outbox.verify()
    assert [row.n for row in outbox.pending(0)] == [rows[2].n, rows[3].n]
    put(outbox)
    outbox.verify()


def test_a_new_epoch_sends_again_what_was_settled(outbox: Outbox) -> None:
    row = put(outbox)
    assert not outbox.note_epoch("one")
    outbox.settle(row.command_id, Executed(seq=5))
    assert not outbox.note_epoch("one")
    assert outbox.unsent() == []
    assert outbox.note_epoch("two")
    assert [known.n for known in outbox.unsent()] == [row.n]
    assert outbox.settle(row.command_id, Executed(seq=3))


ALTERATIONS = {
    "bytes": ("UPDATE outbox SET envelope = CAST(replace(envelope, '5000', '9000') AS BLOB) WHERE n = {1}", {1}),
    "state": ("UPDATE outbox SET state = 'settled' WHERE n = {1}", {1}),
    "deleted": ("DELETE FROM outbox WHERE n = {1}", {1}),
    "tail cut": ("DELETE FROM outbox WHERE n = {2}", {2}),
    "swapped": (
        "UPDATE outbox SET n = CASE n WHEN {0} THEN {1} ELSE {0} END + 1000000 WHERE n IN ({0}, {1})",
        {0, 1, 2},
    ),
}


def test_a_row_altered_from_outside_is_shown_as_held(outbox: Outbox) -> None:
    bad, good = put(outbox), put(outbox)
    outbox.connection.execute(ALTERATIONS["state"][0].format(0, bad.n))
    outbox.connection.execute("UPDATE outbox SET state = 'queued' WHERE n = ?", (bad.n,))
    outbox.set_aside((bad.n,))
    shown = outbox.pending(0)
    assert [(row.n, row.state, row.code) for row in shown] == [
        (bad.n, "held", "outbox_tampered"),
        (good.n, "queued", ""),
    ]
    assert (shown[0].may_send_again, shown[0].may_put_away, outbox.counts()) == (False, False, (1, 1))
    assert not outbox.release(bad.command_id)


@pytest.mark.parametrize("kind", ALTERATIONS)
def test_altered_rows_are_found_and_never_sent(outbox: Outbox, kind: str) -> None:
    rows = [put(outbox) for _ in range(3)]
    numbers = [row.n for row in rows]
    sql, culprits = ALTERATIONS[kind]
    outbox.connection.execute(sql.format(*numbers))
    if kind == "swapped":
        outbox.connection.execute("UPDATE outbox SET n = n - 1000000 WHERE n > ?", (numbers[2],))
    with pytest.raises(OutboxTampered) as caught:
        outbox.verify()
    assert set(caught.value.rows) == {numbers[n] for n in culprits}
    outbox.set_aside(caught.value.rows)
    outbox.verify()
    assert {row.n for row in outbox.unsent()} == {numbers[n] for n in {0, 1, 2} - culprits}


def test_a_row_altered_while_running_is_found_before_it_is_sent(outbox: Outbox) -> None:
    row = put(outbox)
    outbox.connection.execute("UPDATE outbox SET made_by = 'somebody'")
    with pytest.raises(OutboxTampered) as caught:
        outbox.unsent()
    assert caught.value.rows == (row.n,)


def test_a_full_disk_accepts_nothing_and_loses_nothing(outbox: Outbox) -> None:
    before = [put(outbox) for _ in range(2)]
    pages = outbox.connection.execute("PRAGMA page_count").fetchone()
    assert pages
    outbox.connection.execute(f"PRAGMA max_page_count = {pages[0] + 1}")
    kept, result = list(before), None
    for _ in range(50):
        counter, receipt = outbox.next_counter(), outbox.receipts.next(SESSION, 1)
        command = deposit(5000, f"04-20261124-1-{receipt:04d}")
        header = Header(new_id(), USER, counter, "2026-11-24T09:00:00.000Z", 1)
        result = outbox.put(SIGNER.seal(command, header), note_of(command, SESSION, 1, receipt))
        if isinstance(result, OutboxFull):
            break
        kept.append(result)
    assert result == OutboxFull("outbox_full")
    outbox.verify()
    assert [row.n for row in outbox.unsent()] == [row.n for row in kept]
    outbox.connection.execute("PRAGMA max_page_count = 1000000")
    assert put(outbox).n == kept[-1].n + 1


def test_another_key_or_a_newer_file_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "outbox.db"
    box = Outbox.open(path, KEY)
    box.connection.execute("PRAGMA user_version = 99")
    box.close()
    before = path.read_bytes()
    for key in (bytes(32), KEY):
        with pytest.raises(OutboxUnreadable):
            Outbox.open(path, key)
    assert path.read_bytes() == before


CRASH = """
from pathlib import Path
import sys
from tests.teller_app.sync.test_outbox import KEY, Outbox, put
box = Outbox.open(Path(sys.argv[1]), KEY)
put(box)
"""


@pytest.mark.parametrize(("point", "left"), [("outbox.before_put", 0), ("outbox.after_put", 1)])
def test_a_crash_around_the_commit_leaves_all_or_nothing(tmp_path: Path, point: str, left: int) -> None:
    path = tmp_path / "outbox.db"
    command = [sys.executable, "-c", CRASH, str(path)]
    assert subprocess.run(command, env={**os.environ, "COASTAL_CRASH": point}, timeout=60).returncode == 137
    box = Outbox.open(path, KEY)
    box.verify()
    assert len(box.unsent()) == left
    box.close()


def test_awaiting_never_replaces_a_final_outcome(outbox: Outbox) -> None:
    from contract.approvals import Requested
    from contract.permissions import Role

    row = put(outbox)
    awaiting = Awaiting(seq=5, result=Requested(request=some_id(1), role=Role.MANAGER, reasons=(), expires_at=""))
    assert outbox.settle(row.command_id, awaiting)
    assert outbox.settle(row.command_id, Executed(seq=5))
    assert not outbox.settle(row.command_id, awaiting)


def test_two_programs_at_one_file_never_share_a_counter(outbox: Outbox, tmp_path: Path) -> None:
    other = Outbox.open(tmp_path / "outbox.db", KEY)
    rows = [put(outbox), put(other), put(outbox)]
    assert len({row.n for row in rows}) == 3
    stale = SIGNER.seal(deposit(), Header(new_id(), USER, other.next_counter(), "2026-11-24T09:00:00.000Z", 1))
    put(outbox)
    with pytest.raises(ValueError, match="counter"):
        other.put(stale, note_of(deposit()))
    outbox.verify()
    other.close()
