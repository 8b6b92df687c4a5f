"""After the count: movements, expected against counted, the reason, the counts kept, and the last fourteen days."""

from datetime import date

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSpacerItem

from contract.drawers import PostTo, ReconciliationFact
from teller_app.drawers import words
from teller_app.drawers.model import DrawerModel
from teller_app.drawers.state import DrawerState
from teller_app.glass.alert import Alert
from teller_app.glass.bars import Bar, Bars
from teller_app.glass.button import GlassButton
from teller_app.glass.chip import StatusChip
from teller_app.glass.empty_state import EmptyState
from teller_app.glass.field import Field
from teller_app.glass.figures import FigureTile
from teller_app.glass.lines import Line, Lines
from teller_app.glass.look import Look
from teller_app.glass.panel import GlassPanel
from teller_app.glass.scroll_column import ScrollColumn
from teller_app.glass.select import Select
from teller_app.i18n import formats
from teller_app.i18n.text import Texts

RECORD_DAYS = 14
ROWS = 2 * 50


class ReconcilePanel(GlassPanel):
    """Hidden figures are not in the state before a count is in, so there is nothing to show by mistake."""

    def __init__(self, look: Look, texts: Texts, model: DrawerModel) -> None:
        super().__init__(look, texts("drawers.reconciliation"))
        self._texts = texts
        self.chip = StatusChip(look, "")
        self.add_action(self.chip)
        self.hidden = EmptyState(look, "lock", texts("drawers.hidden"), texts("drawers.hidden_do"))
        self.movements = Lines(look, texts("drawers.reconciliation"), tall=True)
        self.expected, self.counted, self.variance = (FigureTile(look, "") for _ in range(3))
        tiles = QHBoxLayout()
        tiles.setSpacing(12)
        for tile in (self.expected, self.counted, self.variance):
            tiles.addWidget(tile, 1)
        self.reason = Field(look, texts("drawers.reason_short"), placeholder=texts("drawers.reason_hint"))
        self.reason.edit.setMaxLength(400)
        self.reason.changed.connect(model.set_reason)
        self.post_to = Select(look, texts("drawers.post_to"))
        self.post_to.chosen.connect(lambda key: model.set_post_to(PostTo(key)))
        ends = QHBoxLayout()
        ends.setSpacing(8)
        ends.addWidget(self.reason, 3)
        ends.addWidget(self.post_to, 2)
        self.verdict = Alert(look, "info", "")
        self.gaps = Alert(look, "warn", "")
        self.attempts = Lines(look, texts("drawers.attempts"))
        self.unused = Lines(look, texts("drawers.unused"), tall=True)
        self.body.addWidget(self.hidden, 1)
        self.rows = ScrollColumn(look, ROWS, spacing=4)
        for kept in (self.movements, self.attempts, self.unused):
            self.rows.column.addWidget(kept)
        self.rows.column.addStretch(1)
        # What is left of a high window lies below the verdict, never between the movements and their sum.
        self.rows.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.body.add(self.rows)
        self.body.add_row(tiles)
        self.body.add_row(ends, inset=False)
        for part in (self.verdict, self.gaps):
            self.body.add(part)
        look.follow(self._dense)
        self._dense()
        below = QSizePolicy.Policy
        self.body.addSpacerItem(QSpacerItem(0, 0, below.Minimum, below.Expanding))

    def _dense(self) -> None:
        self.body.setSpacing(self.look.pick(12, 8))

    def set_low(self, low: bool) -> None:
        """In a low window the movements scroll one by one."""
        self.rows.set_lowest(ROWS // 2 if low else ROWS)

    def render_state(self, state: DrawerState) -> None:
        """Nothing before a count is in."""
        shown = state.phase in ("reconcile", "awaiting", "closed")
        sheet = state.reconciliation
        self.hidden.setVisible(not shown)
        for part in (self.expected, self.counted, self.variance, self.chip, self.verdict):
            part.setVisible(shown)
        self.rows.setVisible(shown)
        for kept in (self.movements, self.attempts):
            kept.setVisible(shown and sheet is not None)
        self.gaps.setVisible(shown and sheet is not None and bool(sheet.receipt_gaps))
        self.unused.setVisible(shown and sheet is not None and bool(words.unused_lines(sheet, self._texts)))
        for asked in (self.reason, self.post_to):
            asked.setVisible(shown and bool(state.variance))
        if shown:
            self._figures(state)
            self._reason(state)
            self._verdict(state)
            if sheet is not None:
                self._sheet(sheet, state)

    def _figures(self, state: DrawerState) -> None:
        texts, off = self._texts, state.variance
        sign = formats.currency_sign(state.currency)
        said, tone, icon = words.difference_words(off, texts, state.currency)
        self.chip.set_status(said, tone, icon)
        for tile, name in ((self.expected, "expected"), (self.counted, "counted")):
            tile.set_caption(texts(f"drawers.{name}_total", sign=sign))
        self.variance.set_caption(texts("drawers.variance", sign=sign))
        self.expected.set_figure(formats.money(state.expected_total))
        self.counted.set_figure(formats.money(state.counted_total))
        self.variance.set_figure(formats.signed_money(off), tone if off else "pos")

    def _reason(self, state: DrawerState) -> None:
        self.reason.set_label(self._texts("drawers.reason_short" if state.variance < 0 else "drawers.reason_over"))
        typed = state.reason if state.phase == "reconcile" or not state.reconciliation else state.reconciliation.reason
        if self.reason.text() != typed:
            self.reason.set_text(typed)
        self.reason.set_read_only(state.phase != "reconcile" or state.busy)
        with QSignalBlocker(self.post_to):
            self.post_to.set_options([(to.value, words.post_to(to, state, self._texts)) for to in PostTo])
            self.post_to.set_key(state.posted_to.value)
        self.post_to.setEnabled(state.phase == "reconcile" and not state.busy)
        words_of = self._texts.for_code("reason_missing")
        self.reason.set_error(words_of.what_to_do if state.problem == "reason_missing" else "")

    def _verdict(self, state: DrawerState) -> None:
        texts = self._texts
        name, tone, params = "exact", "pos", {}
        bound = (
            state.reconciliation.tolerance if state.reconciliation else state.drawer.tolerance if state.drawer else 0
        )
        if state.phase in ("awaiting", "closed"):
            name, tone = state.phase, "warn" if state.phase == "awaiting" else "pos"
            params = {"number": state.drawer.number if state.drawer else ""}
        elif state.second_count_needed:
            name, tone = "second", "warn"
        elif state.variance:
            name, tone = ("above", "warn") if state.above_tolerance else ("within", "info")
            if state.post_to is PostTo.VAULT and not state.above_tolerance:
                name, tone = "to_vault", "warn"
            params = {"bound": formats.money_with_sign(bound, state.currency)}
        self.verdict.set_words(texts(f"drawers.{name}", **params), texts(f"drawers.{name}_do"), tone)

    def _sheet(self, sheet: ReconciliationFact, state: DrawerState) -> None:
        texts = self._texts
        opened = words.opened_words(sheet, state, texts)
        lines = [
            Line(texts("drawers.flow.opening"), opened, formats.money(sheet.opening), words.movement_icon("opening"))
        ]
        lines += [
            Line(
                words.movement_title(movement.kind, texts),
                texts("drawers.postings", n=movement.items),
                formats.signed_money(movement.amount),
                words.movement_icon(movement.kind),
                "text" if movement.amount else "text3",
            )
            for movement in sheet.movements
        ]
        if all(movement.kind != "to_vault" for movement in sheet.movements):
            sold, icon = words.movement_title("to_vault", texts), words.movement_icon("to_vault")
            lines.append(Line(sold, texts("drawers.none_today"), formats.money(0), icon, "text3"))
        self.movements.set_lines(lines)
        self.attempts.set_lines(
            [
                Line(
                    texts("drawers.attempt", number=kept.number, at=formats.clock(formats.moment(kept.at))),
                    figure=f"{formats.money(kept.total)}  ({formats.signed_money(kept.variance)})",
                )
                for kept in sheet.attempts
            ]
        )
        self.unused.set_lines([Line(number, what, icon="receipt") for number, what in words.unused_lines(sheet, texts)])
        gaps = texts("drawers.gaps", n=len(sheet.receipt_gaps))
        self.gaps.set_words(gaps, texts("drawers.gaps_do", numbers=", ".join(sheet.receipt_gaps)))


class RecordPanel(GlassPanel):
    """Variance of the last fourteen days, and the button that closes."""

    def __init__(self, look: Look, texts: Texts, model: DrawerModel) -> None:
        super().__init__(look, texts("drawers.record"))
        self._texts = texts
        self._low = False
        self.bars = Bars(look, texts("drawers.record"), 64)
        self.bars.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.save = GlassButton(look, texts("drawers.save"), "secondary", None, "Ctrl+H")
        self.close_drawer = GlassButton(look, "", "primary", "seal-check", "F9", "m")
        self.ask = GlassButton(look, texts("drawers.ask_manager"), "primary", "seal-check", "F10", "m")
        self.save.clicked.connect(model.save)
        self.close_drawer.clicked.connect(model.forward)
        self.ask.clicked.connect(model.close)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.save)
        row.addStretch(1)
        row.addWidget(self.close_drawer)
        row.addWidget(self.ask)
        self.body.add(self.bars, 1)
        self.body.addLayout(row)
        look.follow(self._dense)
        self._dense()

    def _dense(self) -> None:
        self.body.setSpacing(self.look.pick(12, 4))

    def set_low(self, low: bool) -> None:
        """In a low window the days of the record wait for a larger one, and the buttons stay."""
        self._low = low
        self.bars.setVisible(not low)
        self._name()

    def _name(self) -> None:
        self.set_title("" if self._low else self._texts("drawers.record"))
        if self._low:
            self.set_caption("")

    def render_state(self, state: DrawerState) -> None:
        """The bars, and the one act that fits the phase."""
        texts, phase = self._texts, state.phase
        sheet = state.reconciliation if phase in ("reconcile", "awaiting", "closed") else None
        days = words.recent(sheet) if sheet else ()
        net = formats.signed_money(sum(minor for _, minor in days))
        self.set_caption(texts("drawers.record_net", amount=net) if days else texts("drawers.record_none"))
        self._name()
        last, most = len(days) - 1, max((abs(minor) for _, minor in days), default=0)
        bars = [
            Bar(minor, str(date.fromisoformat(day).day), formats.signed_money(minor) if minor and (at == last or abs(minor) == most) else "",
                strong=at == last)
            for at, (day, minor) in enumerate(days)
        ]  # fmt: skip
        # A short record keeps its empty places, so that one day does not look like a wall.
        places = [Bar(0, "")] * max(0, RECORD_DAYS - len(bars))
        self.bars.set_bars(places + bars, texts("drawers.record_net", amount=net))
        self.save.setVisible(phase == "reconcile")
        self.save.set_blocked("" if state.may_save else texts("drawers.off.save"))
        asks = phase == "reconcile" and state.asks_manager
        self.ask.setVisible(asks or phase == "awaiting")
        self.close_drawer.setVisible(not self.ask.isVisibleTo(self))
        self.close_drawer.set_text(texts("drawers.new_session" if phase == "closed" else "drawers.close"))
        blocked = self._blocked(state)
        for button in (self.ask, self.close_drawer):
            button.set_blocked(blocked)
            button.set_busy(state.busy)

    def _blocked(self, state: DrawerState) -> str:
        if state.phase == "awaiting":
            return self._texts("drawers.off.waiting")
        if state.phase == "reconcile" and state.second_count_needed:
            return self._texts("drawers.off.second")
        return "" if state.phase in ("reconcile", "closed") else self._texts("drawers.hidden")
