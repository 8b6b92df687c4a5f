"""The postings around the handle, the likely cause of what was off, looking for an amount, opening the posting."""

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QHBoxLayout

from teller_app.glass.alert import Alert
from teller_app.glass.button import GlassButton
from teller_app.glass.look import Look
from teller_app.glass.money_field import MoneyField
from teller_app.glass.panel import GlassPanel
from teller_app.glass.table import DataTable
from teller_app.glass.table_model import Column, Figure, Lead, Row
from teller_app.history import words
from teller_app.history.model import HistoryModel
from teller_app.history.state import HistoryState
from teller_app.i18n import formats
from teller_app.i18n.text import Texts

BEFORE, AFTER = 4, 2
"""Postings that are shown before and behind the one at the handle."""


class AroundPanel(GlassPanel):
    """Choosing a row moves the handle there; Enter opens the posting in the journal."""

    def __init__(self, look: Look, texts: Texts, model: HistoryModel) -> None:
        super().__init__(look, texts("history.around"), rows=DataTable.gutter)
        self._texts, self._model = texts, model
        columns = (
            Column(texts("history.column.time"), 62),
            Column(texts("history.column.posting")),
            Column(texts("history.column.amount"), 116, "money"),
        )
        self.table = DataTable(look, columns, texts("history.around"))
        self.amount = MoneyField(look, texts("history.find"), formats.currency_sign("GHS"))
        self.next = GlassButton(look, texts("history.next"), "secondary", "magnifying-glass", "Enter")
        self.missed = Alert(look, "info", texts("history.found_none"))
        self.cause = Alert(look, "warn", "", "", "lightbulb")
        self.back = GlassButton(look, texts("history.key.back"), "secondary", key="←")
        self.on = GlassButton(look, texts("history.key.on"), "secondary", key="→")
        self.open = GlassButton(look, "", "primary", "arrow-square-out", "Enter")
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.back, self.on):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.open)
        self.body.addWidget(self.table, 1)
        for part in (self.amount, self.next, self.missed, self.cause):
            self.body.add(part)
        self.body.add_row(row, inset=False)
        self._connect(model)

    def _connect(self, model: HistoryModel) -> None:
        self.table.current_changed.connect(self._chosen)
        self.table.opened.connect(lambda key: model.open_posting())
        self.amount.edit.textEdited.connect(lambda _: model.set_wanted(self.amount.minor() or 0))
        self.amount.submitted.connect(model.next_match)
        self.next.clicked.connect(model.next_match)
        self.back.clicked.connect(lambda: model.by(-1))
        self.on.clicked.connect(lambda: model.by(1))
        self.open.clicked.connect(model.open_posting)

    def begin(self) -> None:
        """The field of the amount has the focus, or the table again."""
        part = self.amount if self._model.state.finding else self.table
        part.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _chosen(self, key: str) -> None:
        if key:
            self._model.to(int(key))

    def render_state(self, state: HistoryState) -> None:
        """The rows around the handle."""
        texts = self._texts
        low, high = max(1, state.at - BEFORE), min(len(state.steps), state.at + AFTER)
        with QSignalBlocker(self.table):
            self.table.set_rows([self._row(state, at) for at in range(low, high + 1)])
            self.table.select_key(str(state.at))
            self.table.view.scrollTo(self.table.view.currentIndex())
        times = [formats.clock(formats.moment(state.steps[at - 1].at)) for at in (low, high)] if state.steps else []
        self.set_caption(" – ".join(times))
        for part in (self.amount, self.next):
            part.setVisible(state.finding)
        self.missed.setVisible(state.finding and state.missed)
        head, said = words.cause(state, texts)
        self.cause.setVisible(bool(said))
        self.cause.set_words(head, said)
        step = state.step
        receipt = step.receipt if step is not None else ""
        self.open.setVisible(bool(receipt))
        self.open.set_text(texts("history.open", receipt=receipt))
        self.back.set_blocked("" if state.at else texts("history.key.first"))
        self.on.set_blocked("" if not state.at_end else texts("history.key.last"))

    def _row(self, state: HistoryState, at: int) -> Row:
        step = state.steps[at - 1]
        title, sub = words.step_words(step, self._texts)
        said, color = words.amount(step)
        tone = "pos" if step.amount > 0 else "neg" if step.amount < 0 else "info"
        lead = Lead(words.icon_of(step.kind), tone, title, sub)
        return Row(str(at), (formats.clock(formats.moment(step.at)), lead, Figure(said, color)))
