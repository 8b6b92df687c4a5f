from dataclasses import replace

from contract.drawers import SessionState
from contract.ink import name_of, packed, raw_of
from teller_app.drawers.state import DrawerState
from teller_app.drawers.view_opening import OpeningPage
from teller_app.drawers.view_signed import SignaturesPanel
from teller_app.i18n.formats import EM_DASH
from teller_app.shell.pictures import Gaze
from tests.teller_app.approvals.desk import no_files
from tests.teller_app.drawers.desk import FLOAT, Replica, drawer, opened, room, session
from tests.teller_app.hands import hand
from tests.teller_app.kit import FakePort
from tests.teller_app.room_window import TEXTS, look, words_on

COUNTING = DrawerState(phase="opening", drawer=drawer(), counts=FLOAT)


def page(qtbot, state: DrawerState, size: tuple[int, int] = (1656, 920)) -> OpeningPage:
    made = OpeningPage(look(), TEXTS, room(Replica())[0], no_files)
    qtbot.addWidget(made)
    made.render_state(state)
    made.resize(*size)
    made.show()
    return made


def test_dashes_until_the_count_is_in(qtbot) -> None:
    made = page(qtbot, COUNTING)
    assert {made.result.sent.figure, made.result.counted.figure, made.result.difference.figure} == {EM_DASH}
    assert not made.limits.balance.isVisible()
    assert TEXTS("drawers.blind") in words_on(made)


def test_the_vaults_difference_is_not_the_cashiers(qtbot) -> None:
    made = page(qtbot, replace(COUNTING, phase="opened", opened=opened(-1000)))
    assert made.result.difference.figure == "−10.00"
    assert TEXTS("drawers.booked_vault_do") in words_on(made)
    assert made.count.grid.edits[0].isReadOnly()


def test_what_was_left_in_the_drawer_is_compared_with_the_last_count(qtbot) -> None:
    made = page(qtbot, replace(COUNTING, phase="opened", opened=opened(500, carried_forward=True)))
    said = words_on(made)
    assert TEXTS("drawers.booked_left") in said
    assert "Last count" in said


def test_an_equal_count_agrees(qtbot) -> None:
    made = page(qtbot, replace(COUNTING, phase="opened", opened=opened(0)))
    assert made.result.chip.words() == TEXTS("drawers.agrees")
    assert TEXTS("drawers.equal") in words_on(made)


def test_while_the_custodian_is_waited_for_the_drawer_does_not_open(qtbot) -> None:
    waiting = session(state=SessionState.UNSIGNED)
    state = replace(COUNTING, drawer=drawer(two_sign=True), phase="signing", opened=opened(-1000), session=waiting)
    made = page(qtbot, state)
    assert made.signatures.isVisible()
    assert made.signatures.tiles[0].accessibleName() == "Cashier, receives"
    assert made.result.difference.figure == "−10.00"
    assert not made.result.go.isEnabled()
    assert made.count.grid.edits[0].isReadOnly()
    made.render_state(replace(state, opened=None))
    assert made.result.difference.figure == EM_DASH
    assert TEXTS("drawers.booked") in words_on(made)
    made.render_state(replace(COUNTING, phase="opened", opened=opened(0)))
    assert not made.signatures.isVisible()
    assert made.result.go.isEnabled()


def test_behind_tabs_the_count_has_its_own_buttons_and_says_its_own_trouble(qtbot) -> None:
    made = page(qtbot, COUNTING, (708, 472))
    assert made.parts.folded
    for part in (made.count.grid, made.result.go, made.back, made.count.clear):
        assert part.isVisible()
    assert made.count.isAncestorOf(made.result.problem)
    made.render_state(replace(COUNTING, phase="opened", opened=opened()))
    assert made.result.sent.isVisible(), "the result comes forward by itself"
    assert made.result.isAncestorOf(made.result.go)
    made.resize(1656, 920)
    assert made.count.isVisible()
    assert made.result.isAncestorOf(made.result.problem)


def test_what_both_drew_on_the_pad_stands_on_their_lines(qtbot) -> None:
    mine, theirs = packed(hand(1)), packed(hand(2))
    port = FakePort()
    port.pictures = {name_of(ink): raw_of(ink) for ink in (mine, theirs)}
    model, _ = room(Replica())
    panel = SignaturesPanel(look(), TEXTS, model, Gaze(port).files)
    after = SignaturesPanel(look(), TEXTS, model, Gaze(port).files, after=True)
    for one in (panel, after):
        qtbot.addWidget(one)
    waiting = session(state=SessionState.UNSIGNED, cashier_ink=name_of(mine))
    state = replace(COUNTING, drawer=drawer(two_sign=True), phase="signing", session=waiting)
    panel.render_state(state)
    assert [tile.drawn for tile in panel.tiles] == [True, False]
    signed = session(cashier_ink=name_of(mine), custodian_ink=name_of(theirs), signed_by="Hajara Bawa",
                     signed_at="2026-11-22T08:03:00.000Z")  # fmt: skip
    after.render_state(replace(state, phase="open", session=signed))
    assert not after.isHidden()
    assert [tile.drawn for tile in after.tiles] == [True, True]
    assert after.tiles[1].accessibleDescription().startswith("Hajara Bawa, Signed")
    after.render_state(replace(state, phase="open", session=session()))
    assert after.isHidden(), "nobody drew anything"
