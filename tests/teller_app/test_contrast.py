"""Contrast as it is painted: every text of a screen against the pixels behind it, in both themes and on any wallpaper.

The screen is painted twice, with its texts and without them; what lies below the letters is the second picture.
"""

from collections.abc import Mapping

import pytest
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QColor, QImage, QPainter, QPalette
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from teller_app.glass.backdrop import Backdrop
from teller_app.glass.bank_look import BankLook
from teller_app.glass.look import Look
from teller_app.i18n.text import Texts
from tests.teller_app.glass.contrast import over, ratio
from tests.teller_app.scenes import SMALL, Stage, settle, staged
from tests.teller_app.sight import Seen, in_window, read, spied

TEXT = 4.5
STEP = 5
SCREENS = ["counter_refused", "counter_offline", "drawer_reconcile", "approvals_list", "journal_room_shown", "drawer_signing",
           "manager_vault", "manager_branch_broken", "manager_variances", "advances_of_a_cashier", "approvals_dead_line",
           "outbox_list"]  # fmt: skip


def checker(size: QSize) -> QImage:
    """Black and white squares of 60 px: the steepest picture there is."""
    image = QImage(size, QImage.Format.Format_RGB32)
    p = QPainter(image)
    for x in range(0, size.width(), 60):
        for y in range(0, size.height(), 60):
            p.fillRect(QRect(x, y, 60, 60), QColor("#FFFFFF" if (x + y) // 60 % 2 else "#000000"))
    p.end()
    return image


def noise(size: QSize) -> QImage:
    """White noise, the same in each run."""
    image = QImage(size, QImage.Format.Format_RGB32)
    state = 1
    for y in range(size.height()):
        for x in range(size.width()):
            state = (state * 1103515245 + 12345) % 2**31
            level = state >> 23
            image.setPixel(x, y, QColor(level, level, level).rgb())
    return image


def loud(size: QSize) -> QImage:
    """Full colours side by side."""
    image = QImage(size, QImage.Format.Format_RGB32)
    p = QPainter(image)
    colors = ("#FFFF00", "#00FFFF", "#FF0000", "#00FF00", "#FF00FF", "#0000FF", "#FFFFFF", "#FF8000")
    for at, code in enumerate(colors):
        p.fillRect(QRect(at * size.width() // 8, 0, size.width() // 8 + 1, size.height()), QColor(code))
    p.end()
    return image


HOSTILE = {"noise": noise, "checker": checker, "loud": loud}


def dressed(stage: Stage, pictures: Mapping[str, QImage]) -> None:
    """Another wallpaper, as a bank would supply it."""
    stage.window.backdrop = Backdrop(pictures)
    stage.window.layout_changed()
    settle()


def ground(window: QWidget) -> QImage:
    """The window without a letter on it."""
    for label in window.findChildren(QLabel):
        palette = label.palette()
        palette.setColor(QPalette.ColorRole.WindowText, QColor(0, 0, 0, 0))
        label.setPalette(palette)
    image = QImage(window.size(), QImage.Format.Format_RGB32)
    with spied([], paints=False):
        window.render(image)
    return image


def too_faint(window: QWidget) -> list[str]:
    """Texts under 4.5 : 1 somewhere behind their letters. Disabled controls are exempt, as in WCAG."""
    found = [seen for seen in read(window) if seen.widget.isEnabled() and not isinstance(seen.widget, QLineEdit)]
    below = ground(window)
    faint = {str(seen): least(seen, below) for seen in found}
    assert len(found) > 30
    return [f"{value:.2f} {what}" for what, value in faint.items() if value < TEXT]


def least(seen: Seen, below: QImage) -> float:
    # What is scrolled out of sight is behind nothing that anybody reads.
    shown = seen.widget.visibleRegion().boundingRect().translated(seen.widget.mapTo(seen.widget.window(), QPoint()))
    box = in_window(seen).toRect().intersected(below.rect()).intersected(shown)
    points = [
        below.pixelColor(x, y)
        for x in range(box.left(), box.right(), STEP)
        for y in range(box.top(), box.bottom(), STEP)
    ]
    return min((ratio(over(seen.color, point), point) for point in points), default=21.0)


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("name", SCREENS)
def test_texts_on_the_shipped_wallpapers(qapp, name: str, theme: str) -> None:
    stage = staged(name, Look(theme, "compact", reduced_motion=True), Texts.load(), SMALL, "auto")
    faint = too_faint(stage.window)
    stage.close()
    assert not faint, "\n" + "\n".join(faint)


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("picture", HOSTILE)
def test_texts_on_the_worst_that_a_bank_could_supply(qapp, picture: str, theme: str) -> None:
    """The luminance guard holds for panels and for the bars; the picture is a quarter of the screen's size."""
    stage = staged("counter_refused", Look(theme, "compact", reduced_motion=True), Texts.load(), SMALL, "auto")
    dressed(stage, {theme: HOSTILE[picture](QSize(480, 270))})
    faint = too_faint(stage.window)
    stage.close()
    assert not faint, "\n" + "\n".join(faint)


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_the_eye_sees_a_faint_text(qapp, theme: str) -> None:
    stage = staged("counter_empty", Look(theme, "compact", reduced_motion=True), Texts.load(), SMALL, "auto")
    label = next(part for part in stage.window.findChildren(QLabel) if part.isVisible() and part.text())
    palette = label.palette()
    palette.setColor(QPalette.ColorRole.WindowText, QColor("#7C8090"))
    label.setPalette(palette)
    faint = too_faint(stage.window)
    stage.close()
    assert len(faint) >= 1


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("accent", ["#FFFF00", "#00FF00", "#FF0000", "#FFFFFF"])
def test_texts_in_the_worst_accent_that_a_bank_could_choose(qapp, accent: str, theme: str) -> None:
    look = Look(theme, "compact", reduced_motion=True, bank=BankLook(QColor(accent)))
    stage = staged("counter_refused", look, Texts.load(), SMALL, "auto")
    faint = too_faint(stage.window)
    stage.close()
    assert not faint, "\n" + "\n".join(faint)
