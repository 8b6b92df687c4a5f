from teller_app.glass.group_bars import SEGMENTS_MAX, Group, GroupBars
from teller_app.glass.look import Look


def test_each_group_is_read_out_and_seen(qtbot) -> None:
    made = GroupBars(Look(), "Groups")
    qtbot.addWidget(made)
    made.resize(300, 60)
    made.show()
    made.set_groups((Group("Vault", 2, 3, "2 of 3"), Group("Drawers", 0, 200, "0 of 200")))
    assert made.accessibleDescription() == "Vault, 2 of 3; Drawers, 0 of 200"
    assert made.sizeHint().height() == 56
    before = made.grab().toImage()
    made.set_groups((Group("Vault", 3, 3, "2 of 3"), Group("Drawers", 0, 200, "0 of 200")))
    assert made.grab().toImage() != before


def test_many_checks_are_one_bar(qtbot) -> None:
    made = GroupBars(Look(), "Groups")
    qtbot.addWidget(made)
    made.resize(300, 28)
    made.show()
    pictures = []
    for total in (SEGMENTS_MAX, SEGMENTS_MAX + 1):
        made.set_groups((Group("Drawers", 0, total, "none"),))
        pictures.append(made.grab().toImage())
    assert pictures[0] != pictures[1]
