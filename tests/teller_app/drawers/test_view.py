import pytest

from contract.beside import SecondHere
from contract.drawers import (
    CallCustodian,
    CloseDrawer,
    DeclineFloat,
    OpenDrawer,
    SessionState,
    SignOpening,
    SubmitCount,
)
from contract.errors import ErrorCode, Rejected
from contract.feed import Refused
from contract.money import pieces_total
from teller_app.drawers.room import MANIFEST, make_view
from teller_app.i18n import formats
from tests.teller_app.approvals.desk import no_files
from tests.teller_app.drawers.desk import COUNT, Replica, drawer, executed, opened, room, session, sheet, taken
from tests.teller_app.kit import FakePort
from tests.teller_app.room_window import TEXTS, RoomWindow, look, shown, words_on


def place(qtbot, replica: Replica, port: FakePort | None = None):
    model, port = room(replica, port)
    view = make_view(look(), TEXTS, model, no_files)
    return shown(qtbot, MANIFEST, view, look()), view, model, port


def type_count(window: RoomWindow, counts: list[int]) -> None:
    """As at the counter: a number, Enter, the next one."""
    for count in counts:
        window.type(str(count))
        window.press("Return")


def test_a_drawer_is_taken_by_its_number_counted_and_opened(qtbot) -> None:
    replica = Replica()
    window, view, model, port = place(qtbot, replica)
    assert view.currentWidget() is view.choosing
    window.press("5")
    assert (model.state.phase, model.state.drawer.number) == ("opening", "05")
    type_count(window, [40, 50])
    window.press("+", "*")
    assert model.state.counts == {"20000": 40, "10000": 50, "5000": 100}
    window.press("F9")
    assert isinstance(port.sent[0].command, OpenDrawer)
    assert port.sent[0].command.counted == {"20000": 40, "10000": 50, "5000": 100}
    port.settle(executed(opened()))
    assert model.state.phase == "opened", "the feed has not said so yet"
    said = words_on(view)
    assert "20,010.00" in said or formats.money(opened().sent_total) in said
    assert formats.money(-1000) in said
    assert window.focusWidget() is view.opening.result.go, "the counts are not to be changed any more"
    replica.session = session()
    port.tell("session")
    window.press("Return")
    assert view.currentWidget() is view.session


def test_enter_takes_the_current_drawer(qtbot) -> None:
    window, _view, model, _ = place(qtbot, Replica())
    window.press("Down", "Return")
    assert model.state.drawer.number == "05"


def test_the_slip_of_a_drawer_that_was_closed_meanwhile_is_printed_from_the_list(qtbot) -> None:
    amended = sheet(state=SessionState.CLOSED, amended=1)
    window, _, model, _ = place(qtbot, replica := Replica(sheet=amended))
    assert model.state.phase == "choose"
    window.press("Ctrl+P")
    assert replica.printed == [amended]
    _, view, _, _ = place(qtbot, Replica())
    assert view.why_off("print") == TEXTS("drawers.off.phase")


def test_no_day_no_drawer(qtbot) -> None:
    window, view, model, _ = place(qtbot, Replica(day_open=False))
    assert "The branch's day is not open" in words_on(view)
    window.press("4")
    assert model.state.phase == "choose"


def test_the_count_is_blind_until_it_is_in(qtbot) -> None:
    """Neither text nor tooltip nor screen reader knows an expected figure before the count was sent."""
    replica = Replica(session=session())
    window, view, model, port = place(qtbot, replica)
    window.press("F9")
    assert model.state.phase == "counting"
    type_count(window, [99, 118])
    said = words_on(view)
    for figure in (sheet().expected, sheet().opening, sheet().variance, pieces_total(COUNT)):
        assert formats.money(figure) not in said
    assert not view.closing.record.isVisible()
    model.set_counts(COUNT)
    window.press("F9")
    assert isinstance(port.sent[0].command, SubmitCount)
    assert formats.money(sheet().expected) not in words_on(view)
    replica.session, replica.sheet = session(state=SessionState.COUNTED), sheet()
    port.settle(executed(taken()))
    said = words_on(view)
    for figure in (sheet().expected, sheet().opening, sheet().variance):
        assert formats.money(figure) in said


