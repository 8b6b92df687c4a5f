"""Without a person nothing is fetched, kept or told; with one it is theirs. The rest is shown by the engine's and the notes' own tests."""

import threading
from collections.abc import Callable

from contract import paths
from contract.base import Command
from contract.errors import ErrorCode
from teller_app.sync.events import CommandSettled, SessionEnded
from tests.teller_app import samples
from tests.teller_app.sync.rig import WAIT_S, Rig
from tests.teller_app.sync.tiny_bank import TinyBank


def fetched(one: Rig, path: str) -> tuple[bytes | None, str]:
    got: list[tuple[bytes | None, str]] = []
    done = threading.Event()
    one.engine.fetch(path, {}, lambda body, code: (got.append((body, code)), done.set()))
    assert done.wait(WAIT_S)
    return got[0]


def recalled(one: Rig, name: str) -> bytes | None:
    got: list[bytes | None] = []
    done = threading.Event()
    one.engine.recall(name, lambda value: (got.append(value), done.set()))
    assert done.wait(WAIT_S)
    return got[0]


def test_nobody_signed_in_has_no_errands(bank: TinyBank, rig: Callable[..., Rig]) -> None:
    one = rig()
    assert fetched(one, paths.ME) == (None, "not_signed_in")
    one.engine.remember("ranks", b"theirs")
    assert recalled(one, "ranks") is None


def test_what_is_kept_is_the_persons_own(bank: TinyBank, rig: Callable[..., Rig]) -> None:
    one = rig()
    one.sign_in()
    body, code = fetched(one, paths.ME)
    assert (code, bool(body)) == ("", True)
    one.engine.remember("ranks", b"mine")
    assert recalled(one, "ranks") == b"mine"


def held(one: Rig, command_id: str) -> Command | None:
    got: list[Command | None] = []
    done = threading.Event()
    one.engine.held(command_id, lambda command: (got.append(command), done.set()))
    assert done.wait(WAIT_S)
    return got[0]


def test_what_somebody_else_left_behind_asks_nobody_for_a_proof(bank: TinyBank, rig: Callable[..., Rig]) -> None:
    """It would be given for a command of whoever is signed in, which it is not, and be asked for again without end."""
    one = rig()
    one.sign_in()
    bank.whole = (403, ErrorCode.SECOND_NEEDED)
    command = samples.deposit()
    sent = one.engine.submit(command, None)
    one.wait(CommandSettled, lambda event: event.command_id == sent)
    assert held(one, sent) == command
    since = len(one.events)
    one.engine.sign_out()
    one.wait(SessionEnded, since=since)
    assert held(one, sent) is None
