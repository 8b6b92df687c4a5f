import queue
import threading
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from contract.drawers import SessionState
from contract.envelope import Lease
from contract.errors import ErrorCode
from contract.ledger import Cash, Deposit, Withdraw
from contract.money import Money
from contract.permissions import Permission
from teller_app.drawers.queries import has_open_session
from teller_app.sync.engine import Engine
from teller_app.sync.events import (
    Answered,
    CommandNotStored,
    CommandSettled,
    CommandStored,
    MeChanged,
    OutboxProblem,
    PasswordNeeded,
    PendingChanged,
    Ready,
    SignedIn,
    SignInFailed,
)
from teller_app.sync.setup import Setup
from teller_app.sync.sqlcipher import Connection
from teller_app.sync.state import State
from tests.teller_app import samples
from tests.teller_app.samples import some_id
from tests.teller_app.sync.rig import WAIT_S, Rig
from tests.teller_app.sync.tiny_bank import PASSWORD, TinyBank

LEASE = Lease(session=some_id(30), number=1)


def payout() -> Withdraw:
    return Withdraw(transaction=some_id(1), account=some_id(2), amount=Money(500, "GHS"), cash=Cash(given={"500": 1}))


def test_refusals_come_with_their_codes(bank: TinyBank, rig: Callable[..., Rig]) -> None:
    one = rig()
    one.engine.sign_in("efua", "wrong")
    assert one.wait(SignInFailed).code == "bad_credentials"
    one.engine.sign_in("slow", PASSWORD)
    assert one.wait(SignInFailed, lambda event: event.code == "slow_down").retry_after_s == 9
    one.reach(State.SIGNED_OUT, since=len(one.events) - 3)


def test_the_day_goes_on_offline_and_everything_arrives_once(bank: TinyBank, rig: Callable[..., Rig]) -> None:
    bank.facts = (samples.session(30),)
    one = rig()
    one.sign_in()
    bank.stop()
    one.reach(State.OFFLINE)
    queued = [one.engine.submit(samples.deposit(5000), LEASE, offline_budget=12_000) for _ in range(3)]
    refused = one.engine.submit(payout(), LEASE, offline_budget=12_000)
    codes = {one.wait(CommandNotStored, lambda e, c=c: e.command_id == c).code for c in (refused, queued[2])}  # type: ignore[misc]
    assert codes == {"needs_server", "offline_budget"}
    stored = one.wait(CommandStored, lambda event: event.command_id == queued[0]).command
    assert isinstance(stored, Deposit)
    assert stored.taken_offline, "a PROVISIONAL receipt was handed out"
    one.stop()

    two = rig(keyring=one.keyring)
    assert two.sign_in(State.OFFLINE).offline
    bank.start()
    two.engine.hurry()
    for command_id in queued[:2]:
        two.wait(CommandSettled, lambda event, c=command_id: event.command_id == c)  # type: ignore[misc]
    two.reach(State.ONLINE)
    assert list(bank.booked) == queued[:2]


def test_another_person_delivers_what_was_left_behind(bank: TinyBank, rig: Callable[..., Rig]) -> None:
    bank.facts = (samples.session(30),)
    efua, kojo = bank.me, samples.me(some_id(77), "kojo")
    bank.me = kojo
    morning = rig()
    morning.sign_in()
    morning.stop()
    bank.me = efua
    one = rig(keyring=morning.keyring)
    one.sign_in()
    bank.stop()
    one.reach(State.OFFLINE)
    left = one.engine.submit(samples.deposit(5000), LEASE, offline_budget=12_000)
    one.wait(CommandStored)
    one.stop()
    bank.me = kojo
    bank.mute = True
    bank.start()
    two = rig(keyring=one.keyring)
    two.sign_in(State.CONNECTING)
    two.wait(CommandSettled, lambda event: event.command_id == left)
    assert samples.USER.encode() in bank.raw[0], "in her name"
    # Booked, and then the journal is followed past it: it does not stand there as waiting until he posts something himself.
    two.wait(PendingChanged, lambda event: event.rows and event.rows[0].settled_seq)
    so_far = len(two.events)
    bank.mute = False
    two.wait(PendingChanged, lambda event: not event.rows, since=so_far)


def test_offline_only_an_open_drawer_and_the_right_password_let_in(bank: TinyBank, rig: Callable[..., Rig]) -> None:
    bank.facts = (samples.session(30, SessionState.CLOSED),)
    one = rig()
    one.sign_in()
    bank.stop()
    one.reach(State.OFFLINE)
    one.engine.sign_in("efua", "wrong")
    one.wait(SignInFailed, lambda event: event.code == "bad_credentials")
    one.engine.sign_in("kojo", PASSWORD)
    one.wait(SignInFailed, lambda event: event.code == "offline")
    one.engine.sign_in("efua", PASSWORD)
    one.wait(SignInFailed, lambda event: event.code == "offline_no_drawer")


def check(one: Rig, password: str) -> str:
    """What the lock screen hears."""
    heard: list[str] = []
    one.engine.check_password(password, heard.append)
    since = len(one.events)
    while not heard:
        one.wait(Answered, since=since)
    return heard[0]


