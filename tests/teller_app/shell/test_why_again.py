"""Why a paper is printed again: no copy without a reason, and none at all when the question is dropped."""

from pathlib import Path

import msgspec
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtTest import QTest
from shiboken6 import isValid

from contract import paths
from contract.ledger import Original
from contract.papers import REPRINT_REASON_MAX, NotePrint
from teller_app.printing.press import Press
from teller_app.shell.why_again import WhyAgain
from tests.teller_app.kit import FakePort
from tests.teller_app.room_window import TEXTS, look
from tests.teller_app.shell.rooms import window
from tests.teller_app.shell.test_press_room import WHY, booked_elsewhere, newest, port, room_at
from tests.teller_app.test_papers import deposit, press

__all__ = ["port", "press"]


def asked(qtbot, through: bool = False) -> tuple[WhyAgain, list[str]]:
    shade, said = look(), []
    main = window(shade)
    qtbot.addWidget(main)
    with qtbot.waitExposed(main):
        main.show()
    dialog = WhyAgain(shade, main, TEXTS, "04-20261122-1-0007", said.append)
    main.open_dialog(dialog) if through else dialog.open()
    return dialog, said


def test_it_stays_open_until_there_is_a_reason(qtbot) -> None:
    dialog, said = asked(qtbot)
    assert "04-20261122-1-0007" in dialog.text.text()
    dialog.chosen.emit("print")
    assert dialog.is_open and dialog.reason.error() and said == []
    QTest.keyClicks(dialog.reason.edit, "customer lost it " + "x" * REPRINT_REASON_MAX)
    assert not dialog.reason.error()
    assert len(dialog.reason.text()) == REPRINT_REASON_MAX
    dialog.reason.set_text(" customer lost it ")
    dialog.chosen.emit("print")
    assert not dialog.is_open
    assert said == ["customer lost it"]


def test_a_reason_that_was_forgotten_can_be_typed_still(qtbot) -> None:
    dialog, said = asked(qtbot, through=True)
    dialog.chosen.emit("print")
    QCoreApplication.sendPostedEvents(dialog, QEvent.Type.DeferredDelete)
    assert isValid(dialog) and dialog.is_open and dialog.reason.error()
    qtbot.waitUntil(lambda: dialog.reason.height() >= dialog.reason.sizeHint().height())
    dialog.reason.set_text("customer lost it")
    dialog.chosen.emit("print")
    QCoreApplication.sendPostedEvents(dialog, QEvent.Type.DeferredDelete)
    assert said == ["customer lost it"] and not isValid(dialog)


def test_dropped_is_dropped(qtbot) -> None:
    dialog, said = asked(qtbot)
    dialog.chosen.emit("cancel")
    assert not dialog.is_open
    assert said == [""]


def test_a_reprint_waits_until_somebody_says_why_and_without_a_reason_there_is_none(
    press: Press, port: FakePort, tmp_path: Path, qtbot
) -> None:
    fact = booked_elsewhere()
    port.files[paths.ORIGINAL.format(transaction=fact.transaction)] = msgspec.json.encode(Original(cash=deposit().cash))
    made = room_at(press, port, tmp_path, answers=False)
    with qtbot.waitSignal(made.reason_owed) as owed:
        made.again(fact)
    assert owed.args == [fact.receipt]
    made.because("")
    made.because(WHY)
    assert not (tmp_path / "papers").exists(), "it was dropped"
    with qtbot.waitSignal(made.reason_owed):
        made.again(fact)
    with qtbot.waitSignal(made.shown):
        made.because(WHY)
    made.close()
    assert port.posted[-1][1] == NotePrint(number=fact.receipt, status="final", again=True, reason=WHY)
    assert any(f"Reason: {WHY}." in text for text in newest(tmp_path)), newest(tmp_path)
