import pytest
from PySide6.QtGui import QFont, QFontInfo, QFontMetricsF

from teller_app.glass.type import ROLES, font, load_fonts, text_width

pytestmark = pytest.mark.usefixtures("qapp")


def test_bundled_faces_are_the_ones_used() -> None:
    assert {"Inter", "Inter Display"} <= set(load_fonts())
    assert QFontInfo(font("body")).family() == "Inter" and QFontInfo(font("amount")).family() == "Inter Display"


# The tabular figures of Inter Display 4.0 beta 7 differ by up to 15 %, a fault of that file: columns of figures use Inter.
@pytest.mark.parametrize("role", sorted(role for role, spec in ROLES.items() if not spec.display))
def test_digits_are_equally_wide_in_every_text_role(role: str) -> None:
    assert text_width("111111", font(role)) == pytest.approx(text_width("888888", font(role)))


def test_six_digits_of_callout_measure_as_specified() -> None:
    assert text_width("123456", font("callout")) == pytest.approx(54, abs=2)


def test_nothing_is_smaller_than_eleven_px() -> None:
    assert min(spec.px for spec in ROLES.values()) == 11


def test_unknown_role_is_refused() -> None:
    with pytest.raises(KeyError):
        font("huge")


def test_remembered_widths_equal_measured_ones() -> None:
    face = font("body")
    for text in ("Deposit", "4,865.50", "Deposit"):
        assert text_width(text, face) == QFontMetricsF(face).horizontalAdvance(text) == text_width(text, QFont(face))
