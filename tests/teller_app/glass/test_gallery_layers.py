import pytest

from teller_app.glass.gallery_layers import LAYERS, SHOWN, layers, taken
from teller_app.glass.look import Look


def nothing(window: object, look: Look) -> None:
    """No layer."""


@pytest.mark.parametrize(("name", "opens"), LAYERS, ids=[name for name, _ in LAYERS])
def test_each_layer_is_seen_over_its_window(qtbot, name: str, opens) -> None:
    look = Look("dark", reduced_motion=True)
    picture, bare = taken(look, opens).toImage(), taken(look, nothing).toImage()
    assert picture.size() == SHOWN
    differ = sum(picture.pixel(x, y) != bare.pixel(x, y) for x in range(0, 880, 8) for y in range(0, 460, 8))
    assert differ > 100


def test_paper_is_among_them(qtbot) -> None:
    made = layers(Look(reduced_motion=True))
    names = [panel.accessibleName() for column in made for panel, _ in column]
    assert len(names) == len(LAYERS) + 1
    assert "PaperPreview" in names
    for column in made:
        for panel, _ in column:
            qtbot.addWidget(panel)
