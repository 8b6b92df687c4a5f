from datetime import timedelta

from PySide6.QtCore import QPoint, Qt

from contract.approvals import ApproveRequest, Decided, DeclineRequest, RequestState, TakeRequest, WithdrawRequest
from contract.errors import ErrorCode, Rejected
from contract.feed import Executed, Refused
from teller_app.approvals.room import MANIFEST, make_view
from teller_app.glass.table_model import cell_text
from tests.teller_app.approvals.desk import REVERSAL, Replica, judged, no_files, no_pictures, request, room
from tests.teller_app.kit import EFUA, KWESI, FakePort
from tests.teller_app.room_window import TEXTS, look, shown, words_on
from tests.teller_app.scenes import settle


def place(qtbot, replica: Replica, port: FakePort | None = None):
    model, port = room(replica, port)
    view = make_view(look(), TEXTS, model, no_pictures, no_files)
    # A slow machine must not look at a request for longer than the test.
    view._dwell.setInterval(3_600_000)
    return shown(qtbot, MANIFEST, view, look()), view, model, port


def test_everything_a_manager_has_to_know_is_there(qtbot) -> None:
    _, view, _, _ = place(qtbot, Replica())
    said = words_on(view)
    for word in (
        "Kumasi Timber Ltd",
        "18,500.00",
        "Efua Owusu",
        "1040 0923 3101 2",
        "Payroll",
        "5,000.00",
        "13,500.00",
    ):
        assert word in said
    assert "Drawer 04" in words_on(view) or "04" in said


def test_approve_with_a_note(qtbot) -> None:
    replica = Replica()
    window, _view, model, port = place(qtbot, replica)
    window.press("Return")
    window.type("Spoke to Mr Danso")
    window.press("Ctrl+Return")
    command = port.sent[0].command
    assert command == ApproveRequest(request=request().request, note="Spoke to Mr Danso")
    window.press("Ctrl+Return")
    assert len(port.sent) == 1, "one answer, however often it is pressed"
    replica.requests = (request(state=RequestState.APPROVED), *replica.requests[1:])
    port.settle(Executed(seq=3, result=Decided(request=request().request, state=RequestState.APPROVED)))
    assert model.state.chosen == REVERSAL, "the next one is there"
    assert model.state.reason == ""


def test_declining_needs_a_reason_and_goes_to_the_field(qtbot) -> None:
    window, view, _model, port = place(qtbot, Replica())
    window.press("Down", "Ctrl+D")
    assert port.sent == []
    assert view.detail.reason.error()
    window.type("Not the holder")
    assert not view.detail.reason.error()
    window.press("Ctrl+D")
    assert port.sent[0].command == DeclineRequest(request=REVERSAL.request, reason="Not the holder")


def test_ones_own_request_offers_withdrawal_only(qtbot) -> None:
    window, view, _model, port = place(qtbot, Replica(requests=(request(),)), FakePort(EFUA))
    assert not view.detail.approve.isVisible()
    assert view.detail.withdraw.isVisible()
    window.press("Ctrl+Return", "Ctrl+D")
    assert window.answers == [False, False]
    window.press("Ctrl+W")
    assert [sent.command for sent in port.sent] == [WithdrawRequest(request=request().request)]


def test_an_approved_permit_is_paid(qtbot) -> None:
    replica = Replica(requests=(request(state=RequestState.APPROVED),))
    window, view, _model, _port = place(qtbot, replica, FakePort(EFUA))
    assert "ready to pay" in words_on(view)
    window.press("F9")
    assert replica.paid == [replica.requests[0]]


def test_when_the_chosen_one_goes_its_neighbour_is_not_decided(qtbot) -> None:
    replica = Replica()
    window, view, model, port = place(qtbot, replica)
    window.press("Return")
    window.type("Fine")
    replica.requests = replica.requests[1:]
    port.tell("request")
    window.press("Ctrl+Return")
    assert port.sent == []
    assert (model.state.chosen, model.state.reason) == (None, "")
    assert view.detail.nothing.isVisible()


def test_a_decided_request_says_so_and_why(qtbot) -> None:
    window, view, _model, port = place(qtbot, Replica())
    window.press("F4", "F4", "End", "Ctrl+Return")
    assert port.sent == []
    assert "No identity card" in words_on(view)


def test_a_refusal_is_said_and_the_note_stays(qtbot) -> None:
    window, view, model, port = place(qtbot, Replica())
    window.press("Return")
    window.type("Fine")
    window.press("Ctrl+Return")
    port.settle(Refused(seq=3, problem=Rejected(code=ErrorCode.REQUEST_EXPIRED)))
    assert TEXTS("error.request_expired.title") in words_on(view)
    assert model.state.reason == "Fine"


