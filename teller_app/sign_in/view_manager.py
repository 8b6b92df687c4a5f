"""Waiting for a manager (picture 21-device-step): the words that both screens show, who is asked and has seen it, a reminder, a code."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from contract.doors import AskedManager
from teller_app.glass.alert import Alert
from teller_app.glass.asked_row import AskedRow
from teller_app.glass.button import GlassButton
from teller_app.glass.compare_words import CompareWords
from teller_app.glass.empty_state import IconTile
from teller_app.glass.figures import tile_fill
from teller_app.glass.labels import Elided, Text
from teller_app.glass.look import Look
from teller_app.glass.paint import RIGHT, rounded
from teller_app.glass.panel import GUTTER, GlassPanel
from teller_app.glass.stepper import Step, StepState, ThinSteps
from teller_app.i18n import acts, formats
from teller_app.i18n.text import Texts
from teller_app.sign_in.model import MANAGER
from teller_app.sign_in.state import SignInState
from teller_app.sign_in.view_device import DeviceTile

ASKED_SHOWN = 3
STEPS: tuple[tuple[str, StepState], ...] = (
    ("identity", "done"),
    ("code", "done"),
    ("manager", "active"),
    ("ready", "waiting"),
)
NEXT = (("agrees", "seal-check", "accent"), ("enrolled", "key", "info"), ("told", "shield-check", "pos"))


class AskedList(QWidget):
    """A tile with the managers who are asked; one of them is chosen. ``chosen`` carries an id."""

    chosen = Signal(str)

    def __init__(self, look: Look, texts: Texts) -> None:
        super().__init__()
        self.look, self._texts = look, texts
        self.rows = [AskedRow(look) for _ in range(ASKED_SHOWN)]
        self.nobody = Text(look, texts("sign_in.asked.nobody"), "body", "text2", wrap=True)
        self._users: list[str] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        column.setSpacing(0)
        self.nobody.setContentsMargins(12, 12, 12, 12)
        column.addWidget(self.nobody)
        for at, row in enumerate(self.rows):
            column.addWidget(row)
            row.clicked.connect(lambda _on=False, at=at: self.chosen.emit(self._users[at]))
        self.setAccessibleName(texts("sign_in.asked"))

    def show_asked(self, asked: tuple[AskedManager, ...], chosen: str) -> None:
        """Whoever has seen it stands first; the chosen one is marked."""
        texts, shown = self._texts, asked[:ASKED_SHOWN]
        self._users = [one.user for one in shown]
        self.nobody.setVisible(not shown)
        for at, row in enumerate(self.rows):
            row.setVisible(at < len(shown))
            if at >= len(shown):
                continue
            one = shown[at]
            sub = ", ".join(
                filter(None, (acts.role_words(one.roles[0].value, texts) if one.roles else "", one.branch_name))
            )
            row.set_person(
                one.full_name, formats.initials(one.full_name), one.user[-6:], sub, "on" if one.here else "away"
            )
            row.set_status(*_status(one, texts))
            row.setChecked(one.user == chosen)

    def paintEvent(self, event: object) -> None:
        """The tile's ground."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        rounded(p, QRectF(self.rect()), 16, tile_fill(self.look), self.look.tokens.fill_line)


