"""The cashier's pad at an opening that waits, by keys."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from contract.drawers import SessionState, SignOpening
from contract.floats import InkOpening
from contract.ink import strokes_of
from teller_app.drawers.room import MANIFEST, make_view
from tests.teller_app.approvals.desk import no_files
from tests.teller_app.drawers.desk import Replica, room, session
from tests.teller_app.room_window import TEXTS, look, shown
from tests.teller_app.samples import some_id


def test_ctrl_i_opens_the_pad_and_what_is_drawn_goes_beneath_the_opening(qtbot) -> None:
    model, port = room(Replica())
    view = make_view(look(), TEXTS, model, no_files)
    window = shown(qtbot, MANIFEST, view, look())
    window.press("Ctrl+I")
    assert view.pad is None, "nothing waits"
    waiting = session(state=SessionState.UNSIGNED)
    model._set(phase="signing", session=waiting)
    window.press("Ctrl+I")
    assert view.pad is not None and view.pad.is_open
    QTest.mouseClick(view.pad.pad, Qt.MouseButton.LeftButton)
    QTest.keyClick(view.pad, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: bool(port.sent))
    command = port.sent[0].command
    assert isinstance(command, InkOpening)
    assert (command.session, bool(strokes_of(command.ink)), model.state.inking) == (waiting.session, True, False)
    assert not view.pad.is_open


def test_the_custodians_line_is_a_field_that_opens_the_pad_and_holds_the_hand(qtbot) -> None:
    model, port = room(Replica())
    view = make_view(look(), TEXTS, model, no_files)
    window = shown(qtbot, MANIFEST, view, look())
    waiting, keeper = session(state=SessionState.UNSIGNED), some_id(71)
    model._set(phase="signing", session=waiting, keepers=((keeper, "Hajara Bawa"),))
    panel = view.opening.signatures
    assert (panel.field.isVisible(), panel.field.accessibleName(), panel.tiles[1].drawn) == (
        True,
        "Hajara Bawa signs here",
        False,
    )
    panel.field.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(panel.field, Qt.Key.Key_Return)
    assert view.hand is not None and view.hand.is_open
    QTest.keyClick(view.hand, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not model.state.handing)
    window.press("Alt+I")
    assert view.hand.is_open and "Hajara Bawa" in view.hand.text.text()
    QTest.mouseClick(view.hand.pad, Qt.MouseButton.LeftButton)
    QTest.keyClick(view.hand, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: bool(model.state.custodians_hand))
    assert (panel.tiles[1].drawn, port.sent, view.hand.is_open) == (True, [], False)
    window.press("F9")
    assert port.sent[0].command.act == SignOpening(session=waiting.session, ink=model.state.custodians_hand)
