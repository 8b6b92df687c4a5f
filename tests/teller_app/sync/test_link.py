import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from contract.envelope import Lease
from contract.errors import ErrorCode
from contract.feed import Executed
from contract.ids import new_id
from teller_app.customers.queries import customer
from teller_app.sync.events import (
    CommandSettled,
    ConnectionChanged,
    OutboxProblem,
    PasswordNeeded,
    PendingChanged,
    Progress,
    TopicsChanged,
)
from teller_app.sync.state import State
from tests.teller_app import samples
from tests.teller_app.samples import some_id
from tests.teller_app.sync.rig import Rig
from tests.teller_app.sync.tiny_bank import TinyBank

LEASE = Lease(session=some_id(30), number=1)


def states(rig: Rig, since: int = 0) -> list[State]:
    found = [event.state for event in rig.events[since:] if isinstance(event, ConnectionChanged)]
    return [state for n, state in enumerate(found) if n == 0 or found[n - 1] is not state]


def test_from_sign_in_to_online_and_back_after_a_cut(bank: TinyBank, rig: Callable[..., Rig]) -> None:
    bank.facts = (samples.customer(1), samples.account(7), samples.session(30))
    one = rig()
    one.sign_in()
    assert states(one) == [State.CONNECTING, State.SYNCING, State.CONNECTING, State.ONLINE]
    assert [event.facts for event in one.all(Progress)] == [1, 2, 3]
    since = len(one.events)
    bank.stop()
    one.reach(State.OFFLINE, since)
    bank.tell(samples.customer(2))
    bank.start()
    one.engine.hurry()
    one.wait(TopicsChanged, lambda event: "customer" in event.topics, since)
    one.reach(State.ONLINE, since)
    assert State.SYNCING not in states(one, since), "what was missed comes by the cursor, not by a snapshot"


def test_a_token_that_ends_under_the_feed_is_renewed_unnoticed(bank: TinyBank, rig: Callable[..., Rig]) -> None:
    one = rig()
    one.sign_in()
    since = len(one.events)
    bank.bye = ErrorCode.TOKEN_EXPIRED
    while bank.bye or not bank.sockets:
        time.sleep(0.01)
    bank.tell(samples.customer(1))
    one.wait(TopicsChanged, lambda event: "customer" in event.topics, since)
    assert set(states(one, since)) <= {State.ONLINE}


@pytest.mark.parametrize("reason", ["scope", "import", "too_far_behind"])
def test_a_resync_fetches_a_snapshot(bank: TinyBank, rig: Callable[..., Rig], reason: str) -> None:
    one = rig()
    one.sign_in()
    since = len(one.events)
    bank.facts = (samples.customer(5),)
    if reason == "scope":
        bank.scope = "another"
    bank.resync = reason
    one.reach(State.SYNCING, since)
    one.reach(State.ONLINE, one.events.index(one.reach(State.SYNCING, since)))
    assert one.ask(lambda conn: customer(conn, some_id(5)))


def test_what_was_delivered_for_somebody_else_does_not_stay_on_the_screen(
    bank: TinyBank, rig: Callable[..., Rig], monkeypatch: pytest.MonkeyPatch
) -> None:
    one = rig()
    one.sign_in()
    line = one.engine._core.person.link._line
    outbox, replica = line.outbox, line.replica
    bank.me = msgspec.structs.replace(bank.me, user=some_id(99))
    counts = outbox.counts

    def slow() -> tuple[int, int]:
        while replica.meta.cursor < bank.head:
            time.sleep(0.005)
        bank.mute = bool(bank.booked)
        return counts()

    monkeypatch.setattr(outbox, "counts", slow)
    one.engine.submit(samples.deposit(), LEASE)
    settled = one.wait(CommandSettled)
    one.wait(PendingChanged, lambda event: not event.rows, one.events.index(settled))


def test_a_restored_server_gets_everything_again(bank: TinyBank, rig: Callable[..., Rig]) -> None:
    one = rig()
    one.sign_in()
    sent = one.engine.submit(samples.deposit(), LEASE)
    one.wait(CommandSettled)
    since = len(one.events)
    bank.stop()
    one.reach(State.OFFLINE, since)
    bank.epoch, bank.booked, bank.entries = "e2", {}, []
    bank.start()
    one.engine.hurry()
    one.wait(CommandSettled, lambda event: event.command_id == sent, since)
    one.reach(State.EPOCH_CHANGED, since)
    one.reach(State.ONLINE, since)
    assert list(bank.booked) == [sent]


def test_a_changed_past_is_refused(bank: TinyBank, rig: Callable[..., Rig]) -> None:
    one = rig()
    one.sign_in()
    since = len(one.events)
    bank.resync = "epoch"
    assert one.wait(OutboxProblem).code == "past_changed"
    one.reach(State.OFFLINE, since)


