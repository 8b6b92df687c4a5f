from teller_app.glass.look import Look
from teller_app.glass.scale_meter import ScaleMeter


def test_marks_and_value(qtbot) -> None:
    scale = ScaleMeter(Look(), "Limits of this drawer", [])
    qtbot.addWidget(scale)
    scale.resize(300, 34)
    scale.set_share(0.25, "20,000.00 of 80,000.00")
    plain = scale.grab().toImage()
    scale.set_marks([(0.75, "Insured")])
    marked = scale.grab().toImage()
    assert plain.pixel(225, 1) != marked.pixel(225, 1)
    assert plain.pixel(100, 1) == marked.pixel(100, 1)
    assert scale.accessibleDescription() == "20,000.00 of 80,000.00"
