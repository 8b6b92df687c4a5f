import asyncio

import pytest

from teller_app.sync.events import Reached
from teller_app.sync.keys import DeviceSigner
from teller_app.sync.knock import Knock
from teller_app.sync.outcomes import Failed, Offline, ServerFault
from teller_app.sync.transport import Reply, Transport
from tests.teller_app.sync.rig import Rig


class Wire(Transport):
    """A transport with the answers of a test; after the last one the knocking ends."""

    def __init__(self, *answers: Reply | Failed) -> None:
        super().__init__("http://127.0.0.1:1", DeviceSigner.generate())
        self.answers = list(answers)
        self.asked: list[str] = []

    async def request(self, method: str, path: str, **more: object) -> Reply | Failed:  # type: ignore[override]
        self.asked.append(f"{method} {path} {more}")
        if not self.answers:
            raise asyncio.CancelledError
        return self.answers.pop(0)


def told(wire: Wire, idle: list[bool] | None = None) -> list[Reached]:
    heard: list[Reached] = []
    turns = iter(idle or [])

    async def known() -> bool:
        return True

    async def main() -> None:
        await Knock(wire, lambda: next(turns, True), known, heard.append, every_s=0).run()

    with pytest.raises(asyncio.CancelledError):
        asyncio.run(main())
    return heard


def test_what_has_changed_is_told_once() -> None:
    up, away, wrong = Reply(200, b"{}", 1), Offline("ConnectError"), Offline("ConnectError", "wrong_server")
    wire = Wire(up, up, away, away, wrong, ServerFault(503), up)
    assert told(wire) == [
        Reached(),
        Reached("offline", True),
        Reached("wrong_server", True),
        Reached("server_fault", True),
        Reached(),
    ]
    assert set(wire.asked) == {"GET /health/ready {'proven': False}"}, "nothing of this device goes out"


def test_nothing_is_asked_during_a_session_and_all_is_told_anew_after_it() -> None:
    up = Reply(200, b"{}", 1)
    # Two looks a round: before the question and after it, because somebody may have come in meanwhile.
    assert told(Wire(up, up), idle=[True, True, False, False, False, False]) == [Reached(), Reached()]
    assert told(Wire(up), idle=[True, False]) == []


def test_a_real_engine_tells_that_nobody_answers(tmp_path) -> None:
    one = Rig("http://127.0.0.1:1", tmp_path)
    assert one.wait(Reached) == Reached("offline", False)
    one.stop()
