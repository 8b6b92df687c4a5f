import pytest

from teller_app.glass.look import Look
from teller_app.sign_in.state import Workstation
from teller_app.sign_in.view_device import DeviceTile
from tests.teller_app.shell.rooms import TEXTS


@pytest.mark.parametrize(
    ("standing", "words"),
    [
        ("starting", "Starting"),
        ("known", "Registered"),
        ("new", "New here"),
        ("unknown", "Not registered"),
        ("asking", "Asking"),
    ],
)
def test_how_it_stands_is_said_in_words(qtbot, look: Look, standing: str, words: str) -> None:
    tile = DeviceTile(look, TEXTS)
    qtbot.addWidget(tile)
    tile.show_station(Workstation(standing=standing, name="MKL-TELLER-04"))
    assert tile.accessibleName() == f"MKL-TELLER-04: {words}"
    assert not tile.grab().isNull()
