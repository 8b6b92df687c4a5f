"""The sheets of the staff room: what every one of them has, the one with a single word, and the secret that is shown once."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from contract.base import Command
from contract.staff import (
    DisableUser,
    EnableUser,
    EndSessions,
    ReadmitDevice,
    RenameDevice,
    ResetPassword,
    RevokeDevice,
    UnlockUser,
)
from teller_app.glass.alert import Alert
from teller_app.glass.button import GlassButton
from teller_app.glass.dialog import Dialog
from teller_app.glass.field import Field
from teller_app.glass.labels import Text
from teller_app.glass.look import Look
from teller_app.glass.panel import GUTTER
from teller_app.i18n.text import Texts
from teller_app.staff import words
from teller_app.staff.model import StaffModel
from teller_app.staff.state import StaffState

CANCEL, SEND = "cancel", "send"
WIDE = 680


class StaffSheet(Dialog):
    """Stays open until its command was taken or it is put away. ``command`` makes it of what was typed."""

    def __init__(self, look: Look, window: QWidget, texts: Texts, model: StaffModel, name: str, about: str) -> None:
        title, body = texts(f"staff.sheet.{name}", name=about), texts(f"staff.sheet.{name}_do", name=about)
        super().__init__(look, window, title, body, "identification-card", keeps_open=True, wide=WIDE)
        self.texts, self._model = texts, model
        self._tick = model.state.tick
        self.problem = Alert(look, "neg", "")
        self.problem.hide()
        self.go = GlassButton(look, texts(f"staff.go.{name}"), "primary", "seal-check", "Enter")
        self.add_button(CANCEL, GlassButton(look, texts("staff.go.leave"), "ghost", key="Esc"))
        self.add_button(SEND, self.go, default=True)
        self.chosen.connect(self._chosen)

    def finish(self) -> None:
        """The problem stands below all fields, inset as their text is."""
        inset = QHBoxLayout()
        inset.setContentsMargins(GUTTER, 0, GUTTER, 0)
        inset.addWidget(self.problem)
        self.contents.addLayout(inset)

    def command(self) -> Command:
        """What was written down."""
        raise NotImplementedError

    def render_state(self, state: StaffState) -> None:
        """Busy, or what was refused."""
        self.go.set_busy(state.busy)
        self.problem.setVisible(bool(state.problem))
        if state.problem and state.tick != self._tick:
            self._tick = state.tick
            self.problem.set_words(*words.problem(state, self.texts))
            self.setAccessibleDescription(words.problem(state, self.texts)[1])
            self.rebake()

    def _chosen(self, choice: str) -> None:
        if choice == SEND:
            self._model.send(self.command())
        else:
            self._model.leave()


class WordSheet(StaffSheet):
    """One line of text: a reason, or a workstation's new name."""

    def __init__(self, look: Look, window: QWidget, texts: Texts, model: StaffModel, kind: str) -> None:
        self._kind, self._about = kind, model.state.sheet.about
        state = model.state
        about = state.name(self._about) or state.device_name(self._about)
        super().__init__(look, window, texts, model, kind, about)
        renames = kind == "rename_device"
        self.word = Field(look, texts("staff.field.name" if renames else "staff.field.reason"), icon="chat-text")
        self.word.edit.setMaxLength(40 if renames else 400)
        if renames:
            self.word.set_text(about)
        self.add_content(self.word, focus=self.word)
        self.finish()

    def command(self) -> Command:
        """By the kind that was asked for."""
        word, about = self.word.text().strip(), self._about
        match self._kind:
            case "rename_device":
                return RenameDevice(device=about, name=word)
            case "readmit_device":
                return ReadmitDevice(device=about, reason=word)
            case "revoke_device":
                return RevokeDevice(device=about, reason=word)
            case "disable_user":
                return DisableUser(user=about, reason=word)
            case "enable_user":
                return EnableUser(user=about, reason=word)
            case "unlock_user":
                return UnlockUser(user=about, reason=word)
            case "reset_password":
                return ResetPassword(user=about, reason=word)
        return EndSessions(user=about, reason=word)


class SecretSheet(Dialog):
    """A one-time secret, or to which phone it went. It is nowhere else and cannot be shown again."""

    def __init__(self, look: Look, window: QWidget, texts: Texts, model: StaffModel) -> None:
        secret, state = model.state.secret, model.state
        assert secret is not None
        name = state.name(secret.user)
        body = (
            texts("staff.secret.sent", end=secret.sent_to) if secret.sent_to else texts("staff.secret.tell", name=name)
        )
        super().__init__(
            look, window, texts("staff.secret.title", name=name), body, "lock", "warn", escape=SEND, wide=WIDE
        )
        if secret.secret:
            # A field, so that Tab reaches it and a screen reader spells it.
            self.shown = Field(look, texts("staff.secret.name"), value=secret.secret, read_only=True, code=True)
            self.add_content(self.shown)
        username = next((one.username for one in state.people if one.user == secret.user), "")
        self.add_content(Text(look, texts("staff.secret.username", username=username), "body-medium"))
        self.add_content(Text(look, texts("staff.secret.once"), "caption", "text2", wrap=True))
        self.add_button(SEND, GlassButton(look, texts("staff.secret.read"), "primary", "check", "Enter"), default=True)
        self.chosen.connect(lambda choice: model.leave())
