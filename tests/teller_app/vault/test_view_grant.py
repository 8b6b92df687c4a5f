from contract.money import pieces_total
from contract.vault import DeclineCash, GrantCash
from tests.teller_app.kit import EFUA_ID, FakePort
from tests.teller_app.room_window import TEXTS, words_on
from tests.teller_app.vault.desk import HAJARA_ID, TELLER, Replica, asked, custody, held, session
from tests.teller_app.vault.test_view import place


def granting(qtbot, **more: object):
    replica = Replica(vault=custody(), **more)  # type: ignore[arg-type]
    replica.totals = {session(3).session: held()}
    return place(qtbot, replica)


def test_the_first_that_asks_is_a_draft_with_what_is_suggested(qtbot) -> None:
    _, view, _, _ = granting(qtbot)
    said = words_on(view.grant)
    assert "Requisition RQ-0231" in said
    assert TEXTS("vault.grant.usual", number="03") in said, "by what this drawer pays out until the close"
    counts = view.grant.grid.counts()
    assert (pieces_total(counts), counts["1000"] > 100, counts["500"] > 20) == (10_000_00, True, True)
    assert f"Suggested payout 10,000.00 in {sum(counts.values())} pieces" in said
    assert all(edit.isReadOnly() for edit in view.grant.grid.edits)


def test_amounts_are_changed_and_sent_by_keys_alone_while_the_outlook_stays(qtbot) -> None:
    window, view, model, port = granting(qtbot)
    suggested = view.grant.grid.counts()
    window.press("F6")
    assert view.grant.grid.edits[0].hasFocus()
    assert view.right.currentWidget() is view.ahead
    window.type("40")
    window.press("Down")
    window.type("20")
    window.press("F9")
    assert TEXTS("error.second_missing.title") in words_on(view.grant)
    assert view.grant.second.hasFocus()
    model.set_second(HAJARA_ID)
    window.press("F9")
    command = port.sent[0].command
    assert isinstance(command, GrantCash)
    assert (command.pieces["20000"], command.pieces["10000"], command.second) == (40, 20, HAJARA_ID)
    assert command.pieces["1000"] == suggested["1000"], "what was not touched goes as it was suggested"


def test_what_is_suggested_needs_the_second_person_alone(qtbot) -> None:
    window, view, model, _ = granting(qtbot)
    window.press("F9")
    assert (model.state.form.act, model.state.problem) == ("grant", "second_missing")
    assert view.grant.second.hasFocus()


def test_what_the_vault_has_not_is_not_sent(qtbot) -> None:
    window, view, _, _ = granting(qtbot)
    window.press("F6")
    window.type("413")
    assert TEXTS("vault.grant.short") in words_on(view.grant)
    assert not view.grant.go.isEnabled()


def test_the_buttons_mean_this_requisition_whatever_row_is_chosen(qtbot) -> None:
    _, view, model, port = granting(qtbot)
    view.grant.decline.click()
    assert (model.state.form.act, model.state.form.subject) == ("refuse", asked().requisition)
    model.set_reason("Not today")
    model.forward()
    assert port.sent[0].command == DeclineCash(requisition=asked().requisition, reason="Not today")


def test_the_selected_one_goes_as_it_is_suggested(qtbot) -> None:
    window, _view, model, port = granting(qtbot)
    model.choose(f"ask:{asked().requisition}")
    window.press("F9")
    assert (model.state.form.act, model.state.problem) == ("grant", "second_missing")
    assert port.sent == []


def test_who_keeps_no_vault_and_a_branch_where_nobody_asks_have_no_such_panel(qtbot) -> None:
    _, view, _, _ = place(qtbot, Replica(session=session(3, EFUA_ID)), FakePort(TELLER))
    assert not view.grant.isVisible()
    _, view, _, _ = granting(qtbot, requisitions=())
    assert not view.grant.isVisible()
