from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from PySide6.QtWidgets import QLabel, QWidget

from contract.errors import ErrorCode
from contract.feed import NotTaken
from contract.ids import new_id
from contract.permissions import Permission
from contract.staff import DeviceKey, EndSessions
from teller_app.glass.look import Look
from teller_app.shell.code_sheet import CodeSheet
from teller_app.shell.house import House, Plan, Workplace
from teller_app.shell.memory import Memory
from teller_app.shell.port import QtPort
from teller_app.shell.second_sheet import SAY, SecondSheet
from teller_app.sign_in.model import SignInModel, SignInState
from teller_app.sync import events
from teller_app.sync.others import Other
from teller_app.sync.state import State
from tests.teller_app.kit import DEVICE, EFUA, EFUA_ID, KWESI
from tests.teller_app.shell.rooms import TEXTS, World, page, window
from tests.teller_app.shell.test_port import StubEngine


class DoorEngine(StubEngine):
    """A stub that also has a door."""

    def __init__(self) -> None:
        super().__init__()
        self.calls: list[tuple[str, ...]] = []

    def sign_in(self, username: str, password: str) -> None:
        self.calls.append(("in", username, password))

    def sign_out(self) -> None:
        self.calls.append(("out",))

    def check_password(self, password: str, then: Callable[[str], None]) -> None:
        then("" if password == "right" else "bad_credentials")

    def held(self, command_id: str, then) -> None:
        then(EndSessions(user=DEVICE) if command_id == "c1" else None)

    def ask_act_code(self, command_id: str, then) -> None:
        self.calls.append(("code", command_id))
        then((None, "no_way_for_code"))

    def confirm_act_code(self, command_id: str, challenge: str, code: str, then) -> None:
        then("")

    def prove_second(self, command_id: str, password: str, then: Callable[[str], None]) -> None:
        self.calls.append(("second", command_id, password))
        then("" if password == "right" else "bad_credentials")

    def check_pin(self, pin: str, then: Callable[[str], None]) -> None:
        then("" if pin == "482915" else "wrong_pin")

    def set_pin(self, password: str, pin: str, then: Callable[[str], None]) -> None:
        self.calls.append(("pin", password, pin))
        then("")

    def pin_left(self, then: Callable[[int], None]) -> None:
        then(-1)

    def others(self, then) -> None:
        then((Other("kojo", "Kojo Bediako", "000008", "2026-11-22T14:10:00.000Z"),))


@pytest.fixture
def made(qtbot, look: Look, tmp_path: Path):
    shown = window(look)
    qtbot.addWidget(shown)
    shown.show()
    engine, memory = DoorEngine(), Memory(tmp_path)

    def make(port: QtPort) -> Workplace:
        left = lambda: engine.calls.append(("aside", port.me.username))  # noqa: E731
        return Workplace(page(look, shown, port, World(), []), QLabel("notices"), leave=left)

    door = SignInModel(lambda username, password: house.sign_in(username, password), SignInState())
    house = House(
        shown,
        door,
        QWidget(),
        TEXTS,
        memory,
        Plan(
            make,
            lambda conn, user: None,
            act=lambda conn, command: f"signs {type(command).__name__}",
            second=lambda conn, command: ("Yaw Boateng", f"shares {type(command).__name__}"),
        ),
    )
    house.connect_engine(engine)
    house.handle(events.Ready(DEVICE, DeviceKey(x="x" * 43, y="y" * 43), "t", True))
    return house, shown, engine, door, memory


def test_from_the_door_to_the_rooms_and_back(made) -> None:
    house, shown, engine, door, memory = made
    assert door.state.workstation.key == f"{'x' * 43}.{'y' * 43}"
    door.set_username("Efua.Owusu")
    assert door.sign_in("secret")
    assert engine.calls == [("in", "efua.owusu", "secret")]
    house.handle(events.ConnectionChanged(State.SYNCING, 0, 2))
    house.handle(events.SignedIn(EFUA, offline=False))
    assert shown.work.me is EFUA
    assert house.port.line.queued == 2
    assert (memory.now.username, memory.now.registered) == ("efua.owusu", DEVICE)
    first = house.port
    shown.signed_out.emit()
    assert engine.calls[-2:] == [("aside", "efua.owusu"), ("out",)], (
        "what was counted is kept while its person is still there"
    )
    house.handle(events.SessionEnded())
    assert shown.work is None and house.port is None
    house.handle(events.SignedIn(KWESI, offline=True))
    assert shown.work.me is KWESI and house.port is not first
    assert [toast.words.title for toast in shown.toasts.toasts] == ["Working offline"]


def test_refusals_stay_at_the_door(made) -> None:
    house, shown, _engine, door, _memory = made
    house.handle(events.SignInFailed("slow_down", {}, 30))
    assert (door.state.problem, door.state.wait_s) == ("slow_down", 30)
    house.handle(events.SignInFailed("device_unknown"))
    assert door.state.workstation.standing == "unknown"
    house.handle(events.OutboxProblem("no_keyring"))
    assert shown.toasts.toasts == []
    house.handle(events.OutboxProblem("outbox_tampered", (3,)))
    assert shown.toasts.toasts[0].stays
    assert shown.work is None
    house.handle(events.Reached("offline", True))
    assert door.state.reach == "alone"


