"""Every control in every state on one sheet: ``python -m teller_app.glass.gallery --out FILE --theme dark``."""

from __future__ import annotations

import argparse
import os
import sys

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from teller_app.glass.badge import Badge
from teller_app.glass.button import GlassButton
from teller_app.glass.checkbox import Checkbox
from teller_app.glass.chip import StatusChip
from teller_app.glass.code_boxes import CodeBoxes
from teller_app.glass.denomination_grid import DenominationGrid
from teller_app.glass.denominations import Denomination, GridTexts
from teller_app.glass.field import Field
from teller_app.glass.icon_button import IconButton
from teller_app.glass.keycap import Keycap
from teller_app.glass.labels import Money, Text
from teller_app.glass.look import DENSITIES, Look
from teller_app.glass.match_bar import MatchBar
from teller_app.glass.money_field import MoneyField
from teller_app.glass.panel import GlassPanel
from teller_app.glass.progress_card import ProgressCard
from teller_app.glass.ring import Ring
from teller_app.glass.segmented import Segment, Segmented
from teller_app.glass.select import Select
from teller_app.glass.skeleton import Skeleton
from teller_app.glass.sparkline import Sparkline
from teller_app.glass.toggle import Toggle
from teller_app.glass.tokens import THEMES
from teller_app.glass.type import load_fonts
from teller_app.glass.window import GlassWindow

CEDI_NOTES = (200, 100, 50, 20, 10, 5, 2, 1)
CEDI_COINS = (200, 100, 50, 20, 10, 5, 1)
TEXTS = GridTexts("Notes", "Coins", "Count", "Value GH₵", "Coins total", "Piece", "Sent", "Difference")
SENT = {"20000": 40, "10000": 50, "1000": 100, "200c": 30, "50c": 60}


def cedi_denominations() -> list[Denomination]:
    """The faces of the pictures, notes first."""
    notes = [Denomination(cedis * 100, True, f"{cedis} cedi note") for cedis in CEDI_NOTES]
    return notes + [Denomination(minor, False, f"{minor} pesewa coin") for minor in CEDI_COINS]


def row(*widgets: QWidget, gap: int = 8) -> QHBoxLayout:
    """Widgets side by side, the rest of the line empty."""
    line = QHBoxLayout()
    line.setSpacing(gap)
    for widget in widgets:
        line.addWidget(widget)
    line.addStretch(1)
    return line


def buttons_panel(look: Look) -> GlassPanel:
    """Kinds, states, sizes, segments."""
    panel = GlassPanel(look, "GlassButton")
    grid = QGridLayout()
    grid.setSpacing(2)
    icons = {"primary": "check", "danger": "x", "success": "seal-check", "ghost": "pause", "decline": "x"}
    for line, kind in enumerate(("primary", "secondary", "danger", "success", "ghost", "decline")):
        made = [GlassButton(look, kind.title(), kind, icons.get(kind)) for _ in range(4)]
        made[1].setDown(True)
        made[2].set_busy(True)
        made[3].set_blocked("Only after the count is submitted.")
        for place, button in enumerate(made):
            grid.addWidget(button, line, place)
    panel.body.add_row(grid, inset=False)
    small, medium = (
        GlassButton(look, "Small", key="Esc", size="s"),
        GlassButton(look, "Medium", icon="floppy-disk", key="Ctrl S"),
    )
    large = GlassButton(look, "Large", "primary", "check", "F9", "l")
    panel.body.add_row(row(small, medium, large, IconButton(look, "bell", "Notices"), gap=4), inset=False)
    modes = [Segment("Deposit", "hand-deposit", "F3"), Segment("Withdraw", "hand-withdraw", "F4")]
    panel.body.add_row(row(Segmented(look, modes, "Mode"), Segmented(look, ["Day", "Week"], "Span")), inset=False)
    panel.body.addStretch(1)
    return panel


