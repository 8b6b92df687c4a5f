from contract.variances import WriteOffVariance
from teller_app.manifest import Line
from teller_app.variances.room import MANIFEST, make_view
from tests.teller_app.room_window import TEXTS, look, shown, words_on
from tests.teller_app.variances.desk import OWN, Replica, room, variance


def place(qtbot, replica: Replica):
    model, port = room(replica)
    view = make_view(look(), TEXTS, model)
    return shown(qtbot, MANIFEST, view, look()), view, model, port


def test_its_life_and_the_persons_sum(qtbot) -> None:
    _, view, model, _ = place(qtbot, Replica())
    model.choose(variance().variance)
    said = words_on(view)
    for word in ("60.00", "−80.00", "Drawer 04, Efua Owusu"):
        assert word in said
    assert "Recovered in cash" in view.detail.steps.accessibleDescription()


def test_written_off_by_keys_alone(qtbot) -> None:
    window, view, model, port = place(qtbot, Replica())
    model.choose(variance().variance)
    window.press("F5")
    assert view.detail.reason.edit.hasFocus()
    window.type("Not found")
    window.press("F9")
    assert isinstance(port.sent[0].command, WriteOffVariance)
    assert port.sent[0].command.reason == "Not found"


def test_ones_own_is_somebody_elses_to_settle(qtbot) -> None:
    window, view, model, _ = place(qtbot, Replica())
    model.choose(OWN.variance)
    window.press("F5")
    assert window.answers == [False]
    assert view.why_off("write_off") == TEXTS("variances.off.own")
    assert view.why_off("forward") == TEXTS("variances.off.choice")


def test_whoever_comes_in_finds_the_first_one_chosen(qtbot) -> None:
    _, view, model, _ = place(qtbot, Replica())
    view.enter()
    assert model.state.chosen == view.table.current_key() != ""
    _, empty, nothing, _ = place(qtbot, Replica(variances=()))
    empty.enter()
    assert nothing.state.chosen == ""


def test_none(qtbot) -> None:
    _, view, _, _ = place(qtbot, Replica(variances=()))
    assert TEXTS("variances.none") in words_on(view)
    assert view.why_off("print") == TEXTS("variances.off.choice")


def test_ctrl_p_prints_the_record_of_the_chosen_one(qtbot) -> None:
    replica = Replica()
    window, view, model, port = place(qtbot, replica)
    model.choose(OWN.variance)
    assert view.why_off("print") == ""
    window.press("Ctrl+P")
    assert replica.printed == [OWN.variance]
    port.set_line(Line("offline"))
    assert view.why_off("print") == TEXTS("variances.off.offline")
