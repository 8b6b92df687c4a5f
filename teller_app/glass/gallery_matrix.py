"""Every control that is pressed or typed into, in each of the nine states of LOOK 6; a dash where a state means nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from teller_app.glass.bar_button import BarButton
from teller_app.glass.button import GlassButton
from teller_app.glass.checkbox import Checkbox
from teller_app.glass.code_boxes import CodeBoxes
from teller_app.glass.date_field import DateField
from teller_app.glass.denomination_grid import DenominationGrid
from teller_app.glass.denominations import Denomination, GridTexts
from teller_app.glass.field import Field
from teller_app.glass.labels import Text
from teller_app.glass.look import Look
from teller_app.glass.money_field import MoneyField
from teller_app.glass.nav import NavButton, NavItem
from teller_app.glass.panel import GlassPanel
from teller_app.glass.segmented import Segment, Segmented
from teller_app.glass.select import Select
from teller_app.glass.toggle import Toggle

STATES = ("rest", "hover", "pressed", "focus", "error", "busy", "read-only", "disabled", "offline")
NEEDS_SERVER = "This needs the server."
TODAY = date(2026, 11, 22)
HEADS = GridTexts("Notes", "Coins", "Count", "Value GH₵", "Coins total", "Piece", "Sent", "Difference")
PRESSED = ("rest", "hover", "pressed", "focus")
TYPED = ("rest", "focus", "error", "read-only", "disabled", "offline")

type Maker = Callable[[Look, str], QWidget]


def _button(kind: str, label: str, icon: str | None = None) -> Maker:
    """Offline a button that must have the server is off and says why; the one that posts says "Queue" instead."""

    def make(look: Look, state: str) -> QWidget:
        queued = state == "offline" and kind == "primary"
        return GlassButton(look, "Queue" if queued else label, kind, icon, expand=True)

    return make


ROWS: Mapping[str, tuple[Maker, tuple[str, ...]]] = {
    "Button, filled": (_button("primary", "Post", "check"), (*PRESSED, "busy", "disabled", "offline")),
    "Button, glass": (_button("secondary", "Print", "printer"), (*PRESSED, "busy", "disabled", "offline")),
    "Button, ghost": (_button("ghost", "Clear", "x"), (*PRESSED, "busy", "disabled", "offline")),
    "Bar button": (lambda look, state: BarButton(look, "Notices", "bell", "Alt+N"), (*PRESSED, "disabled", "offline")),
    "Navigation": (
        lambda look, state: NavButton(look, NavItem("counter", "cash-register", "Counter")),
        (*PRESSED, "disabled", "offline"),
    ),
    "Segmented": (
        lambda look, state: Segmented(look, [Segment("Day"), Segment("Week")], "Span"),
        ("rest", "focus", "disabled", "offline"),
    ),
    "Checkbox": (lambda look, state: Checkbox(look, "Print", True), (*PRESSED, "disabled", "offline")),
    "Toggle": (lambda look, state: Toggle(look, "Text", True), (*PRESSED, "disabled", "offline")),
    "Field": (lambda look, state: Field(look, "Narration", "Shop takings"), TYPED),
    "Select": (
        lambda look, state: Select(look, "Source", [("t", "Trading")]),
        ("rest", "focus", "error", "disabled", "offline"),
    ),
    "Date field": (
        lambda look, state: DateField(look, "Value date", lambda day: f"{day:%d %b %Y}", "No such day", lambda: TODAY),
        TYPED,
    ),
    "Code": (lambda look, state: CodeBoxes(look, "Code", 4), ("rest", "focus", "error", "disabled", "offline")),
}
"""Name, what makes one, and the states that it has. The table of states is as long as a person's patience: what shows
data and takes no key (chips, charts, tiles) stands on the other sheets in the conditions of its data."""


def pose(control: QWidget, state: str) -> None:
    """Make a still picture of a state: a picture has no mouse, and only one control of a window has the focus."""
    edit = getattr(control, "edit", control)
    if state == "hover":
        control.__dict__["_hovered"] = True
        control.__dict__["_hover_share"] = lambda: 1.0
        control.__dict__["underMouse"] = lambda: True
    elif state == "pressed":
        getattr(control, "setDown", lambda down: None)(True)
    elif state == "focus":
        control.__dict__["_by_keyboard"] = True
        for part in (control, edit):
            part.__dict__["hasFocus"] = lambda: True
    elif state == "error":
        _first(control, "set_error")("Mend this")
    elif state == "busy":
        _first(control, "set_busy")(True)
    elif state == "read-only":
        _first(control, "set_read_only")(True)
    elif state in ("disabled", "offline"):
        _off(control, NEEDS_SERVER if state == "offline" else "Not before the count is submitted.")
    control.update()


def _first(control: QWidget, name: str) -> Callable[[object], None]:
    found: Callable[[object], None] = getattr(control, name)
    return found


def _off(control: QWidget, why: str) -> None:
    """With its reason, in tooltip and description."""
    if isinstance(control, GlassButton) and control.text() == "Queue":
        return
    if hasattr(control, "set_blocked"):
        control.set_blocked(why)
    else:
        control.setEnabled(False)
        control.setToolTip(why)
        control.setAccessibleDescription(why)


def states_of_all(look: Look) -> GlassPanel:
    """A row for each control, a column for each state."""
    panel = GlassPanel(look, "Every control in its nine states", padding=24)
    grid = QGridLayout()
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(7)
    for at, state in enumerate(STATES, start=1):
        grid.addWidget(Text(look, state, "micro-strong", "text3", align=Qt.AlignmentFlag.AlignHCenter), 0, at)
        grid.setColumnStretch(at, 1)
    for line, (name, (make, has)) in enumerate(ROWS.items(), start=1):
        grid.addWidget(Text(look, name, "body-medium"), line, 0)
        for at, state in enumerate(STATES, start=1):
            grid.addWidget(_cell(look, make, state, state in has), line, at, Qt.AlignmentFlag.AlignVCenter)
    panel.body.add_row(grid, inset=False)
    panel.body.addStretch(1)
    return panel


def _cell(look: Look, make: Maker, state: str, has: bool) -> QWidget:
    if not has:
        return Text(look, "—", "body", "text3", align=Qt.AlignmentFlag.AlignHCenter)
    control = make(look, state)
    if isinstance(control, DateField):
        control.set_date(TODAY)
    if isinstance(control, CodeBoxes):
        control.setText("73")
    pose(control, state)
    return control


def money(look: Look) -> GlassPanel:
    """The amount in the states that a field has."""
    panel = GlassPanel(look, "Money field: rest, focus, error, read-only, offline", padding=24)
    line = QHBoxLayout()
    line.setSpacing(8)
    for state in ("rest", "focus", "error", "read-only", "offline"):
        field = MoneyField(look, "Amount", "GH₵")
        field.set_minor(4_865_50)
        field.set_words("Four thousand eight hundred and sixty-five cedis")
        pose(field, state)
        line.addWidget(field, 1)
    panel.body.add_row(line, inset=False)
    return panel


def counts(look: Look) -> GlassPanel:
    """A count in the states that it has: nobody presses it, and what is wrong with it the bar below it says."""
    panel = GlassPanel(look, "Denominations: rest, focus, read-only, disabled", padding=24)
    faces = [Denomination(20000, True, "200 cedi note"), Denomination(50, False, "50 pesewa coin")]
    line = QHBoxLayout()
    line.setSpacing(24)
    for state in ("rest", "focus", "read-only", "disabled"):
        grid = DenominationGrid(look, faces, HEADS, one_column=True)
        grid.set_counts({"20000": 12})
        if state == "focus":
            grid.edits[0].__dict__["hasFocus"] = lambda: True
        else:
            pose(grid, state)
        line.addWidget(grid, 1)
    panel.body.add_row(line, inset=False)
    return panel
