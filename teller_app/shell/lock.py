"""The lock (F12, Ctrl+L, or nobody there): it covers names and figures; whoever locked it goes on where they were.

Locked, the screen shows counts, never a text, a customer's name or a balance (SCREENS 21). What was put aside is the exception that the
picture makes: its short name and what was typed, so that it is found again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from teller_app.glass.alert import Alert
from teller_app.glass.avatar import Avatar
from teller_app.glass.button import GlassButton
from teller_app.glass.clock_face import ClockFace, place_welcome
from teller_app.glass.labels import Text
from teller_app.glass.look import Look
from teller_app.glass.paint import RIGHT
from teller_app.glass.panel import GlassPanel
from teller_app.glass.password_field import PasswordField
from teller_app.i18n import formats
from teller_app.i18n.text import Texts
from teller_app.shell import words
from teller_app.shell.desk import Aside, DeskState
from teller_app.shell.lock_others import OthersBox
from teller_app.shell.lock_parts import CountPanel, KeptBox, KeptRow, PinEntry
from teller_app.sync.others import Other
from teller_app.sync.pins import DIGITS

PANEL = (480, 610)
COUNTS = (558, 80)
LOW = 640
SPACING, SIDE = 6, 88
FACE = SIDE + SPACING
"""What the face takes of the height, in px."""
ASIDE_SHOWN = 2
EDGE = 16
_CENTRE = Qt.AlignmentFlag.AlignHCenter


Answer = Callable[[str, dict[str, object]], None]


def _no_pin(then: Callable[[int], None]) -> None:
    then(-1)


def _nobody(then: Callable[[tuple[Other, ...]], None]) -> None:
    then(())


@dataclass(frozen=True)
class LockActs:
    """``unlock(password, then)`` answers with "" or an error code and its figures, and so does ``pin``; ``switch(username)`` signs
    out for somebody else, whose username is empty where nobody knows who comes; ``others`` are who else works at this workstation.

    ``pin_left`` says how many tries the PIN has left (-1: none is set), ``set_pin(password, pin, then)`` sets one.
    """

    unlock: Callable[[str, Answer], None]
    switch: Callable[[str], None]
    pin: Callable[[str, Answer], None] = lambda pin, then: then("pin_locked", {})
    pin_left: Callable[[Callable[[int], None]], None] = _no_pin
    others: Callable[[Callable[[tuple[Other, ...]], None]], None] = _nobody
    set_pin: Callable[[str, str, Callable[[str], None]], None] = lambda password, pin, then: None


class LockPanel(GlassPanel):
    """Who locked it, the password, what is kept."""

    def __init__(self, look: Look, texts: Texts, state: DeskState, clock: Callable[[], datetime]) -> None:
        super().__init__(look, None, radius=28, padding=36)
        me = state.me
        self.texts = texts
        self.setAccessibleName(texts("shell.lock.title"))
        self.avatar = Avatar(look, me.full_name, formats.initials(me.full_name), me.staff_number, SIDE)
        self.avatar.set_badge("lock")
        self.line = Text(look, "", "body", "text2", align=Qt.AlignmentFlag.AlignCenter)
        self.password = PasswordField(look, texts, texts("shell.lock.password"))
        self.pin = PinEntry(look, texts("shell.lock.pin", n=DIGITS), DIGITS)
        self.error = Alert(look, "neg", "")
        self.unlock = GlassButton(
            look, texts("shell.lock.unlock"), "primary", "lock-key-open", "Enter", "l", expand=True
        )
        self.other = GlassButton(look, texts("shell.lock.use_password"), "secondary", key="F2", size="l", expand=True)
        self.switch = GlassButton(look, texts("shell.lock.switch"), "secondary", "user-switch", "F6", "l", expand=True)
        self.drawer = KeptRow(look, "cash-register", "info")
        self.unsent = KeptRow(look, "arrows-clockwise", "warn")
        self.aside = [KeptRow(look, "pause", "warn") for _ in range(ASIDE_SHOWN)]
        self.kept = KeptBox(look, (self.drawer, *self.aside, self.unsent))
        self.kept_title = Text(look, texts("shell.lock.kept"), "body-strong")
        self.others = OthersBox(look, texts, clock)
        self._keeps = False
        self._lay_out(look)

    def _lay_out(self, look: Look) -> None:
        name = Text(look, self.avatar.accessibleName(), "title1", align=Qt.AlignmentFlag.AlignCenter)
        self.body.setSpacing(SPACING)
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
        self.body.addSpacing(8)
        self.body.add(self.others)
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

    def show_others(self, others: Sequence[Other]) -> None:
        """F6 goes to the first of them; whoever is not named has the key beside it."""
        self.others.show_others(others)
        self.switch.set_key("F7" if others else "F6")

    def show_kept(self, drawer: tuple[str, str] | None, aside: Sequence[Aside], unsent: str) -> None:
        """The drawer that stays open with its count, what was put aside (newest first), and how many postings were not sent."""
        self.drawer.setVisible(drawer is not None)
        if drawer is not None:
            self.drawer.set_words(*drawer)
        for at, row in enumerate(self.aside):
            row.setVisible(at < len(aside))
            if at < len(aside):
                row.set_words(*self._aside(aside, at))
        self.unsent.setVisible(bool(unsent))
        self.unsent.set_words(self.texts("shell.lock.unsent"), unsent)
        self._keeps = bool(drawer or aside or unsent)
        for part in (self.kept, self.kept_title):
            part.setVisible(self._keeps)

    def fit(self, room: int) -> int:
        """Leave out what a window of this height has no room for, first the face (the name stands in words), then what is kept.

        Returns the height that is needed, in px.
        """
        kept = self.kept.sizeHint().height() + self.kept_title.sizeHint().height() + 2 * SPACING if self._keeps else 0
        bare = max(self.body.totalSizeHint().height(), self.body.totalHeightForWidth(PANEL[0]))
        bare -= (0 if self.avatar.isHidden() else FACE) + (0 if self.kept.isHidden() else kept)
        with_face, with_kept = bare + kept + FACE <= room, bare + kept <= room
        self.avatar.setVisible(with_face)
        for part in (self.kept, self.kept_title):
            part.setVisible(self._keeps and with_kept)
        return bare + (kept if with_kept else 0) + (FACE if with_face else 0)

    def _aside(self, aside: Sequence[Aside], at: int) -> tuple[str, str]:
        """Short name and amount; the last row counts what has no row of its own."""
        if at == ASIDE_SHOWN - 1 and len(aside) > ASIDE_SHOWN:
            return self.texts("shell.lock.aside_more", n=len(aside) - at), ""
        one = aside[at]
        return self.texts("shell.lock.aside", name=formats.short_name(one.holder)), formats.money_or_dash(one.amount)


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
        self._waiting = 0
        brand = words.brand(state.me, texts)
        self.face = ClockFace(
            look, brand, clock, formats.clock, lambda at: formats.weekday_long(at, texts.language), self
        )
        self.panel = LockPanel(look, texts, state, clock)
        self.panel.setParent(self)
        self.panel.installEventFilter(self)
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
        self.panel.switch.clicked.connect(lambda: acts.switch(""))
        self.panel.others.switched.connect(acts.switch)
        self.show_state(state)

    def show_state(self, state: DeskState) -> None:
        """Counts only: how many notices, decisions, postings."""
        texts, session = self._texts, state.session
        stays = texts("shell.lock.line", number=session.number) if session else words.user_line(state, texts)
        self.panel.line.setText(stays)
        drawer = None
        if session is not None:
            postings = texts("shell.lock.postings", n=session.postings)
            drawer = (texts("shell.lock.drawer", number=session.number), postings)
        self.panel.show_kept(drawer, state.aside, formats.pieces(state.own_waiting) if state.own_waiting else "")
        notices = texts("shell.lock.notices", n=state.unseen) if state.unseen else ""
        decisions = texts("shell.lock.decisions", n=state.decisions) if state.decisions else ""
        self.counts.set_counts((notices, decisions))
        self.face.line.set_line(*line_words(state.line.state, texts))
        if self.isVisible() and state.waiting != self._waiting:
            # The line came back under the lock: what somebody left here is delivered.
            self._acts.others(self.panel.show_others)
        self._waiting = state.waiting

    def show_lock(self, why: str) -> None:
        """Begin: nothing typed, no complaint; ``why`` says what locked it."""
        self.face.note.setText(why)
        self.panel.password.clear()
        self.panel.pin.clear()
        self.panel.error.hide()
        self._use(-1)
        self._acts.pin_left(self._use)
        self._acts.others(self.panel.show_others)

    def _use(self, left: int) -> None:
        """The PIN where one is set and has tries left."""
        self._left = left
        self.panel.use_pin(left > 0, left)
        self._focus()

    def _focus(self) -> None:
        self._way().setFocus(Qt.FocusReason.OtherFocusReason)

    def _way(self) -> PasswordField | PinEntry:
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
        """F2 takes the other way in, F6 switches person, F7 to one who is not named; nothing else gets out."""
        named = not self.panel.others.isHidden()
        if event.key() == Qt.Key.Key_F6:
            (self.panel.others.rows[0].switch if named else self.panel.switch).click()
        elif event.key() == Qt.Key.Key_F7 and named:
            self.panel.switch.click()
        elif event.key() == Qt.Key.Key_F2:
            self.panel.other.click()
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Clock left, panel right (less far from the edge in a small window), the counts above the foot."""
        super().resizeEvent(event)
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What comes and goes on the panel asks for another height of it."""
        if watched is self.panel and event.type() == QEvent.Type.LayoutRequest:
            QTimer.singleShot(0, self, self._place)
        return False

    def _place(self) -> None:
        high = max(PANEL[1], self.panel.fit(self.height() - 2 * EDGE))
        place_welcome(self, self.face, self.panel, self.corner, (PANEL[0], high))
        face, line = self.face.geometry(), self.face.line.sizeHint().height()
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
