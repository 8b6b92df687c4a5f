import threading
from collections.abc import Callable
from pathlib import Path

from contract import paths
from contract.envelope import Lease
from contract.errors import ErrorCode
from contract.feed import Executed, NotTaken
from teller_app.customers.queries import customer
from teller_app.sync.engine import Engine
from teller_app.sync.events import (
    CommandNotStored,
    CommandSettled,
    CommandStored,
    ConnectionChanged,
    OutboxProblem,
    PasswordNeeded,
    PendingChanged,
    SessionEnded,
    TopicsChanged,
)
from teller_app.sync.keyring_store import MemoryKeyring
from teller_app.sync.setup import Setup
from teller_app.sync.state import State
from tests.teller_app import samples
from tests.teller_app.samples import some_id
from tests.teller_app.sync.rig import WAIT_S, Rig
from tests.teller_app.sync.tiny_bank import PASSWORD, TinyBank

LEASE = Lease(session=some_id(30), number=1)


def test_a_command_is_stored_then_sent_then_settled_once(bank: TinyBank, rig: Callable[..., Rig]) -> None:
    one = rig()
    one.sign_in()
    sent = one.engine.submit(samples.deposit(), LEASE)
    settled = one.wait(CommandSettled, lambda event: event.command_id == sent)
    assert isinstance(settled.answer, Executed)
    order = [type(event) for event in one.events if getattr(event, "command_id", "") == sent]
    assert order == [CommandStored, CommandSettled]
    one.wait(PendingChanged, lambda event: event.rows == (), since=one.events.index(settled))
    assert bank.received == [[sent]]
    assert one.all(CommandSettled) == [settled], "the feed's echo is no second answer"


def test_facts_reach_the_replica_and_name_their_topics(bank: TinyBank, rig: Callable[..., Rig]) -> None:
    bank.facts = (samples.customer(1), samples.account(7))
    one = rig()
    one.sign_in()
    since = len(one.events)
    bank.tell(samples.customer(2, "Ama Osei"))
    one.wait(TopicsChanged, lambda event: event.topics == {"customer"}, since)
    names = one.ask(lambda conn: [found.full_name for n in (1, 2) if (found := customer(conn, some_id(n)))])
    assert names == ["Kofi Boateng", "Ama Osei"]


def test_receipt_numbers_are_reserved_in_order_and_never_reused(rig: Callable[..., Rig]) -> None:
    one = rig()
    one.sign_in()
    numbers: list[str] = []
    three = threading.Semaphore(0)
    for _ in range(3):
        one.engine.next_receipt("04", "2026-11-24", LEASE, lambda number: (numbers.append(number), three.release()))
    assert all(three.acquire(timeout=WAIT_S) for _ in range(3))
    assert numbers == [f"04-20261124-1-{n:04d}" for n in (1, 2, 3)]
    stored = one.engine.submit(samples.deposit(receipt=numbers[1]), LEASE)
    assert one.wait(CommandStored, lambda event: event.command_id == stored).receipt == numbers[1]
    one.stop()
    again = rig(keyring=one.keyring)
    again.sign_in()
    again.engine.next_receipt("04", "2026-11-24", LEASE, lambda number: (numbers.append(number), three.release()))
    assert three.acquire(timeout=WAIT_S)
    assert numbers[3] == "04-20261124-1-0003", "the second was stored, so the count goes on behind it"


def test_a_command_nobody_takes_is_held_and_told(bank: TinyBank, rig: Callable[..., Rig]) -> None:
    one = rig()
    one.sign_in()
    bank.whole = (403, ErrorCode.NOT_PERMITTED)
    sent = one.engine.submit(samples.deposit(), LEASE)
    answer = one.wait(CommandSettled, lambda event: event.command_id == sent).answer
    assert answer == NotTaken(code=ErrorCode.NOT_PERMITTED)
    bank.whole = None
    since = len(one.events)
    one.engine.release(sent)
    again = one.wait(CommandSettled, lambda event: event.command_id == sent, since)
    assert isinstance(again.answer, Executed)


