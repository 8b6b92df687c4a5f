import pytest
from PySide6.QtGui import QColor

from teller_app.glass.luminance import luminance


@pytest.mark.parametrize(
    ("code", "wanted"), [("#000000", 0.0), ("#FFFFFF", 1.0), ("#FF0000", 0.2126), ("#777777", 0.1845)]
)
def test_as_the_guidelines_compute_it(code: str, wanted: float) -> None:
    assert luminance(QColor(code)) == pytest.approx(wanted, abs=0.0005)
