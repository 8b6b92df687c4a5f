from teller_app.glass.look import Look
from teller_app.glass.ring import Ring


def test_a_ring_shows_its_share_and_says_its_figure(qtbot) -> None:
    ring = Ring(Look(), "Risk", 72)
    qtbot.addWidget(ring)
    ring.resize(72, 72)
    ring.set_value(0.25, "25", "Low", "pos")
    image = ring.grab().toImage()
    right, left = image.pixelColor(61, 18), image.pixelColor(10, 54)
    assert right.green() > right.red() + 50
    assert abs(left.green() - left.red()) < 20
    assert ring.accessibleDescription() == "25 Low"
