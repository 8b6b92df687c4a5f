"""The customer panel: hits while typing, then the person, with flags before any amount."""

import hashlib

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt

from contract.customers import Band, Flag, MandateFact, Signatory, SignatoryRole, Signing
from teller_app.counter.room import MANIFEST, make_view
from teller_app.counter.view_customer import RECENT_FROM, CustomerPanel
from teller_app.glass.look import Look
from teller_app.i18n.text import Texts
from tests.support.images import picture
from tests.teller_app.counter.world import CURRENT, PEOPLE, SAVINGS, World, booked
from tests.teller_app.room_window import TEXTS, eyes, look
from tests.teller_app.room_window import shown as shown_in


def key_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@pytest.fixture
def panel(qtbot) -> CustomerPanel:
    made = CustomerPanel(Look("dark"), Texts.load(), *eyes(World().port))
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
    assert panel._none.text() == TEXTS("counter.no_hits")
    model.find("0401 0000 0001 3")
    panel.render_state(model.state)
    assert panel._none.text().startswith(TEXTS.for_code("target_mistyped").title), "0001 2 is Abena's"


def test_the_face_and_the_signature_of_who_is_served_and_of_nobody_who_was_found(qtbot) -> None:
    photo, signature = picture(), picture(300, 100)
    named = {"photo": key_of(photo), "signature": key_of(signature)}
    world = World(people=(msgspec.structs.replace(PEOPLE[0], **named), PEOPLE[1]))
    world.port.pictures = {key_of(photo): photo, key_of(signature): signature}
    shown = CustomerPanel(Look("dark"), Texts.load(), *eyes(world.port))
    qtbot.addWidget(shown)
    model = world.model()
    model.on_change = shown.render_state
    model.find("a")
    assert world.port.looked_at == []
    model.pick(0)
    assert world.port.looked_at == [key_of(photo), key_of(signature)]
    assert shown.identity.portrait.has_photo
    assert shown._signers.tiles[0].accessibleDescription() == ""
    model.find("kofi")
    model.pick(0)
    assert not shown.identity.portrait.has_photo
    assert shown._signers.tiles[0].accessibleDescription() == shown._texts("counter.no_specimen")
    assert shown.identity.portrait.accessibleName() == "Kofi Asante"


def test_a_photo_taken_meanwhile_and_a_flag_set_meanwhile_are_seen(qtbot) -> None:
    world, photo = World(), picture()
    world.port.pictures = {key_of(photo): photo}
    shown = CustomerPanel(Look("dark"), Texts.load(), *eyes(world.port))
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


def test_who_signs_belongs_to_the_chosen_account_and_to_what_goes_out(qtbot) -> None:
    world, specimen = World(), picture(300, 100)
    world.port.pictures = {key_of(specimen): specimen}
    pair = (
        Signatory(name="Abena Mensah", signature=key_of(specimen)),
        Signatory(name="Kojo Mensah", role=SignatoryRole.JOINT),
    )
    bands = (Band(signing=Signing.ANY_ONE, upto=500_00), Band(signing=Signing.ALL))
    world.mandates[SAVINGS] = MandateFact(account=SAVINGS, branch=PEOPLE[0].branch, signatories=pair, bands=bands)
    shown = CustomerPanel(Look("dark"), Texts.load(), *eyes(world.port))
    qtbot.addWidget(shown)
    shown.show()
    model = world.model()
    model.on_change = shown.render_state
    model.find("abena")
    model.pick(0)
    assert [tile.accessibleName() for tile in shown._signers.tiles] == [
        "Abena Mensah, Account holder",
        "Kojo Mensah, Joint signatory",
    ]
    assert shown._mandate.text() == "Any one to 500.00, then both"
    model.set_amount(500_01)
    assert not shown._this.isVisible(), "nobody signs for a deposit"
    model.set_mode("withdraw")
    assert shown._this.text() == "Both sign for this amount"
    assert model.state.accounts[1].account == CURRENT
    model.choose_account(1)
    assert shown._mandate.text() == shown._texts("mandate.none")
    assert [tile.isVisible() for tile in shown._signers.tiles] == [True, False]
    assert shown._signers.tiles[0].accessibleName() == "Abena Serwaa Mensah, Account holder"
    world.mandates[CURRENT] = MandateFact(
        account=CURRENT, branch=PEOPLE[0].branch, signatories=pair[:1], bands=bands[1:]
    )
    world.port.tell("mandate")
    assert shown._mandate.text() == "Abena Mensah signs alone"


