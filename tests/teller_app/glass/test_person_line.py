from itertools import pairwise

from teller_app.glass.look import Look
from teller_app.glass.person_line import PersonLine


def test_everything_shown_is_read_out_and_drawn(qtbot) -> None:
    line = PersonLine(Look(), "Efua Owusu", "EO", "TLR-0417", "Drawer 04")
    qtbot.addWidget(line)
    line.resize(400, 56)
    pictures = [line.grab().toImage()]
    for change in (
        lambda: line.set_status("Open", "pos"),
        lambda: line.set_figure("46,218.70"),
        lambda: line.set_figure("46,218.70", "text2"),
        lambda: line.set_status("Needs line", "mute", "lock", below=True),
        lambda: line.set_presence("on"),
        lambda: line.set_ruled(False),
    ):
        change()
        pictures.append(line.grab().toImage())
    assert all(one != two for one, two in pairwise(pictures))
    assert line.accessibleName() == "Efua Owusu"
    assert line.accessibleDescription() == "Drawer 04, Needs line, 46,218.70"
