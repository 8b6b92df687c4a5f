"""The steps after name and password: the code (picture 01), a code that a manager reads, a password of one's own."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout

from teller_app.glass.alert import Alert
from teller_app.glass.button import GlassButton
from teller_app.glass.code_boxes import CodeBoxes
from teller_app.glass.compare_words import CompareWords
from teller_app.glass.labels import Text
from teller_app.glass.look import Look
from teller_app.glass.panel import GlassPanel
from teller_app.glass.password_field import PasswordField
from teller_app.glass.spoken import Spoken
from teller_app.glass.stepper import Step, StepState, ThinSteps
from teller_app.i18n.text import Texts
from teller_app.sign_in.model import CODE, CODE_DIGITS, MANAGER_CODE, PASSWORD
from teller_app.sign_in.state import SignInState
from teller_app.sign_in.view_device import DeviceTile

_STEPS = ("identity", "code", "manager", "ready")
_STANDING: dict[str, tuple[StepState, ...]] = {
    CODE: ("done", "active", "waiting", "waiting"),
    MANAGER_CODE: ("done", "done", "active", "waiting"),
    PASSWORD: ("done", "waiting", "waiting", "waiting"),
}
_CODED = (CODE, MANAGER_CODE)
"""Steps at which six digits are typed."""


class StepPanel(GlassPanel):
    """One step: what it is about, what is typed, the filled button, and a way back. ``done`` on Enter, ``back`` on Esc."""

    done = Signal()
    back = Signal()

    def __init__(self, look: Look, texts: Texts, step: str) -> None:
        super().__init__(look, None, radius=28, padding=36)
        self.texts, self.step = texts, step
        title = texts(f"sign_in.step.{step}")
        self.setAccessibleName(title)
        self.steps = ThinSteps(look, texts("sign_in.steps"))
        self.title = Text(look, title, "title1", wrap=True)
        self.sub = Text(look, "", "callout", "text2", wrap=True)
        self.device = DeviceTile(look, texts)
        self.left = Text(look, "", "body-medium", "text2")
        self.problem = Alert(look, "neg", "")
        self.compare = CompareWords(look, texts("sign_in.compare"))
        self.code = CodeBoxes(look, texts("sign_in.code"), CODE_DIGITS)
        self.new = PasswordField(look, texts, texts("sign_in.new_password"))
        self.again = PasswordField(look, texts, texts("sign_in.new_again"))
        self.go = GlassButton(look, texts(f"sign_in.step.{step}.go"), "primary", None, "Enter", "l", expand=True)
        self.resend = GlassButton(look, texts("sign_in.resend"), "secondary", None, "F5", "l", expand=True)
        self.cancel = GlassButton(look, texts("sign_in.cancel"), "secondary", "x", "Esc", "l", expand=True)
        self.named = Spoken(self, self.code)
        self._lay_out()
        self.code.completed.connect(lambda _digits: self.done.emit())
        self.code.returnPressed.connect(self.done)
        self.new.submitted.connect(self.again.setFocus)
        self.again.submitted.connect(self.done)
        self.go.clicked.connect(self.done)
        self.cancel.clicked.connect(self.back)

    def _lay_out(self) -> None:
        self.body.setSpacing(10)
        self.body.add(self.steps)
        self.body.addSpacing(6)
        self.body.add(self.title)
        self.body.add(self.sub)
        self.body.addSpacing(6)
        for part in (self.device, self.compare, self.code, self.new, self.again, self.left, self.problem, self.go):
            self.body.add(part)
        others = QHBoxLayout()
        others.setSpacing(0)
        others.addWidget(self.resend, 1)
        others.addWidget(self.cancel, 1)
        self.body.add_row(others, inset=False)
        self.body.addStretch(1)
        coded = self.step in _CODED
        self.code.setVisible(coded)
        self.resend.setVisible(coded)
        self.compare.setVisible(self.step == MANAGER_CODE)
        for part in (self.new, self.again):
            part.setVisible(self.step == PASSWORD)
        for shown in (self.steps, self.device):
            shown.setVisible(self.step != PASSWORD)
        self.named.say(self.code.accessibleName() if coded else "")
        self.problem.hide()

    def render_state(self, state: SignInState) -> None:
        """Words, the time that is left, what went wrong."""
        texts, step = self.texts, self.step
        kind = f"{step}.{state.way}" if step == CODE and state.way == "totp" else step
        self.sub.setText(texts(f"sign_in.step.{kind}.sub", end=state.sent_to, name=state.workstation.name,
                               who=state.waiting.code_of))  # fmt: skip
        self.compare.set_words(state.waiting.words)
        self.device.show_station(replace(state.workstation, standing="asking"))
        self.steps.set_steps([Step(texts(f"sign_in.steps.{name}"), texts(f"sign_in.steps.{how}"), how)
                              for name, how in zip(_STEPS, _STANDING[step], strict=True)])  # fmt: skip
        minutes, seconds = divmod(state.left_s, 60)
        self.left.setVisible(step != PASSWORD)
        self.left.setText(
            texts("sign_in.left", time=f"{minutes}:{seconds:02d}") if state.left_s else texts("sign_in.over")
        )
        self.go.set_busy(state.busy)
        # That is what brought one here, or what is waited for.
        self.problem.setVisible(bool(state.problem) and state.problem not in ("password_due", "device_unknown"))
        if state.problem:
            said = texts.for_code(state.problem, state.problem_params)
            self.problem.set_words(said.title, said.what_to_do)
        self.code.set_error(self.problem.accessibleName() if state.problem and step in _CODED else "")

    def begin(self) -> None:
        """Nothing typed, the first field has the keyboard."""
        self.code.clear()
        self.new.clear()
        self.again.clear()
        first = self.code if self.step in _CODED else self.new
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back, F5 asks for another code."""
        if event.key() == Qt.Key.Key_Escape:
            self.back.emit()
        elif event.key() == Qt.Key.Key_F5 and not self.resend.isHidden():
            self.resend.click()
        else:
            super().keyPressEvent(event)
