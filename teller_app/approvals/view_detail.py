"""The chosen request: what is asked, why it needs a second person, and the two answers."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from contract.approvals import RequestFact, RequestState
from teller_app.approvals import words
from teller_app.approvals.model import ApprovalsModel, ApprovalsState
from teller_app.approvals.view_holder import HolderCard, Pictures
from teller_app.glass.alert import Alert
from teller_app.glass.button import GlassButton
from teller_app.glass.chip import StatusChip
from teller_app.glass.empty_state import EmptyState
from teller_app.glass.field import Field
from teller_app.glass.labels import Money, Text
from teller_app.glass.lines import Line, Lines
from teller_app.glass.look import Look
from teller_app.glass.panel import GlassPanel
from teller_app.glass.scroll_column import ScrollColumn
from teller_app.i18n import formats
from teller_app.i18n.text import Texts


class DetailPanel(GlassPanel):
    """One request. Its own maker sees what can be done with it instead of the answers."""

    def __init__(self, look: Look, texts: Texts, model: ApprovalsModel, pictures: Pictures) -> None:
        super().__init__(look, texts("approvals.choose"))
        self._texts, self._model = texts, model
        self._shown: tuple[object, str] | None = None
        self.chip = StatusChip(look, "")
        self.add_action(self.chip)
        self.nothing = EmptyState(look, "seal-check", texts("approvals.choose"), texts("approvals.choose_do"))
        self.line = Text(look, "", "body", "text2")
        self.amount = Money(look, role="amount")
        self.why_title = Text(look, texts("approvals.why"), "body-strong")
        self.whys = QVBoxLayout()
        self.whys.setSpacing(8)
        self.reasons: list[Alert] = []
        self.rows = ScrollColumn(look)
        self.holder = HolderCard(look, texts, pictures)
        self.facts = Lines(look, texts("approvals.fact.maker"))
        self.outcome = Alert(look, "info", "")
        self.problem = Alert(look, "neg", "")
        self.reason = Field(
            look, texts("approvals.reason"), placeholder=texts("approvals.reason_hint"), icon="chat-text"
        )
        self.reason.edit.setMaxLength(400)
        self.reason.changed.connect(model.set_reason)
        self.decline = GlassButton(look, texts("approvals.decline"), "decline", "x", "Ctrl+D")
        self.withdraw = GlassButton(look, texts("approvals.withdraw"), "decline", "x", "Ctrl+W")
        self.approve = GlassButton(look, texts("approvals.approve"), "primary", "check", "Ctrl+Enter")
        self.pay = GlassButton(look, "", "primary", "coins", "F9")
        self._lay_out()

    def _lay_out(self) -> None:
        model = self._model
        self.body.addWidget(self.nothing, 1)
        for part in (self.line, self.amount, self.why_title):
            self.body.add(part)
        self.rows.column.addLayout(self.whys)
        self.rows.column.addWidget(self.holder)
        self.rows.column.addWidget(self.facts)
        self.rows.column.addStretch(1)
        self.body.add(self.rows, 1)
        for low in (self.outcome, self.problem, self.reason):
            self.body.add(low)
        row = QHBoxLayout()
        row.setSpacing(4)
        for button, call in ((self.decline, model.decline), (self.withdraw, model.withdraw)):
            row.addWidget(button)
            button.clicked.connect(call)
        row.addStretch(1)
        for button, call in ((self.approve, model.approve), (self.pay, model.pay)):
            row.addWidget(button)
            button.clicked.connect(call)
        self.body.addLayout(row)

    def render_state(self, state: ApprovalsState) -> None:
        """The chosen request, or that there is none."""
        request, texts = state.chosen, self._texts
        self.nothing.setVisible(request is None)
        for part in (self.chip, self.line, self.why_title, self.rows):
            part.setVisible(request is not None)
        self.amount.setVisible(request is not None and bool(request.currency))
        self.set_title(words.who(request, texts) if request else "")
        self._reasons(request)
        self.holder.show_customer(state.customer if request is not None else None)
        if request is not None:
            self.chip.set_status(*words.state_words(request, texts))
            parts = (words.kind_words(request, texts), formats.account_number(request.account_number))
            self.line.setText(" · ".join(part for part in parts if part))
            self.amount.set_figure(formats.money(request.amount), formats.currency_sign(request.currency))
            self.facts.set_lines([Line(name, figure=value) for name, value in words.facts(request, texts)])
        self._outcome(request, state.mine)
        self._buttons(state)
        self._problem(state)

    def _reasons(self, request: RequestFact | None) -> None:
        """An alert for each reason; made again only for another request."""
        whys = request.reasons if request else ()
        key = (whys, request.currency if request else "")
        if key == self._shown:
            return
        self._shown = key
        for old in self.reasons:
            self.whys.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.reasons = []
        for why in whys:
            said, tone = words.why_words(why, request.currency if request else "", self._texts)
            self.reasons.append(Alert(self.look, tone, said.title, said.what_to_do))
            self.whys.addWidget(self.reasons[-1])

    def _outcome(self, request: RequestFact | None, mine: bool) -> None:
        texts = self._texts
        self.outcome.setVisible(request is not None and (mine or request.state is not RequestState.AWAITING))
        if request is None:
            return
        if mine and request.state is RequestState.AWAITING:
            self.outcome.set_words(texts("approvals.yours"), texts("approvals.yours_do"), "info")
        elif mine and request.is_permit and request.state is RequestState.APPROVED:
            until = words.time_words(request.expires_at)
            self.outcome.set_words(texts("approvals.ready"), texts("approvals.ready_do", at=until), "pos")
        elif request.state is not RequestState.AWAITING:
            _, tone = words.state_words(request, texts)
            known = tone if tone in ("pos", "neg", "warn") else "info"
            self.outcome.set_words(texts(f"approvals.state_of.{request.state.value}"), request.reason, known)

    def _buttons(self, state: ApprovalsState) -> None:
        texts, request = self._texts, state.chosen
        waits = request is not None and request.state is RequestState.AWAITING
        decides = waits and not state.mine and state.may_decide
        for part in (self.approve, self.decline, self.reason):
            part.setVisible(decides)
        self.withdraw.setVisible(waits and state.mine)
        self.pay.setVisible(state.can_pay)
        amount = words.amount_words(request) if request else ""
        self.approve.set_text(
            texts("approvals.approve_amount", amount=amount) if amount else texts("approvals.approve")
        )
        self.pay.set_text(texts("approvals.pay", amount=amount))
        off = "" if state.line.state in ("online", "syncing") else texts("approvals.off.offline")
        for button in (self.approve, self.decline, self.withdraw):
            button.set_blocked(off)
            button.set_busy(state.busy)
        if self.reason.text() != state.reason:
            self.reason.set_text(state.reason)

    def _problem(self, state: ApprovalsState) -> None:
        missing = state.problem == "reason_missing"
        self.problem.setVisible(bool(state.problem) and not missing)
        if state.problem:
            said = self._texts.for_code(state.problem, state.problem_params)
            self.problem.set_words(said.title, said.what_to_do)
        self.reason.set_error(self._texts.for_code("reason_missing").what_to_do if missing else "")
