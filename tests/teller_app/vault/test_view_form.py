from contract.drawers import SessionState
from teller_app.vault.view_form import FormPanel
from tests.teller_app.kit import EFUA_ID
from tests.teller_app.room_window import TEXTS, look
from tests.teller_app.vault.desk import Replica, room, session, teller


def panel(qtbot, model) -> FormPanel:
    made = FormPanel(look(), TEXTS, model)
    model.on_change = made.render_state
    qtbot.addWidget(made)
    made.show()
    made.render_state(model.state)
    return made


def test_each_act_has_its_own_parts(qtbot) -> None:
    model, _ = teller(Replica())
    made = panel(qtbot, model)
    assert made.nothing.isVisible()
    for act, parts in (
        ("send", (True, False, False, False)),
        ("exchange", (True, True, False, True)),
        ("ask", (False, False, True, False)),
    ):
        model.begin(act)
        shown = (made.source, made.part, made.amount, made.second)
        assert tuple(part.isVisible() for part in shown) == parts, act


def test_the_other_side_of_an_exchange_has_its_own_counts(qtbot) -> None:
    model, _ = teller(Replica())
    made = panel(qtbot, model)
    model.begin("exchange")
    made.grid.set_counts({"5000": 2})
    made.part.setCurrentIndex(1)
    assert made.grid.counts() == {}
    made.grid.set_counts({"1000": 10})
    assert (model.state.form.given, model.state.form.taken) == ({"5000": 2}, {"1000": 10})


def test_who_may_be_second_is_offered(qtbot) -> None:
    model, _ = room(Replica())
    made = panel(qtbot, model)
    model.begin("count")
    names = {made.second.itemText(at) for at in range(made.second.count())}
    assert names == {"Efua Owusu", "Hajara Bawa", "Kojo Bediako"}


def test_an_opening_says_what_a_signature_does(qtbot) -> None:
    unsigned = session(3, EFUA_ID, SessionState.UNSIGNED)
    model, _ = room(Replica(sessions=(unsigned,)))
    made = panel(qtbot, model)
    model.choose(f"opening:{unsigned.session}")
    assert made.confirm_line.isVisible()
    assert "Opening, drawer 03" in made.confirm_line.accessibleName() + made.confirm_line.accessibleDescription()
    assert made.go.isVisible()
    assert made.go.text() == "Sign"


def test_a_declined_float_is_taken_back_not_signed(qtbot) -> None:
    model, _ = room(Replica(sessions=(session(3, EFUA_ID, SessionState.UNSIGNED, refused="Strap 7"),)))
    made = panel(qtbot, model)
    model.next_opening()
    assert made.go.text() == TEXTS("vault.go.take_back")
    assert "Strap 7" in made.confirm_line.accessibleDescription()


def test_sorting_shows_two_buckets_and_notes_alone(qtbot) -> None:
    model, _ = teller(Replica())
    made = panel(qtbot, model)
    model.begin("sort")
    assert (made.bucket_from.isVisible(), made.bucket_to.isVisible(), made.source.isVisible()) == (True, True, False)
    assert made.grid.notes.isVisible()
    assert not made.grid.tabs.isVisible()
    assert made.bucket_to.key() == "mutilated"


def test_a_doubtful_note_is_worth_nothing(qtbot) -> None:
    model, _ = teller(Replica())
    made = panel(qtbot, model)
    model.begin("impound")
    assert made.giver.isVisible()
    made.grid.set_counts({"20000": 1})
    said = made.total.accessibleName() + made.total.accessibleDescription()
    assert "0.00" in said and TEXTS("vault.given_for_kept") in said


def test_the_vault_is_counted_bucket_by_bucket(qtbot) -> None:
    model, _ = room(Replica())
    made = panel(qtbot, model)
    model.begin("count")
    made.grid.set_counts({"20000": 1, "5000:mutilated": 2})
    assert model.state.form.given == {"20000": 1, "5000:mutilated": 2}
    assert made.grid.turn()
    assert made.grid.turn()
    assert made.grid.notes.counts() == {"5000": 2}
