"""What else there is to a request, below it: the score's parts, the teller's drawer, earlier requests, and all its facts."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from contract.approvals import DrawerStand, Insight, RequestFact, RequestLineFact
from teller_app.approvals import words
from teller_app.approvals.state import ApprovalsState
from teller_app.approvals.view_insight import PartsCard
from teller_app.glass.labels import Text
from teller_app.glass.lines import Line, Lines
from teller_app.glass.look import Look
from teller_app.glass.scale_meter import ScaleMeter
from teller_app.i18n import formats
from teller_app.i18n.text import Texts


class ThreadCard(QWidget):
    """Questions and answers in their order; not there until something was asked."""

    def __init__(self, look: Look, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self.said = Lines(look, texts("approvals.thread"), tall=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(Text(look, texts("approvals.thread"), "body-strong"))
        column.addWidget(self.said)
        self.hide()

    def show_thread(self, lines: tuple[RequestLineFact, ...]) -> None:
        """All of them."""
        self.setVisible(bool(lines))
        self.said.set_lines([self._line(line) for line in lines])

    def _line(self, line: RequestLineFact) -> Line:
        about = self._texts("approvals.said", name=line.by_name, at=words.time_words(line.at))
        return Line(line.text, about, icon="chat-circle" if line.asks else "chat-text")


class AroundCard(QWidget):
    """Why the score is what it is beside what is known of the drawer and of requests before; all facts of this one below."""

    def __init__(self, look: Look, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self.parts = PartsCard(look, texts)
        self.drawer_title = Text(look, "", "body-strong")
        self.drawer_cash = Text(look, "", "title3")
        self.drawer = ScaleMeter(look, texts("approvals.drawer_cash"), ())
        self.earlier_title = Text(look, texts("approvals.earlier"), "body-strong")
        self.earlier = Lines(look, texts("approvals.earlier"))
        self.no_earlier = Text(look, texts("approvals.no_earlier"), "caption", "text2", wrap=True)
        self.facts_title = Text(look, texts("approvals.facts"), "body-strong")
        self.facts = Lines(look, texts("approvals.facts"))
        row = QHBoxLayout()
        row.setSpacing(24)
        right = (self.drawer_title, self.drawer_cash, self.drawer, self.earlier_title, self.no_earlier, self.earlier)
        for parts in ((self.parts,), right):
            column = QVBoxLayout()
            column.setSpacing(6)
            for part in parts:
                column.addWidget(part)
            column.addStretch(1)
            row.addLayout(column, 1)
        # A fact may be a sentence: it has the whole width.
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(6)
        whole.addLayout(row)
        whole.addWidget(self.facts_title)
        whole.addWidget(self.facts)

    def render_state(self, state: ApprovalsState) -> None:
        """What there is to the chosen request."""
        request, insight = state.chosen, state.insight
        self.setVisible(request is not None)
        self._drawer(insight.drawer if insight else None, request)
        self.parts.show_insight(request, insight)
        self._earlier(insight)
        if request is not None:
            self.facts.set_lines([Line(name, figure=value) for name, value in words.facts(request, self._texts)])

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
