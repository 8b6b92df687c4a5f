"""An application: who, which product, how much, how long, from when, into which account, what for; and what it would come to."""

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QHBoxLayout

from contract.customers import CustomerFact
from teller_app.glass.alert import Alert
from teller_app.glass.button import GlassButton
from teller_app.glass.empty_state import EmptyState
from teller_app.glass.field import Field
from teller_app.glass.figures import FigureTile
from teller_app.glass.line_chart import Line as Series
from teller_app.glass.line_chart import LineChart
from teller_app.glass.lines import Line, Lines
from teller_app.glass.look import Look
from teller_app.glass.money_field import MoneyField
from teller_app.glass.panel import GlassPanel
from teller_app.glass.scroll_column import ScrollColumn
from teller_app.glass.select import Select
from teller_app.glass.table import DataTable
from teller_app.glass.table_model import Column, Person, Row
from teller_app.glass.telling import tell_trouble
from teller_app.i18n import formats
from teller_app.i18n.loan_words import percent
from teller_app.i18n.text import Texts
from teller_app.loans import words
from teller_app.loans.model import LoansModel
from teller_app.loans.state import LoansState
from teller_app.loans.view_due import DueField

NOTHING = "none"
CHART = 150


class ApplyPanel(GlassPanel):
    """Every field of it. What was found of the search stands below it until somebody is chosen."""

    def __init__(self, look: Look, texts: Texts, model: LoansModel) -> None:
        super().__init__(look, texts("loans.form.apply"))
        self._texts, self._model = texts, model
        self._hits: tuple[CustomerFact, ...] = ()
        self._known: tuple[object, object] = ((), ())
        self._open = False
        self.who = Field(
            look, texts("loans.customer"), placeholder=texts("loans.customer_hint"), icon="magnifying-glass"
        )
        self.hits = DataTable(look, (Column(texts("loans.customer")),), texts("loans.hits"))
        self.product = Select(look, texts("loans.product"), icon="money", placeholder=texts("loans.product_choose"))
        self.amount = MoneyField(look, texts("loans.amount"), formats.currency_sign("GHS"))
        self.term = Field(look, texts("loans.term"), icon="list-checks")
        self.term.edit.setMaxLength(3)
        self.first = DueField(look, texts, texts("loans.first_due"), model.set_first_due)
        self.account = Select(look, texts("loans.pay_into"), icon="user", placeholder=texts("loans.account_choose"))
        self.purpose = Field(look, texts("loans.purpose"), icon="chat-text")
        self.purpose.edit.setMaxLength(140)
        self.problem = Alert(look, "neg", "")
        self.leave = GlassButton(look, texts("vault.leave"), "ghost", "x", "Ctrl+W")
        self.hold = GlassButton(look, texts("counter.hold"), "secondary", "pause", "Ctrl+H")
        self.go = GlassButton(look, texts("loans.send.apply"), "primary", "check", "F9")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.rows = ScrollColumn(self.look, 160, name=self._texts("loans.form.apply"))
        short = QHBoxLayout()
        short.setSpacing(8)
        short.addWidget(self.term, 2, Qt.AlignmentFlag.AlignTop)
        short.addWidget(self.first, 3, Qt.AlignmentFlag.AlignTop)
        for part in (self.who, self.hits, self.product, self.amount):
            self.rows.column.add(part)
        self.rows.column.addLayout(short)
        for part in (self.account, self.purpose):
            self.rows.column.add(part)
        self.rows.column.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(4)
        self.body.addWidget(self.rows, 1)
        self.body.add(self.problem)
        row.addWidget(self.leave)
        row.addWidget(self.hold)
        row.addStretch(1)
        row.addWidget(self.go)
        self.body.add_row(row, inset=False)

    def _connect(self) -> None:
        model = self._model
        self.who.changed.connect(model.find_customer)
        self.who.submitted.connect(self._first)
        self.hits.opened.connect(self._pick)
        self.product.chosen.connect(model.set_product)
        self.amount.changed.connect(lambda _: model.set_amount(*self.amount.read()))
        self.term.changed.connect(model.set_term)
        self.account.chosen.connect(lambda key: model.set_account("" if key == NOTHING else key))
        self.purpose.changed.connect(model.set_text)
        self.leave.clicked.connect(model.leave)
        self.hold.clicked.connect(model.hold)
        self.go.clicked.connect(model.forward)

    def _first(self) -> None:
        """Enter takes the chosen one of those found, the first where nobody chose."""
        self._pick(self.hits.current_key() if self._hits else "")

    def _pick(self, customer: str) -> None:
        self._model.pick(customer)
        if self._model.state.draft.customer is not None:
            self.product.setFocus(Qt.FocusReason.TabFocusReason)

    def render_state(self, state: LoansState) -> None:
        """What was typed, and who was found."""
        draft, texts = state.draft, self._texts
        if draft.act != "apply":
            self._open = False
            return
        if self.who.text() != draft.find:
            self.who.set_text(draft.find)
        customer = draft.customer
        self.who.set_hint(f"{customer.number} · {texts('loans.found')}" if customer is not None else "")
        self._show_hits(state)
        self._options(state)
        with QSignalBlocker(self.amount):
            self.amount.show_typed(draft.amount, texts.for_code(draft.amount_error).title if draft.amount_error else "")
        product = state.product
        bounds = texts("loans.bounds", least=product.least, most=product.most) if product is not None else ""
        self.amount.set_balance(texts("loans.allowed") if bounds else "", bounds)
        self.term.set_hint(
            texts("loans.terms", first=product.shortest, last=product.longest) if product is not None else ""
        )
        for field, value in ((self.term, draft.term), (self.purpose, draft.text)):
            if field.text() != value:
                field.set_text(value)
        self.first.show_day(draft.first_due, state.business_date)
        self.go.set_busy(state.busy)
        self.go.set_blocked("" if state.online else texts.for_code("needs_server").title)
        tell_trouble(self.problem, state, texts)
        if not self._open:
            self._open = True
            if self.isVisible():
                self.begin()

    def _show_hits(self, state: LoansState) -> None:
        self.hits.setVisible(bool(state.hits))
        if state.hits == self._hits:
            return
        self._hits = state.hits
        self.hits.setFixedHeight(self.hits.height_for(min(3, len(state.hits))))
        with QSignalBlocker(self.hits):
            self.hits.set_rows([Row(one.customer, (Person(one.full_name, formats.initials(one.full_name), one.number, one.number),))
                                for one in state.hits])  # fmt: skip
            if state.hits:
                self.hits.select_key(state.hits[0].customer)

    def _options(self, state: LoansState) -> None:
        texts, draft = self._texts, state.draft
        products = tuple((one.product, one.name) for one in state.offered)
        accounts = ((NOTHING, texts("loans.cash_only")),
                    *((one.account, f"{formats.account_number(one.number)} · {one.product_name}") for one in state.accounts))  # fmt: skip
        if (products, accounts) != self._known:
            self._known = (products, accounts)
            self.product.set_options(products)
            self.account.set_options(accounts)
        if self.product.key() != draft.product:
            self.product.set_key(draft.product)
        if self.account.key() != (draft.account or NOTHING):
            self.account.set_key(draft.account or NOTHING)

    def begin(self) -> None:
        """Whose loan it is comes first."""
        self.who.setFocus(Qt.FocusReason.OtherFocusReason)


