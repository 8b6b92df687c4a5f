"""Every screen, once in each place and looked at for each thing that must be true of all of them.

Every control has a name, a role and a size, every field is related to its words, every chip has some. Panels keep their edges: no button stands out
into the padding (LOOK 5), no alert is blown up to fill what is left.
"""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QAbstractAnimation, QPoint, QRect
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QComboBox, QLineEdit, QScrollArea

from teller_app.glass.alert import Alert
from teller_app.glass.button import GUTTER, GlassButton
from teller_app.glass.chip import StatusChip
from teller_app.glass.field import Field
from teller_app.glass.look import Look
from teller_app.glass.money_field import MoneyField
from teller_app.glass.panel import GlassPanel
from teller_app.i18n.text import Texts
from tests.support.waiting import until
from tests.teller_app.scenes import LARGE, SCENES, SMALL, Stage, settle, staged
from tests.teller_app.sight import Seen, controls, parts, spied

Role, Relation = QAccessible.Role, QAccessible.RelationFlag
CONTROLS = {
    Role.Button,
    Role.CheckBox,
    Role.RadioButton,
    Role.EditableText,
    Role.PageTabList,
    Role.Table,
    Role.ComboBox,
    Role.Slider,
}
TARGETS = {"regular": 28, "compact": 24}
"""Least height and width of what one presses, in px: LOOK 9, and WCAG 2.2 for the compact density."""
PLACES = [(name, *place) for name in SCENES for place in ((LARGE, "regular"), (SMALL, "compact"))]


@pytest.fixture(scope="module", params=PLACES, ids=lambda place: f"{place[0]}-{place[2]}")
def stage(qapp, request) -> Iterator[Stage]:
    """The scene in an active window. Tests only look: one window is dressed for all of them."""
    QAccessible.setActive(True)
    name, size, density = request.param
    shown = staged(name, Look("dark", density, solid=True, reduced_motion=True), Texts.load(), size, density)
    shown.window.activateWindow()
    until(lambda: settle() or shown.window.isActiveWindow())
    yield shown
    shown.close()


def test_every_control_has_name_role_and_size_and_every_chip_words(stage: Stage) -> None:
    window, density = stage.window, stage.look.density
    wrong = []
    for part in controls(window):
        heard = QAccessible.queryAccessibleInterface(part)
        what = f"{type(part).__name__} {part.accessibleName()!r} in {type(part.parentWidget()).__name__}"
        if not heard.text(QAccessible.Text.Name):
            wrong.append(f"{what}: no name")
        # Qt hears a region that the keys scroll as a client of its window; its name says what it is.
        if heard.role() not in CONTROLS and not isinstance(part, QScrollArea):
            wrong.append(f"{what}: is a {heard.role().name}")
        if not heard.state().focusable:
            wrong.append(f"{what}: cannot be focused by a reader")
        if min(part.width(), part.height()) < TARGETS[density]:
            wrong.append(f"{what}: {part.width()} x {part.height()} px")
    wrong += [
        f"a chip without words: {chip}" for chip in parts(window) if isinstance(chip, StatusChip) and not chip.words()
    ]
    # The look asks for reduced motion: what moves now moves against a person's wish.
    running = QAbstractAnimation.State.Running
    wrong += [f"{each} moves" for each in window.findChildren(QAbstractAnimation) if each.state() == running]
    assert len(controls(window)) > 1
    assert not wrong, "\n" + "\n".join(wrong)


def test_every_field_is_related_to_the_words_beside_and_below_it(stage: Stage) -> None:
    window = stage.window
    wrong = []
    for part in controls(window):
        if not isinstance(part, QLineEdit | QComboBox):
            continue
        heard = QAccessible.queryAccessibleInterface(part)
        said = {other.text(QAccessible.Text.Name): other for other, _ in heard.relations(Relation.Label)}
        # On Linux Qt says the chosen value as a combo box's name and leaves its label to the relation.
        spoken = part.accessibleName() if isinstance(part, QComboBox) else heard.text(QAccessible.Text.Name)
        if not any(spoken.startswith(words) for words in said if words):
            wrong.append(f"{spoken!r} is labelled by {list(said)}")
        # The sentence that says what is wrong, or what to type, stands below it.
        below = painted_below(part) if isinstance(part, QLineEdit) else ""
        if below and below not in said:
            wrong.append(f"{spoken!r} is not related to {below!r}")
        back = [other.object() for label in said.values() for other, _ in label.relations(Relation.Labelled)]
        if back != [part] * len(said):
            wrong.append(f"{spoken!r}: its labels are about {back}")
    assert not wrong, "\n" + "\n".join(wrong)


def painted_below(edit: QLineEdit) -> str:
    """The error, hint or amount in words that its field paints."""
    field = edit.parentWidget()
    if not isinstance(field, Field | MoneyField):
        return ""
    seen: list[Seen] = []
    with spied(seen):
        field.grab()
    low = [each for each in seen if each.widget is field and each.box.center().y() > edit.geometry().bottom()]
    return next((each.words for each in low if each.box.left() < edit.geometry().center().x()), "")


def test_no_button_stands_out_and_no_alert_is_blown_up(stage: Stage) -> None:
    out, padding = [], stage.look.pick(20, 14)
    for button in stage.window.findChildren(GlassButton):
        panel = panel_of(button)
        if not button.isVisible() or panel is None:
            continue
        seen = QRect(button.mapTo(panel, QPoint(0, 0)), button.size()).adjusted(GUTTER, 0, -GUTTER, 0)
        if seen.left() < padding - GUTTER or seen.right() >= panel.width() - padding + GUTTER:
            out.append(f"{panel.accessibleName()}: {button.text()} {seen.left()} to {seen.right()} of {panel.width()}")
    for alert in stage.window.findChildren(Alert):
        if alert.isVisible() and alert.height() > alert.sizeHint().height() + GUTTER:
            out.append(f"{alert.accessibleName()}: {alert.height()} px high")
    assert not out, "\n" + "\n".join(out)


def panel_of(button: GlassButton) -> GlassPanel | None:
    """The nearest panel that a button lies in."""
    above = button.parentWidget()
    while above is not None and not isinstance(above, GlassPanel):
        above = above.parentWidget()
    return above
