from teller_app.glass.hands_line import Hand, HandsLine
from teller_app.glass.look import Look


def test_both_are_drawn_and_read_out_with_the_verdict(qtbot) -> None:
    line = HandsLine(Look(), "Hands on the vault")
    qtbot.addWidget(line)
    line.resize(500, 44)
    nobody = line.grab().toImage()
    both = (
        Hand("Hajara Bawa", "H. Bawa", "HB", "045", "Custodian", True),
        Hand("Kwesi Appiah", "K. Appiah", "KA", "205", "Manager", False),
    )
    line.set_hands(both, "Second person away", "warn")
    assert line.accessibleDescription() == "Hajara Bawa, Custodian; Kwesi Appiah, Manager; Second person away"
    away = line.grab().toImage()
    assert away != nobody
    there = (both[0], Hand("Kwesi Appiah", "K. Appiah", "KA", "205", "Manager", True))
    line.set_hands(there, "Both present", "pos")
    assert line.grab().toImage() != away
