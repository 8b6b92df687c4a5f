import msgspec
import pytest
from PySide6.QtGui import QImage

from teller_app.counter.view_identity import Identity
from teller_app.glass.look import Look
from teller_app.i18n.text import Texts
from tests.support.images import picture
from tests.teller_app.counter.world import PEOPLE


def identity(qtbot, density: str) -> Identity:
    made = Identity(Look("dark", density), Texts.load())
    qtbot.addWidget(made)
    made.resize(340, 200)
    made.show()
    return made


@pytest.mark.parametrize("density", ["regular", "compact"])
def test_name_and_card_are_shown_once_in_either_density(qtbot, density: str) -> None:
    made = identity(qtbot, density)
    made.show_customer(PEOPLE[0])
    assert made.name.text() == "Abena Serwaa Mensah"
    assert made.papers.isVisible() is (density == "regular")
    assert made._card.isVisible() is (density == "compact")
    assert made._card.text() == "GHA-725841906-3"
    assert "GHA-725841906-3" in made.papers.accessibleDescription()


def test_the_address_is_told_where_there_is_one(qtbot) -> None:
    made = identity(qtbot, "regular")
    made.show_customer(PEOPLE[0])
    assert "GA-184-2290" in made.papers.accessibleDescription()
    made.show_customer(msgspec.structs.replace(PEOPLE[0], digital_address="", card_number=""))
    assert made.papers.accessibleDescription() == "Ghana Card —"


def test_a_face_replaces_the_silhouette(qtbot) -> None:
    made = identity(qtbot, "regular")
    made.show_face(PEOPLE[0], None)
    assert not made.portrait.has_photo
    made.show_face(PEOPLE[0], QImage.fromData(picture()))
    assert made.portrait.has_photo


def test_another_density_shows_the_same_person(qtbot) -> None:
    made = identity(qtbot, "regular")
    made.show_customer(PEOPLE[0])
    made.look.set_density("compact")
    assert (made.papers.isVisible(), made._card.isVisible()) == (False, True)
