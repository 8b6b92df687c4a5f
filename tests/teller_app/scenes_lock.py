"""The locked window, the sheet that sets its PIN, and the steps of the sign-in, as scenes of ``scenes.py``."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from contract.doors import AskedManager, CodeSent
from contract.permissions import Role
from teller_app.shell.code_sheet import CodeSheet
from teller_app.shell.desk import Aside
from teller_app.shell.pin_sheet import PinSheet
from teller_app.shell.second_sheet import SecondSheet
from teller_app.sign_in.state import Waiting, Workstation
from teller_app.sync.others import Other

if TYPE_CHECKING:
    from tests.teller_app.scenes import Stage


def lock(stage: Stage) -> None:
    stage.work("counter")
    stage.window.lock("idle")


def lock_pin(stage: Stage) -> None:
    stage.tries = 5
    lock(stage)
    page = stage.window.lock_page
    assert page is not None
    page.panel.pin.boxes.setText("123")


def lock_others(stage: Stage) -> None:
    """Two postings put aside, a colleague whose drawer waits, one whose postings were not sent."""
    stage.others = (
        Other("ama", "Ama Serwaa Boateng", "000031", "2026-11-21T16:20:00.000Z", "", 3),
        Other("kojo", "Kojo Bediako", "000008", "2026-11-22T14:10:00.000Z", "03"),
        Other("yaw", "Yaw Darko", "000009", "2026-11-22T12:10:00.000Z"),
    )
    stage.tries = 5
    page = stage.work("counter")
    page.desk.put_aside((Aside("Kwame Addo", 125_000), Aside("Adwoa Nyarko Mensah")))
    stage.window.lock("idle")


def lock_refused(stage: Stage) -> None:
    lock_pin(stage)
    page = stage.window.lock_page
    assert page is not None
    stage.tries = 4
    page._answered("wrong_pin", {})


def pin_sheet(stage: Stage) -> None:
    stage.work("counter")
    sheet = PinSheet(stage.look, stage.window, stage.texts, lambda password, pin, then: None, lambda: None)
    sheet.open()
    sheet._complain("weak_pin")


UNKNOWN = Workstation(name="HO-LAPTOP-22", standing="unknown", device="0189-0001", key="xyz.abc", system="Windows 11")
WAITING = Waiting(
    words=("baobab", "lantern", "forty-seven"),
    asked=(
        AskedManager(user="u-000017", full_name="Kwesi Appiah", roles=(Role.MANAGER,), branch_name="Makola", here=True,
                     seen_at="2026-11-22T15:45:00.000Z"),
        AskedManager(user="u-000023", full_name="Grace Tagoe", roles=(Role.OPERATIONS,), branch_name="Head office", here=True),
    ),
    code_of="Kwesi Appiah",
)  # fmt: skip


def sign_in_code(stage: Stage) -> None:
    view = stage.door(workstation=UNKNOWN, step="code", way="sms", sent_to="306", left_s=84, problem="code_wrong")
    view.steps["code"].code.setText("730")


def sign_in_manager(stage: Stage) -> None:
    stage.door(workstation=UNKNOWN, step="manager", left_s=252, request_s=252, waiting=WAITING)


def sign_in_manager_code(stage: Stage) -> None:
    """No manager at a screen: one reads the code from the phone."""
    stage.door(
        workstation=UNKNOWN, step="manager_code", sent_to="306", left_s=284, waiting=WAITING, problem="code_wrong"
    )


def sign_in_new_password(stage: Stage) -> None:
    stage.door(step="password", problem="password_differs")


def code_sheet(stage: Stage) -> None:
    """A fresh code for an act of high privilege, sent and mistyped once."""
    stage.work("counter")
    sent = CodeSent(challenge="c", way="sms", expires_at="", tries=5, sent_to="306")
    sheet = CodeSheet(
        stage.look,
        stage.window,
        stage.texts,
        lambda then: then(sent, ""),
        lambda challenge, code, then: None,
        "Approve: Cash withdrawal GH₵ 18,500.00 of Kumasi Timber Ltd, asked by Efua Owusu",
    )
    sheet.open()
    sheet._complain("code_wrong")


def second_sheet(stage: Stage) -> None:
    """The vault's second person beside the first, mistyped once."""
    stage.work("vault")
    sheet = SecondSheet(
        stage.look,
        stage.window,
        stage.texts,
        lambda typed, then: None,
        "Kwabena Osei-Bonsu",
        "VT-0613  Vault → Drawer 03, GH₵ 20,000.00",
    )
    sheet.open()
    sheet._complain("wrong_password")


SCENES: tuple[Callable[[Stage], None], ...] = (sign_in_code, sign_in_manager, sign_in_manager_code, sign_in_new_password, lock,
                                               lock_others, lock_pin, lock_refused, pin_sheet, code_sheet, second_sheet)  # fmt: skip
