import msgspec

from contract import paths
from contract.doors import TotpAsk, TotpConfirm
from teller_app.staff.view_totp import grouped
from tests.teller_app.room_window import TEXTS, words_on
from tests.teller_app.staff.own_desk import BY_SMS, SEED
from tests.teller_app.staff.test_view_own import place


def test_set_up_by_keys_alone_with_picture_and_text(qtbot) -> None:
    window, view, model, port = place(qtbot)
    window.press("F4")
    qtbot.waitUntil(lambda: view.sheet is not None and view.sheet.password.edit.hasFocus())
    sheet = view.sheet
    assert not sheet.picture.isVisible()
    window.type("harmattan over Makola 7")
    window.press("Return")
    qtbot.waitUntil(lambda: sheet.code.hasFocus())
    assert port.posted[-1] == (paths.TOTP, TotpAsk(password="harmattan over Makola 7"))
    assert sheet.password.text() == "", "it is kept nowhere"
    assert sheet.picture.isVisible()
    assert sheet.picture._rows, "a picture is there"
    assert grouped(SEED) in words_on(sheet)
    port.files[paths.ME] = msgspec.json.encode(msgspec.structs.replace(BY_SMS, code_way="totp"))
    window.type("482915")
    qtbot.waitUntil(lambda: view.sheet is None)
    assert port.posted[-1] == (paths.TOTP_CONFIRM, TotpConfirm(code="482915"))
    assert TEXTS("own.way.totp") in words_on(view.way)
    assert model.state.secret is None


def test_what_was_refused_is_typed_again(qtbot) -> None:
    window, view, _, port = place(qtbot)
    port.answers.clear()
    port.refusals = {paths.TOTP: "bad_credentials"}
    window.press("F4")
    qtbot.waitUntil(lambda: view.sheet is not None and view.sheet.password.edit.hasFocus())
    window.type("not hers")
    window.press("Return")
    qtbot.waitUntil(lambda: view.sheet.problem.isVisible())
    assert TEXTS.for_code("wrong_password").title in words_on(view.sheet)
    assert (view.sheet.password.text(), view.sheet.password.edit.hasFocus()) == ("", True)
    window.press("Esc")
    qtbot.waitUntil(lambda: view.sheet is None)


def test_in_fours() -> None:
    assert grouped("ABCDEFGHIJ") == "ABCD EFGH IJ"