def test_the_answer_may_come_before_the_feed(qtbot) -> None:
    window, view, model, port = place(qtbot, Replica(session=session()))
    window.press("F9")
    model.set_counts(COUNT)
    window.press("F9")
    port.settle(executed(taken()))
    assert model.state.phase == "reconcile"
    assert view.closing.reconcile.expected.figure == formats.money(sheet().expected)


def test_above_tolerance_a_manager_is_asked_with_a_reason(qtbot) -> None:
    replica = Replica(session=session(state=SessionState.COUNTED), sheet=sheet())
    window, view, model, port = place(qtbot, replica)
    assert view.closing.record.ask.isVisible()
    assert not view.closing.record.close_drawer.isVisible()
    window.press("F10")
    assert model.state.problem == "reason_missing"
    assert view.closing.reconcile.reason.error()
    window.type("Change given at 13:52 looks 20 over")
    window.press("F10")
    command = port.sent[0].command
    assert isinstance(command, CloseDrawer)
    assert command.reason == "Change given at 13:52 looks 20 over"


def test_a_drawer_that_agrees_closes_with_f9_and_prints(qtbot) -> None:
    replica = Replica(session=session(state=SessionState.COUNTED), sheet=sheet(0))
    window, view, model, port = place(qtbot, replica)
    window.press("F10")
    assert port.sent == []
    window.press("F9")
    assert isinstance(port.sent[0].command, CloseDrawer)
    replica.session, replica.sheet = None, sheet(0, state=SessionState.CLOSED)
    port.settle(executed(opened()))
    assert model.state.phase == "closed"
    window.press("Ctrl+P", "Ctrl+P")
    assert [paper.state for paper in replica.printed] == [SessionState.CLOSED] * 2
    window.press("F9")
    assert view.currentWidget() is view.choosing


def test_a_recount_keeps_the_first_and_starts_empty(qtbot) -> None:
    replica = Replica(session=session(state=SessionState.COUNTED), sheet=sheet(-600_000))
    window, view, model, port = place(qtbot, replica)
    assert "Count 1" in words_on(view)
    window.press("Ctrl+R")
    assert model.state.phase == "counting"
    assert view.closing.count.grid.counts() == {}
    window.type("7")
    assert model.state.counts == {"20000": 7}
    port.tell("session")
    assert model.state.phase == "counting", "an older reconciliation does not end a new count"
    window.press("Ctrl+R")
    assert model.state.counts == {}


def test_f6_goes_to_the_next_denomination(qtbot) -> None:
    window, _view, model, _ = place(qtbot, Replica(session=session()))
    window.press("F9", "F6")
    window.type("3")
    assert model.state.counts == {"10000": 3}


@pytest.mark.parametrize(("phase", "key"), [("choose", "F6"), ("choose", "F10"), ("choose", "Ctrl+P")])
def test_a_key_that_means_nothing_says_so(qtbot, phase: str, key: str) -> None:
    window, view, _model, port = place(qtbot, Replica())
    window.press(key)
    assert window.answers == [False]
    assert port.sent == []
    intent = next(action.intent for action in MANIFEST.actions if action.key == key)
    assert view.why_off(intent)


def test_offline_nothing_is_sent_and_it_says_why(qtbot) -> None:
    port = FakePort()
    window, view, _model, _ = place(qtbot, Replica(), port)
    port.go_offline()
    window.press("4", "F9")
    assert port.sent == []
    assert TEXTS("error.needs_server.title") in words_on(view)


