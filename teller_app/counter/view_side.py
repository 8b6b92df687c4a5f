"""The right column: the drawer in words (a blind count knows no totals) and today's journal."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout

from teller_app.counter.state import CounterState, JournalRow
from teller_app.counter.words import kind_words
from teller_app.glass.chip import StatusChip
from teller_app.glass.drawn import Drawn
from teller_app.glass.kinds import MARKS, kind_mark
from teller_app.glass.labels import Elided, Text
from teller_app.glass.look import Look
from teller_app.glass.motion import COUNT_MS, Glide
from teller_app.glass.paint import RIGHT, text_width
from teller_app.glass.panel import GlassPanel
from teller_app.glass.segmented import Segmented
from teller_app.glass.table import DataTable
from teller_app.glass.table_head import CELL_GAP
from teller_app.glass.table_model import Cell, Column, Figure, Lead, Row, Status
from teller_app.i18n import formats
from teller_app.i18n.text import Texts

TONES = {
    "completed": ("pos", "counter.posted"),
    "pending": ("warn", "counter.awaiting"),
    "to_pay": ("accent", "counter.to_pay"),
    "paying": ("info", "counter.paying"),
    "failed": ("neg", "counter.declined"),
    "reversed": ("mute", "counter.reversed"),
    "queued": ("info", "counter.queued"),
    "sending": ("info", "counter.sending"),
    "held": ("neg", "counter.not_booked"),
    "refused": ("neg", "counter.not_booked"),
}
CASH_KINDS = frozenset({"deposit", "withdraw"})
LIMIT_TONES = {"low": "warn", "normal": "pos", "near": "warn", "over": "neg"}


class DrawerCard(GlassPanel):
    """Session, postings and the limit's state in words. No total: the strict blind count forbids it."""

    def __init__(self, look: Look, texts: Texts) -> None:
        super().__init__(look, texts("counter.drawer_none"))
        self._texts = texts
        self._drawn = Drawn()
        self._state = StatusChip(look, texts("counter.drawer_closed"), "mute")
        self.add_action(self._state)
        self._count = Text(look, "", "title1")
        self._counting = Glide(self, look, COUNT_MS, self._show_counted)
        self._words = Text(look, "", "caption", "text2")
        self._limit = StatusChip(look, "", "pos")
        self._budget = Text(look, "", "caption", "text2", wrap=True)
        today = QHBoxLayout()
        today.setSpacing(10)
        today.addWidget(self._count)
        today.addWidget(self._words, 1)
        limit = QHBoxLayout()
        limit.addWidget(self._limit)
        limit.addStretch(1)
        self._row = QHBoxLayout()
        self._row.setSpacing(10)
        self._row.addLayout(today, 1)
        self._row.addLayout(limit)
        self.body.add_row(self._row)
        self.body.add(self._budget)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrower card may have to fold."""
        super().resizeEvent(event)
        self._fold()

    def _show_counted(self) -> None:
        self._count.setText(str(round(self._counting.value)))

    def _fold(self) -> None:
        """The limit goes below the count where some language needs the room."""
        needed = sum(part.sizeHint().width() for part in (self._count, self._words, self._limit)) + 2 * 10
        margins = self.body.contentsMargins()
        narrow = needed > self.width() - margins.left() - margins.right() - 8
        self._row.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(4 if narrow else 10)

    def render_state(self, state: CounterState) -> None:
        """Show the session."""
        if self._drawn.stale("card", state.session, state.journal, state.queued_deposits):
            self._render(state)
            self._fold()

    def _render(self, state: CounterState) -> None:
        session = state.session
        texts = self._texts
        self._limit.setVisible(session is not None)
        if session is None:
            self.set_title(texts("counter.drawer_none"))
            self._state.set_status(texts("counter.drawer_closed"), "mute")
            self._count.setText("—")
            self._words.setText(texts("counter.drawer_open_first"))
            self._budget.setText("")
            return
        self.set_title(texts("counter.drawer", number=session.number))
        opened = formats.clock(formats.moment(session.opened_at))
        name = "counter.drawer_open" if session.state.value == "open" else "counter.drawer_counted"
        self._state.set_status(texts(name, at=opened), "pos" if session.state.value == "open" else "warn")
        mine = sum(1 for row in state.journal if row.kind in MARKS)
        self._counting.to(float(mine), jump=not self.isVisible() or not self._count.text().isdigit())
        self._words.setText(texts("counter.postings", n=mine))
        self._limit.set_status(texts(f"counter.limit_{session.cash_word}"), LIMIT_TONES[session.cash_word])
        left = max(0, session.offline_budget - state.queued_deposits)
        sign = formats.currency_sign(session.currency)
        self._budget.setText(texts("counter.offline_budget", amount=f"{sign} {formats.money(left)}"))


class JournalCard(GlassPanel):
    """Newest first; what waits in the outbox stands on top, marked in words."""

    opened = Signal(str)

    def __init__(self, look: Look, texts: Texts) -> None:
        super().__init__(look, _title(look, texts), rows=DataTable.gutter)
        self._texts = texts
        self._state: CounterState | None = None
        self._only = 0
        names = [texts("counter.all"), texts("counter.cash")]
        self._filter = Segmented(look, names, texts("counter.journal_filter"), low=True)
        self._filter.currentChanged.connect(self._filtered)
        self.add_action(self._filter)
        self._compact = look.compact
        self.table = self._make_table()
        self.body.add(self.table, 1)
        self._foot = Text(look, "", "caption", "text2")
        foot = QHBoxLayout()
        foot.addWidget(self._foot)
        foot.addWidget(Elided(look, texts("counter.journal_opens"), "caption", "text2", lines=2, align=RIGHT), 1)
        self.body.add_row(foot)
        look.follow(self._density_changed)

    def _make_table(self) -> DataTable:
        table = DataTable(self.look, self._columns(), self._texts("counter.journal"))
        table.opened.connect(self.opened)
        return table

    def _density_changed(self) -> None:
        """Another density has other columns, so it gets another table in the same place."""
        if self._compact == self.look.compact:
            return
        self._compact = self.look.compact
        self.set_title(_title(self.look, self._texts))
        before, self.table = self.table, self._make_table()
        self.body.replaceWidget(before, self.table)
        before.deleteLater()
        state, self._state = self._state, None
        if state is not None:
            self.render_state(state)

    def _columns(self) -> list[Column]:
        """In the compact density the status stands in words below the name, not in a column of its own."""
        texts = self._texts
        head = round(text_width(texts("counter.col_time"), self.look.font("micro-strong"))) + CELL_GAP + 1
        columns = [
            Column(texts("counter.col_time"), max(self.look.pick(58, 46), head), "dim"),
            Column(texts("counter.col_customer")),
            Column(texts("counter.col_amount"), self.look.pick(112, 78), "money"),
        ]
        return columns if self._compact else [*columns, Column(texts("counter.col_status"), 104)]

    def _filtered(self, index: int) -> None:
        self._only = index
        if self._state is not None:
            self.render_state(self._state)

    def render_state(self, state: CounterState) -> None:
        """Show the rows, keeping the selected one."""
        shown = [row for row in state.journal if self._only == 0 or row.kind in CASH_KINDS]
        if self._state is None or self._state.journal != state.journal or self._only != getattr(self, "_drawn", -1):
            self.table.set_rows([self._row(row) for row in shown])
            self._drawn = self._only
        self._state = state
        self._foot.setText(self._texts("counter.entries", n=len(shown)))

    def _row(self, row: JournalRow) -> Row:
        icon, tone = kind_mark(row.kind)
        kind = kind_words(row.kind, self._texts)
        title = row.holder or kind
        tone_name, words = TONES[row.state]
        receipt = row.receipt.rpartition("-")[2]
        first = self._texts(words) if self._compact else (kind if row.holder else "")
        sub = " · ".join(part for part in (first, receipt) if part)
        amount = -row.amount if row.out else row.amount
        signed = row.out or row.into
        figure = Figure(
            formats.signed_money(amount) if signed else formats.money(amount), "pos" if row.into else "text"
        )
        at = formats.clock(formats.moment(row.at))
        cells: tuple[Cell, ...] = (at, Lead(icon, tone, title, sub), figure)
        if not self._compact:
            cells = (*cells, Status(self._texts(words), tone_name))
        return Row(row.key, cells)


def _title(look: Look, texts: Texts) -> str:
    """The narrow card has no room for more than a word beside its filter."""
    return texts("counter.journal_short" if look.compact else "counter.journal")
