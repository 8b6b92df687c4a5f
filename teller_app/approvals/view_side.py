"""Beside the request: the thread that is bound to it, the teller's drawer, earlier requests, and who stands in for whom."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from contract.approvals import DrawerStand, Insight, RequestFact, RequestLineFact
from teller_app.approvals import words
from teller_app.approvals.model import ApprovalsModel
from teller_app.approvals.state import ApprovalsState
from teller_app.approvals.view_cash import CashCard
from teller_app.approvals.view_insight import PartsCard, YearCard
from teller_app.glass.button import GlassButton
from teller_app.glass.labels import Text
from teller_app.glass.lines import Line, Lines
from teller_app.glass.look import Look
from teller_app.glass.panel import GlassPanel
from teller_app.glass.scale_meter import ScaleMeter
from teller_app.glass.scroll_column import ScrollColumn
from teller_app.glass.segmented import Segmented
from teller_app.glass.select import Select
from teller_app.i18n import formats
from teller_app.i18n.text import Texts


class SidePanel(GlassPanel):
    """Renders what stands around the chosen request."""

    def __init__(self, look: Look, texts: Texts, model: ApprovalsModel) -> None:
        super().__init__(look, texts("approvals.around"))
        self._texts, self._model = texts, model
        self._colleagues: object = None
        names = (texts("approvals.around.request"), texts("approvals.cash"))
        self.pages = Segmented(look, names, texts("approvals.around"), expand=True)
        self.rows = ScrollColumn(look, name=texts("approvals.around"))
        self.cash = CashCard(look, texts)
        self.thread_title = Text(look, texts("approvals.thread"), "body-strong")
        self.year = YearCard(look, texts)
        self.parts = PartsCard(look, texts)
        self.said = Lines(look, texts("approvals.thread"), tall=True)
        self.no_thread = Text(look, texts("approvals.no_thread"), "caption", "text2", wrap=True)
        self.drawer_title = Text(look, "", "body-strong")
        self.drawer_cash = Text(look, "", "title3")
        self.drawer = ScaleMeter(look, texts("approvals.drawer_cash"), ())
        self.earlier_title = Text(look, texts("approvals.earlier"), "body-strong")
        self.earlier = Lines(look, texts("approvals.earlier"))
        self.no_earlier = Text(look, texts("approvals.no_earlier"), "caption", "text2", wrap=True)
        self.lent = Text(look, "", "caption", "text2", wrap=True)
        self.colleague = Select(look, texts("approvals.stand_in"), icon="users", placeholder=texts("approvals.nobody"))
        self.lend = GlassButton(look, texts("approvals.lend"), "secondary", "user-switch")
        self.back = GlassButton(look, texts("approvals.back"), "secondary", "user")
        self._lay_out()

    def _lay_out(self) -> None:
        for part in (self.year, self.thread_title, self.no_thread, self.said, self.drawer_title, self.drawer_cash, self.drawer,
                     self.parts, self.earlier_title, self.no_earlier, self.earlier):  # fmt: skip
            self.rows.column.addWidget(part)
        self.rows.column.addStretch(1)
        self.body.add(self.pages)
        both = QVBoxLayout(holder := QWidget())
        both.setContentsMargins(0, 0, 0, 0)
        for page in (self.rows, self.cash):
            both.addWidget(page, 1)
        self.body.add(holder, 1)
        self.pages.currentChanged.connect(lambda _: self.render_state(self._model.state))
        self.away = QWidget()
        column = QVBoxLayout(self.away)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.colleague)
        column.addWidget(self.lend)
        self.body.add(self.lent)
        self.body.addWidget(self.away)
        self.body.add(self.back)
        self.lend.clicked.connect(lambda: self._model.lend(self.colleague.key()))
        self.back.clicked.connect(self._model.back)

    def render_state(self, state: ApprovalsState) -> None:
        """What there is to the chosen request."""
        request, insight = state.chosen, state.insight
        of_branch = state.may_decide and self.pages.currentIndex() == 1
        self.pages.setVisible(state.may_decide)
        self.cash.setVisible(of_branch)
        self.cash.show_cash(state.cash)
        self.thread_title.setVisible(request is not None)
        self.rows.setVisible(request is not None and not of_branch)
        lines = state.thread if request else ()
        self.said.setVisible(bool(lines))
        self.no_thread.setVisible(not lines)
        self.said.set_lines([self._line(line) for line in lines])
        self._drawer(insight.drawer if insight else None, request)
        self.year.show_insight(request, insight)
        self.parts.show_insight(request, insight)
        self._earlier(insight)
        self._away(state)

    def _line(self, line: RequestLineFact) -> Line:
        about = self._texts("approvals.said", name=line.by_name, at=words.time_words(line.at))
        return Line(line.text, about, icon="chat-circle" if line.asks else "chat-text")

    def _drawer(self, stand: DrawerStand | None, request: RequestFact | None) -> None:
        for part in (self.drawer_title, self.drawer_cash, self.drawer):
            part.setVisible(stand is not None)
        if stand is None or request is None:
            return
        most = max(stand.hard_max, stand.insured, stand.balance, 1)
        self.drawer_title.setText(self._texts("approvals.drawer_of", number=stand.number, name=request.maker_name))
        self.drawer_cash.setText(formats.money_with_sign(stand.balance, request.currency))
        marks = [
            (stand.soft_max / most, self._texts("approvals.soft")),
            (stand.hard_max / most, self._texts("approvals.hard")),
        ]
        if stand.minimum:
            marks.insert(0, (stand.minimum / most, self._texts("approvals.minimum")))
        self.drawer.set_marks(marks)
        filled, full = stand.balance, most
        self.drawer.set_share(filled / full, self.drawer_cash.text(), stand.balance > stand.soft_max)

    def _earlier(self, insight: Insight | None) -> None:
        found = insight.earlier if insight else ()
        self.earlier_title.setVisible(insight is not None)
        self.no_earlier.setVisible(insight is not None and not found)
        self.earlier.setVisible(bool(found))
        self.earlier.set_lines([Line(*words.earlier_words(one, self._texts)) for one in found])

    def _away(self, state: ApprovalsState) -> None:
        mine = state.my_delegation
        others = [one for one in state.lent if one.to == state.user]
        said = [self._texts("approvals.lent_by", name=one.by_name, at=words.time_words(one.until)) for one in others]
        if mine is not None:
            said.append(self._texts("approvals.lent_to", name=mine.to_name, at=words.time_words(mine.until)))
        self.lent.setVisible(bool(said))
        self.lent.setText("\n".join(said))
        may = state.may_decide and not others
        self.away.setVisible(may and mine is None)
        self.back.setVisible(mine is not None)
        if state.colleagues is not self._colleagues:
            self._colleagues = state.colleagues
            self.colleague.set_options([(one.user, one.full_name) for one in state.colleagues])
        for button in (self.lend, self.back):
            button.set_blocked("" if state.online else self._texts("approvals.off.offline"))
