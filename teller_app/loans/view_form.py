"""The middle of a loan's page while something is written down: how much, in cash or by the account, which notes, why."""

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QHBoxLayout

from contract.money import CURRENCIES, pieces_total
from teller_app.glass.alert import Alert
from teller_app.glass.button import GlassButton
from teller_app.glass.counting import faces, grid_texts
from teller_app.glass.denomination_grid import DenominationGrid
from teller_app.glass.field import Field
from teller_app.glass.labels import Text
from teller_app.glass.look import Look
from teller_app.glass.match_bar import MatchBar
from teller_app.glass.money_field import MoneyField
from teller_app.glass.panel import GlassPanel
from teller_app.glass.scroll_column import ScrollColumn
from teller_app.glass.segmented import Segment, Segmented
from teller_app.glass.select import Select
from teller_app.glass.telling import tell_trouble
from teller_app.i18n import formats
from teller_app.i18n.text import Texts
from teller_app.loans.model import LoansModel
from teller_app.loans.state import LoansState
from teller_app.loans.view_due import DueField

CURRENCY = "GHS"
WAYS = (True, False)


class FormPanel(GlassPanel):
    """Parts that an act does not need are away."""

    def __init__(self, look: Look, texts: Texts, model: LoansModel) -> None:
        super().__init__(look, texts("loans.form.repay"))
        self._texts, self._model = texts, model
        self._begun: object = None
        ways = [Segment(texts("loans.in_cash"), "coins"), Segment(texts("loans.by_account"), "bank")]
        self.ways = Segmented(look, ways, texts("loans.way"))
        self.amount = MoneyField(look, texts("loans.amount"), formats.currency_sign(CURRENCY))
        self.account = Select(look, texts("loans.account"), icon="user", placeholder=texts("loans.account_choose"))
        self.first = DueField(look, texts, texts("loans.first_due"), model.set_first_due)
        self.asks = Text(look, "", "caption", "text2", wrap=True)
        self.cash = Text(look, "", "body-strong")
        self.grid = DenominationGrid(look, faces(CURRENCY, texts), grid_texts(CURRENCY, texts), row_height=36)
        self.text = Field(look, texts("loans.reason"), icon="chat-text")
        self.text.edit.setMaxLength(140)
        self.match = MatchBar(look)
        self.problem = Alert(look, "neg", "")
        self.leave = GlassButton(look, texts("vault.leave"), "ghost", "x", "Ctrl+W")
        self.hold = GlassButton(look, texts("counter.hold"), "secondary", "pause", "Ctrl+H")
        self.change = GlassButton(look, texts("loans.change"), "secondary", "arrows-left-right", "F6")
        self.go = GlassButton(look, "", "primary", "check", "F9")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.rows = ScrollColumn(self.look, 160, name=self._texts("loans.form.repay"))
        for part in (self.ways, self.amount, self.account, self.first, self.text, self.asks, self.cash, self.grid):
            self.rows.column.add(part)
        self.rows.column.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(4)
        self.body.addWidget(self.rows, 1)
        self.body.add(self.match)
        self.body.add(self.problem)
        row.addWidget(self.leave)
        row.addWidget(self.hold)
        row.addStretch(1)
        row.addWidget(self.change)
        row.addWidget(self.go)
        self.body.add_row(row, inset=False)

    def _connect(self) -> None:
        model = self._model
        self.ways.currentChanged.connect(lambda at: model.set_in_cash(WAYS[at]) if at >= 0 else None)
        self.amount.changed.connect(lambda _: model.set_amount(*self.amount.read()))
        self.account.chosen.connect(model.set_account)
        self.text.changed.connect(model.set_text)
        self.grid.changed.connect(lambda total, pieces: model.set_counts(self.grid.counts()))
        self.grid.finished.connect(lambda: self.go.setFocus(Qt.FocusReason.TabFocusReason))
        self.leave.clicked.connect(model.leave)
        self.hold.clicked.connect(model.hold)
        self.change.clicked.connect(model.toggle_change)
        self.go.clicked.connect(model.forward)

    def render_state(self, state: LoansState) -> None:
        """What is being written down."""
        draft, texts, act = state.draft, self._texts, state.draft.act
        if act in ("", "apply"):
            self._begun = None
            return
        paying = bool(draft.permit)
        self.set_title(texts(f"loans.form.{act}"))
        moves = act in ("disburse", "repay")
        self.ways.setVisible(moves and not paying)
        self.amount.setVisible(moves)
        self.account.setVisible(moves and not draft.in_cash)
        self.first.setVisible(act == "disburse" and not paying)
        self.text.setVisible(act in ("write_off", "undo") and not paying)
        self._fields(state)
        self._cash(state)
        self.asks.setVisible(not paying and act != "repay")
        if act != "repay":
            self.asks.setText(texts(f"loans.asks.{act}"))
        self.change.setVisible(state.counts_cash and (state.change_due > 0 or draft.giving_change) and act == "repay")
        self.change.set_text(texts("loans.received" if draft.giving_change else "loans.change"))
        self.go.set_text(texts("loans.go.pay_now" if paying and state.pays_out else f"loans.send.{act}"))
        self.go.set_busy(state.busy)
        self.go.set_blocked("" if state.online else texts.for_code("needs_server").title)
        tell_trouble(self.problem, state, texts)
        begun = (act, draft.loan, draft.permit)
        if begun != self._begun:
            self._begun = begun
            if self.isVisible():
                self.begin()

    def _fields(self, state: LoansState) -> None:
        draft, texts = state.draft, self._texts
        with QSignalBlocker(self.ways):
            self.ways.setCurrentIndex(WAYS.index(draft.in_cash))
        error = texts.for_code(draft.amount_error).title if draft.amount_error else ""
        loan = state.loan
        with QSignalBlocker(self.amount):
            if loan is not None:
                self.amount.set_currency(formats.currency_sign(loan.currency), CURRENCIES[loan.currency].decimals)
            self.amount.show_typed(draft.amount, error)
        bound = draft.ceiling or (loan.approved if loan is not None and draft.act == "disburse" else 0)
        self.amount.set_balance(texts("loans.at_most"), formats.money(bound) if bound else "")
        known = tuple(
            (one.account, f"{formats.account_number(one.number)} · {one.product_name}") for one in state.accounts
        )
        self._options(known, draft.account)
        if draft.act == "disburse" and loan is not None:
            self.first.show_day(draft.first_due or loan.first_due, state.business_date)
        if self.text.text() != draft.text:
            self.text.set_text(draft.text)

    def _options(self, known: tuple[tuple[str, str], ...], account: str) -> None:
        have = tuple((str(self.account.itemData(at)), self.account.itemText(at)) for at in range(self.account.count()))
        if have != known:
            self.account.set_options(known)
        if self.account.key() != account:
            self.account.set_key(account)

    def _cash(self, state: LoansState) -> None:
        draft, texts = state.draft, self._texts
        for part in (self.cash, self.grid, self.match):
            part.setVisible(state.counts_cash)
        if not state.counts_cash:
            return
        pieces = draft.change if draft.giving_change else draft.counts
        if self.grid.counts() != {face: count for face, count in pieces.items() if count}:
            with QSignalBlocker(self.grid):
                self.grid.set_counts(pieces)
        key = "change" if draft.giving_change else "withdraw" if state.pays_out else "deposit"
        self.cash.setText(texts(f"counter.cash_{key}"))
        figure = formats.money_with_sign(state.net, CURRENCY)
        count = texts("counter.pieces", n=sum(draft.counts.values()))
        missing = draft.amount - state.net
        change = pieces_total(draft.change)
        if not draft.amount and not draft.counted:
            self.match.show_state("idle", texts("counter.match_idle"))
        elif not missing:
            key = "counter.match_change_short" if change else "counter.match_equal"
            self.match.show_state("matches", texts(key, change=formats.money(change)), count, figure)
        else:
            wrong = "refused" if state.problem == "cash_mismatch" else "counting"
            said = texts(
                "counter.match_missing" if missing > 0 else "counter.match_over", amount=formats.money(abs(missing))
            )
            self.match.show_state(wrong, said, count, figure)

    def begin(self) -> None:
        """The focus goes where the act begins; what stands there as a proposal is typed over."""
        if self._model.state.draft.permit and self.grid.isVisible():
            self.grid.focus_first()
        elif self.amount.isVisible():
            self.amount.setFocus(Qt.FocusReason.OtherFocusReason)
            self.amount.edit.selectAll()
        elif self.text.isVisible():
            self.text.setFocus(Qt.FocusReason.OtherFocusReason)
