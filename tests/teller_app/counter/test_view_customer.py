"""The customer panel: hits while typing, then the person, with flags before any amount."""

import hashlib

import msgspec
import pytest

from contract.customers import Flag
from teller_app.counter.view_customer import CustomerPanel
from teller_app.glass.look import Look
from teller_app.i18n.text import Texts
from teller_app.shell.pictures import Gaze
from tests.support.images import picture
from tests.teller_app.counter.world import PEOPLE, World


def key_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@pytest.fixture
def panel(qtbot) -> CustomerPanel:
    made = CustomerPanel(Look("dark"), Texts.load(), Gaze(World().port).at)
    qtbot.addWidget(made)
    made.resize(384, 900)
    made.show()
    return made


def test_nobody_then_hits_then_the_person(panel: CustomerPanel) -> None:
    model = World().model()
    panel.render_state(model.state)
    assert panel._empty.isVisible()
    model.find("a")
    panel.render_state(model.state)
    assert [row.isVisible() for row in panel._rows[:3]] == [True, True, False]
    model.pick(0)
    panel.render_state(model.state)
    assert panel.identity.name.text() == "Abena Serwaa Mensah"
    assert [card.isVisible() for card in panel._cards] == [True, True, False, False]
    assert not panel._flag.isVisible()


def test_nobody_found_says_so(panel: CustomerPanel) -> None:
    model = World().model()
    model.find("zzz")
    panel.render_state(model.state)
    assert panel._none.isVisible()


def test_the_face_and_the_signature_of_who_is_served_and_of_nobody_who_was_found(qtbot) -> None:
    photo, signature = picture(), picture(300, 100)
    named = {"photo": key_of(photo), "signature": key_of(signature)}
    world = World(people=(msgspec.structs.replace(PEOPLE[0], **named), PEOPLE[1]))
    world.port.pictures = {key_of(photo): photo, key_of(signature): signature}
    shown = CustomerPanel(Look("dark"), Texts.load(), Gaze(world.port).at)
    qtbot.addWidget(shown)
    model = world.model()
    model.on_change = shown.render_state
    model.find("a")
    assert world.port.looked_at == []
    model.pick(0)
    assert world.port.looked_at == [key_of(photo), key_of(signature)]
    assert shown.identity.portrait.has_photo
    assert shown._specimen.accessibleDescription() == ""
    model.find("kofi")
    model.pick(0)
    assert not shown.identity.portrait.has_photo
    assert shown._specimen.accessibleDescription() == shown._texts("counter.no_specimen")
    assert shown.identity.portrait.accessibleName() == "Kofi Asante"


def test_a_photo_taken_meanwhile_and_a_flag_set_meanwhile_are_seen(qtbot) -> None:
    world, photo = World(), picture()
    world.port.pictures = {key_of(photo): photo}
    shown = CustomerPanel(Look("dark"), Texts.load(), Gaze(world.port).at)
    qtbot.addWidget(shown)
    shown.show()
    model = world.model()
    model.on_change = shown.render_state
    model.find("abena")
    model.pick(0)
    assert not shown.identity.portrait.has_photo and not shown._flag.isVisible()
    changed = msgspec.structs.replace(
        PEOPLE[0], photo=key_of(photo), flags=(Flag.STOP,), full_name="Abena Mensah-Danso"
    )
    world.people = (changed, PEOPLE[1])
    world.port.tell("customer")
    assert shown.identity.portrait.has_photo and shown._flag.isVisible()
    assert shown.identity.name.text() == "Abena Mensah-Danso"
    assert shown._who.isVisible(), "a new name is no search"
