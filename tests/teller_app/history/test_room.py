from teller_app.history.room import MANIFEST, make_view
from tests.teller_app.history.desk import Replica, room
from tests.teller_app.room_window import TEXTS, look


def test_every_key_has_words() -> None:
    assert MANIFEST.title in TEXTS
    assert all(action.text in TEXTS for action in MANIFEST.actions)


def test_every_intent_is_answered_and_the_model_speaks_to_the_view(qtbot) -> None:
    model, _ = room(Replica())
    view = make_view(look("light"), TEXTS, model)
    qtbot.addWidget(view)
    assert model.on_change == view.render_state
    assert view.act("no such intent") is False
    assert view.leave()
