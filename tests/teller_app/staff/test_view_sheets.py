import msgspec
import pytest

from contract.doors import OneTimeSecret
from contract.staff import (
    DisableUser,
    EnableUser,
    EndSessions,
    RenameDevice,
    ResetPassword,
    RevokeDevice,
    UnlockUser,
)
from tests.teller_app.room_window import TEXTS, words_on
from tests.teller_app.staff.desk import ADJOA_ID, HAJARA_ID, LEFT_ID, SAMUEL_ID, TILL_6
from tests.teller_app.staff.test_view import place


@pytest.mark.parametrize(("intent", "about", "kind"), [
    ("disable", HAJARA_ID, DisableUser), ("enable", LEFT_ID, EnableUser), ("unlock", SAMUEL_ID, UnlockUser),
    ("reset", HAJARA_ID, ResetPassword), ("sign_out", HAJARA_ID, EndSessions), ("revoke", TILL_6, RevokeDevice),
    ("rename", TILL_6, RenameDevice),
])  # fmt: skip
def test_one_word_makes_the_command(qtbot, intent: str, about: str, kind: type) -> None:
    window, view, model, port = place(qtbot)
    model.choose_person(about)
    model.choose_device(about)
    assert model.begin(intent)
    qtbot.waitUntil(lambda: view.sheet.word.edit.hasFocus())
    view.sheet.word.edit.selectAll()
    window.type("MKL-09")
    window.press("Return")
    qtbot.waitUntil(lambda: bool(port.sent))
    command = port.sent[0].command
    assert isinstance(command, kind)
    assert about in msgspec.structs.astuple(command)
    assert "MKL-09" in msgspec.structs.astuple(command)


def test_a_reason_that_is_missing_is_asked_for(qtbot) -> None:
    window, view, model, port = place(qtbot)
    model.choose_device(TILL_6)
    model.begin("revoke")
    qtbot.waitUntil(lambda: view.sheet.word.edit.hasFocus())
    window.press("Return")
    qtbot.waitUntil(lambda: view.sheet.problem.isVisible())
    assert TEXTS("staff.unfit.reason") in words_on(view.sheet)
    assert port.sent == []


def test_a_secret_that_went_by_sms_is_not_shown(qtbot) -> None:
    _, view, model, _ = place(qtbot)
    model._set(secret=OneTimeSecret(user=ADJOA_ID, expires_at="", sent_to="306"))
    qtbot.waitUntil(lambda: view.secret is not None)
    assert "306" in words_on(view.secret)
    assert not hasattr(view.secret, "shown")
