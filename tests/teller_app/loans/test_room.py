from contract.permissions import Permission
from teller_app.loans.room import MANIFEST, make_view
from teller_app.manifest import keys_of
from teller_app.shell.shortcuts import binds
from tests.teller_app.loans.desk import Replica, room
from tests.teller_app.room_window import TEXTS, look


def test_every_key_has_words_and_is_bound() -> None:
    assert MANIFEST.title in TEXTS
    assert all(action.text in TEXTS and binds(action.key) for action in MANIFEST.actions)


def test_whoever_only_reads_has_no_key_that_moves_money() -> None:
    keys = {action.intent for action in keys_of(MANIFEST, (Permission.READ_ACCOUNTS,)).actions}
    assert keys.isdisjoint({"apply", "disburse", "repay", "write_off", "undo", "pay"})
    assert {"schedule", "receipt", "next"} <= keys


def test_every_intent_is_answered_and_the_model_speaks_to_the_view(qtbot) -> None:
    model, _ = room(Replica())
    view = make_view(look("light"), TEXTS, model)
    qtbot.addWidget(view)
    assert model.on_change == view.render_state
    assert view.act("no such intent") is False
    assert view.leave()
