"""The dead line: drawers with their budgets at the left, the code to read out at the right."""

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from teller_app.glass.alert import Alert
from teller_app.glass.amounts import parse_minor
from teller_app.glass.beside import Beside, Part
from teller_app.glass.button import GlassButton
from teller_app.glass.empty_state import EmptyState
from teller_app.glass.field import Field
from teller_app.glass.figures import FigureTile
from teller_app.glass.labels import Text
from teller_app.glass.look import Look
from teller_app.glass.panel import GlassPanel
from teller_app.glass.table import DataTable
from teller_app.glass.table_model import Column, Figure, Lead, Row, Status
from teller_app.glass.telling import tell_trouble
from teller_app.i18n import formats
from teller_app.i18n.text import Texts
from teller_app.standin.model import Drawer, StandInModel, StandInState

WIDE_FROM = 800


class StandInView(QWidget):
    """Renders ``StandInState``."""

    def __init__(self, look: Look, texts: Texts, model: StandInModel) -> None:
        super().__init__()
        self._texts, self._model = texts, model
        self._rows: object = None
        self.list = GlassPanel(look, texts("standin.drawers"), rows=DataTable.gutter)
        columns = (Column(texts("standin.column.drawer")), Column(texts("standin.column.left"), 130, "money"),
                   Column(texts("standin.column.until"), 110, optional=True))  # fmt: skip
        self.table = DataTable(look, columns, texts("standin.drawers"))
        self.none = EmptyState(look, "cash-register", texts("standin.none"), texts("standin.none_do"))
        self.amount = Field(look, texts("standin.amount"), placeholder=texts("standin.amount_hint"), icon="coins")
        self.grant = GlassButton(look, texts("standin.grant"), "secondary", "check", "F9")
        self.panel = GlassPanel(look, texts("standin.code"))
        self.words = Alert(look, "info", texts("standin.words"), texts("standin.words_do"))
        self.account = Field(
            look, texts("standin.account"), placeholder=texts("standin.account_hint"), icon="magnifying-glass"
        )
        self.sum = Field(look, texts("standin.sum"), placeholder=texts("standin.sum_hint"), icon="coins")
        self.code = FigureTile(look, texts("standin.spoken"), noted=True)
        self.left = Text(look, "", "body", "text2", wrap=True)
        self.problem = Alert(look, "neg", "")
        self.make = GlassButton(look, texts("standin.make"), "secondary", "key", "F6")
        self.read = GlassButton(look, texts("standin.read"), "primary", "phone", "Ctrl+G")
        self._lay_out(look)
        self._connect()
        self.render_state(model.state)

    def _lay_out(self, look: Look) -> None:
        for part in (self.table, self.none):
            self.list.body.addWidget(part, 1)
        self.list.body.add(self.amount)
        self.list.body.add(self.grant)
        for words in (self.words, self.account, self.sum, self.code, self.left):
            self.panel.body.add(words)
        self.panel.body.addStretch(1)
        self.panel.body.add(self.problem)
        row = QHBoxLayout()
        row.addWidget(self.make)
        row.addStretch(1)
        row.addWidget(self.read)
        self.panel.body.addLayout(row)
        parts = (Part(self._texts("standin.drawers"), self.list, 660, "cash-register"),
                 Part(self._texts("standin.code"), self.panel, 700, "phone"))  # fmt: skip
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Beside(look, self._texts("standin.title"), parts, WIDE_FROM))

    def _connect(self) -> None:
        model = self._model
        self.table.current_changed.connect(self._choose)
        self.amount.changed.connect(lambda text: model.set_amount(_minor(text)))
        for field in (self.account, self.sum):
            field.changed.connect(lambda _text: model.set_said(self.account.text(), _minor(self.sum.text())))
        self.account.submitted.connect(lambda: self.sum.setFocus(Qt.FocusReason.TabFocusReason))
        self.sum.submitted.connect(lambda: self.read.setFocus(Qt.FocusReason.TabFocusReason))
        for button, call in ((self.grant, model.grant), (self.make, model.make), (self.read, model.read_out)):
            button.clicked.connect(call)
        model.on_change = self.render_state

    def render_state(self, state: StandInState) -> None:
        """Drawers, budgets, the code."""
        texts = self._texts
        with QSignalBlocker(self.table):
            if state.drawers != self._rows:
                self._rows = state.drawers
                self.table.set_rows([self._row(drawer) for drawer in state.drawers])
            if state.chosen and self.table.current_key() != state.chosen.session.session:
                self.table.select_row(state.index)
        self.table.setVisible(bool(state.drawers))
        self.none.setVisible(not state.drawers)
        if state.amount is None and _minor(self.amount.text()) is not None:
            self.amount.set_text("")
        if state.shown and not state.said_account:
            self.account.set_text("")
            self.sum.set_text("")
        self.code.setVisible(bool(state.shown))
        self.code.set_figure(state.shown, "info")
        if state.shown_for:
            account, amount = state.shown_for
            paid = formats.money_with_sign(amount.minor, amount.currency)
            self.code.set_note(texts("standin.shown_for", account=account, amount=paid))
        self.code.setAccessibleDescription(" ".join(state.shown))
        self.left.setText(texts("standin.ready", n=len(state.ready)) if state.ready else texts("standin.no_ready"))
        offline = "" if state.online else texts("standin.off.offline")
        self.grant.set_blocked(offline or ("" if state.chosen else texts("standin.off.none")))
        self.make.set_blocked(offline)
        self.read.set_blocked("" if state.ready else texts("standin.no_ready"))
        for button in (self.grant, self.make):
            button.set_busy(state.busy)
        tell_trouble(self.problem, state, texts)

    def _row(self, drawer: Drawer) -> Row:
        texts, budget = self._texts, drawer.budget
        lead = Lead("cash-register", "accent", texts("standin.drawer", number=drawer.session.number), drawer.cashier)
        if budget is None:
            return Row(
                drawer.session.session, (lead, Figure(formats.EM_DASH), Status(texts("standin.not_granted"), "mute"))
            )
        left = max(0, budget.granted - budget.used)
        until = texts("standin.until", at=formats.clock(formats.moment(budget.until)))
        return Row(
            drawer.session.session, (lead, Figure(formats.money(left)), Status(until, "pos" if left else "warn"))
        )

    def _choose(self, key: str) -> None:
        keys = [drawer.session.session for drawer in self._model.state.drawers]
        if key in keys:
            self._model.choose(keys.index(key))

    def act(self, intent: str) -> bool:
        """A key of the manifest."""
        calls = {"make": self._model.make, "grant": self._model.grant, "code": self._model.read_out}
        if intent not in calls or self.why_off(intent):
            return False
        calls[intent]()
        if intent == "grant" and self._model.state.problem == "amount_missing":
            self.amount.setFocus(Qt.FocusReason.OtherFocusReason)
        if intent == "code" and self._model.state.problem == "code_for_what":
            self.account.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def prepare(self, account: str, amount: str) -> None:
        """What is known of the request already; the manager asks the teller all the same."""
        self.account.set_text(account)
        self.sum.set_text(amount)
        self._model.set_said(account, _minor(amount))

    def why_off(self, intent: str) -> str:
        """Why a key cannot be had now, in words; empty when it can."""
        state = self._model.state
        if intent == "code":
            return "" if state.ready else self._texts("standin.no_ready")
        if not state.online:
            return self._texts("standin.off.offline")
        return self._texts("standin.off.none") if intent == "grant" and state.chosen is None else ""

    def enter(self) -> None:
        """The list has the focus."""
        self._model.refresh()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> bool:
        """A code does not stay on the screen."""
        self._model.hide()
        return True


def _minor(text: str) -> int | None:
    found = parse_minor(text, 2)
    return found if isinstance(found, int) else None
