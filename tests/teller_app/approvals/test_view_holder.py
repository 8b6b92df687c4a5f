"""The holder beside the request: shown when there is one, fetched only when somebody looks."""

import hashlib

import msgspec

from teller_app.approvals.room import MANIFEST, make_view
from teller_app.approvals.view_holder import HolderCard
from teller_app.shell.pictures import Gaze
from tests.support.images import picture
from tests.teller_app import samples
from tests.teller_app.approvals.desk import VARIANCE, Replica, request, room
from tests.teller_app.kit import KWESI, FakePort
from tests.teller_app.room_window import TEXTS, look, shown, words_on

PHOTO = picture()
DANSO = msgspec.structs.replace(samples.customer(1, "Danso Timber"), photo=hashlib.sha256(PHOTO).hexdigest())


def test_the_decider_sees_face_and_signature_or_that_there_is_none(qtbot) -> None:
    port = FakePort(KWESI)
    port.pictures = {DANSO.photo: PHOTO}
    card = HolderCard(look(), TEXTS, Gaze(port).at)
    qtbot.addWidget(card)
    card.show_customer(DANSO)
    assert port.looked_at == [DANSO.photo]
    assert card.portrait.has_photo
    assert "Danso Timber" in words_on(card) and TEXTS("approvals.no_specimen") in words_on(card)
    card.show_customer(None)
    assert not card.isVisible()


def test_a_room_that_is_not_open_fetches_nothing(qtbot) -> None:
    replica, port = Replica((request(), VARIANCE), DANSO), FakePort(KWESI)
    port.pictures = {DANSO.photo: PHOTO}
    model, _ = room(replica, port)
    view = make_view(look(), TEXTS, model, Gaze(port).at)
    qtbot.addWidget(view)
    model.refresh()
    assert model.state.customer == DANSO
    assert port.looked_at == []
    window = shown(qtbot, MANIFEST, view, look())
    assert port.looked_at == [DANSO.photo]
    assert view.detail.holder.portrait.has_photo
    window.press("Down")
    assert not view.detail.holder.isVisible(), "a drawer has no face"
