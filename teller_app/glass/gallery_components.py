"""The reference sheet of LOOK (picture 08): every control in rest, hover, pressed, focus, busy and disabled."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from teller_app.glass.alert import Alert
from teller_app.glass.avatar import Avatar, Presence
from teller_app.glass.badge import Badge
from teller_app.glass.bar_button import BarButton
from teller_app.glass.button import GlassButton
from teller_app.glass.checkbox import Checkbox
from teller_app.glass.chip import StatusChip
from teller_app.glass.connection_chip import ConnectionChip
from teller_app.glass.empty_state import EmptyState
from teller_app.glass.field import Field
from teller_app.glass.gallery_kit import Columns, Posed, PosedSegmented, PosedSelect, row
from teller_app.glass.keycap import Keycap
from teller_app.glass.labels import Text
from teller_app.glass.look import Look
from teller_app.glass.material import paint_glass
from teller_app.glass.meter import Meter
from teller_app.glass.money_field import MoneyField
from teller_app.glass.paint import coin_chip, note_chip
from teller_app.glass.painted import Painted
from teller_app.glass.panel import GlassPanel
from teller_app.glass.ring import Ring
from teller_app.glass.segmented import Segment, Segmented
from teller_app.glass.skeleton import Skeleton
from teller_app.glass.sparkline import Sparkline
from teller_app.glass.table import DataTable
from teller_app.glass.table_model import Column, Figure, Lead, Row, Status
from teller_app.glass.toggle import Toggle
from teller_app.glass.twin_bars import TwinBars
from teller_app.glass.window import GlassWindow

CEDI_NOTES = (200, 100, 50, 20, 10, 5, 2, 1)
CEDI_COINS = (200, 100, 50, 20, 10, 5, 1)
KINDS = (("primary", "check"), ("secondary", None), ("danger", "x"), ("success", "seal-check"), ("ghost", "pause"))
STATES = ("rest", "hover", "pressed", "focus", "disabled")
LINE = (10.0, 14.0, 12.0, 18.0, 26.0, 24.0, 22.0, 31.0, 38.0, 35.0, 44.0)
PAIRS = ((22, 15), (58, 26), (82, 48), (70, 55), (50, 54), (44, 58), (56, 50), (65, 41), (33, 21))


def buttons(look: Look) -> GlassPanel:
    """Kinds by states, sizes with keys, segments."""
    panel = GlassPanel(look, "GlassButton")
    grid = QGridLayout()
    grid.setHorizontalSpacing(6)
    grid.setVerticalSpacing(4)
    for line, (kind, icon) in enumerate(KINDS):
        for place, state in enumerate(STATES):
            button = Posed(look, kind.title(), kind, icon, expand=True)
            button.pose(state)
            grid.addWidget(button, line, place)
    for place, state in enumerate(STATES):
        grid.addWidget(Text(look, state, "caption", "text2", align=Qt.AlignmentFlag.AlignHCenter), len(KINDS), place)
    panel.body.add_row(grid, inset=False)
    panel.body.addSpacing(12)
    bell = BarButton(look, "Notices", "bell", "Alt+N")
    bell.set_badge("4", "4 unread")
    busy = GlassButton(look, "Busy", "secondary", "check")
    busy.set_busy(True)
    sizes = (
        GlassButton(look, "Small", key="Esc", size="s"),
        GlassButton(look, "Medium", icon="floppy-disk", key="Ctrl S"),
        GlassButton(look, "Large", "primary", "check", "F9", "l"),
    )
    panel.body.add_row(row(*sizes, GlassButton(look, "Decline", "decline", "x"), bell, gap=10), inset=False)
    panel.body.addSpacing(12)
    modes = [Segment("Deposit", "hand-deposit", "F3"), Segment("Withdraw", "hand-withdraw", "F4")]
    span = PosedSegmented(look, ["Day", "Week"], "Span")
    span.setCurrentIndex(1)
    panel.body.add_row(row(Segmented(look, modes, "Mode"), span, busy), inset=False)
    panel.body.addStretch(1)
    return panel


def fields(look: Look) -> GlassPanel:
    """Fields in their states, the amount, switches."""
    panel = GlassPanel(look, "Field, MoneyEdit, toggle")
    wrong = Field(look, "Error", "0201 33")
    wrong.set_error("Phone needs 10 digits")
    blocked = PosedSelect(look, "Disabled", [("s", "Teller shortage")])
    blocked.set_blocked("The count is not submitted yet.")
    focused = PosedSelect(
        look, "Focus", [("trade", "Trading proceeds"), ("gift", "Gift")], hint="Type to filter, Enter to pick"
    )
    focused.pose("focus")
    cells: list[QWidget] = [
        Field(look, "Rest", "Kwame Boateng", icon="user"),
        Field(look, "Placeholder", placeholder="Search name or phone", icon="magnifying-glass"),
        focused,
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
    money.setObjectName("focused")
    money.set_minor(486550)
    money.set_words("Four thousand eight hundred and sixty-five cedis, fifty pesewas")
    money.set_balance("Balance after posting", "GH₵ 23,286.05")
    money.set_charges("Charges", "0.00")
    panel.body.addSpacing(6)
    panel.body.add(money)
    marks = (
        Toggle(look, "On", True),
        Toggle(look, "Off"),
        Checkbox(look, "Checked", True),
        Checkbox(look, "Unchecked"),
    )
    panel.body.addSpacing(6)
    panel.body.add_row(row(*marks, gap=16), inset=False)
    panel.body.addStretch(1)
    return panel


class Pieces(Painted):
    """The faces of the cash as they stand in a count."""

    def __init__(self, look: Look, name: str, coins: bool) -> None:
        super().__init__(look, name, (320 if coins else 420, 34))
        self._coins = coins

    def draw(self, p: QPainter) -> None:
        """Notes or coins in a row."""
        for at, face in enumerate(CEDI_COINS if self._coins else CEDI_NOTES):
            if self._coins:
                coin_chip(p, at * 40, 17, face)
            else:
                note_chip(p, at * 52, 17, face)


def chips(look: Look) -> GlassPanel:
    """Chips, keys, faces of money and of people, the line."""
    panel = GlassPanel(look, "StatusChip, Badge, keycaps")
    words = [("Posted", "pos"), ("Awaiting", "warn"), ("Declined", "neg"), ("Queued", "info"), ("Reversed", "mute")]
    panel.body.add_row(row(*(StatusChip(look, text, tone) for text, tone in (*words, ("Selected", "accent")))))
    marked = [
        ("KYC Tier 3", "pos", "seal-check"),
        ("Near limit", "warn", "warning"),
        ("Over limit", "neg", "warning-circle"),
        ("Gold", "gold", "star"),
        ("4 new", "accent", "chat-circle"),
    ]
    counts = (Badge(look, 4), Badge(look, 140))
    panel.body.add_row(row(*(StatusChip(look, text, tone, icon) for text, tone, icon in marked), *counts))
    panel.body.add_row(row(*(Keycap(look, keys) for keys in ("F2", "F9", "Esc", "Enter", "Ctrl K", "↑", "↓"))))
    panel.body.add_row(row(Pieces(look, "Notes", coins=False)))
    people: list[tuple[str, str, Presence]] = [
        ("EO", "TLR-0417", "on"),
        ("KA", "MGR-0102", "away"),
        ("HI", "TLR-0422", "off"),
    ]
    faces = []
    for initials, number, presence in people:
        face = Avatar(look, initials, initials, number)
        face.set_presence(presence, presence)
        faces.append(face)
    panel.body.add_row(row(Pieces(look, "Coins", coins=True), *faces, gap=12))
    online, offline = ConnectionChip(look), ConnectionChip(look)
    online.set_state("online", "Online", "42 ms")
    offline.set_state("offline", "Offline", "7 queued")
    panel.body.add_row(row(online, offline))
    panel.body.addStretch(1)
    return panel


def table(look: Look) -> GlassPanel:
    """Rows at rest, one selected, one under the mouse."""
    panel = GlassPanel(look, "DataTable")
    columns = [
        Column("Time", 56, "dim", sorts=True), Column("Customer", sorts=True),
        Column("Amount GH₵", 120, "money", sorts=True), Column("Status", 116),
    ]  # fmt: skip
    made = DataTable(look, columns, "DataTable")
    posted = Status("Posted", "pos")
    rows = [
        Row("1", ("09:47", Lead("hand-deposit", "pos", "Abena S. Mensah", "Deposit · 04-000481"), Figure("+2,450.00", "pos"), posted)),
        Row("2", ("09:41", Lead("hand-withdraw", "neg", "Yaw Ofori Atta", "Withdrawal · 04-000480"), Figure("−1,200.00"), posted)),
        Row("3", ("09:36", Lead("arrows-left-right", "info", "Nana Ama Frimpong", "Transfer · 04-000479"), Figure("−800.00"), posted)),
        Row("4", ("09:30", Lead("hand-withdraw", "neg", "Kumasi Timber Ltd", "Withdrawal · 04-000478"), Figure("−18,500.00"),
                  Status("Awaiting", "warn"))),
        Row("5", ("09:22", Lead("hand-deposit", "pos", "Ibrahim Mahama", "Deposit · 04-000477"), Figure("+560.50", "pos"), posted)),
    ]  # fmt: skip
    made.set_rows(rows)
    made.select_row(1)
    made.view.hover(3)
    panel.body.addWidget(made, 1)
    return panel


def waiting(look: Look) -> GlassPanel:
    """Nothing here yet, and on its way."""
    panel = GlassPanel(look, "EmptyState, Skeleton")
    line = QHBoxLayout()
    line.setSpacing(24)
    line.addWidget(EmptyState(look, "tray", "No postings yet", "Press F3 to take the first deposit"), 1)
    line.addWidget(Skeleton(look, "Loading", 4), 1, Qt.AlignmentFlag.AlignVCenter)
    panel.body.add_row(line, 1)
    return panel


class Levels(Painted):
    """The three thicknesses of glass over the bare wallpaper."""

    NAMES = (
        ("thin", "Thin", "Bars on wallpaper"),
        ("regular", "Regular", "Panels"),
        ("thick", "Thick", "Drawers, dialogs"),
    )

    def __init__(self, look: Look) -> None:
        super().__init__(look, "Thin, regular, thick", (0, 144))

    def draw(self, p: QPainter) -> None:
        """A strip of wallpaper with three panes."""
        window, tokens = self.window(), self.look.tokens
        if not isinstance(window, GlassWindow):
            return
        origin = self.mapTo(window, self.rect().topLeft())
        strip = QRect(-origin.x(), -origin.y(), window.width(), window.height())
        p.drawPixmap(strip.topLeft(), window.wallpaper())
        wide = (self.width() - 4 * 16) / 3
        for at, (level, name, use) in enumerate(self.NAMES):
            box = QRect(round(16 + at * (wide + 16)), 16, round(wide), self.height() - 32)
            paint_glass(p, box, 14, origin, window.soft(), tokens, level)
            self._words(p, QRectF(box).adjusted(12, 10, -12, 0), name, use)

    def _words(self, p: QPainter, box: QRectF, name: str, use: str) -> None:
        p.setPen(self.look.tokens.text)
        p.setFont(self.look.font("body-strong"))
        p.drawText(QRectF(box.left(), box.top(), box.width(), 20), name)
        p.setFont(self.look.font("caption"))
        p.drawText(QRectF(box.left(), box.top() + 24, box.width(), 20), use)


def levels(look: Look) -> GlassPanel:
    """Glass, the text colours, the figures."""
    panel = GlassPanel(look, "Elevation and glass levels")
    panel.body.add(Levels(look))
    panel.body.addSpacing(8)
    grid = QGridLayout()
    colors = (("Primary text", "text"), ("Secondary text", "text2"), ("Tertiary text", "text3"), ("Disabled", "text_dis"),
              ("Accent", "accent"), ("Positive", "pos"), ("Negative", "neg"), ("Warning", "warn"), ("Info", "info"))  # fmt: skip
    for at, (words, color) in enumerate(colors):
        grid.addWidget(Text(look, words, "body-medium" if at else "body-strong", color), at // 3, at % 3)
    panel.body.add_row(grid)
    figures = [
        Text(look, "4,865.50", "amount"),
        Text(look, "46,218.70", "title1"),
        Text(look, "1,111.00 / 8,888.00", "body-medium"),
    ]
    panel.body.add_row(row(*figures, gap=36))
    panel.body.addStretch(1)
    return panel


def news(look: Look) -> GlassPanel:
    """What happened, what needs attention, what was refused."""
    panel = GlassPanel(look, "Toast, inline alert")
    panel.body.add(Alert(look, "pos", "Deposit posted", "04-000482 · receipt printed"))
    panel.body.add(Alert(look, "warn", "Ghana Card expires in 21 days", "Remind the customer to renew"))
    panel.body.add(Alert(look, "neg", "Not posted: mandate needs two signatures", "Ask Kojo Mensah to sign, or cancel"))
    panel.body.addStretch(1)
    return panel


def charts(look: Look) -> GlassPanel:
    """Line, meters, rings, bars."""
    panel = GlassPanel(look, "Charts")
    line = Sparkline(look, "Cash by hour", 92)
    line.set_values(LINE, "rising")
    meters = [Meter(look, "Insured limit", 8, warn_from=0.9) for _ in range(2)]
    for meter, share in zip(meters, (0.77, 0.93), strict=True):
        meter.set_share(share, f"{share:.0%} of the insured limit")
    counted = Meter(look, "Count", 8)
    counted.set_share(3 / 8, "3 of 8 denominations", "pos")
    rings = []
    for figure, tone in ((82, "neg"), (51, "warn"), (18, "pos")):
        ring = Ring(look, "Risk")
        ring.set_value(figure / 100, str(figure), "", tone)
        rings.append(ring)
    bars = TwinBars(look, "Cash in and out", 104)
    bars.set_pairs(PAIRS, "highest at 11")
    left, right = QVBoxLayout(), QVBoxLayout()
    left.setSpacing(4)
    for part in (line, *meters, Text(look, "77% and 93% of insured limit", "caption", "text2"), counted,
                 Text(look, "Counting 3 of 8 denominations", "caption", "text2")):  # fmt: skip
        left.addWidget(part)
    left.addStretch(1)
    right.addLayout(row(*rings, gap=16))
    right.addSpacing(12)
    right.addWidget(bars)
    right.addStretch(1)
    both = QHBoxLayout()
    both.setSpacing(20)
    both.addLayout(left, 1)
    both.addLayout(right, 1)
    panel.body.add_row(both, 1)
    return panel


def components(look: Look) -> Columns:
    """Three columns of panels with their heights in px, 0 for the rest of the column."""
    return (
        ((buttons(look), 450), (fields(look), 0)),
        ((chips(look), 298), (table(look), 354), (waiting(look), 0)),
        ((levels(look), 390), (news(look), 234), (charts(look), 0)),
    )
