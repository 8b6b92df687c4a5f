from teller_app.glass.look import Look
from teller_app.glass.meter import Meter


def test_the_share_is_filled_and_said(qtbot) -> None:
    meter = Meter(Look(), "Insured limit", warn_from=0.9)
    qtbot.addWidget(meter)
    meter.resize(100, 14)
    meter.set_share(0.5, "50% of the insured limit")
    image = meter.grab().toImage()
    assert image.pixelColor(20, 7) != image.pixelColor(70, 7)
    assert meter.accessibleDescription() == "50% of the insured limit"


def test_it_turns_to_warning(qtbot) -> None:
    meter = Meter(Look(), "Insured limit", warn_from=0.9)
    qtbot.addWidget(meter)
    meter.resize(100, 14)
    meter.set_share(0.8, "")
    calm = meter.grab().toImage().pixelColor(40, 7)
    meter.set_share(0.95, "")
    warned = meter.grab().toImage().pixelColor(40, 7)
    assert calm.blue() > calm.red()
    assert warned.red() > warned.blue()
