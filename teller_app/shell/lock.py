"""The lock (F12, Ctrl+L, or nobody there): it covers names and figures; whoever locked it goes on where they were.

Locked, the screen shows counts and never a name of a customer, a text or an amount (SCREENS 21).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from teller_app.glass.alert import Alert
from teller_app.glass.avatar import Avatar
from teller_app.glass.button import GlassButton
from teller_app.glass.clock_face import ClockFace, place_welcome
from teller_app.glass.empty_state import IconTile
from teller_app.glass.field import Field
from teller_app.glass.figures import tile_fill
from teller_app.glass.labels import Text
from teller_app.glass.look import Look
from teller_app.glass.paint import RIGHT, rounded
from teller_app.glass.panel import GlassPanel
from teller_app.i18n import formats
from teller_app.i18n.text import Texts
from teller_app.shell import words
from teller_app.shell.desk import DeskState

PANEL = (480, 560)
GROUND_LEAST = 20
"""Lower than any row, in px."""
_CENTRE = Qt.AlignmentFlag.AlignHCenter


@dataclass(frozen=True)
class LockActs:
    """``unlock(password, then)`` answers with "" or an error code and its figures; ``switch`` signs out."""

    unlock: Callable[[str, Callable[[str, dict[str, object]], None]], None]
    switch: Callable[[], None]


class KeptRow(QWidget):
    """One thing that is kept while the screen is locked."""

    def __init__(self, look: Look, icon: str, tone: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 2, 4, 2)
        row.setSpacing(12)
        self.what = Text(look, "", "body-medium")
        self.count = Text(look, "", "body-medium", "text2")
        row.addWidget(IconTile(look, icon, tone, 30))
        row.addWidget(self.what, 1)
        row.addWidget(self.count)

    def set_words(self, what: str, count: str) -> None:
        """What, and how many."""
        self.what.setText(what)
        self.count.setText(count)


class KeptTile(QWidget):
    """The rows of what is kept, on one ground."""

    def __init__(self, look: Look, rows: Sequence[KeptRow]) -> None:
        super().__init__()
        self._look = look
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 5, 8, 5)
        column.setSpacing(4)
        for row in rows:
            column.addWidget(row)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground; without a row there is none."""
        if self.height() > GROUND_LEAST:
            p = QPainter(self)
            p.setRenderHint(QPainter.RenderHint.Antialiasing)
            rounded(p, QRectF(self.rect()), 14, tile_fill(self._look), self._look.tokens.fill_line)


class LockPanel(GlassPanel):
    """Who locked it, the password, what is kept."""

    def __init__(self, look: Look, texts: Texts, state: DeskState) -> None:
        super().__init__(look, None, radius=28, padding=36)
        me = state.me
        self.texts = texts
        self.setAccessibleName(texts("shell.lock.title"))
        self.avatar = Avatar(look, me.full_name, formats.initials(me.full_name), me.staff_number, 88)
        self.avatar.set_badge("lock")
        self.line = Text(look, "", "body", "text2", align=Qt.AlignmentFlag.AlignCenter)
        self.password = Field(look, texts("shell.lock.password"), icon="lock", password=True)
        self.error = Alert(look, "neg", "")
        self.unlock = GlassButton(
            look, texts("shell.lock.unlock"), "primary", "lock-key-open", "Enter", "l", expand=True
        )
        self.switch = GlassButton(look, texts("shell.lock.switch"), "secondary", "user-switch", "F6", "l", expand=True)
        self.drawer = KeptRow(look, "cash-register", "info")
        self.unsent = KeptRow(look, "arrows-clockwise", "warn")
        self._lay_out(look, texts)

    def _lay_out(self, look: Look, texts: Texts) -> None:
        name = Text(look, self.avatar.accessibleName(), "title1", align=Qt.AlignmentFlag.AlignCenter)
        self.body.setSpacing(6)
        self.body.addWidget(self.avatar, 0, _CENTRE)
        self.body.addSpacing(6)
        self.body.addWidget(name)
        self.body.addWidget(self.line)
        self.body.addSpacing(10)
        self.body.add(self.password)
        self.body.add(self.error)
        self.body.add(self.unlock)
        self.body.add(self.switch)
        self.body.addSpacing(10)
        self.body.add(Text(look, texts("shell.lock.kept"), "body-strong"))
        self.body.add(KeptTile(look, (self.drawer, self.unsent)))
        self.body.addStretch(1)
        self.error.hide()


