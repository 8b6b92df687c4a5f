from teller_app.glass.keycap import Keycap
from teller_app.glass.look import Look


def test_two_keys_are_two_caps(qtbot) -> None:
    one, two = Keycap(Look(), "K"), Keycap(Look(), "K K")
    for cap in (one, two):
        qtbot.addWidget(cap)
    assert two.sizeHint().width() == 2 * one.sizeHint().width() + 4 and two.accessibleName() == "K K"
