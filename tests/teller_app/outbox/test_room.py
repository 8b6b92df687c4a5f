from teller_app.outbox.room import MANIFEST, make_view
from teller_app.shell.shortcuts import GLOBAL, binds
from tests.teller_app.outbox.desk import room
from tests.teller_app.room_window import TEXTS, eyes, look


def test_every_key_has_words_and_is_bound(qtbot) -> None:
    assert MANIFEST.title in TEXTS
    assert all(action.text in TEXTS and binds(action.key) for action in MANIFEST.actions)
    assert len({action.key for action in MANIFEST.actions}) == len(MANIFEST.actions)
    assert any(shortcut.act == f"go:{MANIFEST.name}" for shortcut in GLOBAL), "it has no place in the sidebar"


def test_the_model_speaks_to_the_view(qtbot) -> None:
    model, port = room()
    view = make_view(look("light"), TEXTS, model, lambda user: "Efua", eyes(port)[1])
    qtbot.addWidget(view)
    assert model.on_change == view.render_state
    assert view.act("no such intent") is False
    assert view.leave()
