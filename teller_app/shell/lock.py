"""The lock (F12, Ctrl+L, or nobody there): it covers names and figures; whoever locked it goes on where they were.

Locked, the screen shows counts and never a name of a customer, a text or an amount (SCREENS 21).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from teller_app.glass.alert import Alert
from teller_app.glass.avatar import Avatar
from teller_app.glass.button import GlassButton
from teller_app.glass.clock_face import ClockFace, place_welcome
from teller_app.glass.field import Field
from teller_app.glass.labels import Text
from teller_app.glass.look import Look
from teller_app.glass.paint import RIGHT
from teller_app.glass.panel import GlassPanel
from teller_app.i18n import formats
from teller_app.i18n.text import Texts
from teller_app.shell import words
from teller_app.shell.desk import DeskState
from teller_app.shell.lock_parts import CountPanel, KeptBox, KeptRow, PinEntry
from teller_app.sync.pins import DIGITS

PANEL = (480, 610)
COUNTS = (558, 80)
LOW = 640
_CENTRE = Qt.AlignmentFlag.AlignHCenter


Answer = Callable[[str, dict[str, object]], None]


def _no_pin(then: Callable[[int], None]) -> None:
    then(-1)


@dataclass(frozen=True)
class LockActs:
    """``unlock(password, then)`` answers with "" or an error code and its figures, and so does ``pin``; ``switch`` signs out.

    ``pin_left`` says how many tries the PIN has left (-1: none is set), ``set_pin(password, pin, then)`` sets one.
    """

    unlock: Callable[[str, Answer], None]
    switch: Callable[[], None]
    pin: Callable[[str, Answer], None] = lambda pin, then: then("pin_locked", {})
    pin_left: Callable[[Callable[[int], None]], None] = _no_pin
    set_pin: Callable[[str, str, Callable[[str], None]], None] = lambda password, pin, then: None


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
        self.pin = PinEntry(look, texts("shell.lock.pin", n=DIGITS), DIGITS)
        self.error = Alert(look, "neg", "")
        self.unlock = GlassButton(
            look, texts("shell.lock.unlock"), "primary", "lock-key-open", "Enter", "l", expand=True
        )
        self.other = GlassButton(look, texts("shell.lock.use_password"), "secondary", key="F2", size="l", expand=True)
        self.switch = GlassButton(look, texts("shell.lock.switch"), "secondary", "user-switch", "F6", "l", expand=True)
        self.drawer = KeptRow(look, "cash-register", "info")
        self.unsent = KeptRow(look, "arrows-clockwise", "warn")
        self.kept = KeptBox(look, (self.drawer, self.unsent))
        self.kept_title = Text(look, texts("shell.lock.kept"), "body-strong")
        self._lay_out(look)

    def _lay_out(self, look: Look) -> None:
        name = Text(look, self.avatar.accessibleName(), "title1", align=Qt.AlignmentFlag.AlignCenter)
        self.body.setSpacing(6)
        self.body.addWidget(self.avatar, 0, _CENTRE)
        self.body.addSpacing(6)
        self.body.addWidget(name)
        self.body.addWidget(self.line)
        self.body.addSpacing(10)
        self.body.add(self.pin)
        self.body.add(self.password)
        self.body.add(self.error)
        self.body.add(self.unlock)
        others = QHBoxLayout()
        others.setSpacing(0)
        others.addWidget(self.other, 1)
        others.addWidget(self.switch, 1)
        self.body.add_row(others, inset=False)
        self.body.addSpacing(14)
        self.body.add(self.kept_title)
        self.body.add(self.kept)
        self.body.addStretch(1)
        self.error.hide()
        self.use_pin(False, -1)

    def use_pin(self, shown: bool, left: int) -> None:
        """The boxes or the field; the other way in is one key away where there is one."""
        words = self.texts("shell.lock.use_password" if shown else "shell.lock.use_pin")
        self.pin.setVisible(shown)
        self.pin.set_left(self.texts("shell.lock.tries", n=left) if shown else "")
        self.password.setVisible(not shown)
        self.other.setText(words)
        self.other.setAccessibleName(words)
        self.other.setVisible(shown or left > 0)

    def show_kept(self, drawer: tuple[str, str] | None, unsent: str) -> None:
        """The drawer that stays open with its count, and how many postings were not sent."""
        self.drawer.setVisible(drawer is not None)
        if drawer is not None:
            self.drawer.set_words(*drawer)
        self.unsent.setVisible(bool(unsent))
        self.unsent.set_words(self.texts("shell.lock.unsent"), unsent)
        for part in (self.kept, self.kept_title):
            part.setVisible(bool(drawer or unsent))


class LockPage(QWidget):
    """Digits go to the PIN, letters to the password, without a click."""

    unlocked = Signal()

    def __init__(
        self, look: Look, texts: Texts, state: DeskState, clock: Callable[[], datetime], device: str, acts: LockActs
    ) -> None:
        super().__init__()
        self._texts = texts
        self._acts = acts
        self._busy = False
        self._left = -1
        brand = words.brand(state.me, texts)
        self.face = ClockFace(
            look, brand, clock, formats.clock, lambda at: formats.weekday_long(at, texts.language), self
        )
        self.panel = LockPanel(look, texts, state)
        self.panel.setParent(self)
        self.counts = CountPanel(
            look,
            self,
            (
                ("bell", "accent", texts("shell.lock.notices_after")),
                ("seal-check", "pos", texts("shell.lock.decisions_after")),
            ),
        )
        self.corner = Text(look, texts("shell.corner", device=device), "body", "text2", align=RIGHT)
        self.corner.setParent(self)
        self.panel.unlock.clicked.connect(self._try)
        self.panel.password.submitted.connect(self._try)
        self.panel.pin.submitted.connect(self._try)
        self.panel.other.clicked.connect(self._other_way)
        self.panel.switch.clicked.connect(acts.switch)
        self.show_state(state)

    def show_state(self, state: DeskState) -> None:
        """Counts only: how many notices, decisions, postings."""
        texts, session = self._texts, state.session
        self.panel.line.setText(words.user_line(state, texts))
        drawer = None
        if session is not None:
            postings = texts("shell.lock.postings", n=session.postings)
            drawer = (texts("shell.lock.drawer", number=session.number), postings)
        self.panel.show_kept(drawer, formats.pieces(state.waiting) if state.waiting else "")
        notices = texts("shell.lock.notices", n=state.unseen) if state.unseen else ""
        decisions = texts("shell.lock.decisions", n=state.decisions) if state.decisions else ""
        self.counts.set_counts((notices, decisions))
        self.face.line.set_line(*line_words(state.line.state, texts))

    def show_lock(self, why: str) -> None:
        """Begin: nothing typed, no complaint; ``why`` says what locked it."""
        self.face.note.setText(why)
        self.panel.password.clear()
        self.panel.pin.clear()
        self.panel.error.hide()
        self._use(-1)
        self._acts.pin_left(self._use)

    def _use(self, left: int) -> None:
        """The PIN where one is set and has tries left."""
        self._left = left
        self.panel.use_pin(left > 0, left)
        self._focus()

    def _focus(self) -> None:
        self._way().setFocus(Qt.FocusReason.OtherFocusReason)

    def _way(self) -> Field | PinEntry:
        return self.panel.password if self.panel.pin.isHidden() else self.panel.pin

    def _other_way(self) -> None:
        if self._busy or self._left <= 0:
            return
        self.panel.error.hide()
        self.panel.use_pin(self.panel.pin.isHidden(), self._left)
        self._focus()

    def _try(self) -> None:
        way = self._way()
        typed = way.text()
        if self._busy:
            return
        if not typed:
            self._complain("pin_missing" if way is self.panel.pin else "password_missing", {})
            return
        self._set_busy(True)
        (self._acts.pin if way is self.panel.pin else self._acts.unlock)(typed, self._answered)

    def _answered(self, code: str, params: dict[str, object]) -> None:
        self._set_busy(False)
        self._way().clear()
        if code:
            self._complain(code, params)
        else:
            self.unlocked.emit()

    def _complain(self, code: str, params: dict[str, object]) -> None:
        # Who it is stands above the field: only the password can be wrong.
        said = self._texts.for_code("wrong_password" if code == "bad_credentials" else code, params)
        self.panel.error.set_words(said.title, said.what_to_do)
        self.panel.error.show()
        if self._way() is self.panel.pin:
            self._acts.pin_left(self._use)
            self.panel.pin.set_error(said.title)
        self._focus()

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self.panel.unlock.set_busy(busy)
        self.panel.password.set_read_only(busy)
        self.panel.pin.boxes.setReadOnly(busy)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F2 takes the other way in, F6 switches person; nothing else gets out."""
        if event.key() == Qt.Key.Key_F6:
            self.panel.switch.click()
        elif event.key() == Qt.Key.Key_F2:
            self.panel.other.click()
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Clock left, panel right (less far from the edge in a small window), the counts above the foot."""
        super().resizeEvent(event)
        place_welcome(self, self.face, self.panel, self.corner, PANEL)
        face, line = self.face.geometry(), self.face.line.height()
        wide = min(COUNTS[0], face.width())
        self.counts.setGeometry(face.x(), face.bottom() - line - 28 - COUNTS[1], wide, COUNTS[1])
        # Beside a panel in the middle there is no room for it, and a low window needs the clock more.
        self.counts.set_room(not self.face.time.isHidden() and self.height() >= LOW)


def line_words(state: str, texts: Texts) -> tuple[str, str]:
    """State of the foot line and its sentence."""
    if state in ("online", "syncing"):
        return "online", texts("shell.foot.online")
    if state == "signed_out":
        return "trying", texts("shell.foot.signed_out")
    if state == "reconnecting":
        return "trying", texts("shell.foot.trying")
    return "away", texts("shell.foot.away")
