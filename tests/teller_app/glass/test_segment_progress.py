from PySide6.QtGui import QColor

from teller_app.glass.look import Look
from teller_app.glass.segment_progress import SegmentProgress


def test_each_state_has_its_own_mark(qtbot) -> None:
    look = Look()
    bar = SegmentProgress(look, "End of day")
    qtbot.addWidget(bar)
    bar.resize(400, 30)
    bar.set_states(["done", "exception", "active", "waiting"], "2 of 4 done, 1 exception", 0.5)
    image = bar.grab().toImage()
    wide = (400 - 18) / 4
    seen = [QColor(image.pixel(round(at * (wide + 6) + 20), 3)).name() for at in range(4)]
    assert seen[0] == look.tokens.pos.name()
    assert seen[1] == look.tokens.warn_mark.name()
    assert seen[2] == look.tokens.accent_mark.name()
    assert len(set(seen)) == 4
    assert bar.accessibleDescription() == "2 of 4 done, 1 exception"
