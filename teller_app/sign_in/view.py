"""The sign-in over the wallpaper (picture 01): clock and brand at the left, one panel at the right, Enter signs in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from teller_app.glass.alert import Alert
from teller_app.glass.button import GlassButton
from teller_app.glass.clock_face import ClockFace, place_welcome
from teller_app.glass.field import Field
from teller_app.glass.icon_button import IconButton
from teller_app.glass.labels import Text
from teller_app.glass.look import Look
from teller_app.glass.paint import RIGHT
from teller_app.glass.panel import GUTTER, GlassPanel
from teller_app.glass.password_field import PasswordField
from teller_app.glass.segmented import Segmented
from teller_app.i18n import formats
from teller_app.i18n.languages import SPOKEN
from teller_app.i18n.text import Texts
from teller_app.sign_in.model import CODE, MANAGER, MANAGER_CODE, PASSWORD, WAITS, SignInModel
from teller_app.sign_in.state import SignInState, Workstation
from teller_app.sign_in.view_device import DeviceTile
from teller_app.sign_in.view_steps import StepPanel

if TYPE_CHECKING:
    from teller_app.sign_in.view_manager import ManagerPanel, NextPanel

PANEL = (480, 560)
TALL = (480, 700)
WAITING = (520, 760)
NEXT, LOW = (800, 124), 900
COPIED_MS = 2000
_RIGHT_SO_FAR = ("password_due", "device_unknown")
_BLOCKED = {"starting": "sign_in.starting", "broken": "sign_in.broken"}
_STEPS = (CODE, MANAGER, MANAGER_CODE, PASSWORD)


class KeyCard(QWidget):
    """The public key to show to an administrator: text that can be selected, and a button that copies it."""

    gutter = 4

    def __init__(self, look: Look, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self.key = Field(look, texts("sign_in.key"), read_only=True, code=True, hint=texts("sign_in.key_hint"))
        self.copy = IconButton(look, "copy", texts("sign_in.copy"), key="Ctrl+C")
        self.copy.clicked.connect(self._copy)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addWidget(self.key, 1)
        row.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_key(self, station: Workstation) -> None:
        """The device's number and the two coordinates of its key."""
        shown = f"{station.device} {station.key}"
        if self.key.text() != shown:
            self.key.set_text(shown)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.key.text())
        self.key.set_hint(self._texts("sign_in.copied"))
        QTimer.singleShot(COPIED_MS, self, lambda: self.key.set_hint(self._texts("sign_in.key_hint")))


class SignInPanel(GlassPanel):
    """The language, name, password, what went wrong, this workstation, the filled button."""

    _GROUP = 8
    """From group to group, in px, beside the spacing of the parts (LOOK 5)."""

    def __init__(self, look: Look, texts: Texts) -> None:
        super().__init__(look, None, radius=28, padding=36)
        self.texts = texts
        self.setAccessibleName(texts("sign_in.title"))
        self.title = Text(look, texts("sign_in.title"), "title1")
        self.languages = Segmented(look, [language.own_name for language in SPOKEN], texts("sign_in.language"))
        if texts.language in SPOKEN:
            self.languages.setCurrentIndex(SPOKEN.index(texts.language))
        self.sub = Text(look, texts("sign_in.sub"), "callout", "text2", wrap=True)
        self.username = Field(look, texts("sign_in.username"), icon="user")
        self.password = PasswordField(look, texts, texts("sign_in.password"))
        self.problem = Alert(look, "neg", "")
        self.keyless = Alert(look, "warn", texts("sign_in.no_keyring"), texts("sign_in.no_keyring_do"))
        self.device = DeviceTile(look, texts)
        self.key = KeyCard(look, texts)
        self.button = GlassButton(look, texts("sign_in.go"), "primary", "arrow-right", "Enter", "l", expand=True)
        self.enrol = GlassButton(look, texts("sign_in.enrol"), "secondary", "desktop-tower", "F5", "l", expand=True)
        self.offline = Text(look, texts("sign_in.offline"), "caption", "text2", wrap=True,
                            align=Qt.AlignmentFlag.AlignCenter)  # fmt: skip
        self._lay_out()

    def _lay_out(self) -> None:
        self.body.setSpacing(12)
        head = QHBoxLayout()
        head.addWidget(self.title)
        head.addStretch(1)
        head.addWidget(self.languages)
        head.setContentsMargins(GUTTER, 0, 0, 0)
        self.body.add_row(head, inset=False)
        self.body.add(self.sub)
        for part in (self.device, self.key, self.username, self.password, self.problem, self.keyless):
            if part in (self.device, self.username):
                self.body.addSpacing(self._GROUP)
            self.body.add(part)
        self.body.addSpacing(self._GROUP)
        self.body.add(self.button)
        self.body.add(self.enrol)
        self.body.addStretch(1)
        self.body.add(self.offline)
        self.enrol.hide()
        for part in (self.key, self.problem, self.keyless):
            part.hide()


