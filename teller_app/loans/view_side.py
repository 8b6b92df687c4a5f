"""The right of a loan's page: what waits for somebody else, what is late, every payment; while one is typed, what it would cover."""

from datetime import UTC, date, datetime

from PySide6.QtCore import QSignalBlocker, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout

from contract.approvals import RequestFact
from contract.loans import LoanState
from teller_app.glass.alert import Alert
from teller_app.glass.button import GlassButton
from teller_app.glass.empty_state import EmptyState
from teller_app.glass.labels import Text
from teller_app.glass.lines import Lines
from teller_app.glass.look import Look
from teller_app.glass.panel import GlassPanel
from teller_app.glass.table import DataTable
from teller_app.glass.table_model import Column, Figure, Lead, Row, TwoLines
from teller_app.glass.telling import tell_trouble
from teller_app.i18n import formats
from teller_app.i18n.text import Texts
from teller_app.loans import words
from teller_app.loans.model import LoansModel
from teller_app.loans.state import LoansState

TICK_MS = 1000


class SidePanel(GlassPanel):
    """The seconds count by the workstation's clock, while somebody looks."""

    def __init__(self, look: Look, texts: Texts, model: LoansModel) -> None:
        super().__init__(look, texts("loans.side"), rows=DataTable.gutter)
        self._texts, self._model = texts, model
        self._shown: object = None
        self._waits: RequestFact | None = None
        self.waiting = Alert(look, "info", "")
        self.withdraw = GlassButton(
            look, texts("loans.go.withdraw"), "secondary", "arrow-u-up-left", "Ctrl+D", size="s"
        )
        self.waiting.add_action(self.withdraw)
        self.ready = Alert(look, "pos", "")
        self.cover_title = Text(look, texts("loans.cover"), "body-strong")
        self.cover = Lines(look, texts("loans.cover"))
        self.late_title = Text(look, texts("loans.arrears"), "body-strong")
        self.late = Lines(look, texts("loans.arrears"))
        self.steps = DataTable(
            look,
            (Column(texts("loans.steps")), Column(texts("loans.column.amount"), 96, "money")),
            texts("loans.steps"),
        )
        self.none = EmptyState(look, "receipt", texts("loans.no_steps"), texts("loans.no_steps_do"))
        self.problem = Alert(look, "neg", "")
        self.undo = GlassButton(look, texts("loans.go.undo"), "ghost", "arrow-u-up-left", "Ctrl+U")
        self.print = GlassButton(look, texts("loans.go.receipt"), "secondary", "printer", "Ctrl+P")
        self._lay_out()
        self._clock = QTimer(self)
        self._clock.setInterval(TICK_MS)
        self._clock.timeout.connect(self._tick)
        self.withdraw.clicked.connect(model.withdraw)
        self.steps.current_changed.connect(model.choose_step)
        self.undo.clicked.connect(lambda: model.begin("undo"))
        self.print.clicked.connect(model.print_step)

    def _lay_out(self) -> None:
        for part in (
            self.waiting,
            self.ready,
            self.cover_title,
            self.cover,
            self.late_title,
            self.late,
        ):
            self.body.add(part)
        self.body.addWidget(self.steps, 1)
        self.body.addWidget(self.none, 1)
        self.body.add(self.problem)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.undo)
        row.addStretch(1)
        row.addWidget(self.print)
        self.body.add_row(row, inset=False)

    def showEvent(self, event: QShowEvent) -> None:
        """Seconds are counted while somebody looks."""
        super().showEvent(event)
        self._clock.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks."""
        super().hideEvent(event)
        self._clock.stop()

    def render_state(self, state: LoansState) -> None:
        """The chosen loan's other side."""
        view, texts = state.view, self._texts
        self._waits = state.waiting
        self.waiting.setVisible(self._waits is not None)
        self._tick()
        self._ready(state)
        covering = state.draft.act == "repay"
        for part in (self.cover_title, self.cover):
            part.setVisible(covering and state.cover is not None)
        if state.cover is not None:
            self.cover.set_lines(words.cover_lines(state.cover, texts))
        late = view is not None and view.loan.state is LoanState.ACTIVE and view.standing.days > 0
        for part in (self.late_title, self.late):
            part.setVisible(late)
        if view is not None and late:
            self.late.set_lines(words.bucket_lines(view.standing, texts))
        self._steps(state)
        # What is wrong with what is being written down stands beside it.
        self.problem.hide() if state.draft.act else tell_trouble(self.problem, state, texts)

    def _ready(self, state: LoansState) -> None:
        permit, texts = state.permit, self._texts
        self.ready.setVisible(permit is not None and not state.draft.permit)
        if permit is None:
            return
        amount = formats.money_with_sign(permit.ceiling or permit.amount, permit.currency)
        key = "loans.ready_less" if permit.ceiling and permit.ceiling < permit.amount else "loans.ready"
        until = formats.clock(formats.moment(permit.expires_at)) if permit.expires_at else ""
        self.ready.set_words(
            texts(key, amount=amount), texts("loans.ready_do", at=until), "warn" if key.endswith("less") else "pos"
        )

    def _steps(self, state: LoansState) -> None:
        view, texts = state.view, self._texts
        steps = view.steps if view is not None else ()
        mark = (steps, state.business_date)
        with QSignalBlocker(self.steps):
            if mark != self._shown:
                self._shown = mark
                today = date.fromisoformat(state.business_date) if state.business_date else date.min
                rows = []
                for step in reversed(steps):
                    what, about, figure, way = words.step_lines(step, texts, today)
                    lead = Lead(words.step_icon(step), "mute" if step.undone else "accent", what, about)
                    color = "text2" if step.undone else "text"
                    cell = TwoLines(figure, way, color) if way else Figure(figure, color)
                    rows.append(Row(step.transaction, (lead, cell)))
                self.steps.set_rows(rows)
            chosen = state.paid_step
            self.steps.select_key(chosen.transaction if chosen is not None else "")
        self.steps.setVisible(bool(steps))
        self.none.setVisible(not steps)
        self.print.setVisible(bool(steps))
        self.undo.setVisible(bool(steps) and state.may_undo)
        why = self._model.why_off("undo") if steps else ""
        self.undo.set_blocked(texts(f"loans.off.{why}") if why and why != "permit" else "")

    def _tick(self) -> None:
        request = self._waits
        if request is None:
            return
        since = formats.moment(request.taken_at or request.at)
        seconds = max(0, int((datetime.now(UTC) - since.astimezone(UTC)).total_seconds()))
        title, said = words.waiting_words(request, seconds, self._texts)
        self.waiting.set_words(title, said, "warn" if request.asks else "info")
