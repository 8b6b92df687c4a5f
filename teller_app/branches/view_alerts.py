"""What waits for the manager, and what the bank told: requests first, then alerts not seen yet (picture 11, right)."""

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QHBoxLayout

from contract.notices import Level
from teller_app.branches import words
from teller_app.branches.model import BranchModel
from teller_app.branches.state import BranchState
from teller_app.glass.button import GlassButton
from teller_app.glass.empty_state import EmptyState
from teller_app.glass.look import Look
from teller_app.glass.panel import GlassPanel
from teller_app.glass.table import DataTable
from teller_app.glass.table_model import Column, Figure, Lead, Row
from teller_app.i18n import formats
from teller_app.i18n.notice_words import notice_words
from teller_app.i18n.text import Texts

_TONES = {Level.INFO: ("info", "info"), Level.WARN: ("warn", "warning"), Level.URGENT: ("neg", "warning-octagon")}


class AlertsPanel(GlassPanel):
    """One list: Enter opens a request's room, or says that an alert was seen."""

    def __init__(self, look: Look, texts: Texts, model: BranchModel) -> None:
        super().__init__(look, texts("branches.waiting"), rows=DataTable.gutter)
        self._texts, self._model = texts, model
        self._shown: object = None
        columns = (Column(texts("branches.column.alert")), Column(texts("branches.column.figure"), 96, "money"))
        self.table = DataTable(look, columns, texts("branches.waiting"))
        self.none = EmptyState(look, "bell", texts("branches.no_alerts"), texts("branches.no_alerts_do"))
        self.seen = GlassButton(look, texts("branches.key.acknowledge"), "secondary", "check", "Alt+A")
        self.review = GlassButton(look, texts("branches.key.review"), "secondary", "seal-check", "F10")
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.none, 1)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.seen)
        row.addStretch(1)
        row.addWidget(self.review)
        self.body.add_row(row, inset=False)
        self.table.current_changed.connect(model.choose_alert)
        self.table.opened.connect(lambda key: model.open_alert())
        self.seen.clicked.connect(model.acknowledge)
        self.review.clicked.connect(model.review)
        look.follow(self._keys)

    def render_state(self, state: BranchState) -> None:
        """Rows only when they are others."""
        mark = (state.seen.requests, state.alerts)
        some = bool(state.seen.requests or state.alerts)
        with QSignalBlocker(self.table):
            if mark != self._shown:
                self._shown = mark
                self.table.set_rows(self._rows(state))
            self.table.select_key(state.alert)
        self.table.setVisible(some)
        self.none.setVisible(not some)
        self._keys()
        oldest = min((request.at for request in state.seen.requests), default="")
        self.set_caption(self._texts("branches.oldest", at=words.at(oldest)) if oldest else "")

    def _keys(self) -> None:
        """In a low window the rows need the height; the keys are in the bar and in the help."""
        state, room = self._model.state, not self.look.compact
        self.seen.setVisible(bool(state.alerts) and room)
        self.review.setVisible(bool(state.seen.requests) and room)

    def _rows(self, state: BranchState) -> list[Row]:
        texts, rows = self._texts, []
        for request in state.seen.requests:
            lead = Lead("seal-check", "warn", request.holder or request.maker_name,
                        texts("branches.asked_by", name=request.maker_name, at=words.at(request.at)))  # fmt: skip
            rows.append(Row(f"request:{request.request}", (lead, Figure(formats.money_or_dash(request.amount)))))
        for alert in state.alerts:
            said, (tone, icon) = notice_words(alert, texts), _TONES[alert.level]
            lead = Lead(icon, tone, said.title, said.what_to_do)
            rows.append(Row(f"alert:{alert.notice}", (lead, Figure(words.at(alert.at), "text2"))))
        return rows
