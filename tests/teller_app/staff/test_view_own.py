"""One's own sign-ins by keys."""

import msgspec

from contract import paths
from teller_app.staff.own_room import MANIFEST, make_view
from tests.teller_app.kit import EFUA, EFUA_ID
from tests.teller_app.room_window import TEXTS, look, shown, words_on
from tests.teller_app.staff.desk import TODAY
from tests.teller_app.staff.own_desk import BY_SMS, NOTED, THERE, WAITS, room
from tests.teller_app.staff.test_view import listed


def place(qtbot, me=BY_SMS, known=None):
    model, port = room(me, known=known)
    view = make_view(look(), TEXTS, model, lambda: TODAY)
    return shown(qtbot, MANIFEST, view, look()), view, model, port


def test_where_and_what_happened(qtbot) -> None:
    _, view, _, _ = place(qtbot)
    assert "MKL-TELLER-06" in listed(view.sessions)
    said = listed(view.lines)
    for words in ("Signed in", "Sign-in failed", "Unlocked", "Kwesi Appiah", "20 Nov"):
        assert words in said
    assert TEXTS("own.way.sms") in words_on(view.way)


def test_how_codes_come_is_said_also_where_none_can(qtbot) -> None:
    for way, key in (("totp", "own.way.totp"), ("", "own.way.none")):
        _, view, _, _ = place(qtbot, msgspec.structs.replace(EFUA, code_way=way))
        assert TEXTS(key) in words_on(view.way)


def test_a_phone_that_waits_is_confirmed_by_key(qtbot) -> None:
    window, view, model, port = place(qtbot, known=WAITS)
    assert TEXTS("own.phone", end="567") in words_on(view.noted)
    assert view.phone.isVisible()
    window.press("F7")
    assert port.sent[0].command.noted == NOTED
    model._set(busy=False, noted="", noted_end="")
    assert not view.noted.isVisible()
    assert not view.phone.isVisible()
    assert view.why_off("phone") == TEXTS("own.off.phone")
    window.press("F7")
    assert len(port.sent) == 1


def test_another_sign_in_is_ended_by_key(qtbot) -> None:
    window, view, _, port = place(qtbot)
    view.sessions.select_key(THERE.session)
    window.press("F6")
    assert port.posted[0][0] == paths.SESSION_END
    port.go_offline()
    assert view.why_off("end") == TEXTS("own.off.offline")


def test_everywhere_only_after_a_second_yes(qtbot) -> None:
    window, view, _, port = place(qtbot)
    window.press("Ctrl+O")
    qtbot.waitUntil(lambda: view.sure is not None and view.sure.is_open)
    window.press("Esc")
    qtbot.waitUntil(lambda: view.sure is None)
    assert port.sent == []
    window.press("Ctrl+O")
    qtbot.waitUntil(lambda: view.sure is not None and view.sure.is_open)
    window.press("Return")
    qtbot.waitUntil(lambda: bool(port.sent))
    assert port.sent[0].command.user == EFUA_ID


def test_nothing_known_is_said(qtbot) -> None:
    _, view, model, _ = place(qtbot)
    model._set(sessions=(), more=0)
    assert TEXTS("own.none") in words_on(view.here)
    assert not view.older.isVisible()
    assert view.leave()
    assert not view.act("unknown")