def test_what_was_not_booked_is_said_at_the_sign_in_and_when_it_comes(made) -> None:
    house, shown, _engine, _door, _memory = made
    house.handle(events.ConnectionChanged(State.CONNECTING, 0, 0, held=1))
    house.handle(events.SignedIn(EFUA, offline=False))
    assert [(toast.words.title, toast.stays) for toast in shown.toasts.toasts] == [
        (TEXTS.for_code("command_held").title, True)
    ]
    house.handle(events.CommandSettled("of-yesterday", NotTaken(code=ErrorCode.QUARANTINED)))
    assert len(shown.toasts.toasts) == 2


def test_a_session_that_the_server_ended_is_locked_over_the_same_workplace(made) -> None:
    house, shown, engine, _door, _memory = made
    house.handle(events.SignedIn(EFUA, offline=True))
    frame, port = shown.work, house.port
    house.handle(events.PasswordNeeded("not_signed_in"))
    assert shown.locked and "password again" in shown.lock_page.face.note.text()
    panel = shown.lock_page.panel
    panel.password.set_text("right")
    panel.unlock.click()
    assert (shown.locked, shown.work, house.port) == (False, frame, port)
    house.handle(events.PasswordNeeded("not_signed_in"))
    shown.lock_page.panel.switch.click()
    assert engine.calls[-1] == ("out",)


def test_who_was_chosen_on_the_lock_types_only_a_password_at_the_door(made) -> None:
    house, shown, engine, door, _memory = made
    house.handle(events.SignedIn(EFUA, offline=False))
    shown.lock("asked")
    shown.lock_page.panel.others.rows[0].switch.click()
    assert engine.calls[-1] == ("out",)
    house.handle(events.SessionEnded())
    assert door.state.username == "kojo"
    house.handle(events.SignedIn(KWESI, offline=False))
    house.handle(events.SessionEnded())
    assert door.state.username == KWESI.username, "the next time it is whoever was here"
    house.handle(events.SignedIn(KWESI, offline=False))
    shown.lock("asked")
    shown.lock_page.panel.switch.click()
    house.handle(events.SessionEnded())
    assert door.state.username == "", "somebody else types a name, and not where the password belongs"


def test_the_lock_goes_on_counting(made) -> None:
    house, shown, _engine, _door, _memory = made
    house.handle(events.SignedIn(EFUA, offline=False))
    shown.lock("asked")
    house.handle(events.ConnectionChanged(State.OFFLINE, 0, 0))
    assert shown.lock_page.face.line.accessibleName() == TEXTS("shell.foot.away")


def test_other_rights_do_not_open_the_lock(made) -> None:
    house, shown, _engine, _door, _memory = made
    house.handle(events.SignedIn(EFUA, offline=False))
    shown.lock("idle")
    house.handle(events.MeChanged(msgspec.structs.replace(EFUA, permissions=(Permission.READ_NOTICES,))))
    assert shown.locked


def test_other_rights_make_other_rooms(made) -> None:
    house, shown, _engine, _door, _memory = made
    house.handle(events.SignedIn(EFUA, offline=False))
    frame = shown.work
    house.handle(events.MeChanged(msgspec.structs.replace(EFUA, idle_lock_s=60)))
    assert shown.work is frame
    house.handle(events.MeChanged(msgspec.structs.replace(EFUA, permissions=(Permission.READ_NOTICES,))))
    assert shown.work is not frame and shown.work.me.user == EFUA_ID
    assert "counter" not in shown.work.nav.rooms


def test_another_branch_makes_other_rooms(made) -> None:
    house, shown, _engine, _door, _memory = made
    house.handle(events.SignedIn(EFUA, offline=False))
    frame = shown.work
    house.handle(events.MeChanged(msgspec.structs.replace(EFUA, branch=new_id(), branch_name="Tema")))
    assert shown.work is not frame, "its drawers, its vault and its day are asked for by the branch"
    assert house.port.me.branch_name == "Tema"


def test_unlocking_by_the_verifier(made) -> None:
    house, shown, _engine, _door, _memory = made
    house.handle(events.SignedIn(EFUA, offline=False))
    shown.lock("asked")
    panel = shown.lock_page.panel
    for typed, locked in (("wrong", True), ("right", False)):
        panel.password.set_text(typed)
        panel.unlock.click()
        assert shown.locked is locked


def test_an_act_that_needs_a_code_opens_its_sheet(made) -> None:
    house, shown, engine, _door, _memory = made
    house.handle(events.SignedIn(KWESI, offline=False))
    house.handle(events.CommandSettled("c1", NotTaken(code=ErrorCode.CODE_NEEDED)))
    engine.answer()
    (sheet,) = shown.findChildren(CodeSheet)
    assert sheet.is_open
    assert sheet.act.text() == "signs EndSessions"
    assert ("code", "c1") in engine.calls
    house.handle(events.CommandSettled("c2", NotTaken(code=ErrorCode.NOT_PERMITTED)))
    assert len(shown.findChildren(CodeSheet)) == 1


def test_an_act_that_needs_the_person_beside_opens_theirs(made) -> None:
    house, shown, engine, _door, _memory = made
    house.handle(events.SignedIn(KWESI, offline=False))
    house.handle(events.CommandSettled("c1", NotTaken(code=ErrorCode.SECOND_NEEDED)))
    engine.answer()
    (sheet,) = shown.findChildren(SecondSheet)
    assert (sheet.is_open, sheet.act.text()) == (True, "shares EndSessions")
    assert "the bank does not have it" in sheet.text.text(), "nobody here waits for it: it was done before"
    for typed, stays in (("wrong", True), ("right", False)):
        sheet.password.set_text(typed)
        sheet.chosen.emit(SAY)
        assert sheet.is_open is stays
    assert engine.calls[-2:] == [("second", "c1", "wrong"), ("second", "c1", "right")]
