"""Every control on every screen: it has a name, a role and a place; Tab comes to it in reading order; its focus shows."""

from collections.abc import Iterator
from itertools import pairwise
from operator import ne

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit, QWidget

from teller_app.glass.line_edit import PlainEdit
from teller_app.glass.look import Look
from teller_app.glass.panel import GlassPanel
from teller_app.glass.segmented import Segmented
from teller_app.glass.time_scrubber import TimeScrubber
from teller_app.i18n.text import Texts
from teller_app.shell.window import TellerWindow
from tests.teller_app.scenes import LARGE, SMALL, Stage, staged
from tests.teller_app.sight import controls

STOPS_MAX = 200
HANDLE = 60
"""Least pixels of a ring round the handle of a scale."""
SAME_ROW = 12
"""Tops of controls of one row differ by less, in px."""
PLACES = [(LARGE, "regular"), (SMALL, "compact")]
ROOMS = ["sign_in_refused", "sign_in_manager", "lock", "counter_change", "counter_transfer", "counter_aside", "journal_room_shown", "drawer_opening",
         "drawer_signing", "drawer_reconcile", "approvals_list", "vault_of_a_cashier", "manager_vault", "manager_branch",
         "manager_variances", "advances_of_a_cashier", "approvals_dead_line", "outbox_list", "approvals_policy_write",
         "manager_vault_sorts", "manager_history", "staff_audit", "staff_auditor", "staff_manager_waiting",
         "own_sign_ins", "products_write"]  # fmt: skip
FOLDING = ["counter_change", "counter_transfer", "drawer_opening", "drawer_counted_twice", "approvals_list", "vault_of_a_cashier",
           "manager_vault", "manager_branch", "manager_variances", "advances_of_a_cashier", "approvals_dead_line",
           "outbox_list", "approvals_policy_write", "manager_vault_sorts", "manager_history", "staff_audit",
           "staff_manager_waiting", "own_sign_ins", "products_write"]  # fmt: skip
FOLDED = [((1024, 768), "compact"), ((800, 600), "compact"), ((600, 800), "compact")]
"""Rooms that have another form below 1200 px, and windows that small."""


@pytest.fixture
def at(qtbot) -> Iterator[object]:
    """``at(name, size, density)`` stages a scene in an active window."""
    QAccessible.setActive(True)
    made: list[Stage] = []

    def stage(name: str, size: tuple[int, int], density: str) -> TellerWindow:
        shown = staged(name, Look("dark", density, solid=True, reduced_motion=True), Texts.load(), size, density)
        made.append(shown)
        shown.window.activateWindow()
        qtbot.waitUntil(shown.window.isActiveWindow)
        return shown.window

    yield stage
    for shown in made:
        shown.close()


@pytest.mark.parametrize(
    ("name", "size", "density"),
    [(name, *place) for place in PLACES for name in ROOMS] + [(name, *place) for place in FOLDED for name in FOLDING],
)
def test_tab_comes_to_everything_in_reading_order_and_round_again(
    at, name: str, size: tuple[int, int], density: str
) -> None:
    window = at(name, size, density)
    stops = tabbed(window)
    wanted = {part for part in controls(window) if part.focusPolicy() & Qt.FocusPolicy.TabFocus}
    missed = [
        f"{type(part).__name__} {part.accessibleName()!r}" for part in wanted - set(stops) if not in_group(part, stops)
    ]
    assert not missed, missed
    panels = list(dict.fromkeys(map(panel_of, stops)))
    # A panel is read through before the next one; what is on no panel is the window's own frame.
    torn = [
        f"{stop.accessibleName()!r} after another panel"
        for stop, before in zip(stops[1:], stops, strict=False)
        if panel_of(stop) not in (None, panel_of(before)) and first_of(panel_of(stop), stops) is not stop
    ]
    assert not torn, torn
    backward = [
        f"{before.accessibleName()!r} before {after.accessibleName()!r}"
        for panel in panels
        for before, after in pairwise(stop for stop in stops if panel_of(stop) is panel)
        if panel is not None and not reads_on(place(before, window), place(after, window))
    ]
    assert not backward, backward


def tabbed(window: QWidget) -> list[QWidget]:
    """Where Tab goes from here until it comes back to where it was."""
    stops: list[QWidget] = []
    for _ in range(STOPS_MAX):
        here = QApplication.focusWidget()
        assert here is not None
        if here in stops:
            return from_the_first(stops[stops.index(here) :], window)
        stops.append(here)
        here.focusNextPrevChild(True)
        QApplication.processEvents()
    raise AssertionError("Tab does not come round")


def from_the_first(stops: list[QWidget], window: QWidget) -> list[QWidget]:
    """The round as from the window's first control: it was entered where the screen puts the focus."""
    at = window.nextInFocusChain()
    while at not in stops:
        at = at.nextInFocusChain()
    first = stops.index(at)
    return stops[first:] + stops[:first]


def in_group(part: QWidget, stops: list[QWidget]) -> bool:
    """Counts of one column and choices of one group are one stop: Enter and arrows go on from there."""
    kind = type(part)
    return any(type(stop) is kind and stop.parentWidget() is part.parentWidget() for stop in stops)


def panel_of(part: QWidget) -> QWidget | None:
    up = part.parentWidget()
    while up is not None and not isinstance(up, GlassPanel):
        up = up.parentWidget()
    return up


def first_of(panel: QWidget | None, stops: list[QWidget]) -> QWidget:
    return next(stop for stop in stops if panel_of(stop) is panel)


def place(part: QWidget, window: QWidget) -> QRect:
    return QRect(part.mapTo(window, QPoint(0, 0)), part.size())


def reads_on(before: QRect, after: QRect) -> bool:
    """Further right in the same row, or further down; a second column begins at the top again."""
    return after.top() > before.top() - SAME_ROW or after.left() >= before.right()


@pytest.mark.parametrize("name", ROOMS)
def test_keyboard_focus_is_painted(at, name: str) -> None:
    """The pixels of a control and its gutter change when Tab brings the focus."""
    window = at(name, LARGE, "regular")
    unseen = []
    for part in controls(window):
        if not part.focusPolicy() & Qt.FocusPolicy.TabFocus:
            continue
        window.setFocus()
        part.clearFocus()
        before = picture(window, part)
        part.setFocus(Qt.FocusReason.TabFocusReason)
        if isinstance(part, QLineEdit):
            # The caret alone is no ring.
            part.deselect()
        # A table shows it on its current row, a scale on its handle, a group on its chosen one, all else on its outline.
        outline = part.width() if isinstance(part, QAbstractItemView) else part.width() + part.height()
        outline = HANDLE if isinstance(part, TimeScrubber) else outline
        if isinstance(part, Segmented):
            chosen = part.tabRect(part.currentIndex())
            outline = chosen.width() + chosen.height()
        if differing(before, picture(window, part)) < outline:
            unseen.append(f"{type(part).__name__} {part.accessibleName()!r}")
    assert not unseen, unseen


def picture(window: QWidget, part: QWidget) -> QImage:
    QApplication.processEvents()
    shown = part.parentWidget() if isinstance(part, PlainEdit) else part
    area = place(shown, window).adjusted(-6, -6, 6, 6).intersected(window.rect())
    return window.grab(area).toImage().convertToFormat(QImage.Format.Format_RGB32)


def differing(one: QImage, other: QImage) -> int:
    """How many pixels; both are of one size."""
    assert one.size() == other.size()
    first, second = (memoryview(image.constBits()).cast("B").cast("I") for image in (one, other))
    return sum(map(ne, first, second))