def test_the_mini_statement_is_under_the_customer_and_nowhere_without_one(qtbot) -> None:
    world = World()
    shown = CustomerPanel(Look("dark"), Texts.load(), *eyes(world.port))
    qtbot.addWidget(shown)
    shown.show()
    shown.render_state(world.model().state)
    assert not shown._mini.isVisible()
    shown.render_state(world.at_abena().state)
    assert shown._mini.isVisible()
    with qtbot.waitSignal(shown.mini_asked):
        shown._mini.click()


def test_a_low_compact_column_has_no_room_for_what_happened_lately(qtbot) -> None:
    look, world = Look("dark"), World(journal=[booked(n, "deposit", 100) for n in range(1, 5)])
    look.set_density("compact")
    shown = CustomerPanel(look, Texts.load(), *eyes(world.port))
    qtbot.addWidget(shown)
    shown.show()
    model = world.model()
    model.find("abena")
    model.pick(0)
    shown.render_state(model.state)
    shown.resize(290, RECENT_FROM - 62)
    assert not shown._recent_head.isVisible() and not shown._recent.accessibleDescription()
    shown.resize(290, RECENT_FROM)
    assert shown._recent_head.isVisible() and shown._recent.accessibleDescription().count(";") == 1
    shown.resize(290, RECENT_FROM - 62)
    assert not shown._recent_head.isVisible()
    shown.set_halves(beside=True)
    assert shown._recent_head.isVisible(), "a page of its own has room"


def test_a_third_signature_is_reached_by_keys_and_the_caret_stays(qtbot) -> None:
    world, shade = World(), look()
    three = tuple(Signatory(name=name, role=SignatoryRole.JOINT) for name in ("Abena Mensah", "Kojo Mensah", "Yaw Owusu"))  # fmt: skip
    world.mandates[SAVINGS] = MandateFact(
        account=SAVINGS, branch=PEOPLE[0].branch, signatories=three, bands=(Band(signing=Signing.ALL),)
    )
    model = world.model()
    view = make_view(shade, TEXTS, model, *eyes(world.port))
    window = shown_in(qtbot, MANIFEST, view, shade)
    shade.set_density("compact")
    window.resize(1290, 640)
    window.press("Alt+S")
    assert window.answers == [True], "nobody is served: nothing to see"
    model.find("abena")
    model.pick(0)
    page, tile = view.customer._page, view.customer._signers.tiles[2]
    qtbot.waitUntil(lambda: tile.isVisible() and page.verticalScrollBar().maximum() > 0)

    def seen() -> bool:
        top = tile.mapTo(page.viewport(), QPoint(0, 0)).y()
        return top >= 0 and top + tile.height() <= page.viewport().height()

    assert not seen(), "a low window has no room for it"
    view.posting.amount.edit.setFocus()
    for _ in range(4):
        window.press("Alt+S")
        if seen():
            break
    assert seen()
    assert view.posting.amount.edit.hasFocus()
    page.verticalScrollBar().setValue(0)
    assert page.focusPolicy() is Qt.FocusPolicy.TabFocus and page.accessibleName()
    page.setFocus(Qt.FocusReason.TabFocusReason)
    window.press("End")
    assert page.verticalScrollBar().value() == page.verticalScrollBar().maximum()
