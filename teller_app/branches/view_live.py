"""Live drawers, and cash by the hour (picture 11, left)."""

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from contract.drawers import DrawerFact, DrawerTotalsFact, SessionFact
from teller_app.branches import words
from teller_app.branches.course import series
from teller_app.branches.key_figures import percent
from teller_app.branches.state import BranchState
from teller_app.glass.chip import StatusChip
from teller_app.glass.labels import Text
from teller_app.glass.legend import Legend
from teller_app.glass.look import Look
from teller_app.glass.panel import GlassPanel
from teller_app.glass.table import DataTable
from teller_app.glass.table_model import Cell, Column, Figure, Gauge, Lead, Person, Row, Status, Trend, TwoLines
from teller_app.glass.twin_bars import TwinBars
from teller_app.i18n import formats
from teller_app.i18n.hours import hour_bars, hour_of, thousands
from teller_app.i18n.text import Texts

HOURS = range(7, 19)
"""Hours (UTC) that the chart shows even when nothing moved."""


class LiveColumn(QWidget):
    """Both panels below each other."""

    def __init__(self, look: Look, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self._shown: object = None
        self._rows: dict[str, tuple[object, Row]] = {}
        self.drawers = GlassPanel(look, texts("branches.live"), rows=DataTable.gutter)
        columns = (
            Column(texts("branches.column.drawer")),
            Column(texts("branches.column.state"), 120),
            Column(texts("branches.column.today"), 66, optional=True),
            Column(texts("branches.column.flow"), 108, "money", optional=True),
            Column(texts("branches.column.balance"), 120, "money"),
        )
        self.table = DataTable(look, columns, texts("branches.live"))
        self.chip = StatusChip(look, "")
        self.drawers.add_action(self.chip)
        self.drawers.body.addWidget(self.table, 1)
        self.hours = GlassPanel(look, texts("branches.hours"))
        self.bars = TwinBars(look, texts("branches.hours"), 110)
        self.caption = Text(look, texts("branches.no_hours"), "caption", "text2", wrap=True)
        self.legend = Legend(look, (("accent_mark", texts("branches.in")), ("warn_mark", texts("branches.out")),
                                    ("text3", texts("branches.usual"))))  # fmt: skip
        self.unit = Text(look, "", "caption", "text2")
        self.hours.header.insertWidget(1, self.unit)
        self.hours.add_action(self.legend)
        self.hours.body.add(self.bars, 1)
        self.hours.body.add(self.caption)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        whole.addWidget(self.drawers, 3)
        whole.addWidget(self.hours, 2)

    def render_state(self, state: BranchState) -> None:
        """Live rows; the chart is of the last report."""
        seen, online = state.seen, state.online
        # What stands here without the server is what it was when it went.
        self.chip.set_status(
            self._texts("branches.live_now" if online else "branches.live_past"), "pos" if online else "warn"
        )
        mark = (seen.drawers, seen.sessions, dict(seen.totals), seen.people, seen.tills, state.courses)
        if mark != self._shown:
            self._shown = mark
            with QSignalBlocker(self.table):
                sessions = {item.session: item for item in state.seen.sessions}
                self.table.set_rows(
                    [self._kept_row(state, drawer, sessions.get(drawer.session)) for drawer in state.seen.drawers]
                )
        figures = words.figures_of(state)
        bars = hour_bars(figures.hours if figures else (), HOURS, self._texts)
        usual = {hour.hour: max(hour.cash_in, hour.cash_out) for hour in state.usual}
        ticks = [float(usual.get(hour, 0)) for hour in bars.hours]
        self.bars.set_pairs(bars.pairs, bars.spoken, bars.labels, ticks)
        self.unit.setText(self._texts("branches.hours_unit", sign=formats.currency_sign(state.currency)))
        lines = thousands(max([*ticks, *(max(pair) for pair in bars.pairs)]))
        self.bars.set_axis(lines, self._until(state, bars.hours))
        self.caption.setVisible(not (figures and figures.hours))

    def _until(self, state: BranchState, hours: list[int]) -> tuple[float, str] | None:
        """Up to when the bars tell; a day that is over has all of them."""
        if not state.open or not state.figures_at:
            return None
        moment = formats.moment(state.figures_at)
        at = hour_of(moment.hour + moment.minute / 60, hours)
        return at, self._texts("branches.as_of", at=words.at(state.figures_at))

    def _kept_row(self, state: BranchState, drawer: DrawerFact, session: SessionFact | None) -> Row:
        """Of two hundred drawers a few move between two paints: the words of the others are still true."""
        seen, key = state.seen, drawer.session
        of = (drawer, session, seen.totals.get(key), seen.away(key), state.name(drawer.cashier),
              seen.staff_numbers.get(drawer.cashier, ""), state.courses.get(key))  # fmt: skip
        kept = self._rows.get(drawer.drawer)
        if kept is None or kept[0] != of:
            kept = self._rows[drawer.drawer] = (of, self.row_of(state, drawer, session))
        return kept[1]

    def row_of(self, state: BranchState, drawer: DrawerFact, session: SessionFact | None) -> Row:
        """One drawer's row."""
        totals = state.seen.totals.get(drawer.session)
        said, tone = words.drawer_state(drawer, session, self._texts, state.seen.away(drawer.session))
        name = state.name(drawer.cashier) if drawer.cashier else self._texts("branches.nobody")
        sub = self._texts("vault.place.drawer", number=drawer.number)
        number = state.seen.staff_numbers.get(drawer.cashier, "")
        presence = words.presence(session, state.seen.away(drawer.session))
        who = (
            Person(name, formats.initials(name), number, sub, presence)
            if number
            else Lead("cash-register", tone, name, sub, among_people=True)
        )
        if session is None or totals is None:
            return Row(drawer.drawer, (who, Status(said, tone), "", "", Figure(formats.EM_DASH, "text3")))
        flow = TwoLines(formats.signed_money(totals.cash_in), formats.money(-totals.cash_out), "pos")
        return Row(drawer.drawer, (who, Status(said, tone), self._trend(state, session, totals, drawer), flow,
                                   self._gauge(totals, drawer)))  # fmt: skip

    def _trend(self, state: BranchState, session: SessionFact, totals: DrawerTotalsFact, drawer: DrawerFact) -> Trend:
        course = state.courses.get(session.session, ())
        first = formats.money(course[0].balance) if course else formats.EM_DASH
        at = words.at(session.opened_at)
        said = self._texts("branches.course", first=first, at=at, now=formats.money(totals.balance))
        return Trend(series(course), said, words.bar_mark(totals.balance, drawer))

    def _gauge(self, totals: DrawerTotalsFact, drawer: DrawerFact) -> Cell:
        """The bar is full at the hard maximum, and ticked at the soft one once that is passed. Without a maximum there is no bar."""
        figure = formats.money(totals.balance)
        if drawer.hard_max <= 0:
            return Figure(figure)
        share = percent(totals.balance, drawer.hard_max)
        said = self._texts("branches.note.of_limit", percent=share, limit=formats.money(drawer.hard_max))
        warns = 0 < drawer.soft_max < min(totals.balance, drawer.hard_max)
        tick = percent(drawer.soft_max, drawer.hard_max) / 100 if warns else None
        return Gauge(figure, said, share / 100, words.bar_mark(totals.balance, drawer), tick)

    def focus(self) -> None:
        """The keys move over the drawers."""
        if not self.table.current_key() and self.table.row_count():
            self.table.select_row(0)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def in_hand(self) -> str:
        """The drawer of the marked row while the keys go to this list, else ""."""
        return self.table.current_key() if self.table.view.hasFocus() else ""