def fields_panel(look: Look) -> GlassPanel:
    """Fields, money, switches."""
    panel = GlassPanel(look, "Field, MoneyField, toggle")
    wrong = Field(look, "Error", "0201 33")
    wrong.set_error("Phone needs 10 digits")
    blocked = Select(look, "Disabled", [("s", "Teller shortage")])
    blocked.set_blocked("The count is not submitted yet.")
    options = [("trade", "Trading proceeds"), ("salary", "Salary"), ("gift", "Gift")]
    cells: list[QWidget] = [
        Field(look, "Rest", "Kwame Boateng", icon="user"),
        Field(look, "Placeholder", placeholder="Search name or phone", icon="magnifying-glass"),
        Select(look, "Source of funds", options, hint="Type to filter, Enter to pick"),
        wrong,
        Field(look, "Read only", "1020 3345 7781", suffix="GHS", read_only=True, code=True),
        blocked,
    ]
    grid = QGridLayout()
    grid.setHorizontalSpacing(4)
    grid.setVerticalSpacing(0)
    for i, cell in enumerate(cells):
        grid.addWidget(cell, i // 2, i % 2, Qt.AlignmentFlag.AlignTop)
    panel.body.add_row(grid, inset=False)
    money = MoneyField(look, "Amount", "GH₵")
    money.set_minor(486550)
    money.set_words("Four thousand eight hundred and sixty-five cedis, fifty pesewas")
    money.set_balance("Balance after posting", "GH₵ 23,286.05")
    money.set_charges("Charges", "0.00")
    panel.body.add(money)
    switches = row(
        Toggle(look, "On", True), Toggle(look, "Off"), Checkbox(look, "Checked", True), Checkbox(look, "Unchecked")
    )
    panel.body.add_row(switches, inset=False)
    panel.body.addStretch(1)
    return panel


def chips_panel(look: Look) -> GlassPanel:
    """Chips, badge, keys, figures."""
    panel = GlassPanel(look, "StatusChip, Badge, keycaps")
    panel.set_caption("11 of 47 entries")
    words = [("Posted", "pos"), ("Awaiting", "warn"), ("Declined", "neg"), ("Queued", "info"), ("Reversed", "mute")]
    panel.body.add_row(
        row(*(StatusChip(look, text, tone) for text, tone in words), StatusChip(look, "Selected", "accent"))
    )
    marked = [("KYC Tier 3", "pos", "seal-check"), ("Near limit", "warn", "warning"), ("Gold", "gold", "star")]
    chips = (StatusChip(look, text, tone, icon) for text, tone, icon in marked)
    panel.body.add_row(row(*chips, Badge(look, 4), Badge(look, 140)))
    panel.body.add_row(row(*(Keycap(look, keys) for keys in ("F2", "F9", "Esc", "Enter", "Ctrl K", "↑", "↓"))))
    for color in ("text", "text2", "text3", "accent", "pos", "neg", "warn", "info"):
        panel.body.add(Text(look, f"{color}: 1,111.00 / 8,888.00", "body-medium", color))
    panel.body.add(Money(look, "GH₵", "46,218.70"))
    panel.body.addStretch(1)
    return panel


def count_panel(look: Look) -> GlassPanel:
    """The counter's grid with its bar."""
    panel = GlassPanel(look, "Denominations")
    grid = DenominationGrid(look, cedi_denominations(), TEXTS)
    grid.set_counts({"20000": 12, "10000": 15, "5000": 14, "2000": 10, "1000": 3, "200c": 1, "100c": 1, "50c": 1})
    panel.body.add(grid)
    bar = MatchBar(look)
    bar.show_state("matches", "Counted cash matches", "67 pieces", "GH₵ 4,865.50")
    panel.body.add(bar)
    other = MatchBar(look)
    other.show_state("counting", "GH₵ 12.00 still to count", "61 pieces", "GH₵ 4,853.50")
    panel.body.add(other)
    panel.body.addStretch(1)
    return panel


def compare_panel(look: Look) -> GlassPanel:
    """The opening count after it was submitted."""
    panel = GlassPanel(look, "Opening count")
    grid = DenominationGrid(look, cedi_denominations(), TEXTS, one_column=True)
    grid.set_compare(SENT)
    grid.set_counts({**SENT, "1000": 99})
    panel.body.add(grid)
    bar = MatchBar(look, large=True)
    bar.show_state("total", "Total counted", "849 pieces", "GH₵ 20,000.00")
    panel.body.add(bar)
    panel.body.addStretch(1)
    return panel


def waiting_panel(look: Look) -> GlassPanel:
    """What is shown while something is on its way, and figures as pictures."""
    panel = GlassPanel(look, "Waiting and figures")
    card = ProgressCard(look, "First sync", "2,000 customers")
    card.set_progress("1,200 of 2,000", 0.6, "60%")
    ring = Ring(look, "Checks")
    ring.set_value(0.64, "9/14", "9 of 14 checks", "accent")
    line = Sparkline(look, "Cash by hour")
    line.set_values((3.0, 4.0, 3.5, 5.0, 6.2, 5.9, 7.4), "rising")
    codes = CodeBoxes(look, "One-time code")
    for widget in (card, Skeleton(look, "Loading", 3), line, codes):
        panel.body.add(widget)
    panel.body.add_row(row(ring))
    return panel


def build_gallery(look: Look) -> GlassWindow:
    """The sheet as a window."""
    window = GlassWindow(look)
    window.resize(1920, 1008)
    line = QHBoxLayout(window)
    line.setContentsMargins(16, 16, 16, 16)
    line.setSpacing(16)
    for panels in ((buttons_panel, fields_panel), (chips_panel, count_panel), (compare_panel, waiting_panel)):
        column = QVBoxLayout()
        column.setSpacing(16)
        for make in panels:
            column.addWidget(make(look))
        line.addLayout(column, 1)
    return window


def main(arguments: list[str]) -> int:
    """Render the sheet into a file; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", required=True)
    parser.add_argument("--theme", choices=sorted(THEMES), default="dark")
    parser.add_argument("--density", choices=DENSITIES, default="regular")
    parser.add_argument("--text-scale", type=int, default=100)
    parser.add_argument("--solid", action="store_true")
    chosen = parser.parse_args(arguments)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication(sys.argv[:1])
    app.setStyle("Fusion")
    load_fonts()
    window = build_gallery(Look(chosen.theme, chosen.density, chosen.text_scale, chosen.solid, reduced_motion=True))
    window.show()
    app.processEvents()
    return 0 if window.grab().save(chosen.out) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
