from teller_app.glass.look import Look
from teller_app.glass.ring import THICK, Ring


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


def test_a_wide_figure_is_written_smaller_and_never_over_the_arc(qtbot) -> None:
    def arc(figure: str) -> list[int]:
        ring = Ring(Look(), "Done", 64)
        qtbot.addWidget(ring)
        ring.resize(64, 64)
        ring.set_value(1.0, figure)
        image = ring.grab().toImage()
        return [image.pixel(x, y) for y in range(26, 39) for x in (*range(THICK - 1), *range(65 - THICK, 64))]

    assert arc("1,000 %") == arc("")
