"""The head of a request: whose account, who asks since when, what must be known of the customer; the amount beside the balances it changes."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from contract.customers import Flag
from teller_app.approvals import words
from teller_app.approvals.state import ApprovalsState
from teller_app.approvals.view_insight import FiguresRow
from teller_app.glass.chip import StatusChip
from teller_app.glass.labels import Elided, Money, Text
from teller_app.glass.look import Look
from teller_app.glass.ring import Ring
from teller_app.i18n import formats
from teller_app.i18n.text import Texts

GRAVEST = (Flag.DECEASED, Flag.STOP, Flag.POLITICALLY_EXPOSED, Flag.DORMANT, Flag.MEMO)
STOPPING = frozenset({Flag.DECEASED, Flag.STOP})


class RequestHead(QWidget):
    """Not there without a request."""

    def __init__(self, look: Look, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self.line = Elided(look, "", "body", "text2")
        self.flag = StatusChip(look, "")
        self.asked = Elided(look, "", "caption", "text2")
        self.ring = Ring(look, texts("approvals.risk"))
        self.kind = Text(look, "", "caption-medium", "text2")
        self.amount = Money(look, role="amount")
        self.figures = FiguresRow(look, texts)
        marks, plate = QHBoxLayout(), QHBoxLayout()
        marks.setSpacing(8)
        marks.addWidget(self.flag)
        marks.addWidget(self.asked, 1)
        asks = QVBoxLayout()
        asks.setSpacing(0)
        asks.addWidget(self.kind)
        asks.addWidget(self.amount)
        plate.setSpacing(8)
        plate.addLayout(asks, 2)
        plate.addWidget(self.figures, 3)
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(self.line)
        column.addLayout(marks)
        column.addSpacing(4)
        column.addLayout(plate)
        # Beside both, so that a low window loses no row to it.
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(16)
        whole.addLayout(column, 1)
        whole.addWidget(self.ring, 0, Qt.AlignmentFlag.AlignTop)

    def render_state(self, state: ApprovalsState) -> None:
        """The chosen request as it stands."""
        request, insight, texts = state.chosen, state.insight, self._texts
        self.setVisible(request is not None)
        self.figures.show_insight(insight)
        self.ring.setVisible(insight is not None)
        if request is None:
            return
        self.kind.setText(words.kind_words(request, texts))
        self.amount.setVisible(bool(request.currency))
        self.amount.set_figure(formats.money(request.amount), formats.currency_sign(request.currency))
        self.line.set_text(words.account_words(request, insight, texts))
        self.line.setVisible(bool(self.line.text()))
        if insight is not None:
            word = texts(f"approvals.risk.{insight.level}")
            self.ring.set_value(insight.score / 100, str(insight.score), word, words.RISK_TONES[insight.level])
        found = set(insight.flags if insight else ()) | set(state.customer.flags if state.customer else ())
        flags = [flag for flag in GRAVEST if flag.value in found]
        self.flag.setVisible(bool(flags))
        for first in flags[:1]:
            self.flag.set_status(
                texts(f"counter.flag.{first.value}"), "neg" if first in STOPPING else "warn", "warning"
            )
        others = [texts(f"counter.flag.{flag.value}") for flag in flags[1:]]
        self.asked.set_text(" · ".join((*words.asker_words(request, insight, texts), *others)))
