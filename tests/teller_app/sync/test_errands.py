"""Without a person nothing is fetched, kept or told; with one it is theirs. The rest is shown by the engine's and the notes' own tests."""

import threading
from collections.abc import Callable

from contract import paths
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