class ManagerPanel(GlassPanel):
    """``remind`` on Enter, ``code`` on F5, ``back`` on Esc."""

    remind = Signal()
    code = Signal()
    back = Signal()

    def __init__(self, look: Look, texts: Texts) -> None:
        super().__init__(look, None, radius=28, padding=36)
        self.texts, self.step = texts, MANAGER
        title = texts("sign_in.step.manager")
        self.setAccessibleName(title)
        self.steps = ThinSteps(look, texts("sign_in.steps"))
        self.title = Text(look, title, "title1", wrap=True)
        self.sub = Text(look, texts("sign_in.step.manager.sub"), "callout", "text2", wrap=True)
        self.device = DeviceTile(look, texts)
        self.compare = Text(look, texts("sign_in.compare"), "body-strong")
        self.words = CompareWords(look, texts("sign_in.compare"))
        self.compare_do = Text(look, texts("sign_in.compare_do"), "caption", "text2", wrap=True)
        self.asked_title = Text(look, texts("sign_in.asked"), "body-strong")
        self.left = Text(look, "", "body-strong", "warn", align=RIGHT)
        self.asked = AskedList(look, texts)
        self.no_line = Alert(look, "info", texts("sign_in.no_line"), texts("sign_in.no_line_do"))
        self.problem = Alert(look, "neg", "")
        self.go = GlassButton(look, texts("sign_in.remind_all"), "primary", "bell", "Enter", "l", expand=True)
        self.type_code = GlassButton(look, texts("sign_in.type_code"), "secondary", "keyboard", "F5", "l", expand=True)
        self.cancel = GlassButton(look, texts("sign_in.cancel"), "secondary", "x", "Esc", "l", expand=True)
        self.key = Text(
            look, texts("sign_in.key_stays"), "caption", "text2", wrap=True, align=Qt.AlignmentFlag.AlignCenter
        )
        self._lay_out()
        self.go.clicked.connect(self.remind)
        self.type_code.clicked.connect(self.code)
        self.cancel.clicked.connect(self.back)

    def _lay_out(self) -> None:
        self.body.setSpacing(8)
        head, others = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self.asked_title)
        head.addWidget(self.left, 1)
        others.setSpacing(0)
        others.addWidget(self.type_code, 1)
        others.addWidget(self.cancel, 1)
        self.body.add(self.steps)
        self.body.addSpacing(4)
        self.body.add(self.title)
        self.body.add(self.sub)
        for part in (self.device, self.compare, self.words, self.compare_do):
            if part is not self.compare_do:
                self.body.addSpacing(4)
            self.body.add(part)
        self.body.addSpacing(4)
        self.body.add_row(head)
        for below in (self.asked, self.problem, self.no_line, self.go):
            self.body.add(below)
        self.body.add_row(others, inset=False)
        self.body.addStretch(1)
        self.body.add(self.key)
        self.problem.hide()

    def render_state(self, state: SignInState) -> None:
        """The words, who is asked, the time that is left, what went wrong."""
        texts, waiting, held = self.texts, state.waiting, self._holder()
        self.device.show_station(replace(state.workstation, standing="asking"), state.username)
        self.steps.set_steps(
            [Step(texts(f"sign_in.steps.{name}"), texts(f"sign_in.steps.{how}"), how) for name, how in STEPS]
        )
        for part in (self.compare, self.words, self.compare_do):
            part.setVisible(bool(waiting.words))
        self.words.set_words(waiting.words)
        minutes, seconds = divmod(state.request_s, 60)
        time = f"{minutes}:{seconds:02d}"
        self.left.setText(texts("sign_in.asked.left", time=time) if state.request_s else texts("sign_in.over"))
        manager = waiting.manager
        self.asked.show_asked(waiting.asked, manager.user if manager else "")
        name = manager.full_name if manager else ""
        self.go.set_text(
            texts("sign_in.reminded", n=waiting.remind_s)
            if waiting.remind_s
            else texts("sign_in.remind", name=name)
            if name
            else texts("sign_in.remind_all")
        )
        nobody = "" if manager else texts("sign_in.asked.nobody")
        off = nobody or (texts("sign_in.remind_off") if waiting.remind_s else "")
        self.go.set_blocked(off)
        self.type_code.set_blocked(nobody)
        if held in (self, *self.asked.rows) or (held is not None and not held.isEnabled()):
            self.begin()
        self.go.set_busy(state.busy)
        self.problem.setVisible(bool(state.problem) and state.problem != "device_unknown")
        self.no_line.setVisible(self.problem.isHidden())
        if state.problem:
            said = texts.for_code(state.problem, state.problem_params)
            self.problem.set_words(said.title, said.what_to_do)

    def begin(self) -> None:
        """The chosen manager has the focus; while nobody is known the panel hears Esc itself, and Enter does nothing yet."""
        chosen = next((row for row in self.asked.rows if row.isChecked() and not row.isHidden()), None)
        (chosen or self).setFocus(Qt.FocusReason.OtherFocusReason)

    def _holder(self) -> QWidget | None:
        """What on this panel has the focus: a row that goes, and a button that goes off, lose it and with it the keys."""
        here = self.window().focusWidget()
        return here if here is self or (here is not None and self.isAncestorOf(here)) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter reminds, F5 asks for a code, Esc gives up, the arrows choose a manager."""
        keys = {
            Qt.Key.Key_Escape: self.cancel,
            Qt.Key.Key_F5: self.type_code,
            Qt.Key.Key_Return: self.go,
            Qt.Key.Key_Enter: self.go,
        }
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._choose(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() in keys:
            keys[Qt.Key(event.key())].click()
        else:
            super().keyPressEvent(event)

    def _choose(self, by: int) -> None:
        rows = [row for row in self.asked.rows if not row.isHidden()]
        at = next((at for at, row in enumerate(rows) if row.isChecked()), 0) + by
        if 0 <= at < len(rows):
            rows[at].click()


class NextPanel(GlassPanel):
    """What happens once a manager agrees, at the lower left."""

    def __init__(self, look: Look, texts: Texts) -> None:
        super().__init__(look, texts("sign_in.next"), radius=18)
        row = QHBoxLayout()
        row.setSpacing(20)
        for name, icon, tone in NEXT:
            lines = QVBoxLayout()
            lines.setSpacing(0)
            lines.addWidget(Elided(look, texts(f"sign_in.next.{name}"), "body-strong"))
            lines.addWidget(Elided(look, texts(f"sign_in.next.{name}_do"), "caption", "text2", lines=2))
            row.addWidget(IconTile(look, icon, tone, 40), 0, Qt.AlignmentFlag.AlignTop)
            row.addLayout(lines, 1)
        row.setContentsMargins(GUTTER, 0, GUTTER, 0)
        self.body.addLayout(row)


def _status(one: AskedManager, texts: Texts) -> tuple[str, str, str]:
    """Seen at a time, delivered to where they are signed in, or asked only: words, tone, icon."""
    if one.seen_at:
        return texts("sign_in.asked.seen", at=formats.clock(formats.moment(one.seen_at))), "info", "eye"
    return (
        (texts("sign_in.asked.delivered"), "mute", "check")
        if one.here
        else (texts("sign_in.asked.away"), "warn", "clock-countdown")
    )
