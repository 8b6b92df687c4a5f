"""The middle: what is posted, how much, for whom, and the notes it is made of."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from contract.money import CURRENCIES, pieces_total
from teller_app.counter.rules import MODES
from teller_app.counter.state import CounterState
from teller_app.counter.view_details import Details
from teller_app.counter.view_foot import PostingFoot
from teller_app.glass.alert import Alert
from teller_app.glass.button import GUTTER, GlassButton
from teller_app.glass.denomination_grid import DenominationGrid
from teller_app.glass.denominations import Denomination, GridTexts
from teller_app.glass.drawn import Drawn
from teller_app.glass.labels import Elided, Text
from teller_app.glass.look import Look
from teller_app.glass.match_bar import MatchBar
from teller_app.glass.money_field import MoneyField
from teller_app.glass.paint import RIGHT
from teller_app.glass.panel import GlassPanel
from teller_app.glass.scroll_column import ScrollColumn
from teller_app.glass.segmented import Segment, Segmented
from teller_app.glass.tab_order import stop_before
from teller_app.i18n import formats
from teller_app.i18n.text import Texts

ICONS = {"deposit": "hand-deposit", "withdraw": "hand-withdraw", "transfer": "arrows-left-right"}
KEYS = {"deposit": "F3", "withdraw": "F4", "transfer": "F5"}
NEVER, CASH_LOWEST, FOLDED_LOWEST = 9999, 160, 104
"""Below which heights a column scrolls, in logical pixels."""
ALL_FROM = 760


def grid_denominations(currency: str, texts: Texts) -> list[Denomination]:
    """The currency's table as the grid wants it, each piece with a name for a screen reader."""
    sign = formats.currency_sign(currency)
    return [
        Denomination(
            item.minor,
            item.note,
            texts("counter.note" if item.note else "counter.coin", value=f"{sign} {formats.money(item.minor)}"),
        )
        for item in CURRENCIES[currency].denominations
    ]


def grid_texts(texts: Texts, currency: str) -> GridTexts:
    """The words on the grid."""
    value = texts("counter.grid_value", sign=formats.currency_sign(currency))
    return GridTexts(notes=texts("counter.grid_notes"), coins=texts("counter.grid_coins"), count=texts("counter.grid_count"), value=value,
                     coins_total=texts("counter.grid_coins_total"), piece=texts("counter.grid_piece"),
                     sent=texts("counter.grid_sent"), difference=texts("counter.grid_difference"))  # fmt: skip


