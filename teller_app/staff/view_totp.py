"""Setting up an authenticator: the password, then the picture to scan and its first code."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from teller_app.glass.alert import Alert
from teller_app.glass.button import GlassButton
from teller_app.glass.code_boxes import CodeBoxes
from teller_app.glass.dialog import Dialog
from teller_app.glass.field import Field
from teller_app.glass.labels import Text
from teller_app.glass.look import Look
from teller_app.glass.panel import GUTTER
from teller_app.glass.password_field import PasswordField
from teller_app.glass.qr_code import QrCode
from teller_app.i18n.text import Texts
from teller_app.staff.own import OwnModel
from teller_app.staff.own_state import OwnState

CANCEL, GO = "cancel", "go"
WIDE = 720


class TotpSheet(Dialog):
    """Renders ``OwnState.step``. The seed is on this sheet and nowhere else; it goes with it."""

    def __init__(self, look: Look, window: QWidget, texts: Texts, model: OwnModel) -> None:
        super().__init__(
            look, window, texts("own.totp.title"), texts("own.totp.body"), "lock", keeps_open=True, wide=WIDE
        )
        self._texts, self._model = texts, model
        self._step, self._tick = "", model.state.tick
        self.password = PasswordField(look, texts, texts("own.totp.password"))
        self.picture = QrCode(look, texts("own.totp.picture"))
        self.seed = Field(look, texts("own.totp.seed"), read_only=True, code=True)
        self.code = CodeBoxes(look, texts("own.totp.code"))
        self.problem = Alert(look, "neg", "")
        self.problem.hide()
        self.scan = self._scan(look)
        self.add_content(self.password, focus=self.password)
        self.add_content(self.scan)
        inset = QHBoxLayout()
        inset.setContentsMargins(GUTTER, 0, GUTTER, 0)
        inset.addWidget(self.problem)
        self.contents.addLayout(inset)
        self.add_button(CANCEL, GlassButton(look, texts("own.totp.leave"), "ghost", key="Esc"))
        self.go = GlassButton(look, texts("own.totp.next"), "primary", key="Enter")
        self.add_button(GO, self.go, default=True)
        self.code.completed.connect(lambda digits: self._act(GO))
        self.chosen.connect(self._act)

    def _scan(self, look: Look) -> QWidget:
        texts, place = self._texts, QWidget()
        row, right = QHBoxLayout(place), QVBoxLayout()
        row.setContentsMargins(GUTTER, 0, GUTTER, 0)
        row.setSpacing(20)
        row.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        how = Text(look, texts("own.totp.how"), "body", "text2", wrap=True)
        label = Text(look, texts("own.totp.code"), "caption-medium", "text2")
        label.setBuddy(self.code)
        for said in (how, label):
            said.setContentsMargins(GUTTER, 0, GUTTER, 0)
        right.addWidget(how)
        right.addWidget(self.seed)
        right.addWidget(label)
        right.addWidget(self.code)
        right.addStretch(1)
        row.addLayout(right, 1)
        place.hide()
        return place

    def render_state(self, state: OwnState) -> None:
        """The step of now."""
        self.go.set_busy(state.busy)
        if state.step != self._step:
            self._step = state.step
            self._show(state)
        self.problem.setVisible(bool(state.problem))
        if state.problem and state.tick != self._tick:
            self._tick = state.tick
            said = self._texts.for_code(state.problem, state.problem_params)
            self.problem.set_words(said.title, said.what_to_do)
            self._again()
            self.rebake()

    def _show(self, state: OwnState) -> None:
        scans = state.step == "scan"
        self.password.setVisible(not scans)
        self.password.clear()
        self.scan.setVisible(scans)
        self.go.set_text(self._texts("own.totp.confirm" if scans else "own.totp.next"))
        secret = state.secret
        self.picture.set_content(secret.uri if secret else "")
        self.seed.set_text(grouped(secret.secret) if secret else "")
        if scans:
            self.code.setFocus(Qt.FocusReason.OtherFocusReason)
        self.rebake()

    def _again(self) -> None:
        part: QWidget = self.code if self._step == "scan" else self.password
        with QSignalBlocker(self.code):
            self.code.clear()
        self.password.clear()
        part.setFocus(Qt.FocusReason.OtherFocusReason)

    def _act(self, choice: str) -> None:
        if choice != GO:
            self._model.leave()
        elif self._step == "scan":
            self._model.confirm(self.code.text())
        else:
            self._model.prove(self.password.text())


def grouped(seed: str) -> str:
    """In fours, as it is typed into an authenticator by hand."""
    return " ".join(seed[at : at + 4] for at in range(0, len(seed), 4))
