import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from contract.envelope import BODY_BYTES_MAX, ENVELOPES_MAX
from contract.errors import ErrorCode
from contract.feed import AnyAnswer, Executed, NotTaken
from contract.ids import new_id
from contract.staff import Tokens
from teller_app.sync.ends import End, Ended
from teller_app.sync.keys import DeviceSigner, Header
from teller_app.sync.outbox import Outbox, OutboxRow
from teller_app.sync.outbox_rows import RowState, note_of
from teller_app.sync.sender import Drained, Sender
from teller_app.sync.tokens import Session
from teller_app.sync.transport import Transport
from teller_app.sync.workers import Worker
from tests.teller_app.samples import KEY, USER, deposit
from tests.teller_app.sync.tiny_bank import PASSWORD, TinyBank

SIGNER = DeviceSigner.generate()


@pytest.fixture
def outbox(tmp_path: Path) -> Iterator[Outbox]:
    box = Outbox.open(tmp_path / "outbox.db", KEY)
    yield box
    box.close()


def put(box: Outbox, narration: str = "") -> OutboxRow:
    command = deposit(narration=narration)
    header = Header(new_id(), USER, box.next_counter(), "2026-11-24T09:00:00.000Z", 1)
    row = box.put(SIGNER.seal(command, header), note_of(command))
    assert isinstance(row, OutboxRow)
    return row


async def _keep(handle: str) -> None:
    return


def drain(
    bank: TinyBank, box: Outbox, times: int = 1
) -> tuple[list[Drained | Ended], list[tuple[str, AnyAnswer]], list[int]]:
    settled: list[tuple[str, AnyAnswer]] = []
    tampered: list[int] = []

    async def main() -> list[Drained | Ended]:
        transport, worker = Transport(bank.url, SIGNER), Worker("test")
        session = Session(transport, _keep, "")
        tokens = await transport.sign_in("efua", PASSWORD)
        if isinstance(tokens, Tokens):
            await session.adopt(tokens)
        sender = Sender(session, box, worker, lambda *pair: settled.append(pair), tampered.extend)
        try:
            return [await sender.drain() for _ in range(times)]
        finally:
            worker.close()
            await transport.close()

    return asyncio.run(main()), settled, tampered


def test_what_is_held_back_goes_once_it_is_let_go(bank: TinyBank, outbox: Outbox) -> None:
    rows = [put(outbox) for _ in range(3)]
    outbox.back.hold(rows[1].command_id)
    assert [command for command, _ in drain(bank, outbox)[1]] == [rows[0].command_id]
    outbox.back.let_go()
    assert [command for command, _ in drain(bank, outbox)[1]] == [row.command_id for row in rows[1:]]


def test_in_order_in_lists_and_each_answer_once(bank: TinyBank, outbox: Outbox) -> None:
    rows = [put(outbox) for _ in range(ENVELOPES_MAX + 3)]
    ends, settled, _ = drain(bank, outbox, times=2)
    assert ends == [Drained(), Drained()]
    assert [len(received) for received in bank.received] == [ENVELOPES_MAX, 3]
    assert bank.raw == [row.raw for row in rows]
    assert [command_id for command_id, _ in settled] == [row.command_id for row in rows]
    assert outbox.queued_count() == 0


def test_a_list_fits_in_one_request(bank: TinyBank, outbox: Outbox) -> None:
    rows = [put(outbox, "n" * 140) for _ in range(ENVELOPES_MAX)]
    drain(bank, outbox)
    assert sum(map(len, bank.received)) == len(rows)
    assert max(sum(len(row.raw) + 1 for row in rows[: len(bank.received[0])]), 1) < BODY_BYTES_MAX


def test_nobody_there_stops_and_keeps_everything(bank: TinyBank, outbox: Outbox) -> None:
    put(outbox)
    bank.whole = (502, ErrorCode.BUSY)
    bank.stop()
    ends, settled, _ = drain(bank, outbox)
    assert isinstance(ends[0], Ended)
    assert ends[0].end is End.LOST or ends[0].end is End.SIGNED_OUT
    assert (settled, outbox.queued_count()) == ([], 1)


def test_one_that_is_never_taken_is_held_and_the_others_go_on(bank: TinyBank, outbox: Outbox) -> None:
    _first, bad, last = (put(outbox) for _ in range(3))
    bank.not_taken[bad.command_id] = ErrorCode.QUARANTINED
    ends, settled, _ = drain(bank, outbox)
    assert ends == [Drained()]
    assert dict(settled)[bad.command_id] == NotTaken(code=ErrorCode.QUARANTINED)
    assert isinstance(dict(settled)[last.command_id], Executed)
    held = outbox.row(bad.command_id)
    assert held is not None
    assert (held.state, held.code) == (RowState.HELD, "quarantined")


def test_one_that_must_wait_waits_alone(bank: TinyBank, outbox: Outbox) -> None:
    waits, goes = put(outbox), put(outbox)
    bank.not_taken[waits.command_id] = ErrorCode.BUSY
    ends, settled, _ = drain(bank, outbox)
    assert isinstance(ends[0], Drained)
    assert ends[0].again_s > 0
    assert [command_id for command_id, _ in settled] == [goes.command_id]
    bank.not_taken.clear()
    assert drain(bank, outbox)[1][0][0] == waits.command_id


def test_a_busy_server_is_left_alone_for_a_while(bank: TinyBank, outbox: Outbox) -> None:
    put(outbox), put(outbox)
    bank.whole = (503, ErrorCode.STOPPING)
    ends, settled, _ = drain(bank, outbox)
    assert isinstance(ends[0], Drained)
    assert ends[0].again_s > 0
    assert settled == []


def test_a_list_that_is_refused_whole_is_sent_one_by_one(bank: TinyBank, outbox: Outbox) -> None:
    rows = [put(outbox) for _ in range(3)]
    bank.whole = (400, ErrorCode.MALFORMED)
    ends, settled, _ = drain(bank, outbox)
    assert ends == [Drained()]
    assert settled == [(row.command_id, NotTaken(code=ErrorCode.MALFORMED)) for row in rows]


@pytest.mark.parametrize(
    ("status", "code", "end"),
    [(426, ErrorCode.CLIENT_TOO_OLD, End.TOO_OLD), (403, ErrorCode.DEVICE_UNKNOWN, End.SIGNED_OUT)],
)
def test_what_is_the_callers_fault_blames_no_command(
    bank: TinyBank, outbox: Outbox, status: int, code: ErrorCode, end: End
) -> None:
    put(outbox)
    bank.whole = (status, code)
    ends, settled, _ = drain(bank, outbox)
    assert isinstance(ends[0], Ended)
    assert (ends[0].end, settled, outbox.queued_count()) == (end, [], 1)


def test_an_altered_row_is_set_aside_and_the_others_go_on(bank: TinyBank, outbox: Outbox) -> None:
    bad, good = put(outbox), put(outbox)
    outbox.connection.execute("UPDATE outbox SET made_at = 'x' WHERE n = ?", (bad.n,))
    _, settled, tampered = drain(bank, outbox)
    assert tampered == [bad.n]
    assert [command_id for command_id, _ in settled] == [good.command_id]
