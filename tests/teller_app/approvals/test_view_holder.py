"""The holder beside the request: shown when there is one, fetched only when somebody looks."""

import hashlib

import msgspec

from contract.hands import SignedHand
from contract.ink import Dot, name_of, packed, raw_of
from teller_app.approvals.room import MANIFEST, make_view
from teller_app.approvals.view_holder import HolderCard
from tests.support.images import picture
from tests.teller_app import samples
from tests.teller_app.approvals.desk import SPECIMEN, TODAY, VARIANCE, Replica, mandate, request, room
from tests.teller_app.kit import KWESI, FakePort
from tests.teller_app.room_window import TEXTS, eyes, look, shown, words_on

PHOTO = picture()
DANSO = msgspec.structs.replace(samples.customer(1, "Danso Timber"), photo=hashlib.sha256(PHOTO).hexdigest())


def test_the_decider_sees_face_and_signature_or_that_there_is_none(qtbot) -> None:
    port = FakePort(KWESI)
    port.pictures = {DANSO.photo: PHOTO}
    card = HolderCard(look(), TEXTS, *eyes(port))
    qtbot.addWidget(card)
    card.show_holder(DANSO)
    assert port.looked_at == [DANSO.photo]
    assert card.portrait.has_photo
    assert "Danso Timber" in words_on(card) and TEXTS("approvals.no_specimen") in words_on(card)
    card.show_holder(None)
    assert not card.isVisible()


def test_a_room_that_is_not_open_fetches_nothing(qtbot) -> None:
    replica, port = Replica((request(), VARIANCE), DANSO), FakePort(KWESI)
    port.pictures = {DANSO.photo: PHOTO}
    model, _ = room(replica, port)
    view = make_view(look(), TEXTS, model, *eyes(port))
    qtbot.addWidget(view)
    model.refresh()
    assert model.state.customer == DANSO
    assert port.looked_at == []
    window = shown(qtbot, MANIFEST, view, look())
    assert port.looked_at == [DANSO.photo]
    assert view.detail.holder.portrait.has_photo
    window.press("Down")
    assert not view.detail.holder.isVisible(), "a drawer has no face"


def test_each_signatory_has_a_tile_and_the_amount_says_how_many_sign(qtbot) -> None:
    specimen = picture(300, 100)
    key = hashlib.sha256(specimen).hexdigest()
    port = FakePort(KWESI)
    port.pictures = {key: specimen}
    card = HolderCard(look(), TEXTS, *eyes(port))
    qtbot.addWidget(card)
    first, second = mandate().signatories
    signed = mandate(signatories=(msgspec.structs.replace(first, signature=key), second))
    card.show_holder(DANSO, signed)
    assert port.looked_at == [DANSO.photo, key]
    assert [tile.accessibleName() for tile in card.signers.tiles] == [
        "Kofi Danso, Account holder",
        "Ama Danso, Joint signatory",
    ]
    assert [tile.accessibleDescription() for tile in card.signers.tiles] == ["", TEXTS("approvals.no_specimen")]
    assert card.mandate.text() == "Any one to 20,000.00, then both"
    card.show_holder(DANSO)
    assert [tile.isVisible() for tile in card.signers.tiles] == [True, False]
    assert card.mandate.text() == TEXTS("mandate.none")


def test_the_signature_of_today_stands_beside_the_one_on_file_or_why_there_is_none(qtbot) -> None:
    drawn = packed(((Dot(100, 700, 0), Dot(400, 120, 90)), (Dot(140, 420, 400), Dot(900, 430, 480))))
    port = FakePort(KWESI)
    port.pictures = {name_of(drawn): raw_of(drawn)}
    card = HolderCard(look(), TEXTS, *eyes(port))
    qtbot.addWidget(card)
    cash = request()
    card.show_holder(DANSO, None, msgspec.structs.replace(cash, ink=name_of(drawn)))
    specimen, today = card.signers.tiles[:2]
    assert (specimen.signed, today.signed) == (False, True)
    assert today.accessibleName() == "Today, On the pad, 09:30"
    assert specimen.sizeHint() == today.sizeHint(), "one scale"
    for why, said in (
        ("on_paper", "Signed on paper at the till"),
        ("", "Not taken at the till"),
        ("later", "Not taken at the till"),
    ):
        card.show_holder(DANSO, None, msgspec.structs.replace(cash, unsigned=why))
        assert (today.signed, today.accessibleDescription()) == (False, said)
    card.show_holder(DANSO, None, msgspec.structs.replace(cash, kind="transfer"))
    assert not today.isVisibleTo(card)


def test_each_of_several_stands_beside_their_own_specimen_also_beneath_a_transfer(qtbot) -> None:
    port = FakePort(KWESI)
    port.pictures = {name_of(ink): raw_of(ink) for ink in (SPECIMEN, TODAY)}
    card = HolderCard(look(), TEXTS, *eyes(port))
    qtbot.addWidget(card)
    first, second = mandate().signatories
    signed = mandate(signatories=(msgspec.structs.replace(first, signature=name_of(SPECIMEN)), second))
    hands = (SignedHand(name=second.name, file=name_of(SPECIMEN)), SignedHand(name=first.name, file=name_of(TODAY)))
    card.show_holder(DANSO, signed, request(kind="transfer", hands=hands, ink=hands[0].file))
    assert [(tile.accessibleName(), tile.signed) for tile in card.signers.tiles] == [
        ("Ama Danso, Joint signatory", False),
        ("Ama Danso, On the pad, 09:30", True),
        ("Kofi Danso, Account holder", True),
        ("Kofi Danso, On the pad, 09:30", True),
    ]
