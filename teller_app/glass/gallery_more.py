"""The second reference sheet (picture 26): steps, counts that are compared, entries, clocks, tiles, and what 08 lacks."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGridLayout, QHBoxLayout

from teller_app.glass.chip import StatusChip
from teller_app.glass.code_boxes import CodeBoxes
from teller_app.glass.date_field import DateField
from teller_app.glass.denomination_grid import DenominationGrid
from teller_app.glass.denominations import Denomination, GridTexts
from teller_app.glass.figures import FigureTile
from teller_app.glass.gallery_kit import Columns, row
from teller_app.glass.labels import Text
from teller_app.glass.line_chart import Line as Series
from teller_app.glass.line_chart import LineChart
from teller_app.glass.lines import Line, Lines
from teller_app.glass.look import Look
from teller_app.glass.match_bar import MatchBar
from teller_app.glass.meter import Meter
from teller_app.glass.panel import GlassPanel
from teller_app.glass.portrait import Portrait
from teller_app.glass.progress_card import ProgressCard
from teller_app.glass.scale_meter import ScaleMeter
from teller_app.glass.segment_progress import SegmentProgress
from teller_app.glass.signature import SignatureTile
from teller_app.glass.stepper import Step, StepMark, StepState, ThinSteps
from teller_app.glass.table import DataTable
from teller_app.glass.table_model import Column, Figure, Row
from teller_app.glass.tabs import Tabs

HEADS = GridTexts("Notes", "Coins", "Counted", "Value GH₵", "Coins total", "Piece", "Sent", "Difference")
FACES = ((20000, True), (1000, True), (500, True), (50, False), (5, False))
SENT = {"20000": 40, "1000": 100, "500": 120, "50c": 60}
COUNTED = {"20000": 40, "1000": 99, "500": 121, "50c": 60}
RUN: tuple[StepState, ...] = ("done",) * 3 + ("exception",) + ("done",) * 3 + ("active",) + ("waiting",) * 3
TODAY = date(2026, 11, 22)


def steps(look: Look) -> GlassPanel:
    """Steps as a bar, as thin segments, as a long run."""
    panel = GlassPanel(look, "StepBar, StepList, SegmentProgress")
    standing = (Step("Done", "17:02", "done"), Step("Active", "2 of 3", "active"),
                Step("Exception", "1 parked", "exception"), Step("Waiting", "Waits"))  # fmt: skip
    line = QHBoxLayout()
    line.setSpacing(0)
    for at, step in enumerate(standing):
        mark = StepMark(look, at + 1, at == len(standing) - 1)
        mark.set_step(step)
        line.addWidget(mark, 1)
    panel.body.add_row(line)
    thin = ThinSteps(look, "Signing in")
    thin.set_steps(
        [Step("Identity", "", "done"), Step("Code", "", "done"), Step("Manager", "", "active"), Step("Ready", "")]
    )
    panel.body.addSpacing(8)
    panel.body.add(thin)
    run = SegmentProgress(look, "End of day")
    run.set_states(RUN, "7 of 11 done, 1 exception", 0.6)
    panel.body.addSpacing(8)
    panel.body.add(run)
    panel.body.addStretch(1)
    panel.body.add(Text(look, "done, active, exception, waiting; thin form; segments", "caption", "text2"))
    return panel


def specimen(seed: int) -> QImage:
    """Strokes as a pad gives them: black on white."""
    image = QImage(240, 90, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    p = QPainter(image)
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    p.setPen(QPen(QColor("black"), 3, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    path = QPainterPath()
    path.moveTo(20, 60)
    for at in range(6):
        x = 20 + at * 34
        path.cubicTo(
            x + 8, 8 + (seed * 7 + at * 13) % 30, x + 22, 90 - (seed * 11 + at * 5) % 30, x + 34, 44 + (at * seed) % 16
        )
    p.drawPath(path)
    p.end()
    return image


def people(look: Look) -> GlassPanel:
    """Signatures, a portrait, a hidden number: filling and wrong."""
    panel = GlassPanel(look, "SignatureTile, Portrait, PinDots")
    line = QHBoxLayout()
    line.setSpacing(10)
    for at, (name, role, signed) in enumerate(
        (("Efua Owusu", "08:02:11 · PIN", True), ("Hajara Bawa", "Notified 08:02", False))
    ):
        tile = SignatureTile(look, "No specimen on file")
        tile.set_signatory(name, role, specimen(at + 2) if signed else None)
        line.addWidget(tile, 1)
    portrait = Portrait(look)
    portrait.set_person("Abena Serwaa Mensah, no photo", "00482217", None)
    line.addWidget(portrait)
    panel.body.add_row(line)
    pins = QHBoxLayout()
    filling, wrong = CodeBoxes(look, "PIN", 6, secret=True), CodeBoxes(look, "PIN", 6, secret=True)
    filling.setText("123")
    wrong.setText("123456")
    wrong.set_error("Wrong PIN, 4 tries left")
    pins.addWidget(filling)
    pins.addSpacing(16)
    pins.addWidget(wrong)
    panel.body.add_row(pins, inset=False)
    hints = QHBoxLayout()
    hints.addWidget(Text(look, "Type, no click needed", "caption", "text2"), 1)
    hints.addWidget(Text(look, "Wrong PIN, 4 tries left", "caption", "neg"), 1)
    panel.body.add_row(hints)
    panel.body.addStretch(1)
    return panel


def compare(look: Look) -> GlassPanel:
    """What was sent against what was counted."""
    panel = GlassPanel(look, "DenominationCompare")
    faces = [
        Denomination(minor, note, f"{minor // 100 or minor} {'cedi note' if note else 'pesewa coin'}")
        for minor, note in FACES
    ]
    grid = DenominationGrid(look, faces, HEADS, one_column=True)
    grid.set_compare(SENT)
    grid.set_counts(COUNTED)
    panel.body.add(grid)
    bar = MatchBar(look, large=True)
    bar.show_state("total", "Total counted", "", "GH₵ 9,625.00")
    panel.body.add(bar)
    panel.body.addStretch(1)
    return panel


def entries(look: Look) -> GlassPanel:
    """Legs of an entry, and facts of one thing."""
    panel = GlassPanel(look, "EntryTable, KeyValueRow")
    columns = [
        Column("Account", 84, "code"),
        Column(""),
        Column("Debit GH₵", 110, "money"),
        Column("Credit GH₵", 110, "money"),
    ]
    table = DataTable(look, columns, "Entry", two_lines=False)
    dash = Figure("—", "text3")
    table.set_rows([
        Row("1", ("1490-06", "Suspense, offline refusals", Figure("600.00"), dash)),
        Row("2", ("1010-06", "Cash in drawer 06", dash, Figure("600.00"))),
    ])  # fmt: skip
    table.setFixedHeight(120)
    panel.body.addWidget(table)
    facts = Lines(look, "Facts")
    facts.set_lines([Line("Digital address", figure="GA-184-2290"), Line("Second phone", figure="020 771 4490")])
    panel.body.add(facts)
    panel.body.add_row(row(StatusChip(look, "Waits for checker", "warn", "clock-countdown")))
    panel.body.addStretch(1)
    return panel


def clocks(look: Look) -> GlassPanel:
    """Time that runs, is paused, is past; tiles that filter."""
    panel = GlassPanel(look, "AnswerClock, StageTile, OutcomeTile")
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setColumnStretch(1, 1)
    for at, (name, share, mark, words, color) in enumerate((
        ("Running", 0.46, "accent_mark", "2 days left", "text2"),
        ("Paused", 0.46, "text3", "On hold since 18 Nov", "text2"),
        ("Past due", 1.0, "neg", "2 h over", "neg"),
    )):  # fmt: skip
        meter = Meter(look, name, 8)
        meter.set_share(share, words, mark)
        grid.addWidget(Text(look, name, "body-medium"), at, 0)
        grid.addWidget(meter, at, 1)
        grid.addWidget(Text(look, words, "caption-medium", color, align=Qt.AlignmentFlag.AlignRight), at, 2)
    panel.body.add_row(grid)
    tiles = QHBoxLayout()
    tiles.setSpacing(12)
    for caption, figure, icon, tone in (
        ("Rest", "14", "tray", ""),
        ("Selected", "2", "arrow-u-up-left", "info"),
        ("Done", "21", "check-circle", "pos"),
    ):
        tile = FigureTile(look, caption, figure, icon, "mute", "title2")
        tile.set_figure(figure, tone)
        tiles.addWidget(tile, 1)
    panel.body.addSpacing(8)
    panel.body.add_row(tiles)
    panel.body.addStretch(1)
    return panel


def work(look: Look) -> GlassPanel:
    """Long work with a way out, a date to type, pages behind tabs."""
    panel = GlassPanel(look, "Progress, DateField, Tabs")
    card = ProgressCard(look, "Export of the journal", cancel="Stop")
    card.set_progress("1,200 of 2,000 rows", 0.6, "60%")
    panel.body.add(card)
    when = DateField(
        look,
        "Value date",
        lambda day: f"{day:%a} {day.day} {day:%b %Y}",
        "No such day",
        lambda: TODAY,
        "Up and Down by days, Ctrl by months",
    )
    when.set_date(TODAY)
    wrong = DateField(look, "Maturity", str, "That day does not exist", lambda: TODAY)
    wrong.set_text("31 2 2027")
    wrong.set_error("That day does not exist")
    pair = QHBoxLayout()
    pair.addWidget(when, 0, Qt.AlignmentFlag.AlignTop)
    pair.addWidget(wrong, 0, Qt.AlignmentFlag.AlignTop)
    panel.body.add_row(pair, inset=False)
    tabs = Tabs(look, "Side")
    for title in ("Drawer", "Journal", "Limits"):
        tabs.add(title, Text(look, f"The page of {title.lower()}", "caption", "text2"))
    panel.body.add(tabs)
    panel.body.addStretch(1)
    return panel


def bounds(look: Look) -> GlassPanel:
    """How long it lasts, where the bounds are, what makes the score."""
    panel = GlassPanel(look, "RunOutBar, LimitScale, ScoreParts")
    for words, share, mark, chip in (
        ("702 left, 310 needed", 1.0, "accent_mark", ("Enough", "pos")),
        ("744 left, 810 needed", 0.85, "warn_mark", ("16:48", "warn")),
        ("902 left, 1,450 needed", 0.49, "neg", ("16:20", "neg")),
    ):
        meter = Meter(look, words, 8)
        meter.set_share(share, words, mark)
        line = QHBoxLayout()
        line.addWidget(meter, 1)
        line.addSpacing(16)
        line.addWidget(StatusChip(look, *chip))
        panel.body.add_row(line)
        panel.body.add(Text(look, words, "caption", "text2"))
    scale = ScaleMeter(look, "Limits of the drawer", [(0.06, "Min"), (0.62, "Soft"), (0.75, "Insured"), (1.0, "Hard")])
    scale.set_share(0.25, "a quarter of the hard limit")
    panel.body.addSpacing(8)
    panel.body.add(scale)
    panel.body.addStretch(1)
    return panel


def trend(look: Look) -> GlassPanel:
    """Lines with a bound."""
    panel = GlassPanel(look, "TrendLine with bound")
    chart = LineChart(look, "PAR30", 170)
    lines = [
        Series((2.1, 2.4, 2.2, 2.9, 3.4, 3.1, 3.9, 4.2)),
        Series((1.0, 1.1, 1.3, 1.2, 1.6, 1.9, 1.8, 2.0), "warn_mark"),
    ]
    chart.set_lines(
        lines,
        ("Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov"),
        "rises from 2.1 to 4.2 per cent",
        (5.0, "Bound 5%"),
    )
    panel.body.add(chart)
    panel.body.addStretch(1)
    return panel


def marks(look: Look) -> GlassPanel:
    """Reasons to choose from, and how a chain stands."""
    panel = GlassPanel(look, "ReasonPill, ChainState")
    reasons = ("Refer to drawer", "accent"), ("Signature differs", "mute"), ("Stopped", "mute"), ("Out of date", "mute")
    panel.body.add_row(row(*(StatusChip(look, words, tone) for words, tone in reasons)))
    for words, tone, icon, more in (
        ("Chain whole, 48,219", "pos", "shield-check", "Verified 15:40"),
        ("Verifying 62%", "info", "circle-dashed", "Export waits"),
        ("Broken at 48,107", "neg", "warning-circle", "Auditor told"),
    ):
        panel.body.add_row(row(StatusChip(look, words, tone, icon), Text(look, more, "caption", "text2"), gap=12))
    panel.body.addStretch(1)
    return panel


def more(look: Look) -> Columns:
    """Three columns of panels with their heights."""
    return (
        ((steps(look), 260), (people(look), 318), (compare(look), 0)),
        ((entries(look), 300), (clocks(look), 300), (work(look), 0)),
        ((bounds(look), 320), (trend(look), 270), (marks(look), 0)),
    )
