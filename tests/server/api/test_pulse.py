import asyncio

import pytest

from contract import paths
from contract.staff import DisableUser
from server.api import pulse as pulses
from server.api.pulse import Pulse
from tests.server.api.house import House


class Followers:
    """What a hub would be asked."""

    def __init__(self) -> None:
        self.beats: list[bool] = []

    def beat(self, now: float, stirred: bool, stuck_before: float) -> None:
        self.beats.append(stirred)


class PartsWith:
    """The house's parts with another hub."""

    def __init__(self, house: House, hub: Followers) -> None:
        self.sessions, self.clock, self.hub = house.parts.sessions, house.parts.clock, hub


def test_everybody_is_woken_only_where_rights_may_have_changed(house: House) -> None:
    asyncio.run(beats(house))


async def beats(house: House) -> None:
    hub = Followers()
    pulse = Pulse(PartsWith(house, hub))  # type: ignore[arg-type]
    pulse.beat()
    pulse.beat()
    assert hub.beats == [False, False]
    house.do(DisableUser(user=house.people["kojo"], reason="left"))
    pulse.beat()
    pulse.beat()
    assert hub.beats[2:] == [True, False]
    efua = house.sign_in("efua")
    pulse.beat()
    assert efua.call("POST", paths.SIGN_OUT).status_code in (200, 204)
    pulse.beat()
    assert hub.beats[-1] is True, "a session that was ended counts, too"


class Stumbling(Followers):
    """Fails the first time."""

    def __init__(self) -> None:
        super().__init__()
        self.again = asyncio.Event()

    def beat(self, now: float, stirred: bool, stuck_before: float) -> None:
        super().beat(now, stirred, stuck_before)
        if len(self.beats) == 1:
            raise ZeroDivisionError
        self.again.set()


def test_a_beat_that_fails_is_not_the_last(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pulses, "IDLE_S", 0.001)

    async def two() -> None:
        hub = Stumbling()
        task = asyncio.create_task(Pulse(PartsWith(house, hub)).run())  # type: ignore[arg-type]
        await asyncio.wait_for(hub.again.wait(), 20)
        task.cancel()

    asyncio.run(two())