class LockPage(QWidget):
    """Digits and letters go to the password without a click."""

    unlocked = Signal()

    def __init__(
        self, look: Look, texts: Texts, state: DeskState, clock: Callable[[], datetime], device: str, acts: LockActs
    ) -> None:
        super().__init__()
        self._texts = texts
        self._acts = acts
        self._busy = False
        brand = words.brand(state.me, texts)
        self.face = ClockFace(
            look, brand, clock, formats.clock, lambda at: formats.weekday_long(at, texts.language), self
        )
        self.panel = LockPanel(look, texts, state)
        self.panel.setParent(self)
        self.notes = Text(look, "", "body", "text2")
        self.face.foot.insertWidget(0, self.notes)
        self.corner = Text(look, texts("shell.corner", device=device), "body", "text2", align=RIGHT)
        self.corner.setParent(self)
        self.panel.unlock.clicked.connect(self._try)
        self.panel.password.submitted.connect(self._try)
        self.panel.switch.clicked.connect(acts.switch)
        self.show_state(state)

    def show_state(self, state: DeskState) -> None:
        """Counts only: how many notices, decisions, postings."""
        texts, session = self._texts, state.session
        self.panel.line.setText(words.user_line(state, texts))
        self.panel.drawer.setVisible(session is not None)
        if session is not None:
            drawer = texts("shell.lock.drawer", number=session.number)
            self.panel.drawer.set_words(drawer, texts("shell.lock.postings", n=session.postings))
        self.panel.unsent.setVisible(bool(state.waiting))
        self.panel.unsent.set_words(texts("shell.lock.unsent"), formats.pieces(state.waiting))
        notes = [texts("shell.lock.notices", n=state.unseen)] if state.unseen else []
        notes += [texts("shell.lock.decisions", n=state.decisions)] if state.decisions else []
        self.notes.setText(" · ".join(notes))
        self.face.line.set_line(*line_words(state.line.state, texts))

    def show_lock(self, why: str) -> None:
        """Begin: nothing typed, no complaint; ``why`` says what locked it."""
        self.face.note.setText(why)
        self.panel.password.clear()
        self.panel.error.hide()
        self.panel.password.setFocus(Qt.FocusReason.OtherFocusReason)

    def _try(self) -> None:
        typed = self.panel.password.text()
        if self._busy:
            return
        if not typed:
            self._complain("password_missing", {})
            return
        self._set_busy(True)
        self._acts.unlock(typed, self._answered)

    def _answered(self, code: str, params: dict[str, object]) -> None:
        self._set_busy(False)
        self.panel.password.clear()
        if code:
            self._complain(code, params)
        else:
            self.unlocked.emit()

    def _complain(self, code: str, params: dict[str, object]) -> None:
        # Who it is stands above the field: only the password can be wrong.
        said = self._texts.for_code("wrong_password" if code == "bad_credentials" else code, params)
        self.panel.error.set_words(said.title, said.what_to_do)
        self.panel.error.show()
        self.panel.password.setFocus(Qt.FocusReason.OtherFocusReason)

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self.panel.unlock.set_busy(busy)
        self.panel.password.set_read_only(busy)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F6 switches person; nothing else gets out."""
        if event.key() == Qt.Key.Key_F6:
            self.panel.switch.click()
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Clock left, panel right (less far from the edge in a small window)."""
        super().resizeEvent(event)
        place_welcome(self, self.face, self.panel, self.corner, PANEL)


def line_words(state: str, texts: Texts) -> tuple[str, str]:
    """State of the foot line and its sentence."""
    if state in ("online", "syncing"):
        return "online", texts("shell.foot.online")
    if state == "signed_out":
        return "trying", texts("shell.foot.signed_out")
    if state == "reconnecting":
        return "trying", texts("shell.foot.trying")
    return "away", texts("shell.foot.away")
