"""Below the list: what was decided today, and how long a decision took on average."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from contract.approvals import RequestFact, RequestState
from teller_app.approvals import lists, words
from teller_app.approvals.state import ApprovalsState
from teller_app.glass.labels import Text
from teller_app.glass.lines import Line, Lines
from teller_app.glass.look import Look
from teller_app.glass.separator import Separator
from teller_app.i18n import formats
from teller_app.i18n.text import Texts


class DayCard(QWidget):
    """Not there until something was decided."""

    def __init__(self, look: Look, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self.lines = Lines(look, texts("approvals.today"))
        self.average = Text(look, "", "caption", "text2")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(Separator(look))
        column.addSpacing(6)
        column.addWidget(Text(look, texts("approvals.today"), "caption-medium", "text2"))
        column.addWidget(self.lines)
        column.addWidget(self.average)
        self.hide()

    def render_state(self, state: ApprovalsState) -> None:
        """The newest few, and the average of all."""
        decided = lists.decided_on(state.every, state.today)
        self.setVisible(bool(decided))
        self.lines.set_lines([self._line(one) for one in decided[: lists.SHOWN_MAX]])
        seconds = lists.average_s(decided)
        if seconds is not None:
            self.average.setText(self._texts("approvals.average", span=words.span_words(seconds, self._texts)))

    def _line(self, request: RequestFact) -> Line:
        texts = self._texts
        said = texts("approvals.sub", kind=words.who(request, texts), maker=words.short_kind(request, texts))
        figure = formats.money(request.amount) if request.currency else formats.EM_DASH
        mark = "neg" if request.state is RequestState.DECLINED else "pos"
        return Line(said, figure=figure, aside=words.time_words(request.decided_at), mark=mark)
