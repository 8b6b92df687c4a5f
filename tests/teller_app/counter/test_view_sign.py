"""The pad over the counter, by keys and by hand."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from contract.ink import Unsigned, strokes_of
from teller_app.counter.room import MANIFEST, make_view
from tests.teller_app.counter.test_signing import TWO, at_amount, by_mandate, sent
from tests.teller_app.counter.world import World
from tests.teller_app.room_window import TEXTS, eyes, look, shown


def test_f9_opens_the_pad_a_hand_draws_and_f9_sends_it(qtbot) -> None:
    world = World()
    model = at_amount(world)
    view = make_view(look(), TEXTS, model, *eyes(world.port))
    window = shown(qtbot, MANIFEST, view, look())
    window.press("F9")
    assert view.sign is not None and view.sign.is_open
    assert "Abena Serwaa Mensah" in view.sign.text.text()
    assert "6,000.00" in view.sign.text.text()
    assert not view.sign.done.isEnabled()
    pad = view.sign.pad
    middle = pad.rect().center()
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=middle)
    QTest.mouseMove(pad, middle + middle / 4)
    QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=middle + middle / 4)
    assert view.sign.done.isEnabled()
    QTest.keyClick(pad, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: bool(sent(world)))
    assert strokes_of(sent(world)[0].ink)
    assert not view.sign.is_open


@pytest.mark.parametrize(
    ("key", "why"),
    [(Qt.Key.Key_F6, Unsigned.ON_PAPER), (Qt.Key.Key_F7, Unsigned.CANNOT), (Qt.Key.Key_F8, Unsigned.NO_PAD)],
)
def test_each_way_past_the_pad_has_its_key(qtbot, key: Qt.Key, why: Unsigned) -> None:
    world = World()
    model = at_amount(world)
    view = make_view(look(), TEXTS, model, *eyes(world.port))
    window = shown(qtbot, MANIFEST, view, look())
    window.press("F9")
    assert view.sign is not None
    QTest.keyClick(view.sign.focusWidget() or view.sign, key)
    qtbot.waitUntil(lambda: bool(sent(world)))
    assert sent(world)[0].unsigned is why


def test_esc_is_back_at_the_form_and_the_sheet_is_empty_the_next_time(qtbot) -> None:
    world = World()
    model = at_amount(world)
    view = make_view(look(), TEXTS, model, *eyes(world.port))
    window = shown(qtbot, MANIFEST, view, look())
    window.press("Ctrl+I")
    assert view.sign is not None and view.sign.is_open
    QTest.mouseClick(view.sign.pad, Qt.MouseButton.LeftButton)
    assert view.sign.pad.strokes == 1
    QTest.keyClick(view.sign.focusWidget() or view.sign, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: model.state.signing == "")
    window.press("Ctrl+I")
    assert (view.sign.pad.strokes, sent(world)) == (0, [])


def test_two_sign_one_after_the_other_on_an_empty_sheet_by_keys(qtbot) -> None:
    world = World()
    model = by_mandate(world, TWO)
    view = make_view(look(), TEXTS, model, *eyes(world.port))
    window = shown(qtbot, MANIFEST, view, look())
    window.press("F9")
    sign = view.sign
    assert sign is not None and sign.is_open
    assert sign.text.text().startswith("Abena Serwaa Mensah signs now, 1 of 2.")
    QTest.mouseClick(sign.pad, Qt.MouseButton.LeftButton)
    QTest.keyClick(sign.window().focusWidget() or sign, Qt.Key.Key_F4)
    qtbot.waitUntil(lambda: sign.text.text().startswith("Kojo Mensah signs now, 1 of 2."))
    assert sign.pad.strokes == 0, "what one began is nobody else's"
    QTest.mouseClick(sign.pad, Qt.MouseButton.LeftButton)
    QTest.keyClick(sign, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: sign.text.text().startswith("Abena Serwaa Mensah signs now, 2 of 2."))
    assert (sign.pad.strokes, sign.is_open, sign.done.isEnabled()) == (0, True, False)
    QTest.mouseClick(sign.pad, Qt.MouseButton.LeftButton, pos=sign.pad.rect().center() / 2)
    QTest.keyClick(sign, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: bool(sent(world)))
    assert [hand.name for hand in sent(world)[0].hands] == ["Kojo Mensah", "Abena Serwaa Mensah"]
    assert not sign.is_open
