from teller_app.journal.room import MANIFEST, make_view
from teller_app.journal.view_reverse import CashDialog
from tests.teller_app.journal.desk import DAY, WITHDRAWAL, Replica, permit, room
from tests.teller_app.room_window import TEXTS, RoomWindow, eyes, look


def dialog(qtbot, request) -> tuple[CashDialog, object]:
    model, port = room(Replica())
    view = make_view(look(), TEXTS, model, eyes(port)[1])
    window = RoomWindow(look(), MANIFEST, view)
    qtbot.addWidget(window)
    window.show()
    model.use_permit(request)
    return view.cash, model


def test_it_says_which_way_the_cash_goes(qtbot) -> None:
    given, _ = dialog(qtbot, permit(DAY[0], "t"))
    assert given.title.text() == "Give back GH₵ 2,450.00"
    taken, _ = dialog(qtbot, permit(WITHDRAWAL, "t"))
    assert taken.title.text() == "Take back GH₵ 800.00"


def test_it_can_only_be_sent_when_the_cash_agrees(qtbot) -> None:
    cash, model = dialog(qtbot, permit(WITHDRAWAL, "t"))
    for counts, state in (({}, "counting"), ({"20000": 5}, "refused"), ({"20000": 4}, "matches")):
        model.set_counts(counts)
        assert cash.match.state == state
        assert cash.send.isEnabled() == (state == "matches")
        assert cash.grid.counts() == counts
