"""An open session: what its cashier may know of it. No total, no stock; the limit in words."""

from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from contract.drawers import SessionFact
from contract.numbers import receipt_number
from teller_app.drawers.model import DrawerModel
from teller_app.drawers.state import DrawerState
from teller_app.drawers.view_opening_aside import LimitsPanel
from teller_app.drawers.view_signed import SignaturesPanel
from teller_app.drawers.view_steps import GAP
from teller_app.glass.alert import Alert
from teller_app.glass.beside import Beside, Part
from teller_app.glass.button import GlassButton
from teller_app.glass.chip import StatusChip
from teller_app.glass.lines import Line, Lines
from teller_app.glass.look import Look
from teller_app.glass.panel import GlassPanel
from teller_app.glass.signatories import Specimens
from teller_app.i18n import formats
from teller_app.i18n.text import Texts

_TONES = {
    "low": ("warn", "warning"),
    "normal": ("pos", "check"),
    "near": ("warn", "warning"),
    "over": ("neg", "warning"),
}

WIDE_FROM = 1000


class SessionPage(QWidget):
    """A calm card at the left, the drawer's bounds at the right."""

    def __init__(self, look: Look, texts: Texts, model: DrawerModel, specimens: Specimens) -> None:
        super().__init__()
        self._texts = texts
        self.card = GlassPanel(look, "")
        self.chip = StatusChip(look, "")
        self.card.add_action(self.chip)
        self.limit = Alert(look, "pos", "")
        self.facts = Lines(look, texts("drawers.title"))
        self.elsewhere = Alert(
            look, "warn", texts("drawers.elsewhere"), texts("drawers.elsewhere_do"), "arrows-clockwise"
        )
        self.unproven = Alert(
            look, "warn", texts("drawers.slip.unproven"), texts("drawers.slip.unproven_do"), "seal-check"
        )
        self.when = Alert(look, "info", texts("drawers.close_when"), texts("drawers.close_do"))
        self.problem = Alert(look, "neg", "")
        self.go = GlassButton(look, "", "primary", "coins", "F9", "l")
        self.go.clicked.connect(model.forward)
        self.signatures = SignaturesPanel(look, texts, model, specimens, after=True)
        for part in (self.limit, self.facts, self.unproven, self.elsewhere, self.when, self.problem):
            self.card.body.add(part)
        self.card.body.addStretch(1)
        last = QHBoxLayout()
        last.addStretch(1)
        last.addWidget(self.go)
        self.card.body.addLayout(last)
        self.limits = LimitsPanel(look, texts)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self.card, 1)
        column.addWidget(self.signatures)
        parts = (Part(texts("drawers.title"), left, 1192, "vault"),
                 Part(texts("drawers.limits"), self.limits, 452, "info"))  # fmt: skip
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Beside(look, texts("drawers.title"), parts, WIDE_FROM))

    def render_state(self, state: DrawerState) -> None:
        """Facts of the session, what F9 does."""
        texts, session = self._texts, state.session
        if session is None:
            return
        word = session.cash_word if session.cash_word in _TONES else "normal"
        tone, icon = _TONES[word]
        self.card.set_title(texts("drawers.open_title", number=session.number))
        self.card.set_caption(texts("drawers.open_caption", at=formats.clock(formats.moment(session.opened_at))))
        self.chip.set_status(texts(f"drawers.word.{word}"), tone, icon)
        self.limit.set_words(texts(f"drawers.word.{word}"), texts(f"drawers.{word}_do"), tone)
        self.facts.set_lines(self._facts(session, state.unsent))
        # The server's own session ends the slip; as long as there is one, only this workstation knows of the opening.
        self.unproven.setVisible(state.slip is not None and state.slip.session == session.session)
        self.elsewhere.setVisible(state.elsewhere)
        self.when.setVisible(not state.elsewhere)
        name = "saved" if state.saved else "close"
        self.when.set_words(
            texts("drawers.saved" if state.saved else "drawers.close_when"), texts(f"drawers.{name}_do")
        )
        self.go.set_text(
            texts(
                "drawers.continue"
                if state.elsewhere
                else "drawers.go_on_count"
                if state.saved
                else "drawers.begin_close"
            )
        )
        self.go.set_busy(state.busy)
        self.limits.render_drawer(state.drawer, None)
        self.signatures.render_state(state)

    def _facts(self, session: SessionFact, unsent: int) -> list[Line]:
        texts = self._texts
        waits = texts("drawers.postings", n=unsent) if unsent else texts("drawers.nothing_waits")
        day = date.fromisoformat(session.business_date)
        first = receipt_number(session.number, session.business_date, session.lease, 1)
        at = formats.clock(formats.moment(session.signed_at)) if session.signed_at else ""
        signed = texts("drawers.signed_at", name=session.signed_by, at=at)
        return [
            Line(texts("drawers.fact.date"), figure=formats.weekday_day_year(day, texts.language)),
            Line(texts("drawers.fact.postings"), figure=str(session.postings)),
            Line(texts("drawers.fact.receipts"), figure=texts("drawers.receipts_from", first=first)),
            *([Line(texts("drawers.fact.signed"), figure=signed)] if session.signed_by else []),
            Line(texts("drawers.fact.unsent"), figure=waits, color="warn" if unsent else "text"),
        ]
