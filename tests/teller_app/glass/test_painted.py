from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from teller_app.glass.connection_chip import ConnectionChip
from teller_app.glass.figures import FigureTile
from teller_app.glass.fkey_bar import FKey, FKeyBar
from teller_app.glass.lines import Line, Lines
from teller_app.glass.look import Look
from teller_app.glass.painted import Painted
from teller_app.glass.ring import Ring
from teller_app.glass.twin_bars import TwinBars


class Patch(Painted):
    def draw(self, p: QPainter) -> None:
        p.fillRect(QRectF(self.rect()), self.look.tokens.text)


def test_it_paints_anew_when_the_theme_changes(qtbot) -> None:
    look = Look("dark")
    patch = Patch(look, "A patch", (30, 20))
    qtbot.addWidget(patch)
    patch.resize(30, 20)
    dark = patch.grab().toImage().pixelColor(15, 10)
    look.set_theme("light")
    assert patch.grab().toImage().pixelColor(15, 10) != dark
    assert patch.accessibleName() == "A patch"


class Watch(QObject):
    """How often a widget was painted or asked for another place."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() in (QEvent.Type.Paint, QEvent.Type.LayoutRequest)
        return False


def say_figure(tile: FigureTile, word: str) -> None:
    tile.set_figure(word, "warn")
    tile.set_caption(f"Cash, {word}")


def say_pairs(bars: TwinBars, word: str) -> None:
    bars.set_pairs([(1.0, 2.0), (3.0, float(len(word)))], word, ["07", "08"], [1.0, 2.0])


SAYINGS: tuple[tuple[Callable[[Look], QWidget], Callable[[Any, str], None]], ...] = (
    (lambda look: FigureTile(look, "Cash"), say_figure),
    (lambda look: Lines(look, "Groups"), lambda lines, word: lines.set_lines([Line("Vault", figure=word)])),
    (lambda look: Ring(look, "Readiness", 96), lambda ring, word: ring.set_value(0.5, word, "of 4")),
    (lambda look: TwinBars(look, "By hour", 110), say_pairs),
    (ConnectionChip, lambda chip, word: chip.set_state("online", word, "12 ms")),
    (lambda look: FKeyBar(look, "Keys"), lambda bar, word: bar.set_keys([FKey("F2", "Find"), FKey("F9", word)])),
)


@pytest.mark.parametrize(("make", "say"), SAYINGS)
def test_what_is_said_again_paints_nothing(
    qtbot, make: Callable[[Look], QWidget], say: Callable[[Any, str], None]
) -> None:
    """A busy branch says the same figures thirty times a second."""
    window = QWidget()
    qtbot.addWidget(window)
    column, part = QVBoxLayout(window), make(Look("dark"))
    column.addWidget(part)
    window.resize(600, 300)
    with qtbot.waitExposed(window):
        window.show()
        say(part, "one")
    for _ in range(5):
        QApplication.processEvents()
    watches = [Watch(part), Watch(window)]
    say(part, "one")
    for _ in range(5):
        QApplication.processEvents()
    assert [watch.count for watch in watches] == [0, 0]
    say(part, "another")
    qtbot.waitUntil(lambda: watches[0].count > 0)
