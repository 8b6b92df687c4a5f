from datetime import datetime

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from contract.notices import Level, NoticeFact
from teller_app.glass.look import Look
from teller_app.notices.model import NoticesModel
from teller_app.notices.view import ROW, NoticeList, notice_words, when
from tests.teller_app.kit import EFUA_ID, FakePort
from tests.teller_app.shell.rooms import NOTICE, SEEN, TEXTS, World


def test_rows_follow_the_model_and_enter_says_seen(qtbot) -> None:
    port, world = FakePort(), World()
    model = NoticesModel(port, lambda conn: world.notices)
    shown = NoticeList(Look(), TEXTS, model)
    qtbot.addWidget(shown)
    shown.resize(420, 600)
    with qtbot.waitActive(shown):
        shown.show()
        shown.activateWindow()
    assert shown.empty.isVisible() and not shown.all_seen.isVisible()
    model.refresh()
    assert [row.seen for row in shown.rows] == [False, True]
    shown.rows[0].setFocus()
    QTest.keyClick(shown.rows[0], Qt.Key.Key_Down)
    assert shown.rows[1].hasFocus()
    QTest.keyClick(shown.rows[1], Qt.Key.Key_Up)
    QTest.keyClick(shown.rows[0], Qt.Key.Key_Return)
    assert [sent.command.notice for sent in port.sent] == [NOTICE.notice]
    world.notices = (replace(NOTICE, seen_by=(EFUA_ID,)), SEEN)
    port.tell("notice")
    assert [row.seen for row in shown.rows] == [True, True]
    assert shown.rows[0].hasFocus()
    assert not shown.all_seen.isEnabled()
    qtbot.wait(10)


def test_words_of_a_known_and_of_an_unknown_notice() -> None:
    known = NoticeFact(
        notice=NOTICE.notice, level=Level.URGENT, code="deposit_in_suspense", at=NOTICE.at,
        params={"receipt": "04-1", "amount": 5000, "currency": "GHS", "code": "account_closed"},
    )  # fmt: skip
    assert notice_words(known, TEXTS).what_to_do == "Receipt 04-1, GH₵ 50.00: This account is closed. Resolve it today."
    assert "from_the_future" in notice_words(NOTICE, TEXTS).what_to_do


def test_when() -> None:
    at = datetime(2026, 11, 22, 12).astimezone()
    assert when("2026-11-20T12:00:00.000Z", at) == "20 Nov"
    assert len(when(at.isoformat(), at)) == 5


def test_a_row_is_as_high_as_its_words(qtbot) -> None:
    long = replace(NOTICE, code="deposit_in_suspense", params={"receipt": "04-1", "amount": 5000, "currency": "GHS", "code": "account_closed"})  # fmt: skip
    model = NoticesModel(FakePort(), lambda conn: (long,))
    shown = NoticeList(Look(), TEXTS, model)
    qtbot.addWidget(shown)
    shown.resize(300, 600)
    with qtbot.waitExposed(shown):
        shown.show()
    model.refresh()
    row = shown.rows[0]
    qtbot.waitUntil(lambda: row.height() == row.heightForWidth(row.width()) > ROW)
