"""What waits for the manager, and what the bank told that nobody has seen yet (picture 11, right)."""

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QHBoxLayout

from contract.approvals import RequestFact
from contract.notices import Level, NoticeFact
from teller_app.branches import words
from teller_app.branches.model import BranchModel
from teller_app.branches.state import BranchState
from teller_app.glass.button import GlassButton
from teller_app.glass.empty_state import EmptyState
from teller_app.glass.kinds import RISK_TONES
from teller_app.glass.labels import Text
from teller_app.glass.look import Look
from teller_app.glass.panel import GlassPanel
from teller_app.glass.table import DataTable
from teller_app.glass.table_model import Card, Column, Lead, Person, Row, Status
from teller_app.i18n import formats
from teller_app.i18n.notice_words import notice_words
from teller_app.i18n.text import Texts

_TONES = {Level.INFO: ("info", "info"), Level.WARN: ("warn", "warning"), Level.URGENT: ("neg", "warning-octagon")}


class WaitingPanel(GlassPanel):
    """The requests that wait; Enter or F10 goes where they are decided."""

    def __init__(self, look: Look, texts: Texts, model: BranchModel) -> None:
        super().__init__(look, texts("branches.waiting"), rows=DataTable.gutter)
        self._texts = texts
        self._shown: object = None
        self.table = DataTable(look, (Column(texts("branches.column.alert")),), texts("branches.waiting"), cards=True)
        self.none = EmptyState(look, "seal-check", texts("branches.no_requests"), texts("branches.no_requests_do"))
        self.about = Text(look, "", "caption", "text2")
        self.review = GlassButton(look, texts("branches.key.review"), "primary", "seal-check", "F10")
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.none, 1)
        row = QHBoxLayout()
        row.setContentsMargins(4, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.about, 1)
        row.addWidget(self.review)
        self.body.add_row(row, inset=False)
        self.table.current_changed.connect(model.choose_alert)
        self.table.opened.connect(lambda key: model.open_alert())
        self.review.clicked.connect(model.review)

    def render_state(self, state: BranchState) -> None:
        """Rows only when they are others; the filled act is the close's where nothing holds it up."""
        texts, requests = self._texts, state.seen.requests
        with QSignalBlocker(self.table):
            if (requests, state.risks) != self._shown:
                self._shown = (requests, state.risks)
                self.table.set_rows([self._row(request, state) for request in requests])
            self.table.select_key(state.alert)
        for part in (self.table, self.review, self.about):
            part.setVisible(bool(requests))
        self.none.setVisible(not requests)
        self.review.set_text(texts("branches.review_n", n=len(requests)))
        self.review.set_kind("primary" if state.blockers or not state.may_run else "secondary")
        oldest = min((request.at for request in requests), default="")
        self.set_caption(texts("branches.oldest", at=words.at(oldest)) if oldest else "")

    def _row(self, request: RequestFact, state: BranchState) -> Row:
        texts = self._texts
        who = request.holder or request.maker_name
        about = texts("branches.asked_by", name=request.maker_name, at=words.at(request.at))
        number = request.account or state.seen.staff_numbers.get(request.maker, request.maker)
        face = Person(who, formats.initials(who), number, about)
        drawer = texts("vault.place.drawer", number=request.drawer) if request.drawer else ""
        found = state.risks.get(request.request)
        chips: tuple[Status, ...] = ()
        if found is not None:
            level, score = found
            said = texts("approvals.risk_chip", word=texts(f"approvals.risk.{level}"), score=score)
            chips = (Status(said, RISK_TONES[level]),)
        return Row(f"request:{request.request}", (Card(face, formats.money_or_dash(request.amount), drawer, chips),))


class AlertsPanel(GlassPanel):
    """Alerts that this person has not seen; Enter or Alt+A says that one was."""

    def __init__(self, look: Look, texts: Texts, model: BranchModel) -> None:
        super().__init__(look, texts("branches.alerts"), rows=DataTable.gutter)
        self._texts = texts
        self._shown: object = None
        self.table = DataTable(look, (Column(texts("branches.column.alert")),), texts("branches.alerts"), cards=True)
        self.none = EmptyState(look, "bell", texts("branches.no_alerts"), texts("branches.no_alerts_do"))
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.none, 1)
        self.table.current_changed.connect(model.choose_alert)
        self.table.opened.connect(lambda key: model.open_alert())

    def render_state(self, state: BranchState) -> None:
        """Rows only when they are others."""
        with QSignalBlocker(self.table):
            if state.alerts != self._shown:
                self._shown = state.alerts
                self.table.set_rows([self._row(alert) for alert in state.alerts])
            self.table.select_key(state.alert)
        self.table.setVisible(bool(state.alerts))
        self.none.setVisible(not state.alerts)
        self.set_caption(self._texts("branches.alerts_key") if state.alerts else "")

    def _row(self, alert: NoticeFact) -> Row:
        said, (tone, icon) = notice_words(alert, self._texts), _TONES[alert.level]
        lead = Lead(icon, tone, said.title, said.what_to_do)
        return Row(f"alert:{alert.notice}", (Card(lead, "", words.at(alert.at)),))
