"""The branch's cash beside a decision (picture 04): drawers together, the vault, customers' cash by the hour, each open drawer."""

from PySide6.QtWidgets import QHBoxLayout

from contract.branches import HourCash
from teller_app.approvals.branch_cash import BranchCash, Till
from teller_app.approvals.state import ApprovalsState
from teller_app.glass.chip import StatusChip
from teller_app.glass.figures import FigureTile
from teller_app.glass.labels import Text
from teller_app.glass.legend import Legend
from teller_app.glass.look import Look
from teller_app.glass.panel import GlassPanel
from teller_app.glass.table import DataTable
from teller_app.glass.table_model import Column, Figure, Gauge, Lead, Person, Row, Trend
from teller_app.glass.twin_bars import TwinBars
from teller_app.i18n import formats
from teller_app.i18n.hours import hour_bars
from teller_app.i18n.text import Texts

HOURS = range(8, 16)
"""Hours (UTC) that the chart shows even when nothing moved."""
CHART = 96
"""Least height in px."""


class CashPanel(GlassPanel):
    """Live: the figures with every change, the hours as they were read last."""

    def __init__(self, look: Look, texts: Texts) -> None:
        super().__init__(look, texts("approvals.cash"))
        self._texts = texts
        self._shown: object = None
        self.chip = StatusChip(look, "")
        self.add_action(self.chip)
        self.drawers = FigureTile(look, texts("approvals.cash.drawers"), role="title2", noted=True)
        self.vault = FigureTile(look, texts("approvals.cash.vault"), role="title2", noted=True)
        self.title = Text(look, "", "caption-medium", "text2")
        legend = Legend(look, (("accent_mark", texts("branches.in")), ("warn_mark", texts("branches.out"))))
        self.bars = TwinBars(look, texts("approvals.cash.hours", sign=""), CHART)
        tiles, head = QHBoxLayout(), QHBoxLayout()
        tiles.setSpacing(12)
        for tile in (self.drawers, self.vault):
            tiles.addWidget(tile, 1)
        head.addWidget(self.title, 1)
        head.addWidget(legend)
        self.body.add_row(tiles)
        self.body.add_row(head)
        self.body.add(self.bars, 1)

    def render_state(self, state: ApprovalsState) -> None:
        """What lies where now; a vault out of sight is a dash."""
        online = state.online
        said = self._texts("branches.live_now" if online else "branches.live_past")
        self.chip.set_status(said, "pos" if online else "warn")
        if (state.cash, state.hours) == self._shown:
            return
        self._shown = (state.cash, state.hours)
        cash = state.cash
        self.drawers.set_figure(formats.money(cash.in_drawers) if cash else formats.EM_DASH)
        self.drawers.set_note(self._texts("approvals.cash.open", n=len(cash.tills) if cash else 0))
        self.vault.set_figure(formats.money(cash.vault) if cash and cash.vault is not None else formats.EM_DASH)
        share = cash.share if cash and cash.vault is not None else None
        self.vault.set_note(self._texts("approvals.cash.share", n=share) if share is not None else "")
        sign = formats.currency_sign(cash.currency) if cash else ""
        self.title.setText(self._texts("approvals.cash.hours", sign=sign).strip())
        self._chart(state.hours)

    def _chart(self, hours: tuple[HourCash, ...]) -> None:
        bars = hour_bars(hours, HOURS, self._texts)
        self.bars.set_pairs(bars.pairs, bars.spoken, bars.labels)


class DrawersPanel(GlassPanel):
    """Each open drawer with how its balance went and its share of the limit."""

    def __init__(self, look: Look, texts: Texts) -> None:
        super().__init__(look, texts("approvals.cash.title"), rows=DataTable.gutter)
        self._texts = texts
        self._shown: object = None
        columns = (
            Column(texts("approvals.cash.who")),
            Column(texts("approvals.cash.course"), 84, optional=True),
            Column(texts("approvals.cash.balance"), 116, "money"),
        )
        self.table = DataTable(look, columns, texts("approvals.cash.list"))
        # The caption beside the title says what the figures are.
        self.table.head.hide()
        self.none = Text(look, texts("approvals.cash.none"), "caption", "text2", wrap=True)
        self.body.addWidget(self.table, 1)
        self.body.add(self.none)
        self.body.addStretch(0)

    def render_state(self, state: ApprovalsState) -> None:
        """The open drawers of now."""
        self.set_caption(self._texts("approvals.cash.caption"))
        self.show_cash(state.cash)

    def show_cash(self, cash: BranchCash | None) -> None:
        """Rows only when they are others."""
        if cash == self._shown and self._shown is not None:
            return
        self._shown = cash
        tills = cash.tills if cash else ()
        self.table.setVisible(bool(tills))
        self.none.setVisible(not tills)
        self.table.set_rows([self._row(till) for till in tills])

    def _row(self, till: Till) -> Row:
        texts, figure = self._texts, formats.money(till.balance)
        # In words, because the colour of the bar alone says nothing.
        sub = texts("approvals.cash.near" if till.near else "approvals.cash.drawer", number=till.number)
        who = (
            Person(till.cashier, formats.initials(till.cashier), till.staff_number, sub)
            if till.staff_number
            else Lead("cash-register", "warn" if till.near else "accent", till.cashier, sub, among_people=True)
        )
        mark = "warn_mark" if till.near else "accent_mark"
        first = formats.money(round(till.course[0])) if till.course else formats.EM_DASH
        trend = Trend(till.course, texts("approvals.cash.went", first=first, now=figure), mark)
        if not till.limited:
            return Row(till.number, (who, trend, Figure(figure)))
        said = texts("approvals.cash.share", n=till.share)
        return Row(till.number, (who, trend, Gauge(figure, said, till.share / 100, mark)))
