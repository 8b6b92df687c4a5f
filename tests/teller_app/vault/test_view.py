from contract.beside import SecondHere
from contract.feed import Executed
from contract.permissions import Permission
from contract.vault import ConfirmCash, MoveState, SendCash
from teller_app.manifest import keys_of
from teller_app.vault.room import MANIFEST, make_view
from tests.teller_app.kit import KWESI_ID, FakePort
from tests.teller_app.room_window import TEXTS, look, shown, words_on
from tests.teller_app.samples import some_id
from tests.teller_app.vault.desk import (
    DONE,
    HAJARA_ID,
    TELLER,
    TO_BANK,
    TO_TILL,
    Replica,
    count,
    custody,
    move,
    room,
    session,
)


def place(qtbot, replica: Replica, port: FakePort | None = None):
    model, port = room(replica, port)
    view = make_view(look(), TEXTS, model)
    return shown(qtbot, MANIFEST, view, look()), view, model, port


def test_a_custodian_sees_the_stock_and_sends_by_keys_alone(qtbot) -> None:
    window, view, model, port = place(qtbot, Replica(vault=custody()))
    said = words_on(view)
    assert "Cash in vault" in said
    assert "Hajara Bawa" in said
    window.press("F3")
    assert view.form.source.hasFocus()
    view.form.grid.focus_first()
    window.type("3")
    model.set_second(HAJARA_ID)
    window.press("F9")
    command = port.sent[0].command
    assert isinstance(command, SendCash)
    assert command.pieces == {"20000": 3}


def test_the_keys_stand_at_the_second_person_of_an_unlocking(qtbot) -> None:
    window, view, model, _ = place(qtbot, Replica(vault=custody(open=False)))
    window.press("Ctrl+U")
    assert model.state.form.act == "unlock"
    assert view.form.second.hasFocus()


def test_whoever_named_nobody_is_taken_to_where_they_name_them(qtbot) -> None:
    window, view, model, port = place(qtbot, Replica(vault=custody()))
    window.press("F8")
    window.type("3")
    window.press("F9")
    assert model.state.problem == "second_missing"
    assert not port.sent
    assert view.form.second.hasFocus()
    view.form.grid.edits[-1].setFocus()
    window.press("Return")
    assert view.form.second.hasFocus(), "Enter on the last piece goes on"


def test_what_a_doubtful_note_still_needs_has_the_keys(qtbot) -> None:
    window, view, model, _ = place(qtbot, Replica(session=session()), FakePort(TELLER))
    window.press("Alt+C")
    window.type("1")
    view.form.grid.edits[7].setFocus()
    window.press("Return")
    assert view.form.giver.name.edit.hasFocus()
    window.press("Shift+Tab", "F9")
    assert (model.state.problem, view.form.giver.name.edit.hasFocus()) == ("giver_missing", True)
    window.type("Yaw")
    window.press("F9")
    assert (model.state.problem, view.form.reason.edit.hasFocus()) == ("reason_missing", True)


def test_a_close_that_was_begun_in_another_room_has_the_keys(qtbot) -> None:
    _, view, model, _ = place(qtbot, Replica(vault=custody()))
    view.enter()
    assert model.force_close(some_id(702))
    assert (view.form.source.key(), view.form.source.hasFocus()) == (some_id(702), True)


def test_a_cashier_sees_no_stock(qtbot) -> None:
    _, view, _, _ = place(qtbot, Replica(session=session()), FakePort(TELLER))
    assert not view.stock.isVisible()
    assert "Cash in vault" not in words_on(view)


def test_the_second_person_confirms_what_is_chosen(qtbot) -> None:
    window, view, model, port = place(qtbot, Replica())
    model.choose(f"move:{TO_BANK.transfer}")
    assert view.form.confirm_line.isVisible()
    window.press("F9")
    assert port.sent[0].command == ConfirmCash(transfer=TO_BANK.transfer)


def test_what_waits_for_somebody_else_asks_them_here_in_place_of_the_outlook(qtbot) -> None:
    mine = move(615, maker=KWESI_ID, waits_for=HAJARA_ID, second=HAJARA_ID, state=MoveState.PROPOSED)
    window, view, model, port = place(qtbot, Replica(moves=(mine,), requisitions=()))
    assert view.why_off("forward") == TEXTS("vault.off.choice")
    model.choose(f"move:{mine.transfer}")
    assert view.why_off("forward") == ""
    assert view.right.currentWidget() is view.form
    assert TEXTS("vault.beside_do", name="Hajara Bawa") in words_on(view.form)
    assert view.form.go.accessibleName() == TEXTS("vault.go.beside", name="Hajara Bawa")
    window.press("F9")
    assert port.sent[0].command == SecondHere(second=HAJARA_ID, act=ConfirmCash(transfer=mine.transfer))


