"""Beside the counter: own requests with who has them and since when, held forms, and what may be paid while the server is away."""

from datetime import UTC, datetime

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent

from contract.approvals import RequestFact, RequestState
from teller_app.counter import standing
from teller_app.counter.state import CounterState, Held
from teller_app.glass.drawn import Drawn
from teller_app.glass.field import Field
from teller_app.glass.labels import Text
from teller_app.glass.lines import Line, Lines
from teller_app.glass.look import Look
from teller_app.glass.panel import GlassPanel
from teller_app.i18n import formats
from teller_app.i18n.text import Texts

TICK_MS = 1000
LINES_MAX = 3
"""Requests and held forms that are listed; more say how many."""


class AsideCard(GlassPanel):
    """Not there while nothing stands aside. The seconds count by the workstation's clock."""

    code_typed = Signal(str)

    def __init__(self, look: Look, texts: Texts) -> None:
        super().__init__(look, texts("counter.aside"))
        self._texts = texts
        self._state: CounterState | None = None
        self._drawn = Drawn()
        self.lines = Lines(look, texts("counter.aside"), tall=True)
        self.budget = Text(look, "", "caption", "text2", wrap=True)
        self.code = Field(look, texts("counter.code"), placeholder="XXXX-XXXX-XXXX", icon="phone")
        self.code.edit.setMaxLength(20)
        self.code.changed.connect(self.code_typed)
        for part in (self.lines, self.budget, self.code):
            self.body.add(part)
        self._clock = QTimer(self)
        self._clock.setInterval(TICK_MS)
        self._clock.timeout.connect(self._tick)
        self.hide()

    def showEvent(self, event: QShowEvent) -> None:
        """Seconds are counted while somebody looks."""
        super().showEvent(event)
        self._clock.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks."""
        super().hideEvent(event)
        self._clock.stop()

    def render_state(self, state: CounterState) -> None:
        """What stands aside now."""
        self._state = state
        form = state.form
        away = not state.line.online
        left = standing.stand_in_left(state)
        if self._drawn.stale(
            "aside", state.asked, state.held, state.stand_in, left, away, form.mode, form.code, form.code_id
        ):
            self.setVisible(bool(state.asked or state.held or state.stand_in))
            self._tick()
            self._show_budget(state, left, away)

    def _show_budget(self, state: CounterState, left: int, away: bool) -> None:
        budget, form = state.stand_in, state.form
        self.budget.setVisible(budget is not None)
        if budget is not None:
            figures = {"amount": formats.money_with_sign(left, budget.currency),
                       "granted": formats.money_with_sign(budget.granted, budget.currency),
                       "at": _clock(budget.until), "name": budget.by_name}  # fmt: skip
            self.budget.setText(self._texts("counter.stand_in", **figures))
        self.code.setVisible(budget is not None and away and form.mode == "withdraw")
        if self.code.text() != form.code:
            self.code.set_text(form.code)
        self.code.set_hint(self._texts("counter.code_right") if form.code_id else "")

    def _tick(self) -> None:
        if self._state is None:
            return
        asked = [self._asked(request) for request in self._state.asked[:LINES_MAX]]
        held = [self._held(held) for held in reversed(self._state.held[-LINES_MAX:])]
        self.lines.setVisible(bool(asked or held))
        if (lines := tuple(asked + held)) != self.lines.lines:
            self.lines.set_lines(lines)

    def _asked(self, request: RequestFact) -> Line:
        texts = self._texts
        title = request.holder or request.narration or request.kind
        if request.state is RequestState.APPROVED:
            upto = formats.money(request.ceiling or request.amount)
            until = _clock(request.expires_at)
            return Line(title, texts("counter.ready_to_pay", at=until), figure=upto, icon="seal-check", color="pos")
        seconds = _since(request.taken_at or request.at)
        key = "counter.asks_you" if request.asks else "counter.has_it" if request.taken_by_name else "counter.sent_to"
        said = texts(key, name=request.taken_by_name, since=formats.countdown(seconds))
        return Line(title, said, figure=formats.money(request.amount), icon="seal-check", color="warn")

    def _held(self, held: Held) -> Line:
        figure = formats.money(held.form.amount) if held.form.amount else formats.EM_DASH
        return Line(held.customer.full_name, self._texts("counter.held_form"), figure=figure, icon="pause")


def _clock(stamp: str) -> str:
    return formats.clock(formats.moment(stamp)) if stamp else ""


def _since(stamp: str) -> int:
    """Seconds from a stamp to now; nought where the workstation's clock is behind."""
    return max(0, int((datetime.now(UTC) - formats.moment(stamp).astimezone(UTC)).total_seconds())) if stamp else 0
