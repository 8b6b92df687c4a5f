"""The drawer history (picture 19): the day above, the position and what happened around it below."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from teller_app.glass.beside import Beside, Part
from teller_app.glass.empty_state import EmptyState
from teller_app.glass.look import Look
from teller_app.glass.panel import GlassPanel
from teller_app.history import words
from teller_app.history.model import JUMP_MIN, HistoryModel
from teller_app.history.state import HistoryState
from teller_app.history.view_around import AroundPanel
from teller_app.history.view_beside import BesideColumn
from teller_app.history.view_day import DayPanel
from teller_app.history.view_position import PositionPanel
from teller_app.i18n.text import Texts
from teller_app.manifest import Guide

WIDE_FROM, MINUTE_FROM = 1400, 860
"""Widths in px from which the lists stand beside the minute, and its two panels beside each other."""


class HistoryView(QWidget):
    """Renders ``HistoryState``."""

    def __init__(self, look: Look, texts: Texts, model: HistoryModel) -> None:
        super().__init__()
        self._texts, self._model = texts, model
        self.day = DayPanel(look, texts, model)
        self.position = PositionPanel(look, texts)
        self.around = AroundPanel(look, texts, model)
        self.beside = BesideColumn(look, texts)
        minute = (
            Part(texts("history.then"), self.position, 640, "coins"),
            Part(texts("history.around"), self.around, 500, "receipt"),
        )
        self.minute = Beside(look, texts("history.around"), minute, MINUTE_FROM, least=380)
        parts = (
            Part(texts("history.minute"), self.minute, 1152, "coins"),
            Part(texts("history.beside"), self.beside, 480, "seal-check"),
        )
        self.both = Beside(look, texts("history.title"), parts, WIDE_FROM, least=380)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        whole.addWidget(self.day)
        self.none = GlassPanel(look, "")
        self.none.body.addWidget(EmptyState(look, "coins", texts("history.nothing"), texts("history.nothing_do")), 1)
        whole.addWidget(self.both, 1)
        whole.addWidget(self.none, 1)
        model.on_change = self.render_state
        self.render_state(model.state)

    def render_state(self, state: HistoryState) -> None:
        """All of it follows the handle at once."""
        self.both.setVisible(state.history is not None)
        self.none.setVisible(state.history is None)
        self.day.render_state(state)
        self.position.render_state(state)
        self.around.render_state(state)
        self.beside.render_state(state)

    def act(self, intent: str) -> bool:
        """A key of the manifest; False where it does not apply."""
        model = self._model
        if intent in ("ten_back", "ten_on"):
            return model.jump(JUMP_MIN if intent == "ten_on" else -JUMP_MIN)
        if intent in ("drawer", "day"):
            field = self.day.drawer if intent == "drawer" else self.day.date
            field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return True
        if intent in ("mark", "print"):
            return model.mark() if intent == "mark" else model.print_position()
        if intent == "find" and model.find():
            self.both.go(0)
            self.minute.go(1)
            self.around.begin()
            return True
        return False

    def why_off(self, intent: str) -> str:
        """Why a key cannot be had now, in words; empty when it can."""
        state = self._model.state
        if intent in ("drawer", "day"):
            return ""
        if not state.steps:
            return self._texts("history.nothing")
        return self._texts("history.key.first") if intent == "print" and state.step is None else ""

    def guide(self) -> Guide:
        """Whose drawer and which day."""
        return Guide(line=words.place(self._model.state, self._texts), quiet=frozenset({"F2"}))

    def enter(self) -> None:
        """The handle has the focus, and the day is read."""
        self.day.scrubber.setFocus(Qt.FocusReason.OtherFocusReason)
        self._model.enter()

    def leave(self) -> bool:
        """Nothing is lost by leaving."""
        self._model.leave()
        return True
