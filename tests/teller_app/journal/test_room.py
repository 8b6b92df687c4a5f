from teller_app.journal.room import MANIFEST, make_view
from teller_app.shell.shortcuts import binds
from tests.teller_app.journal.desk import Replica, room
from tests.teller_app.room_window import TEXTS, eyes, look


def test_every_key_has_words_and_is_bound(qtbot) -> None:
    assert MANIFEST.title in TEXTS
    assert all(action.text in TEXTS and binds(action.key) for action in MANIFEST.actions)
    assert len({action.key for action in MANIFEST.actions}) == len(MANIFEST.actions)


def test_every_intent_is_answered_and_the_model_speaks_to_the_view(qtbot) -> None:
    model, port = room(Replica())
    view = make_view(look("light"), TEXTS, model, eyes(port)[1])
    qtbot.addWidget(view)
    assert model.on_change == view.render_state
    assert view.act("no such intent") is False
    assert view.leave()
