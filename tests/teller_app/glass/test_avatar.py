import pytest

from teller_app.glass.avatar import INITIALS_CONTRAST, Avatar, _stops, contrast_with_white, hue_of
from teller_app.glass.look import Look


@pytest.mark.parametrize("dark", [True, False])
def test_white_initials_are_readable_on_every_hue(dark: bool) -> None:
    worst = min(contrast_with_white(color) for hue in range(0, 360, 5) for color in _stops(hue, dark))
    assert worst >= INITIALS_CONTRAST


def test_a_person_keeps_their_hue() -> None:
    assert hue_of("TLR-0417") == hue_of("TLR-0417")
    assert len({hue_of(f"TLR-{n}") for n in range(50)}) > 30


def test_presence_is_said_in_words(qtbot) -> None:
    avatar = Avatar(Look(), "Efua Owusu", "EO", "TLR-0417")
    qtbot.addWidget(avatar)
    without = avatar.grab().toImage()
    avatar.set_presence("away", "Away")
    assert avatar.accessibleDescription() == "Away"
    assert avatar.grab().toImage() != without