def test_offline_nothing_is_decided(qtbot) -> None:
    window, view, _model, port = place(qtbot, Replica())
    port.go_offline()
    window.press("Ctrl+Return")
    assert port.sent == []
    assert view.detail.approve.toolTip() == TEXTS("approvals.off.offline")
    assert TEXTS("approvals.code_possible") in words_on(view), "but a code works"


def test_no_requests(qtbot) -> None:
    _, view, _, _ = place(qtbot, Replica(requests=()))
    assert TEXTS("approvals.none") in words_on(view)


def test_in_a_narrow_window_enter_shows_the_request(qtbot) -> None:
    window, view, model, _ = place(qtbot, Replica())
    window.resize(700, 640)
    qtbot.waitUntil(lambda: view.both.folded)
    view.enter()
    assert view.table.isVisible()
    assert not view.detail.isVisible()
    window.press("Down")
    window.press("Return")
    assert view.detail.isVisible()
    assert view.detail.approve.isVisible()
    window.press("Ctrl+D")
    assert model.state.problem == "reason_missing"
    assert view.detail.reason.edit.hasFocus()


def test_once_nothing_waits_the_keys_belong_to_the_list(qtbot) -> None:
    replica = Replica(requests=(request(),))
    window, view, _model, port = place(qtbot, replica)
    window.press("Return")
    window.type("Fine")
    window.press("Ctrl+Return")
    replica.requests = (request(state=RequestState.APPROVED),)
    port.settle(Executed(seq=3, result=Decided(request=request().request, state=RequestState.APPROVED)))
    assert not view.detail.reason.isVisible()
    assert view.table.view.hasFocus() or view.table.hasFocus()


def test_less_than_asked_by_keyboard(qtbot) -> None:
    window, view, _model, port = place(qtbot, Replica(requests=(request(),)))
    window.press("F5")
    assert view.detail.less.edit.hasFocus()
    window.type("10000")
    assert view.detail.approve.toolTip() == TEXTS("approvals.off.reason")
    assert "10,000.00" in view.detail.approve.text()
    window.press("Ctrl+Return")
    assert view.detail.reason.edit.hasFocus(), "less takes a reason"
    window.type("what the card covers")
    window.press("Ctrl+Return")
    assert port.sent[0].command == ApproveRequest(
        request=request().request, note="what the card covers", ceiling=1_000_000
    )


def test_a_question_by_keyboard(qtbot) -> None:
    window, _view, _model, port = place(qtbot, Replica(requests=(request(),)))
    window.press("Return")
    window.type("Who is with her?")
    window.press("Ctrl+I")
    assert port.sent[0].command.text == "Who is with her?"


def test_a_glance_tells_the_maker_who_has_it(qtbot) -> None:
    _, view, _model, port = place(qtbot, Replica())
    view._dwell.setInterval(1)
    view._dwell.start()
    qtbot.waitUntil(lambda: bool(port.sent))
    assert port.sent[0].command == TakeRequest(request=request().request)


def test_the_waiting_grow_older_while_somebody_looks(qtbot) -> None:
    _, view, model, _ = place(qtbot, Replica())
    assert view._clock.isActive()
    assert "Oldest 1 min" in words_on(view.list)
    later = model.now() + timedelta(minutes=64)
    model.now = lambda: later
    model.pass_time()
    assert "Oldest 1 h 5 min" in words_on(view.list)
    assert view.detail.head.chip.words() == "Waiting 1 h 5 min"
    view.hide()
    assert not view._clock.isActive()


def test_in_a_low_window_one_key_shows_the_signatures(qtbot) -> None:
    port = FakePort(KWESI)
    model, _ = judged(port)
    shade = look()
    view = make_view(shade, TEXTS, model, no_pictures, no_files)
    window = shown(qtbot, MANIFEST, view, shade)
    window.resize(1366, 640)
    shade.set_density("compact")
    row = view.table._model.source.row(0)
    # The drawer stands at the head of the request: cut to three letters it would say nothing here.
    assert cell_text(row.cells[0]) == (
        "Kumasi Timber Ltd, Cash withdrawal · Efua O., 18,500.00, 1 min, High 82, Over cashier's limit"
    )
    assert "Drawer 04" in view.detail.head.asked.text()
    scroll, photo = view.detail.rows, view.detail.holder
    settle()
    qtbot.waitUntil(lambda: scroll.verticalScrollBar().maximum() > 0)
    assert scroll.focusPolicy() is Qt.FocusPolicy.TabFocus
    before = view.window().focusWidget()
    window.press("F6")
    top = photo.mapTo(scroll.viewport(), QPoint(0, 0)).y()
    assert 0 <= top < scroll.viewport().height() - 100
    assert view.window().focusWidget() is before