class CostPanel(GlassPanel):
    """What an application would come to, worked out with each key."""

    def __init__(self, look: Look, texts: Texts) -> None:
        super().__init__(look, texts("loans.cost"))
        self._texts = texts
        self.none = EmptyState(look, "chart-line-up", texts("loans.no_plan"), texts("loans.no_plan_do"))
        self.apr = FigureTile(look, texts("loans.fact.apr"))
        self.instalment = FigureTile(look, texts("loans.largest"))
        self.facts = Lines(look, texts("loans.cost"))
        self.chart = LineChart(look, texts("loans.chart"), CHART)
        tiles = QHBoxLayout()
        tiles.setSpacing(12)
        tiles.addWidget(self.apr, 1)
        tiles.addWidget(self.instalment, 1)
        self.body.add_row(tiles)
        self.body.add(self.facts)
        self.body.add(self.chart)
        self.body.addWidget(self.none, 1)
        self.body.addStretch(1)

    def render_state(self, state: LoansState) -> None:
        """The plan's figures; nothing is guessed while there is none."""
        plan, product, texts = state.plan, state.product, self._texts
        for part in (self.apr, self.instalment, self.facts, self.chart):
            part.setVisible(plan is not None)
        self.none.setVisible(plan is None)
        if plan is None or product is None:
            return
        amount = state.draft.amount
        self.apr.set_figure(percent(plan.rate_year, 1))
        self.instalment.set_figure(formats.money(plan.largest))
        self.facts.set_lines([
            *words.terms_lines(product.terms, texts),
Line(texts("loans.fact.principal"), figure=formats.money(amount)),
            Line(texts("loans.fact.interest"), figure=formats.money(plan.interest)),
            Line(texts("loans.fact.total"), figure=formats.money(amount + plan.interest)),
            Line(texts("loans.fact.last"), figure=words.day(plan.lines[-1].due, texts)),
        ])  # fmt: skip
        owed = (amount, *(line.balance for line in plan.lines))
        first, last = words.day(plan.lines[0].opens, texts), words.day(plan.lines[-1].due, texts)
        self.chart.set_lines([Series(owed)], (first, last), texts("loans.chart_said", first=first, last=last, note=""))
