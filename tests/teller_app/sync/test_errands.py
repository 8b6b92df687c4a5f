import threading
from collections.abc import Callable

from contract import paths
from contract.errors import ErrorCode
from tests.teller_app.sync.rig import WAIT_S, Rig
from tests.teller_app.sync.tiny_bank import TinyBank


def asked[T](ask: Callable[[Callable[..., None]], None]) -> tuple[object, ...]:
    """What an errand brings back."""
    found: list[tuple[object, ...]] = []
    done = threading.Event()
    ask(lambda *answer: (found.append(answer), done.set()))
    assert done.wait(WAIT_S)
    return found[0]


def test_a_person_s_reads_and_notes_are_theirs(bank: TinyBank, rig: Callable[..., Rig]) -> None:
    one = rig()
    one.sign_in()
    body, code = asked(lambda then: one.engine.fetch(paths.ME, {}, then))
    assert (bool(body), code) == (True, "")
    one.engine.remember("ranks", b"mine")
    assert asked(lambda then: one.engine.recall("ranks", then)) == (b"mine",)
    bank.stop()
    assert asked(lambda then: one.engine.fetch(paths.ME, {}, then)) == (None, "offline")


def test_signed_out_there_is_nothing(bank: TinyBank, rig: Callable[..., Rig]) -> None:
    one = rig()
    assert asked(lambda then: one.engine.fetch(paths.ME, {}, then)) == (None, ErrorCode.NOT_SIGNED_IN.value)
    one.engine.remember("ranks", b"nobody's")
    assert asked(lambda then: one.engine.recall("ranks", then)) == (None,)
    assert asked(lambda then: one.engine.picture("ab" * 32, len, then)) == (None,)