def test_the_requisition_that_waits_is_sent_by_f9_whatever_card_is_chosen(qtbot) -> None:
    _, view, model, port = place(qtbot, Replica())
    assert view.why_off("forward") == ""
    model.choose(f"move:{move().transfer}")
    assert view.grant.go.accessibleDescription() and view.why_off("forward") == ""
    assert model.forward()
    assert (model.state.form.act, model.state.problem) == ("grant", "second_missing")
    model.leave()
    model.choose(f"move:{TO_BANK.transfer}")
    model.forward()
    assert port.sent[-1].command == ConfirmCash(transfer=TO_BANK.transfer), "what waits for a yes comes first"


def test_who_keeps_no_vault_has_no_keys_of_its_custodian() -> None:
    theirs = {action.intent for action in keys_of(MANIFEST, TELLER.permissions).actions}
    assert not theirs & {"count", "lock", "unlock", "sign", "surprise", "force", "currency"}
    assert {"send", "receive", "exchange", "ask", "micro", "handover", "impound"} <= theirs
    assert keys_of(MANIFEST, frozenset(Permission)).actions == MANIFEST.actions


def test_a_key_that_means_nothing_says_why(qtbot) -> None:
    window, view, _, _ = place(qtbot, Replica(vault=custody(open=False)))
    window.press("F3")
    assert window.answers == [False]
    assert view.why_off("send") == TEXTS("vault.off.locked")
    assert view.why_off("forward") == TEXTS("vault.off.choice")
    assert view.why_off("leave") == TEXTS("vault.off.choice")


def test_what_is_missing_is_said_and_the_form_stays(qtbot) -> None:
    window, view, model, _ = place(qtbot, Replica())
    window.press("F3", "F9")
    assert TEXTS("error.cash_needed.title") in words_on(view)
    assert model.state.form.act == "send"
    window.press("Ctrl+W")
    assert model.state.form.act == ""


def test_once_it_is_booked_the_list_has_the_keys_again(qtbot) -> None:
    window, view, model, port = place(qtbot, Replica(vault=custody()))
    window.press("F3")
    view.form.grid.focus_first()
    window.type("3")
    model.set_second(HAJARA_ID)
    window.press("F9")
    port.settle(Executed(seq=1))
    assert view.moves.isAncestorOf(view.window().focusWidget())


def test_whoever_comes_in_finds_what_waits_for_them(qtbot) -> None:
    _, view, model, _ = place(qtbot, Replica(session=session(), moves=(DONE, TO_TILL)), FakePort(TELLER))
    view.enter()
    assert model.state.chosen == f"move:{TO_TILL.transfer}"
    assert "F4" in view.form.nothing.accessibleDescription(), "and what takes it in"
    model.choose(f"move:{DONE.transfer}")
    view.enter()
    assert model.state.chosen == f"move:{TO_TILL.transfer}", "about what is over there is nothing to do"
    model.choose(f"move:{DONE.transfer}")
    assert view.form.nothing.accessibleName() == TEXTS("vault.form.none")


def test_the_second_person_finds_the_transfer_that_waits_for_their_yes(qtbot) -> None:
    _, view, model, _ = place(qtbot, Replica(moves=(DONE, TO_BANK)))
    view.enter()
    assert (model.state.chosen, model.state.waits_for_me) == (f"move:{TO_BANK.transfer}", True)


def test_a_witness_finds_the_count_that_they_saw(qtbot) -> None:
    _, view, model, _ = place(qtbot, Replica(session=session(), moves=(DONE,), counts=(count(),)), FakePort(TELLER))
    view.enter()
    assert (model.state.chosen, model.state.waits_for_me) == (f"count:{count().count}", True)


def test_a_surprise_count_asks_for_a_drawer_not_where_cash_comes_from(qtbot) -> None:
    window, view, _, _ = place(qtbot, Replica(vault=custody(), sessions=(session(),)))
    window.press("F3")
    assert view.form.source.accessibleName() == "From"
    window.press("Ctrl+W")
    window.press("Alt+S")
    assert view.form.source.accessibleName() == "Drawer"


def test_a_yes_is_asked_for_all_the_pieces(qtbot) -> None:
    _, view, _, _ = place(qtbot, Replica(moves=(TO_BANK,)))
    view.enter()
    assert "100 × 200" in view.form.confirm_line.accessibleDescription()


def test_the_second_person_is_shown_what_was_counted_and_not_what_was_sent(qtbot) -> None:
    came = move(630, state=MoveState.COUNTED, receiver=HAJARA_ID, received={"20000": 99, "5000": 100}, difference=-200_00,
                reason="One note short", waits_for=KWESI_ID)  # fmt: skip
    _, view, model, _ = place(qtbot, Replica(moves=(came,), requisitions=()))
    model.choose(f"move:{came.transfer}")
    said = view.form.confirm_line.accessibleDescription()
    assert "99 × 200.00, 100 × 50.00. Off −200.00: One note short" in said
    assert "100 × 200.00" not in said
    assert "99 × 200.00" in view.moves.about.accessibleDescription()
