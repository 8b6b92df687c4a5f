from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from contract.hands import Hand
from contract.ids import new_id
from contract.ink import packed
from contract.ledger import Cash, Withdraw
from contract.money import Money
from teller_app.manifest import Kept, Line, Waiting
from teller_app.outbox.model import OutboxModel
from teller_app.outbox.room import MANIFEST, make_view
from tests.teller_app.approvals.desk import mandate
from tests.teller_app.hands import hand
from tests.teller_app.kit import EFUA_ID, FakePort
from tests.teller_app.outbox.desk import ACCOUNT, ALL, REFUSED, WAITS, held_back, kept, room
from tests.teller_app.room_window import TEXTS, eyes, look, shown, words_on


def place(qtbot, rows: tuple[Kept, ...] = ALL):
    model, port = room(rows)
    view = make_view(
        look(), TEXTS, model, lambda user: "Efua Owusu" if user == EFUA_ID else "Kwesi Appiah", eyes(port)[1]
    )
    return shown(qtbot, MANIFEST, view, look()), view, model, port


def test_which_why_and_what_to_do(qtbot) -> None:
    _, view, _, _ = place(qtbot)
    said = words_on(view)
    for word in ("Alhassan Fuseini", "600.00", "04-20261122-1-0003", "Kwesi Appiah", "no longer active", "send it again",
                 "maker_disabled"):  # fmt: skip
        assert word in said
    assert [view.tiles[name].figure for name in ("waiting", "held", "refused")] == ["2", "4", "1"]
    assert "75.00" in view.tiles["waiting"].note


def test_by_keys_alone(qtbot) -> None:
    window, view, model, port = place(qtbot)
    window.press("F9")
    assert port.again == ["c3"]
    window.press("Ctrl+D")
    assert view.asking is None, "cash that nobody took stays"
    window.press("Down", "Ctrl+D")
    assert view.asking is not None and "journal" in view.asking.text.text()
    window.press("Escape")
    assert (port.away, view.asking) == ([], None)
    window.press("Ctrl+D", "Return")
    assert port.away == [REFUSED.command_id]
    window.press("F6")
    assert len(model.state.shown) == 5
    assert window.answers == [True, False, True, True, True]


def test_keys_that_mean_nothing_say_why(qtbot) -> None:
    _, view, model, port = place(qtbot)
    assert view.why_off("send") == ""
    assert view.why_off("put_away") == TEXTS("outbox.off.put_away")
    model.choose(5)
    assert model.state.chosen == WAITS
    assert view.why_off("send") == TEXTS("outbox.off.goes_out")
    model.choose(1)
    assert (view.why_off("put_away"), view.why_off("send")) == ("", TEXTS("outbox.off.send_again"))
    model.choose(0)
    port.set_line(Line("offline"))
    assert view.why_off("send") == TEXTS("outbox.off.offline")


def test_nothing_to_show_is_said(qtbot) -> None:
    _, view, model, port = place(qtbot, ())
    assert view.none.isVisible() and not view.table.isVisible()
    assert view.why_off("send") == TEXTS("outbox.off.none")
    port.not_booked = (WAITS,)
    port.tell("outbox")
    model.toggle_problems()
    assert view.none_stuck.isVisible()


def test_in_a_narrow_window_enter_opens_the_chosen_one(qtbot) -> None:
    window, view, _, _ = place(qtbot)
    window.resize(620, 700)
    QApplication.processEvents()
    assert view.both.folded and not view.detail.isVisible()
    window.press("Return")
    assert view.detail.isVisible()


def held(qtbot, **changes: object):
    model, port = held_back(**changes)
    view = make_view(look(), TEXTS, model, lambda user: "Efua Owusu", eyes(port)[1])
    return shown(qtbot, MANIFEST, view, look()), view, model, port


def test_what_will_happen_is_seen_before_it_is_sent(qtbot) -> None:
    window, view, model, port = held(qtbot)
    view.enter()
    window.press("Home")
    said = words_on(view)
    guide = view.guide()
    assert (guide.title, guide.more) == ("Back online: look before sending", "drawer 04, nothing has been sent yet")
    for word in ("What will happen", "To suspense", "This account is closed", "Will post",
                 "Cash in the drawer", "counted blind", "Pieces and money agree", "What will be booked instead"):  # fmt: skip
        assert word in said
    assert view.send.text() == "Send 5 now" and view.ask.text() == "Ask manager for 3"
    window.press("F10")
    assert port.posted
    window.press("F6")
    assert len(model.state.shown) == 3 and view.shows.currentIndex() == 1
    window.press("F9")
    assert port.let_gone == 1


def test_keys_hold_back_and_say_why_they_cannot(qtbot) -> None:
    window, view, _, port = place(qtbot, (WAITS,))
    assert view.hold_all.isVisible() and view.detail.hold_one.isVisible() and not view.send.isVisible()
    assert [view.why_off(intent) for intent in ("hold_one", "hold_all")] == ["", ""]
    assert view.why_off("ask") == TEXTS("outbox.off.ask")
    assert view.why_off("look") == TEXTS("outbox.off.nothing_back")
    window.press("F4", "Ctrl+H")
    assert port.back == [WAITS.command_id, ""]
    _, view, _, port = held(qtbot)
    assert view.why_off("hold_one") == TEXTS("outbox.off.hold_one")
    assert view.why_off("hold_all") == TEXTS("outbox.off.hold_all")
    assert view.why_off("send") == view.why_off("ask") == view.why_off("look") == view.why_off("print") == ""
    port.set_line(Line("offline", back=5))
    assert view.why_off("ask") == TEXTS("outbox.off.offline")
    _, view, _, _ = place(qtbot, ())
    assert view.why_off("print") == TEXTS("outbox.off.print")
    assert view.why_off("hold_one") == TEXTS("outbox.off.none")


def test_where_it_cannot_be_said_one_tries_again(qtbot) -> None:
    window, view, _, port = held(qtbot, outlook=None, code="busy")
    assert view.failed.isVisible() and not view.cash.isVisible()
    window.press("F5")
    assert len(port.outlooks) == 1


def test_what_was_signed_without_the_server_lies_beside_the_specimen_before_it_is_sent(qtbot) -> None:
    ink = packed(hand(3))
    paid = Withdraw(transaction=new_id(), account=ACCOUNT, amount=Money(5000, "GHS"), cash=Cash(given={"5000": 1}),
                    paid_offline=True, hands=(Hand(name="Kofi Danso", ink=ink),))  # fmt: skip
    row = kept(10, "back", kind="withdraw")
    port = FakePort(line=Line("offline"))
    port.not_booked, port.queue = (row, kept(11, "back")), [Waiting(row.command_id, paid, EFUA_ID, row.receipt, row.at)]
    model = OutboxModel(port, lambda conn, account: None, signatories=lambda conn, account: (None, mandate()))
    model.refresh()
    view = make_view(look(), TEXTS, model, lambda user: "Efua Owusu", eyes(port)[1])
    window = shown(qtbot, MANIFEST, view, look())
    window.press("Ctrl+I")
    sheet = view.compare
    assert sheet is not None and sheet.is_open
    assert [(tile.accessibleName(), tile.signed) for tile in sheet.tiles.tiles] == [
        ("Kofi Danso, Account holder", False), ("Kofi Danso, On the pad, 09:10", True), ("Ama Danso, Joint signatory", False),
    ]  # fmt: skip
    assert port.looked_at == [mandate().signatories[0].signature], "the strokes lie here and nowhere else"
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: model.state.comparing is None)
    model.choose(1)
    assert (model.compare(), view.why_off("compare")) == (False, "No signature beneath it lies here")
