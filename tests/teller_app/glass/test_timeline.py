"""Moments on a line: all are read out, the newest are painted where room is short."""

from teller_app.glass.look import Look
from teller_app.glass.timeline import LEAST, Happened, Timeline


def test_what_happened_is_read_out_and_painted(qtbot) -> None:
    line = Timeline(Look("dark"), "what happened")
    qtbot.addWidget(line)
    line.resize(LEAST * 2, line.sizeHint().height())
    empty = line.grab().toImage()
    line.set_moments([Happened(f"09:3{n}", f"step {n}") for n in range(4)])
    assert line.accessibleDescription() == "09:30 step 0; 09:31 step 1; 09:32 step 2; 09:33 step 3"
    two = line.grab().toImage()
    assert two != empty
    line.set_moments([Happened(f"09:3{n}", f"step {n}") for n in (2, 3)])
    assert line.grab().toImage() == two, "only the newest two have room"
    line.set_moments([])
    assert line.grab().toImage() == empty
