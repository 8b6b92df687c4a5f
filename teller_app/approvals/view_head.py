"""The head of a request (picture 04): whose account and how risky, who asks since when; the amount beside the balances it changes."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from contract.customers import Flag
from teller_app.approvals import words
from teller_app.approvals.state import ApprovalsState
from teller_app.approvals.view_insight import FiguresRow
from teller_app.glass.avatar import Avatar
from teller_app.glass.chip import StatusChip
from teller_app.glass.kinds import RISK_TONES
from teller_app.glass.labels import Elided, Money, Text
from teller_app.glass.look import Look
from teller_app.glass.plate import Plate
from teller_app.glass.ring import Ring
from teller_app.i18n import formats
from teller_app.i18n.text import Texts

GRAVEST = (Flag.DECEASED, Flag.STOP, Flag.POLITICALLY_EXPOSED, Flag.DORMANT, Flag.MEMO)
STOPPING = frozenset({Flag.DECEASED, Flag.STOP})
FACES, RINGS = (52, 44), (80, 64)
"""Sides in px, regular and compact."""


class RequestHead(QWidget):
    """Not there without a request."""

    def __init__(self, look: Look, texts: Texts) -> None:
        super().__init__()
        self._look, self._texts = look, texts
        self.face = Avatar(look, "", "", "", FACES[0])
        self.name = Elided(look, "", "title2")
        self.line = Elided(look, "", "body", "text2")
        self.chip, self.flag, self.number = StatusChip(look, ""), StatusChip(look, ""), StatusChip(look, "")
        self.asked = Elided(look, "", "caption", "text2")
        self.ring = Ring(look, texts("approvals.risk"), RINGS[0])
        self.kind = Text(look, "", "caption-medium", "text2")
        self.amount = Money(look, role="amount")
        self.figures = FiguresRow(look, texts)
        self.plate = Plate(look)
        self._lay_out()
        look.follow(self._dress)
        self._dress()

    def _dress(self) -> None:
        for part, sides in ((self.face, FACES), (self.ring, RINGS)):
            side = self._look.pick(*sides)
            part.setFixedSize(side, side)
        self.whole.setSpacing(self._look.pick(12, 6))

    def _lay_out(self) -> None:
        said, marks, asks = QVBoxLayout(), QHBoxLayout(), QVBoxLayout()
        said.setSpacing(2)
        marks.setSpacing(6)
        asks.setSpacing(0)
        for chip in (self.chip, self.flag, self.number):
            marks.addWidget(chip)
        marks.addWidget(self.asked, 1)
        for part in (self.name, self.line):
            said.addWidget(part)
        said.addSpacing(2)
        said.addLayout(marks)
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addWidget(self.face, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(said, 1)
        top.addWidget(self.ring, 0, Qt.AlignmentFlag.AlignTop)
        asks.addWidget(self.kind)
        asks.addWidget(self.amount)
        self.plate.row.addLayout(asks)
        self.plate.row.addStretch(1)
        self.plate.row.addWidget(self.figures)
        self.whole = QVBoxLayout(self)
        self.whole.setContentsMargins(0, 0, 0, 0)
        self.whole.addLayout(top)
        self.whole.addWidget(self.plate)

    def render_state(self, state: ApprovalsState) -> None:
        """The chosen request as it stands."""
        request, insight, texts = state.chosen, state.insight, self._texts
        self.setVisible(request is not None)
        self.figures.show_insight(insight)
        self.ring.setVisible(insight is not None)
        if request is None:
            return
        who = words.who(request, texts)
        self.name.set_text(who)
        number = state.customer.number if state.customer else request.drawer or request.maker
        self.face.set_person(who, formats.initials(who), number)
        clock = "clock-countdown" if state.waits else None
        self.chip.set_status(*words.waiting_words(request, state.now, texts), clock)
        self.number.set_status(words.number_words(request, texts), "mute", "hash")
        self.kind.setText(words.kind_words(request, texts))
        self.amount.setVisible(bool(request.currency))
        self.amount.set_figure(formats.money(request.amount), formats.currency_sign(request.currency))
        self.line.set_text(words.account_words(request, insight, texts))
        self.line.setVisible(bool(self.line.text()))
        if insight is not None:
            word = texts(f"approvals.risk.{insight.level}")
            self.ring.set_value(insight.score / 100, str(insight.score), word, RISK_TONES[insight.level])
        self._flags(state)

    def _flags(self, state: ApprovalsState) -> None:
        """The gravest flag as a chip, the others in words behind who asks."""
        request, insight, texts = state.chosen, state.insight, self._texts
        found = set(insight.flags if insight else ()) | set(state.customer.flags if state.customer else ())
        flags = [flag for flag in GRAVEST if flag.value in found]
        self.flag.setVisible(bool(flags))
        for first in flags[:1]:
            tone = "neg" if first in STOPPING else "warn"
            self.flag.set_status(texts(f"counter.flag.{first.value}"), tone, "warning")
        others = [texts(f"counter.flag.{flag.value}") for flag in flags[1:]]
        if request is not None:
            self.asked.set_text(" · ".join((*words.asker_words(request, texts), *others)))