class Steps(dict[str, "StepPanel | ManagerPanel"]):
    """The steps after name and password, each made when it is first asked for: few starts need one."""

    def __init__(self, make: Callable[[str], StepPanel | ManagerPanel]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, step: str) -> StepPanel | ManagerPanel:
        made = self[step] = self._make(step)
        return made


class SignInView(QWidget):
    """``render_state`` follows the model; the fields keep their text while the window shows something else.

    ``language_chosen`` carries a language's code; the words on a page that stands already do not change, so whoever
    hears it makes another page.
    """

    language_chosen = Signal(str)

    def __init__(
        self, look: Look, texts: Texts, model: SignInModel, clock: Callable[[], datetime], version: str
    ) -> None:
        super().__init__()
        self._texts, self._model = texts, model
        self._tick = model.state.tick
        brand = _brand(model.state, texts)
        self.face = ClockFace(
            look, brand, clock, formats.clock, lambda at: formats.weekday_long(at, texts.language), self
        )
        self.panel = SignInPanel(look, texts)
        self.panel.setParent(self)
        self.panel.installEventFilter(self)
        self.next: NextPanel | None = None
        self.steps = Steps(lambda step: self._manager(look) if step == MANAGER else self._step(look, step))
        self.corner = Text(look, texts("sign_in.corner", version=version), "body", "text2", align=RIGHT)
        self.corner.setParent(self)
        self.panel.languages.currentChanged.connect(lambda at: self.language_chosen.emit(SPOKEN[at].code))
        self.panel.username.changed.connect(self._typed)
        self.panel.username.submitted.connect(self._name_done)
        self.panel.password.submitted.connect(self.submit)
        self.panel.button.clicked.connect(self.submit)
        self.panel.enrol.clicked.connect(self.enrol)
        self._seconds = QTimer(self, interval=1000)
        self._seconds.timeout.connect(model.second_passed)
        if model.state.username:
            self.panel.username.set_text(model.state.username)
        model.on_change = self.render_state
        self.render_state(model.state)

    def _step(self, look: Look, step: str) -> StepPanel:
        panel = StepPanel(look, self._texts, step)
        panel.setParent(self)
        panel.hide()
        panel.done.connect(self._step_done)
        panel.back.connect(self._model.back)
        panel.resend.clicked.connect(self.enrol if step == CODE else self._model.ask_manager_code)
        return panel

    def _manager(self, look: Look) -> ManagerPanel:
        # With the words of acts and what they import; few starts need it.
        from teller_app.sign_in.view_manager import ManagerPanel, NextPanel

        panel, model = ManagerPanel(look, self._texts), self._model
        self.next = NextPanel(look, self._texts)
        for part in (panel, self.next):
            part.setParent(self)
        panel.hide()
        panel.remind.connect(model.remind)
        panel.code.connect(model.ask_manager_code)
        panel.back.connect(model.back)
        panel.asked.chosen.connect(model.choose_manager)
        return panel

    # -- intents -------------------------------------------------------------------------------------------------

    def _typed(self, text: str) -> None:
        if text != self._model.state.username:
            self._model.set_username(text)

    def _name_done(self) -> None:
        """Enter goes on to the password, and signs in where that is typed already."""
        if self.panel.password.text():
            self.submit()
        else:
            self.panel.password.setFocus(Qt.FocusReason.TabFocusReason)

    def submit(self) -> None:
        """Hand name and password over; the password stays in the field only until the answer."""
        self._model.sign_in(self.panel.password.text())

    def enrol(self) -> None:
        """Ask that this workstation be let in, or for another code."""
        self._model.enrol(self.panel.password.text())

    def _step_done(self) -> None:
        step = self._model.state.step
        shown = self.steps.get(step)
        if not isinstance(shown, StepPanel):
            return
        if step == PASSWORD:
            self._model.choose(self.panel.password.text(), shown.new.text(), shown.again.text())
        else:
            self._model.confirm(shown.code.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F5 asks that an unknown workstation be let in."""
        if event.key() == Qt.Key.Key_F5 and not self.panel.enrol.isHidden() and not self.panel.isHidden():
            self.enrol()
        else:
            super().keyPressEvent(event)

    # -- state ---------------------------------------------------------------------------------------------------

    def render_state(self, state: SignInState) -> None:
        """Show the state."""
        panel, texts = self.panel, self._texts
        station = state.workstation
        panel.device.show_station(station)
        panel.key.setVisible(station.standing == "unknown")
        panel.key.show_key(station)
        panel.enrol.setVisible(station.standing == "unknown" and station.persistent)
        panel.keyless.setVisible(not station.persistent)
        panel.offline.setVisible(station.persistent)
        panel.button.set_busy(state.busy)
        panel.username.set_read_only(state.busy)
        panel.password.set_read_only(state.busy)
        panel.button.set_text(texts("sign_in.wait", n=state.wait_s) if state.wait_s else texts("sign_in.go"))
        panel.button.set_blocked(texts(_BLOCKED[station.standing]) if station.standing in _BLOCKED else "")
        panel.setVisible(state.step not in _STEPS)
        if state.step in _STEPS:
            _ = self.steps[state.step]
        for step, shown in self.steps.items():
            shown.setVisible(state.step == step)
            shown.render_state(state)
        self._show_problem(state)
        self._show_face(state)
        if panel.username.text() != state.username:
            panel.username.set_text(state.username)
        self._count(state)
        self._place()

    def _show_problem(self, state: SignInState) -> None:
        panel = self.panel
        panel.problem.setVisible(bool(state.problem))
        if state.problem:
            said = self._texts.for_code(state.problem, state.problem_params)
            panel.problem.set_words(said.title, said.what_to_do)
        if state.tick != self._tick:
            self._tick = state.tick
            # A wrong password is typed anew, never mended; the name most likely stands. One that was right is needed again.
            if not state.step and state.problem not in _RIGHT_SO_FAR:
                panel.password.clear()
            self._focus()

    def _show_face(self, state: SignInState) -> None:
        texts = self._texts
        for label, words in zip(self.face.names, _brand(state, texts), strict=True):
            label.setText(words)
        welcome = texts("sign_in.branch", branch=state.branch) if state.branch else texts("sign_in.welcome")
        self.face.note.setText(texts("sign_in.newcomer") if state.step in WAITS else welcome)
        said = "trying" if state.busy or state.reach == "asking" else "idle" if state.reach == "online" else state.reach
        kind = {"idle": "online", "trying": "trying"}.get(said, "away")
        self.face.line.set_line(kind, texts(f"sign_in.line.{said}"))

    def _count(self, state: SignInState) -> None:
        if not (state.wait_s or state.left_s or state.request_s):
            self._seconds.stop()
        elif not self._seconds.isActive():
            self._seconds.start()

    def _focus(self) -> None:
        step = self.steps.get(self._model.state.step)
        if step is not None:
            step.begin()
            return
        # The state's, not the field's: that may still hold the name of whoever left.
        first = self.panel.password if self._model.state.username.strip() else self.panel.username
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The page gets the focus, the first empty field takes it."""
        super().focusInEvent(event)
        self._focus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Words that need more lines ask the panel for another height."""
        if watched is self.panel and event.type() == QEvent.Type.LayoutRequest:
            QTimer.singleShot(0, self, self._place)
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The composition of picture 01."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        shown = sum(not part.isHidden() for part in (self.panel.key, self.panel.problem, self.panel.keyless))
        high = PANEL[1] + min(shown, 2) * (TALL[1] - PANEL[1]) // 2
        # Long sentences of some language need more than the picture's height.
        size = (PANEL[0], max(high, self.panel.body.totalHeightForWidth(PANEL[0])))
        place_welcome(self, self.face, self.panel, self.corner, size)
        # The one that is shown is placed last: it decides whether the clock has room beside it.
        for name, step in sorted(self.steps.items(), key=lambda item: item[0] == self._model.state.step):
            wide, least = WAITING if name == MANAGER else PANEL
            place_welcome(self, self.face, step, self.corner, (wide, max(least, step.body.totalHeightForWidth(wide))))
        if not self._model.state.step:
            place_welcome(self, self.face, self.panel, self.corner, size)
        self._place_next()

    def _place_next(self) -> None:
        """At the lower left what happens once a manager agrees, where there is room for it."""
        if self.next is None:
            return
        face, line = self.face.geometry(), self.face.line.sizeHint().height()
        self.next.setGeometry(face.x(), face.bottom() - line - 34 - NEXT[1], min(NEXT[0], face.width()), NEXT[1])
        room = not self.face.time.isHidden() and self.height() >= LOW and face.width() >= NEXT[0] - 100
        self.next.setVisible(room and self._model.state.step in WAITS)


def _brand(state: SignInState, texts: Texts) -> tuple[str, str]:
    first, _, rest = state.bank.partition(" ")
    return (first, rest) if first else (texts("sign_in.product"), texts("sign_in.product_line"))