def test_f9_sleeps_until_the_custodian_has_signed_and_a_refusal_is_read_on_the_list(qtbot) -> None:
    replica = Replica(session=session(state=SessionState.UNSIGNED), drawers=(drawer(two_sign=True),), keepers=())
    window, view, _, port = place(qtbot, replica)
    assert view.currentWidget() is view.opening
    assert view.why_off("forward") == TEXTS("drawers.off.unsigned")
    window.press("F9")
    assert port.sent == []
    replica.keepers = (("hajara", "Hajara Bawa"), ("kwesi", "Kwesi Appiah"))
    port.tell("session")
    assert view.opening.signatures.who.isVisible()
    window.press("F9")
    assert port.sent == [], "who of the two stands here is not said yet"
    view.opening.signatures.who.chosen.emit("kwesi")
    assert view.opening.result.go.accessibleName() == TEXTS("drawers.sign.here", name="Kwesi Appiah")
    assert view.why_off("forward") == ""
    window.press("F9")
    assert port.sent[-1].command == SecondHere(second="kwesi", act=SignOpening(session=session().session))
    port.settle(executed(None))
    replica.session = session(signed_by="Hajara Bawa", signed_at="2026-11-22T08:04:00.000Z")
    port.tell("session")
    assert view.currentWidget() is view.session
    assert any("Hajara Bawa" in line.figure for line in view.session.facts.lines)
    replica.session = session(state=SessionState.UNSIGNED)
    port.tell("session")
    replica.session, replica.ended = None, session(state=SessionState.CLOSED, refused="Strap 7 is short")
    port.tell("session")
    assert view.currentWidget() is view.choosing
    assert "Strap 7 is short" in words_on(view)


def test_f10_calls_the_custodian_once_more_and_the_page_says_when(qtbot) -> None:
    replica = Replica(session=session(state=SessionState.UNSIGNED))
    window, view, _, port = place(qtbot, replica)
    assert view.why_off("manager") == ""
    window.press("F10")
    assert port.sent[-1].command == CallCustodian(session=session().session)
    replica.session = session(state=SessionState.UNSIGNED, called_at="2026-11-22T08:14:00.000Z")
    port.settle(executed(None))
    assert (
        view.opening.signatures.tiles[1].accessibleDescription()
        == "Hajara Bawa, Waiting, Called 08:14. Signs in Cash and vault"
    )
    window.press("F10")
    port.settle(Refused(seq=1, problem=Rejected(code=ErrorCode.NUDGED_ALREADY)))
    assert TEXTS("error.nudged_already.do") in words_on(view)


def test_a_float_is_given_back_by_keys_alone(qtbot) -> None:
    replica = Replica(drawers=(drawer(two_sign=True),))
    window, view, _, port = place(qtbot, replica)
    assert view.why_off("decline") == TEXTS("drawers.off.decline")
    window.press("4")
    type_count(window, [40])
    window.press("F9")
    port.settle(executed(opened(0)))
    replica.session = session(state=SessionState.UNSIGNED)
    port.tell("session")
    assert view.why_off("decline") == ""
    assert view.opening.signatures.tiles[1].accessibleDescription().startswith("Hajara Bawa, Waiting")
    assert TEXTS("drawers.equal_sign_do") in words_on(view)
    assert (view.guide().title, view.guide().keys["manager"]) == ("Open drawer", "Vault signs")
    assert {"next", "again", "print", "slip"} <= view.guide().quiet, "what another phase does is not in the bar"
    window.press("Ctrl+D")
    assert view.guide().keys["forward"] == "Refuse float"
    window.type("Strap 7 is short")
    window.press("F9")
    assert port.sent[-1].command == DeclineFloat(session=session().session, reason="Strap 7 is short")
    replica.session = session(state=SessionState.UNSIGNED, refused="Strap 7 is short")
    port.settle(executed(None))
    assert TEXTS("drawers.declined_do") in words_on(view)
    assert view.why_off("forward") == TEXTS("drawers.off.declined")
    assert not view.opening.result.decline.isVisible()
