"""The budgets of LOOK 10 on the real window with its real rooms, offscreen, at 1920x1080 and 1366x768."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from teller_app.build import qt_application
from teller_app.counter.view_customer import CustomerPanel
from teller_app.counter.view_posting import PostingPanel
from teller_app.glass.look import Look
from teller_app.glass.pace import LOOK_US, draw_text_us
from teller_app.glass.table import DataTable
from teller_app.glass.table_model import Column, Figure, Row, Status
from teller_app.glass.window import GlassWindow
from teller_app.i18n.text import Texts
from tests.bench.watch import painted, rendering, settle, summary, timed
from tests.teller_app.scenes import Stage, counter_deposit

BUDGETS = {
    "key_in_amount": 2.0,
    "key_in_count": 2.0,
    "key_in_text": 2.0,
    "key_in_search": 2.0,
    "hover": 1.0,
    "heaviest_panel": 8.0,
    "denomination_grid": 3.0,
    "counter_whole": 40.0,
    "palette_opens": 50.0,
    "help_opens": 50.0,
    "floating_repaint": 2.0,
    "resize_step": 50.0,
    "theme_change": 80.0,
    "table_frame": 3.5,
}
"""Milliseconds, LOOK 10."""

SIZES = ((1920, 1080), (1366, 768))
ROWS = 1_000_000


class Million:
    """Rows that cost nothing to make up."""

    def count(self) -> int:
        return ROWS

    def row(self, index: int) -> Row:
        cells = ("09:47", f"Customer {index}", "0401000000036", "Deposit", Figure(f"{index}.00"),
                 Figure("1,204.50"), f"04-{index:07d}", Status("Posted", "pos"))  # fmt: skip
        return Row(str(index), cells)


def measure(turns: int) -> dict[str, Any]:
    """Every budget at both sizes: ``{"1920x1080": {"hover": {"p50_ms", "p95_ms", "turns", "budget_ms"}}}``.

    ``machine`` is how long this machine takes over one plain drawText now, against the 10 us of the one the budgets are
    from: what is measured on a busy machine is read beside it.
    """
    app = QApplication.instance() or qt_application(["bench"])
    assert app is not None
    found: dict[str, Any] = {"machine": machine()}
    for size in SIZES:
        with counter(size) as stage:
            raw = {name: run(stage, turns) for name, run in ACTS.items()}
        raw["table_frame"] = scrolling(turns)
        named = {name: summary(times) | {"budget_ms": BUDGETS[name]} for name, times in raw.items()}
        found[f"{size[0]}x{size[1]}"] = named
    return found


def machine() -> dict[str, float]:
    """Microseconds of one drawText, and how many times that is what LOOK 10 was measured with."""
    each = draw_text_us(Look("dark"), 30)
    return {"draw_text_us": round(each, 1), "times_look": round(each / LOOK_US, 2)}


def table(found: dict[str, Any]) -> str:
    """The figures beside their budgets, to be read."""
    words = found["machine"]
    lines = [f"    this machine: drawText {words['draw_text_us']} us, {words['times_look']} times the one of LOOK 10"]
    for size in (name for name in found if name != "machine"):
        lines.append(f"    {size:18} {'median':>8} {'p95':>8} {'budget':>8}")
        for name, row in found[size].items():
            over = "  over" if row["p50_ms"] > row["budget_ms"] else ""
            lines.append(f"    {name:18} {row['p50_ms']:8.2f} {row['p95_ms']:8.2f} {row['budget_ms']:8.1f}{over}")
    return "\n".join(lines)


@contextmanager
def counter(size: tuple[int, int]) -> Iterator[Stage]:
    """The counter with a customer, an amount and a count, in its frame, without motion: an act ends with its paint."""
    stage = Stage(Look("dark", reduced_motion=True), Texts.load("en"), size, "auto")
    counter_deposit(stage)
    stage.show()
    stage.window.activateWindow()
    settle()
    try:
        yield stage
    finally:
        stage.close()


def typing(stage: Stage, field: QWidget, turns: int, key: Qt.Key = Qt.Key.Key_7) -> list[float]:
    """A key, then backspace, in turns: every press with everything that it paints."""
    field.setFocus()
    settle()
    keys = (key, Qt.Key.Key_Backspace)

    def press(turn: int) -> None:
        QTest.keyPress(field, keys[turn % 2])
        painted(stage.window)

    return timed(turns, press)


def key_in_amount(stage: Stage, turns: int) -> list[float]:
    """The figure that is being posted."""
    edit = posting(stage).amount.edit
    edit.setCursorPosition(2)
    return typing(stage, edit, turns)


def key_in_count(stage: Stage, turns: int) -> list[float]:
    """One denomination of the cash count."""
    grid = posting(stage).grid
    assert grid is not None
    return typing(stage, grid.edits[1], turns)


def key_in_text(stage: Stage, turns: int) -> list[float]:
    """A plain field."""
    return typing(stage, posting(stage).fields["narration"].edit, turns)


def key_in_search(stage: Stage, turns: int) -> list[float]:
    """The search for a customer, one letter more and one less, with the hits below it."""
    view = stage.page.findChild(CustomerPanel) if stage.page else None
    assert view is not None
    view.focus_search()
    field = stage.window.focusWidget()
    assert field is not None
    QTest.keyClick(field, Qt.Key.Key_A)
    return typing(stage, field, turns, Qt.Key.Key_B)


def hover(stage: Stage, turns: int) -> list[float]:
    """The pointer comes upon the button that posts, and goes."""
    button = posting(stage).post_button
    places = (button.rect().center(), QPoint(-30, -30))

    def move(turn: int) -> None:
        QTest.mouseMove(button, places[turn % 2])
        painted(stage.window)

    return timed(turns, move)


def floating_repaint(stage: Stage, turns: int) -> list[float]:
    """A letter in the open palette."""
    stage.window.open_palette("")
    settle()
    field = stage.window.focusWidget()
    assert field is not None
    image = timed(turns, lambda turn: repainted(stage, field))
    QTest.keyPress(field, Qt.Key.Key_Escape)
    settle()
    return image


def repainted(stage: Stage, field: QWidget) -> None:
    field.update()
    painted(stage.window)


def opening(stage: Stage, turns: int, open_layer: Callable[[], None]) -> list[float]:
    """A layer from the key to its picture; it is closed again unmeasured."""

    def act(turn: int) -> None:
        open_layer()
        painted(stage.window)

    def close() -> None:
        field = stage.window.focusWidget()
        if field is not None:
            QTest.keyPress(field, Qt.Key.Key_Escape)
        settle()

    return timed(few(turns), act, close)


def resize_step(stage: Stage, turns: int) -> list[float]:
    """A live drag of the window's corner: 12 px a step, there and back."""
    size = stage.window.size()

    def step(turn: int) -> None:
        at = turn % 20
        by = 12 * (at if at < 10 else 20 - at)
        stage.window.resize(size - QSize(by, by))
        painted(stage.window)

    times = timed(few(turns), step, lambda: None)
    stage.window.resize(size)
    QTest.qWait(200)
    return times


