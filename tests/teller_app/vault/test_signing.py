"""The custodian's pad at an opening, by keys."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from contract.beside import SecondHere
from contract.counts import CountState, WitnessCount
from contract.drawers import SessionState, SignOpening
from contract.feed import Executed
from contract.ink import strokes_of
from contract.vault import ConfirmCash, MoveState
from teller_app.vault.room import MANIFEST, make_view
from tests.teller_app.kit import EFUA_ID, KWESI_ID
from tests.teller_app.room_window import TEXTS, look, shown
from tests.teller_app.vault.desk import HAJARA_ID, Replica, count, custody, move, room, session

UNSIGNED = session(3, EFUA_ID, SessionState.UNSIGNED)


def test_ctrl_i_signs_an_opening_with_a_hand(qtbot) -> None:
    model, port = room(Replica(vault=custody(), sessions=(UNSIGNED,)))
    view = make_view(look(), TEXTS, model)
    window = shown(qtbot, MANIFEST, view, look())
    model.choose(f"opening:{UNSIGNED.session}")
    window.press("Ctrl+I")
    assert view.pad is not None and view.pad.is_open
    QTest.keyClick(view.pad, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not model.state.inking)
    assert port.sent == []
    window.press("Ctrl+I")
    QTest.mouseClick(view.pad.pad, Qt.MouseButton.LeftButton)
    QTest.keyClick(view.pad, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: bool(port.sent))
    command = port.sent[0].command
    assert isinstance(command, SignOpening)
    assert (command.session, bool(strokes_of(command.ink))) == (UNSIGNED.session, True)


def test_a_pad_is_for_the_opening_it_was_asked_for_and_for_no_other(qtbot) -> None:
    other = session(4, EFUA_ID, SessionState.UNSIGNED)
    replica = Replica(vault=custody(), sessions=(UNSIGNED, other))
    model, port = room(replica)
    view = make_view(look(), TEXTS, model)
    window = shown(qtbot, MANIFEST, view, look())
    model.choose(f"opening:{UNSIGNED.session}")
    window.press("Ctrl+I")
    assert view.pad is not None and view.pad.is_open
    replica.sessions = (other,)
    port.tell("session")
    model.choose(f"opening:{other.session}")
    assert not view.pad.is_open, "somebody else has signed the one that it named"
    model.sign_with("drawn for the first")
    assert port.sent == []


def test_there_is_no_pad_where_nothing_waits_for_ones_signature(qtbot) -> None:
    declined = session(3, EFUA_ID, SessionState.UNSIGNED, refused="Two notes of 50 look wrong")
    for replica in (Replica(vault=custody()), Replica(vault=custody(), sessions=(declined,))):
        model, _ = room(replica)
        model.next_opening()
        assert not model.ask_ink()
        assert not model.state.inking


def test_who_stands_beside_signs_and_their_hand_goes_with_their_yes(qtbot) -> None:
    mine = move(615, maker=KWESI_ID, waits_for=HAJARA_ID, second=HAJARA_ID, state=MoveState.PROPOSED)
    seen = count(by=KWESI_ID, witness=HAJARA_ID, state=CountState.TAKEN)
    model, port = room(Replica(moves=(mine,), counts=(seen,), vault=custody()))
    view = make_view(look(), TEXTS, model)
    window = shown(qtbot, MANIFEST, view, look())
    for place, key in enumerate((f"move:{mine.transfer}", f"count:{seen.count}")):
        model.choose(key)
        window.press("Ctrl+I")
        assert view.pad is not None and view.pad.is_open
        assert "Hajara Bawa signs beneath" in view.pad.text.text()
        QTest.mouseClick(view.pad.pad, Qt.MouseButton.LeftButton)
        QTest.keyClick(view.pad, Qt.Key.Key_F9)
        qtbot.waitUntil(lambda n=place: len(port.sent) > n)
        yes = port.sent[-1].command
        assert isinstance(yes, SecondHere) and yes.second == HAJARA_ID
        assert isinstance(yes.act, (ConfirmCash, WitnessCount)[place]) and strokes_of(yes.act.ink)
        port.settle(Executed(seq=1, result=None))


def test_ones_own_yes_to_a_movement_is_signed_too() -> None:
    waits = move(616, maker=HAJARA_ID, waits_for=KWESI_ID, second=KWESI_ID, state=MoveState.PROPOSED)
    model, port = room(Replica(moves=(waits,), vault=custody()))
    model.choose(f"move:{waits.transfer}")
    assert model.ask_ink()
    model.sign_with("ink")
    assert port.sent[-1].command == ConfirmCash(transfer=waits.transfer, ink="ink")
