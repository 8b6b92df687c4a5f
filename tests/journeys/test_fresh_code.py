"""The app's own engine before the real server: an act is held for a code, the code is typed, the act goes out by itself."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from contract.doors import CodeSent
from contract.feed import Awaiting, NotTaken
from contract.ids import new_id
from contract.permissions import Role
from contract.staff import AddDevice, AddUser
from server.sms.embedded import shown
from teller_app.sync.events import CommandSettled, Ready, SignedIn
from teller_app.sync.state import State
from tests.server.api.house import PASSWORD, House, open_house
from tests.server.api.test_security import code_in, phone_for
from tests.support.waiting import LONG_S
from tests.teller_app.sync.rig import Rig


@pytest.fixture
def house(tmp_path: Path):
    with open_house(tmp_path) as opened:
        yield opened


@pytest.fixture
def rig(house: House, tmp_path: Path):
    made = Rig(house.base, tmp_path / "station")
    ready = made.wait(Ready)
    house.do(AddDevice(device=ready.device, name="DESK-1", branch=house.branch, key=ready.key))
    yield made
    made.stop()


def answer(ask: Callable[[Callable[[Any], None]], None]) -> Any:
    """What a callback of the engine's was given."""
    got, done = [], threading.Event()
    ask(lambda value: (got.append(value), done.set()))
    assert done.wait(LONG_S)
    return got[0]


def test_held_confirmed_and_sent_again(house: House, rig: Rig) -> None:
    phone_for(house, "yaa")
    rig.engine.sign_in("yaa", PASSWORD)
    rig.wait(SignedIn)
    rig.reach(State.ONLINE)
    command = AddUser(
        user=new_id(), username="ama", full_name="Ama", staff_number="A1", roles=(Role.CASHIER,), branch=house.branch
    )
    name = rig.engine.submit(command)
    held = rig.wait(CommandSettled, lambda event: event.command_id == name)
    assert isinstance(held.answer, NotTaken) and held.answer.code == "code_needed"
    sent, why = answer(lambda then: rig.engine.ask_act_code(name, then))
    assert isinstance(sent, CodeSent) and (sent.sent_to, why) == ("306", "")
    code = code_in(shown(house.parts.settings.sms_file)[-1].text)
    wrong = f"{(int(code) + 1) % 1_000_000:06d}"
    assert answer(lambda then: rig.engine.confirm_act_code(name, sent.challenge, wrong, then)) == "code_wrong"
    since = len(rig.events)
    assert answer(lambda then: rig.engine.confirm_act_code(name, sent.challenge, code, then)) == ""
    settled = rig.wait(CommandSettled, lambda event: event.command_id == name, since)
    assert isinstance(settled.answer, Awaiting), "the same act, and now it waits for a second person"
    assert answer(lambda then: rig.engine.ask_act_code(new_id(), then)) == (None, "not_found")
