"""The third column of a decider (picture 04): the branch's cash with its hours, the open drawers, and who stands in for whom."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from teller_app.approvals import words
from teller_app.approvals.model import ApprovalsModel
from teller_app.approvals.state import ApprovalsState
from teller_app.approvals.view_cash import CashPanel, DrawersPanel
from teller_app.glass.button import GlassButton
from teller_app.glass.labels import Text
from teller_app.glass.look import Look
from teller_app.glass.select import Select
from teller_app.i18n.text import Texts


class SideColumn(QWidget):
    """Two panels below each other; the stand-in is chosen at the foot of the second."""

    def __init__(self, look: Look, texts: Texts, model: ApprovalsModel) -> None:
        super().__init__()
        self.cash = CashPanel(look, texts)
        self.drawers = DrawersPanel(look, texts)
        self.away = AwayCard(look, texts, model)
        self.drawers.body.add(self.away)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.cash, 4)
        column.addWidget(self.drawers, 6)

    def render_state(self, state: ApprovalsState) -> None:
        """Both, and the stand-in."""
        self.cash.render_state(state)
        self.drawers.render_state(state)
        self.away.render_state(state)


class AwayCard(QWidget):
    """Who decides while the reader is away, and in whose place the reader does."""

    def __init__(self, look: Look, texts: Texts, model: ApprovalsModel) -> None:
        super().__init__()
        self._texts = texts
        self._colleagues: object = None
        self.lent = Text(look, "", "caption", "text2", wrap=True)
        self.colleague = Select(look, texts("approvals.stand_in"), icon="users", placeholder=texts("approvals.nobody"))
        self.lend = GlassButton(look, texts("approvals.lend"), "secondary", "user-switch")
        self.back = GlassButton(look, texts("approvals.back"), "secondary", "user")
        self.ask = QWidget()
        row = QHBoxLayout(self.ask)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.colleague, 1)
        below = QVBoxLayout()
        below.addStretch(1)
        below.addWidget(self.lend)
        row.addLayout(below)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for part in (self.lent, self.ask, self.back):
            column.addWidget(part)
        self.lend.clicked.connect(lambda: model.lend(self.colleague.key()))
        self.back.clicked.connect(model.back)

    def render_state(self, state: ApprovalsState) -> None:
        """What is lent, or whom it may be lent to."""
        mine = state.my_delegation
        others = [one for one in state.lent if one.to == state.user]
        said = [self._texts("approvals.lent_by", name=one.by_name, at=words.time_words(one.until)) for one in others]
        if mine is not None:
            said.append(self._texts("approvals.lent_to", name=mine.to_name, at=words.time_words(mine.until)))
        self.lent.setVisible(bool(said))
        self.lent.setText("\n".join(said))
        self.ask.setVisible(state.may_decide and not others and mine is None)
        self.back.setVisible(mine is not None)
        if state.colleagues is not self._colleagues:
            self._colleagues = state.colleagues
            self.colleague.set_options([(one.user, one.full_name) for one in state.colleagues])
        for button in (self.lend, self.back):
            button.set_blocked("" if state.online else self._texts("approvals.off.offline"))
