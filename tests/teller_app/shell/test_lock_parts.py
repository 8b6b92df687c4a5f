from PySide6.QtTest import QTest

from teller_app.glass.look import Look
from teller_app.glass.window import GlassWindow
from teller_app.shell.lock_parts import CountPanel, KeptBox, KeptRow, PinEntry


def test_a_pin_shows_dots_and_says_what_is_left(qtbot, look: Look) -> None:
    pin = PinEntry(look, "PIN, 6 digits", 6)
    qtbot.addWidget(pin)
    pin.set_left("4 tries left")
    assert pin.boxes.accessibleDescription() == "4 tries left"
    with qtbot.waitSignal(pin.submitted):
        QTest.keyClicks(pin.boxes, "48a2915")
    assert pin.text() == "482915"
    assert pin.boxes.displayText() != "482915", "nobody reads it over a shoulder"
    pin.set_error("That is not the PIN")
    assert pin.boxes.accessibleDescription() == "That is not the PIN"
    pin.clear()
    assert (pin.text(), pin.boxes.accessibleDescription()) == ("", "")


def test_rows_that_are_not_kept_leave_no_line(qtbot, look: Look) -> None:
    rows = (KeptRow(look, "cash-register", "info"), KeptRow(look, "arrows-clockwise", "warn"))
    box = KeptBox(look, rows)
    qtbot.addWidget(box)
    rows[0].set_words("Drawer 04 open", "47 postings")
    both = box.sizeHint().height()
    rows[1].hide()
    box.layout().activate()
    assert box.sizeHint().height() < both
    assert not box.grab().isNull()


def test_counts_go_where_there_is_nothing_or_no_room(qtbot, look: Look) -> None:
    window = GlassWindow(look)
    qtbot.addWidget(window)
    window.show()
    panel = CountPanel(look, window, (("bell", "accent", "Text later"), ("seal-check", "pos", "Later")))
    panel.set_counts(("2 notices", ""))
    assert panel.isVisible() and not panel.counts[1][0].isVisible()
    assert panel.accessibleName() == "2 notices"
    panel.set_room(False)
    panel.set_counts(("3 notices", "1 request"))
    assert not panel.isVisible()
    panel.set_room(True)
    assert panel.isVisible()
    panel.set_counts(("", ""))
    assert not panel.isVisible()