def test_a_session_that_ended_meanwhile_asks_for_the_password_and_goes_on(
    bank: TinyBank, rig: Callable[..., Rig]
) -> None:
    """The person stays, what they asked of the replica is answered, and the queue goes out once the server knows them again."""
    bank.facts = (samples.session(30),)
    one = rig()
    one.sign_in()
    bank.stop()
    one.reach(State.OFFLINE)
    queued = one.engine.submit(samples.deposit(5000), LEASE, offline_budget=12_000)
    one.wait(CommandStored)
    bank.generation += 1
    bank.start()
    one.engine.hurry()
    assert one.wait(PasswordNeeded).code == "not_signed_in"
    assert one.engine.me == bank.me
    assert one.ask(has_open_session_of) is True
    assert check(one, "wrong") == "bad_credentials"
    assert bank.raw == [], "nothing is sent in a session that is over"
    since = len(one.events)
    assert check(one, PASSWORD) == ""
    one.wait(CommandSettled, lambda event: event.command_id == queued)
    one.reach(State.ONLINE, since)
    assert one.all(SignedIn) == one.all(SignedIn)[:1], "nobody came anew"
    assert check(one, "wrong") == "bad_credentials", "from here on by the verifier again"


def test_a_session_that_is_over_may_go_on_offline_and_is_asked_again(bank: TinyBank, rig: Callable[..., Rig]) -> None:
    bank.facts = (samples.session(30),)
    one = rig()
    one.sign_in()
    bank.bye = ErrorCode.NOT_SIGNED_IN
    one.wait(PasswordNeeded)
    bank.stop()
    assert check(one, PASSWORD) == ""
    one.engine.submit(samples.deposit(5000), LEASE, offline_budget=12_000)
    stored = one.wait(CommandStored).command
    assert isinstance(stored, Deposit) and stored.taken_offline
    since = len(one.events)
    bank.generation += 1
    bank.start()
    one.engine.hurry()
    one.wait(PasswordNeeded, since=since)
    assert check(one, PASSWORD) == ""
    one.wait(CommandSettled)


def test_rights_that_changed_meanwhile_are_told_after_the_answer(bank: TinyBank, rig: Callable[..., Rig]) -> None:
    one = rig()
    one.sign_in()
    bank.bye = ErrorCode.NOT_SIGNED_IN
    one.wait(PasswordNeeded)
    bank.me = msgspec.structs.replace(bank.me, permissions=(Permission.READ_NOTICES,))
    assert check(one, PASSWORD) == ""
    assert one.wait(MeChanged).me == bank.me
    kinds = [type(event) for event in one.events]
    assert kinds.index(MeChanged) > len(kinds) - 1 - kinds[::-1].index(Answered)


def has_open_session_of(conn: Connection) -> bool:
    return has_open_session(conn, samples.USER)


def test_without_a_keyring_nothing_stays_and_nothing_queues(bank: TinyBank, rig: Callable[..., Rig], tmp_path) -> None:
    one = rig(kept=False)
    assert not one.wait(Ready).persistent
    assert one.wait(OutboxProblem).code == "no_keyring"
    one.sign_in()
    sent = one.engine.submit(samples.deposit(), LEASE)
    one.wait(CommandSettled, lambda event: event.command_id == sent)
    bank.stop()
    one.reach(State.OFFLINE)
    refused = one.engine.submit(samples.deposit(), LEASE, offline_budget=12_000)
    assert one.wait(CommandNotStored, lambda event: event.command_id == refused).code == "needs_server"
    one.stop()
    assert not (tmp_path / "profile").exists()


def test_a_keyring_that_hangs_stops_nobody(bank: TinyBank, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("teller_app.sync.core.KEYRING_S", 0.2)
    asked = threading.Event()
    told: queue.SimpleQueue[object] = queue.SimpleQueue()

    def hangs() -> None:
        asked.wait()

    engine = Engine(Setup(bank.url, tmp_path / "profile", hangs, (), lambda conn, user: False), told.put)
    # The window's thread does not wait for it: this returns, and the engine says what it found, while the keyring hangs.
    engine.start()
    ready = told.get(timeout=WAIT_S)
    assert isinstance(ready, Ready)
    assert not ready.persistent
    assert told.get(timeout=WAIT_S) == OutboxProblem("no_keyring")
    asked.set()
    engine.stop()
    assert not (tmp_path / "profile").exists()


def test_tampering_is_told_at_the_start(bank: TinyBank, rig: Callable[..., Rig], tmp_path) -> None:
    from teller_app.sync.keys import derived_key, from_b64url
    from teller_app.sync.sqlcipher import open_encrypted

    bank.facts = (samples.session(30),)
    one = rig()
    one.sign_in()
    bank.stop()
    one.reach(State.OFFLINE)
    for _ in range(2):
        one.engine.submit(samples.deposit(5000), LEASE, offline_budget=12_000)
    one.wait(CommandStored)
    one.stop()
    key = derived_key(from_b64url(one.keyring.get("store-key")), "outbox")  # type: ignore[union-attr, arg-type]
    db = open_encrypted(tmp_path / "profile" / "outbox.db", key)
    db.execute("UPDATE outbox SET made_at = 'x' WHERE n = (SELECT min(n) FROM outbox)")
    db.close()
    bank.start()
    two = rig(keyring=one.keyring)
    assert two.wait(OutboxProblem).code == "outbox_tampered"
    two.sign_in()
    two.wait(CommandSettled)
    assert len(bank.booked) == 1
