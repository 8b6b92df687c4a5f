from contract import paths
from contract.doors import NoteActivity
from contract.feed import Executed
from contract.ledger import Posted, ReverseTransaction, Status
from teller_app.journal.room import MANIFEST, make_view
from tests.teller_app.journal.desk import DAY, WITHDRAWAL, Replica, permit, posting, room
from tests.teller_app.kit import FakePort
from tests.teller_app.room_window import TEXTS, eyes, look, shown, words_on


def place(qtbot, replica: Replica, port: FakePort | None = None):
    model, port = room(replica, port)
    view = make_view(look(), TEXTS, model, eyes(port)[1])
    return shown(qtbot, MANIFEST, view, look()), view, model, port


def test_everything_of_the_chosen_one_is_there(qtbot) -> None:
    window, view, _, _ = place(qtbot, Replica())
    assert view.table.row_count() == len(DAY)
    window.press("Down", "Down")
    said = words_on(view.detail)
    for word in (
        "Yaw Ofori Atta",
        "1,500.00",
        "1020 1009 2281 1",
        "1020 1334 5778 1",
        "04-20261122-1-0497",
        "7KQ4-M2XD",
        "2.00",
    ):
        assert word in said


def test_filter_and_kinds(qtbot) -> None:
    window, view, model, _ = place(qtbot, Replica())
    window.press("F3")
    window.type("kofi")
    assert view.table.row_count() == 1
    assert model.state.chosen.transaction == WITHDRAWAL.transaction
    window.press("Return", "F3")
    window.type("nobody")
    assert TEXTS("journal.none_found") in words_on(view)
    view.filter.clear()
    window.press("F5", "F5")
    assert model.state.kind == "reversed"
    assert {fact.holder for fact in model.state.shown} == {"Esi Quansah"}
    assert view.kinds.currentIndex() == 2


def test_a_new_row_above_does_not_move_the_choice(qtbot) -> None:
    replica = Replica()
    window, view, model, port = place(qtbot, replica)
    window.press("Down")
    replica.day = (posting(0), *DAY)
    port.tell("transaction")
    assert model.state.chosen.transaction == WITHDRAWAL.transaction
    assert view.table.current_key() == WITHDRAWAL.transaction


def test_print_again(qtbot) -> None:
    replica = Replica()
    window, _, _, _ = place(qtbot, replica)
    window.press("Ctrl+P")
    assert replica.printed == [DAY[0]]


def test_a_reversal_is_asked_with_a_reason(qtbot) -> None:
    window, view, model, port = place(qtbot, Replica())
    window.press("F6")
    assert view.reason.is_open
    assert "2,450.00" in view.reason.text.text()
    window.press("Return")
    assert port.sent == []
    assert view.reason.reason.error()
    window.type("Wrong account")
    window.press("Return")
    qtbot.waitUntil(lambda: len(port.sent) == 1)
    command = port.sent[0].command
    assert isinstance(command, ReverseTransaction)
    assert (command.original, command.reason, command.cash.given) == (DAY[0].transaction, "Wrong account", {})
    assert not view.reason.is_open
    assert model.state.busy


def test_escape_drops_the_question(qtbot) -> None:
    window, view, model, port = place(qtbot, Replica())
    window.press("F6")
    window.type("Wrong")
    window.press("Escape")
    qtbot.waitUntil(lambda: not model.state.reversing)
    assert not view.reason.is_open
    window.press("F6")
    assert view.reason.reason.text() == ""
    assert port.sent == []


def test_what_cannot_be_reversed_says_why(qtbot) -> None:
    window, view, _model, port = place(qtbot, Replica())
    window.press("Down", "Down", "Down", "F6")
    assert view.reason is None
    assert view.why_off("reverse") == TEXTS("journal.off.status")
    window.press("Down")
    assert view.why_off("reverse") == TEXTS("journal.off.reversal")
    port.go_offline()
    window.press("Home", "F6")
    assert TEXTS("error.needs_server.title") in words_on(view.detail)


def test_a_cash_reversal_is_paid_in_pieces_against_its_permit(qtbot) -> None:
    window, view, model, port = place(qtbot, Replica())
    model.use_permit(permit(WITHDRAWAL, "01890000-0000-7000-8000-0000000ad099"))
    assert view.cash.is_open
    window.type("3")
    window.press("F9")
    assert port.sent == []
    window.press("Return")
    window.type("2")
    window.press("F9")
    qtbot.waitUntil(lambda: len(port.sent) == 1)
    sent = port.sent[0]
    assert sent.command.cash.received == {"20000": 3, "10000": 2}
    assert sent.command.transaction == "01890000-0000-7000-8000-0000000ad099"
    assert (sent.command.permit, sent.command.receipt) == ("01890000-0000-7000-8000-0000000bb009", sent.receipt)
    assert sent.receipt
    assert view.cash is None
    port.settle(
        Executed(
            seq=9, result=Posted(transaction="t", receipt=sent.receipt, business_date="2026-11-22", verification="")
        )
    )
    assert TEXTS("journal.notice.reversed") in words_on(view.detail)


def test_an_empty_day(qtbot) -> None:
    window, view, _model, _port = place(qtbot, Replica(day=()))
    assert TEXTS("journal.none") in words_on(view)
    window.press("F6", "Ctrl+P")
    assert window.answers == [False, False]


def test_status_words_on_the_rows(qtbot) -> None:
    _, view, _, _ = place(qtbot, Replica())
    model = view.table.view.model()
    column = [model.data(model.index(row, 4)) for row in range(model.rowCount())]
    assert column == ["Completed", "Completed", "Completed", "Reversed", "Completed", "Late entry"]
    assert DAY[3].status is Status.REVERSED


def test_the_day_is_sorted_and_exported_as_it_is_shown(qtbot, tmp_path) -> None:
    _, view, model, port = place(qtbot, Replica())
    view.table.sort_by(3)
    view.export(tmp_path / "day.csv")
    assert model.state.problem == "needs_server", "what the bank cannot note does not leave it"
    port.refusals[paths.ACTIVITY] = "slow_down"
    view.export(tmp_path / "day.csv")
    assert model.state.problem == "slow_down"
    assert not (tmp_path / "day.csv").exists()
    port.answers[paths.ACTIVITY] = b""
    view.export(tmp_path / "day.csv")
    assert port.posted[-1] == (
        paths.ACTIVITY,
        NoteActivity(what="exported", about=f"journal {DAY[0].business_date} ({len(DAY)})"),
    )
    qtbot.waitUntil(lambda: model.state.notice == "exported")
    lines = (tmp_path / "day.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 1 + len(DAY)
    assert "-800.00" in lines[1]
    view.export(tmp_path / "no" / "such" / "day.csv")
    qtbot.waitUntil(lambda: model.state.problem == "not_written")


def test_letters_typed_in_the_rows_filter_and_a_narrow_room_is_stacked(qtbot) -> None:
    window, view, model, _ = place(qtbot, Replica())
    view.table.setFocus()
    window.type("kofi")
    assert model.state.filter_text == "kofi"
    # Out of the page, whose layout would give it its old size back.
    view.setParent(None)
    view.show()
    view.resize(600, 700)
    qtbot.waitUntil(lambda: view.detail.geometry().top() > view.list.geometry().bottom())
    view.resize(1300, 700)
    qtbot.waitUntil(lambda: view.detail.geometry().left() > view.list.geometry().right())