def test_reads_and_passwords(bank: TinyBank, rig: Callable[..., Rig]) -> None:
    one = rig()
    one.sign_in()
    got: list[object] = []
    done = threading.Semaphore(0)
    one.engine.fetch(paths.ME, {}, lambda body, code: (got.append((bool(body), code)), done.release()))
    one.engine.fetch("/v1/nowhere", {}, lambda body, code: (got.append((body, code)), done.release()))
    assert done.acquire(timeout=WAIT_S)
    assert done.acquire(timeout=WAIT_S)
    assert sorted(map(str, got)) == ["(None, 'server_fault')", "(True, '')"]
    one.engine.check_password("wrong", lambda code: (got.append(code), done.release()))
    assert done.acquire(timeout=WAIT_S)
    assert got[-1] == "bad_credentials"


def test_signed_out_nothing_is_accepted(rig: Callable[..., Rig]) -> None:
    one = rig()
    refused = one.engine.submit(samples.deposit(), LEASE)
    assert one.wait(CommandNotStored).command_id == refused
    failed: list[str] = []
    done = threading.Event()
    one.engine.query(lambda conn: 1, lambda answer: None, lambda code: (failed.append(code), done.set()))
    assert done.wait(WAIT_S)
    assert failed == ["not_signed_in"]


def test_a_question_that_fails_is_answered_with_a_code(rig: Callable[..., Rig]) -> None:
    one = rig()
    one.sign_in()
    failed: list[str] = []
    done = threading.Event()
    one.engine.query(lambda conn: 1 // 0, lambda answer: None, lambda code: (failed.append(code), done.set()))
    assert done.wait(WAIT_S)
    assert failed == ["internal"]


def test_start_stop_and_sign_out_leave_no_thread(bank: TinyBank, rig: Callable[..., Rig]) -> None:
    before = {thread.name for thread in threading.enumerate()}
    one = rig()
    one.sign_in()
    one.engine.sign_out()
    one.wait(SessionEnded)
    one.reach(State.SIGNED_OUT)
    assert one.engine.me is None
    one.stop()
    assert {thread.name for thread in threading.enumerate()} <= before
    one.engine.submit(samples.deposit())
    one.stop()
    assert one.all(ConnectionChanged)[-1].state is State.STOPPING


def test_a_pin_is_set_after_the_password_and_counts_while_the_session_does(
    bank: TinyBank, rig: Callable[..., Rig]
) -> None:
    one = rig()

    def ask(what: Callable[[Callable[[object], None]], None]) -> object:
        got: list[object] = []
        done = threading.Event()
        what(lambda answer: (got.append(answer), done.set()))  # type: ignore[arg-type, return-value]
        assert done.wait(WAIT_S)
        return got[0]

    one.sign_in()
    assert ask(lambda then: one.engine.pin_left(then)) == -1
    assert ask(lambda then: one.engine.set_pin("wrong", "482915", then)) == "bad_credentials"
    assert ask(lambda then: one.engine.pin_left(then)) == -1
    assert ask(lambda then: one.engine.set_pin(PASSWORD, "482915", then)) == ""
    for _ in range(5):
        assert ask(lambda then: one.engine.check_pin("739104", then)) == "wrong_pin"
    assert ask(lambda then: one.engine.check_pin("482915", then)) == "pin_locked"
    assert ask(lambda then: one.engine.check_password(PASSWORD, then)) == ""
    assert ask(lambda then: one.engine.check_pin("482915", then)) == ""
    bank.bye = ErrorCode.NOT_SIGNED_IN
    one.wait(PasswordNeeded)
    assert ask(lambda then: one.engine.check_pin("482915", then)) == "pin_locked", "the server wants the password"
    assert ask(lambda then: one.engine.pin_left(then)) == -1


def test_a_server_that_would_get_the_password_in_the_clear_is_not_asked(tmp_path: Path) -> None:
    told: list[object] = []
    setup = Setup("http://10.0.0.5:8642", tmp_path, MemoryKeyring, (), lambda conn, user: False)
    engine = Engine(setup, told.append)
    engine.start()
    engine.sign_in("efua", "secret")
    engine.stop()
    assert told == [OutboxProblem("insecure_server")]


def test_a_profile_that_cannot_be_opened_is_told(tmp_path: Path) -> None:
    (tmp_path / "profile").write_text("a file where a folder should be")
    told: list[object] = []
    setup = Setup("http://localhost:1", tmp_path / "profile", MemoryKeyring, (), lambda conn, user: False)
    engine = Engine(setup, told.append)
    engine.start()
    engine.stop()
    assert told == [OutboxProblem("outbox_failed")]