class PostingPanel(GlassPanel):
    """Signals carry what was typed; ``render_state`` shows what became of it."""

    mode_chosen = Signal(str)
    amount_typed = Signal(object, str)
    counts_typed = Signal(object)
    text_typed = Signal(str, str)
    target_typed = Signal(str)
    pressed = Signal(str)

    def __init__(self, look: Look, texts: Texts) -> None:
        super().__init__(look)
        self._texts = texts
        self._currency = ""
        self._rendering = False
        self._shown: CounterState | None = None
        self._drawn = Drawn()
        self._beside, self._folded = False, (True, True)
        self.grid: DenominationGrid | None = None
        self.setAccessibleName(texts("counter.posting"))
        self._build_head()
        self._build_amount()
        self._details = Details(look, texts)
        self.fields, self.target = self._details.fields, self._details.target
        self._build_fields()
        self._build_cash()
        self._build_foot()
        self.set_beside(False, False)
        look.follow(self._place_fields)

    # -- building ------------------------------------------------------------------------------------------------

    def _build_head(self) -> None:
        row = QHBoxLayout()
        segments = [Segment(self._texts(f"counter.mode_{mode}"), ICONS[mode], KEYS[mode]) for mode in MODES]
        self._modes = Segmented(self.look, segments, self._texts("counter.mode"))
        self._modes.currentChanged.connect(self._mode_changed)
        # Elided, because the drawer's card says it as well.
        self._place = Elided(self.look, "", "caption", "text2", align=RIGHT)
        row.addWidget(self._modes)
        row.addWidget(self._place, 1)
        self.body.add_row(row, inset=False)

    def _build_amount(self) -> None:
        self.amount = MoneyField(self.look, self._texts("counter.amount"), formats.currency_sign("GHS"))
        self.amount.changed.connect(self._amount_changed)
        self.amount.refused.connect(lambda code: self._emit_amount(0, code))
        self.amount.submitted.connect(lambda: self.pressed.emit("denominations"))
        self._left = ScrollColumn(self.look, lowest=NEVER)
        self._right = QVBoxLayout()
        self._both = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._both.addWidget(self._left)
        self._both.addLayout(self._right)
        self.body.addLayout(self._both)
        self._left.column.addWidget(self.amount)

    def _build_fields(self) -> None:
        self._details.typed.connect(self._typed)
        self._details.target_typed.connect(self._target_changed)
        self._left.column.addWidget(self._details)
        self._left.column.addStretch(1)

    def set_beside(self, folded: bool, beside: bool) -> None:
        """The cash beside amount and details instead of below them: for a window that is wider than high.

        ``folded``: below a strip, so that there is less height to share.
        """
        if (folded, beside) == self._folded:
            return
        self._folded, self._beside = (folded, beside), beside
        self._both.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        for place in (0, 1):
            self._both.setStretch(place, 1 if beside else 0)
        self.body.setStretchFactor(self._both, 1 if beside else 0)
        self.body.setStretch(self._spare, 0 if beside else 1)
        self._left.set_lowest(FOLDED_LOWEST if beside else NEVER)
        self._scroll.set_lowest(FOLDED_LOWEST if folded else CASH_LOWEST)
        self._place_fields()

    @property
    def _narrow(self) -> bool:
        """Whether amount and cash share less than they need to say all."""
        return self._beside and self.width() < ALL_FROM

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What is said depends on the room for it."""
        super().resizeEvent(event)
        if self._shown is not None:
            self.render_state(self._shown)

    def _place_fields(self) -> None:
        self._details.place(narrow=self._beside)
        gap = self.look.pick(12, 6)
        margins = self.body.contentsMargins()
        # The buttons at the foot keep room for their ring below them already.
        margins.setBottom(self.look.pick(16, 8))
        self.body.setContentsMargins(margins)
        for layout in (self.body, self._both, self._left.column, self._right):
            layout.setSpacing(gap)
        self._both.setSpacing(12 if self._beside else gap)
        if self._shown is not None:
            # What is shown at all depends on the density as well.
            self._drawn.forget()
            self.render_state(self._shown)

    def _build_cash(self) -> None:
        self._cash = QWidget()
        self._cash_column = QVBoxLayout(self._cash)
        self._cash_column.setContentsMargins(0, 0, 0, 0)
        self._cash_column.setSpacing(6)
        head = QHBoxLayout()
        head.setContentsMargins(4, 0, 0, 0)
        self._cash_title = Text(self.look, "", "body-strong")
        self._cash_hint = Elided(self.look, self._texts("counter.grid_hint"), "caption", "text2")
        self._clear_counts = GlassButton(self.look, self._texts("counter.clear_counts"), "ghost", "eraser", size="s")
        self._clear_counts.clicked.connect(lambda: self.counts_typed.emit({}))
        head.addWidget(self._cash_title)
        head.addWidget(self._cash_hint, 1)
        head.addWidget(self._clear_counts)
        self._cash_column.addLayout(head)
        # Where a low window and a payer's details leave too little room, the count scrolls and nothing is out of reach.
        self._scroll = ScrollColumn(self.look, lowest=CASH_LOWEST, spacing=0)
        self._scroll.column.addWidget(self._cash)
        self._scroll.column.addStretch(1)
        self._right.addWidget(self._scroll)
        self.match = MatchBar(self.look)
        inset = QHBoxLayout()
        inset.setContentsMargins(GUTTER, 0, GUTTER, 0)
        inset.addWidget(self.match)
        self._right.addLayout(inset)

    def _build_foot(self) -> None:
        self.problem = Alert(self.look, "neg", "")
        self.body.add(self.problem)
        self._spare = self.body.count()
        self.body.addStretch(1)
        self.foot = PostingFoot(self.look, self._texts)
        self.foot.pressed.connect(self.pressed)
        self.post_button = self.foot.post
        self.body.addWidget(self.foot)

    # -- typing --------------------------------------------------------------------------------------------------

    def _mode_changed(self, index: int) -> None:
        if not self._rendering and index >= 0:
            self.mode_chosen.emit(MODES[index])

    def _amount_changed(self, minor: object) -> None:
        self._emit_amount(*self.amount.read())

    def _emit_amount(self, minor: int, error: str) -> None:
        if not self._rendering:
            self.amount_typed.emit(minor, error)

    def _typed(self, name: str, value: str) -> None:
        if not self._rendering:
            self.text_typed.emit(name, value)

    def _target_changed(self, value: str) -> None:
        if not self._rendering:
            self.target_typed.emit(value)

    def _counted(self, _total: object, _pieces: int) -> None:
        if not self._rendering and self.grid is not None:
            self.counts_typed.emit(self.grid.counts())

    # -- rendering -----------------------------------------------------------------------------------------------

    def render_state(self, state: CounterState) -> None:
        """Show the form."""
        self._shown = state
        self._rendering = True
        form, stale = state.form, self._drawn.stale
        pieces = (form.mode, form.counts, form.change, state.currency)
        try:
            if stale("grid", *pieces, form.giving_change, state.change_due):
                self._show_grid(state)
            if stale(
                "amount", form.amount, form.amount_error, state.account, state.available, state.currency, self._narrow
            ):
                self._show_amount(state)
            if stale("fields", form, state.session):
                self._show_fields(state)
            if stale("match", *pieces, form.amount, state.problem, self._narrow):
                self._show_match(state)
            if stale("problem", state.problem, state.problem_params):
                self._show_problem(state)
            said = (form.mode, form.giving_change, state.change_due, state.line.state, state.busy, state.blocked)
            if stale("foot", *said, state.customer is None, bool(state.held)):
                self.foot.render_state(state)
        finally:
            self._rendering = False

    def _show_grid(self, state: CounterState) -> None:
        if self._currency != state.currency:
            self._currency = state.currency
            self.amount.set_currency(formats.currency_sign(state.currency), CURRENCIES[state.currency].decimals)
            if self.grid is not None:
                self.grid.deleteLater()
            self.grid = DenominationGrid(
                self.look, grid_denominations(state.currency, self._texts), grid_texts(self._texts, state.currency)
            )
            self.grid.changed.connect(self._counted)
            self.grid.finished.connect(lambda: self.post_button.setFocus(Qt.FocusReason.TabFocusReason))
            self._cash_column.addWidget(self.grid)
            stop_before(self.foot.clear, self.grid.edits)
        self._scroll.setVisible(state.form.mode != "transfer")
        if state.form.mode == "transfer":
            return
        for part in (self._cash_title, self._cash_hint, self._clear_counts):
            part.setVisible(not self.look.compact or state.form.giving_change)
        counts: Mapping[str, int] = state.form.change if state.form.giving_change else state.form.counts
        if self.grid is not None and self.grid.counts() != dict(counts):
            self.grid.set_counts(counts)
        key = "change" if state.form.giving_change else state.form.mode
        self._cash_title.setText(self._texts(f"counter.cash_{key}"))

    def _show_amount(self, state: CounterState) -> None:
        form = state.form
        error = self._texts.for_code(form.amount_error, {}).title if form.amount_error else ""
        self.amount.show_typed(form.amount, error)
        spoken = formats.in_words(form.amount, state.currency, language=self._texts.language) if form.amount else ""
        self.amount.set_words(spoken)
        account = state.account
        # A balance is never guessed: only the server's own figure is shown, and what is available of it.
        caption = self._texts("counter.available_now")
        # In a narrow column the figure needs the room; the account's card says what is available.
        shown = account is not None and not self._narrow
        figure = f"{formats.currency_sign(account.currency)} {formats.money(state.available)}" if account else ""
        self.amount.set_balance(caption, figure if shown else "")

    def _show_fields(self, state: CounterState) -> None:
        form = state.form
        self._details.show_form(form)
        if self._modes.currentIndex() != MODES.index(form.mode):
            self._modes.setCurrentIndex(MODES.index(form.mode))
        session = state.session
        place = (
            self._texts("counter.place", drawer=session.number, lease=session.lease)
            if session
            else self._texts("counter.no_drawer")
        )
        self._place.set_text(place)

    def _show_match(self, state: CounterState) -> None:
        form = state.form
        self.match.setVisible(form.mode != "transfer")
        counted = pieces_total(form.counts)
        change = pieces_total(form.change) if form.mode == "deposit" else 0
        pieces = self._texts("counter.pieces", n=sum(form.counts.values()))
        figure = f"{formats.currency_sign(state.currency)} {formats.money(counted - change)}"
        missing = form.amount - (counted - change)
        if not form.amount and not counted:
            self.match.show_state("idle", self._texts("counter.match_idle"))
        elif missing == 0:
            short = "_short" if self._narrow else ""
            words = f"counter.match_change{short}" if change else "counter.match_equal"
            self.match.show_state("matches", self._texts(words, change=formats.money(change)), pieces, figure)
        else:
            asked = state.problem == "cash_mismatch"
            words = self._texts(
                "counter.match_missing" if missing > 0 else "counter.match_over", amount=formats.money(abs(missing))
            )
            self.match.show_state("refused" if asked else "counting", words, pieces, figure)

    def _show_problem(self, state: CounterState) -> None:
        self.problem.setVisible(bool(state.problem))
        if state.problem:
            words = self._texts.for_code(state.problem, state.problem_params)
            self.problem.set_words(words.title, words.what_to_do, "neg")