def test_a_bank_whose_past_has_changed_gets_no_postings(bank: TinyBank, rig: Callable[..., Rig]) -> None:
    one = rig()
    one.sign_in()
    since = len(one.events)
    bank.tell(samples.customer(1))
    one.wait(TopicsChanged, lambda event: "customer" in event.topics, since)
    since = len(one.events)
    bank.stop()
    one.reach(State.OFFLINE, since)
    sent = one.engine.submit(samples.deposit(taken_offline=True), LEASE, 1_000_000)
    bank.head_back = 1
    bank.start()
    one.engine.hurry()
    one.wait(OutboxProblem, lambda event: event.code == "past_changed", since)
    for _ in range(3):
        one.engine.hurry()
        time.sleep(0.15)
    assert bank.received == []
    bank.head_back = 0
    one.engine.hurry()
    bank.tell(samples.customer(2))
    assert one.wait(CommandSettled).command_id == sent
    assert len(one.all(OutboxProblem)) == 1, "told once"


def test_a_reply_that_never_came_is_asked_for_with_the_same_bytes(bank: TinyBank, rig: Callable[..., Rig]) -> None:
    one = rig()
    one.sign_in()
    bank.swallow_replies = 1
    sent = one.engine.submit(samples.deposit(), LEASE)
    # The feed brings the outcome although the reply is lost.
    assert isinstance(one.wait(CommandSettled).answer, Executed)
    one.stop()
    two = rig(keyring=one.keyring)
    two.sign_in()
    two.engine.submit(samples.deposit(), LEASE)
    two.wait(CommandSettled)
    assert [len(raws) for raws in bank.received] == [1, 1]
    assert bank.received[0] == [sent]


def test_a_busy_server_is_asked_again_and_a_disabled_session_asks_for_the_password(
    bank: TinyBank, rig: Callable[..., Rig]
) -> None:
    one = rig()
    one.sign_in()
    bank.whole = (503, ErrorCode.BUSY)
    sent = one.engine.submit(samples.deposit(), LEASE)
    time.sleep(0.1)
    bank.whole = None
    assert one.wait(CommandSettled).command_id == sent
    bank.bye = ErrorCode.NOT_SIGNED_IN
    assert one.wait(PasswordNeeded).code == "not_signed_in"


CRASH = """
import sys
from pathlib import Path
from contract.envelope import Lease
from teller_app.sync.events import CommandSettled
from tests.teller_app import samples
from tests.teller_app.sync.rig import Rig
from teller_app.sync.keyring_store import MemoryKeyring
keyring = MemoryKeyring()
keyring.secrets["store-key"], keyring.secrets["device"] = sys.argv[3], sys.argv[4]
rig = Rig(sys.argv[1], Path(sys.argv[2]), keyring)
rig.sign_in()
rig.engine.submit(samples.deposit(), Lease(session=samples.some_id(30), number=1))
rig.wait(CommandSettled)
rig.stop()
"""


@pytest.mark.parametrize(
    ("point", "arrived"), [("sender.before_send", 0), ("sender.after_send", 1), ("sender.after_settle", 1)]
)
def test_killed_around_the_sending_it_is_booked_once(
    bank: TinyBank, rig: Callable[..., Rig], tmp_path: Path, point: str, arrived: int
) -> None:
    one = rig()
    one.stop()
    secrets = one.keyring.secrets  # type: ignore[union-attr]
    command = [
        sys.executable,
        "-c",
        CRASH,
        bank.url,
        str(tmp_path / "profile"),
        secrets["store-key"],
        secrets["device"],
    ]
    assert subprocess.run(command, env={**os.environ, "COASTAL_CRASH": point}, timeout=60).returncode == 137
    assert len(bank.booked) == arrived
    two = rig(keyring=one.keyring)
    two.sign_in()
    if point != "sender.after_settle":
        two.wait(CommandSettled)
        assert len({bytes(raw) for raw in bank.raw}) == 1, "the same bytes again"
    assert len(bank.booked) == 1


def test_a_restored_server_is_told_when_everything_was_sent_again(bank: TinyBank, rig: Callable[..., Rig]) -> None:
    one = rig()
    one.sign_in()
    sent = one.engine.submit(samples.deposit(), LEASE)
    one.wait(CommandSettled)
    since = len(one.events)
    bank.stop()
    one.reach(State.OFFLINE, since)
    bank.epoch, bank.booked, bank.entries, bank.wants_report = (restored := new_id()), {}, [], True
    bank.start()
    one.engine.hurry()
    one.wait(CommandSettled, lambda event: event.command_id != sent, since)
    first, last = list(bank.booked)
    assert first == sent, "the report comes last"
    assert b"report_resent" in bank.raw[-1]
    assert last in bank.received[-1]
    assert bank.epochs[-1] == restored, "the server hears which epoch this workstation knows"