def theme_change(stage: Stage, turns: int) -> list[float]:
    """Dark to light and back, both wallpapers known; the cross-fade is motion and comes on top."""

    def change(turn: int) -> None:
        stage.window.change_theme()
        painted(stage.window)

    times = timed(few(turns) * 2, change)
    stage.look.set_theme("dark")
    settle()
    return times


def scrolling(turns: int) -> list[float]:
    """A frame of a million rows by eight columns, 22 of them visible, scrolled by less than a row."""
    look = Look("dark", reduced_motion=True)
    window = GlassWindow(look)
    columns = [Column("Time", 60, "dim"), Column("Customer"), Column("Account", 130, "code"), Column("Kind", 90),
               Column("Amount", 110, "money"), Column("Balance", 110, "money"), Column("Receipt", 140), Column("State", 90)]  # fmt: skip
    table = DataTable(look, columns, "Journal", two_lines=False, many=True)
    table.setParent(window)
    window.resize(1200, 960)
    table.setGeometry(0, 0, 1200, 22 * 40 + 40)
    table.set_rows(Million())
    window.show()
    settle()
    bar = table.view.verticalScrollBar()

    def frame(turn: int) -> None:
        bar.setValue(1000 + turn * 7)
        painted(window)

    times = timed(turns, frame)
    window.close()
    window.deleteLater()
    settle()
    return times


def few(turns: int) -> int:
    """Heavy acts are measured less often."""
    return max(10, turns // 4)


def posting(stage: Stage) -> PostingPanel:
    """The middle of the counter."""
    assert stage.page is not None
    found = stage.page.findChild(PostingPanel)
    assert found is not None
    return found


def grid_of(stage: Stage) -> QWidget:
    """The cash count."""
    grid = posting(stage).grid
    assert grid is not None
    return grid


ACTS: dict[str, Callable[[Stage, int], list[float]]] = {
    "key_in_amount": key_in_amount,
    "key_in_count": key_in_count,
    "key_in_text": key_in_text,
    "hover": hover,
    "heaviest_panel": lambda stage, turns: rendering(posting(stage), turns),
    "denomination_grid": lambda stage, turns: rendering(grid_of(stage), turns),
    "counter_whole": lambda stage, turns: rendering(stage.window, few(turns)),
    "palette_opens": lambda stage, turns: opening(stage, turns, lambda: stage.window.open_palette("")),
    "help_opens": lambda stage, turns: opening(stage, turns, stage.window.open_help),
    "floating_repaint": floating_repaint,
    "resize_step": resize_step,
    "theme_change": theme_change,
    "key_in_search": key_in_search,
}
"""In the order in which one stage bears them: the search comes last, it leaves the customer."""
