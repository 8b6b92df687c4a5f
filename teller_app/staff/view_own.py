"""My sign-ins: where I am signed in at the left, what happened at the right, and where my codes come from."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from contract.doors import ActivityLine, SessionView
from teller_app.glass.alert import Alert
from teller_app.glass.beside import Beside, Part
from teller_app.glass.button import GlassButton
from teller_app.glass.dialog import Dialog
from teller_app.glass.empty_state import EmptyState
from teller_app.glass.look import Look
from teller_app.glass.panel import GlassPanel
from teller_app.glass.table import DataTable
from teller_app.glass.table_model import Column, Lead, Row, Status
from teller_app.i18n import acts, formats
from teller_app.i18n.text import Texts
from teller_app.staff import words
from teller_app.staff.own import OwnModel
from teller_app.staff.own_state import OwnState
from teller_app.staff.view_totp import TotpSheet

WIDE_FROM = 1180
_TONES = {"totp": "pos", "sms": "info", "": "warn"}


class OwnView(QWidget):
    """Renders ``OwnState``."""

    def __init__(self, look: Look, texts: Texts, model: OwnModel, today: Callable[[], date]) -> None:
        super().__init__()
        self._look, self._texts, self._model, self._today = look, texts, model, today
        self._shown: object = None
        self.sheet: TotpSheet | None = None
        self.sure: Dialog | None = None
        self.here = GlassPanel(look, texts("own.sessions"), rows=DataTable.gutter)
        self.past = GlassPanel(look, texts("own.activity"), rows=DataTable.gutter)
        self.sessions = self._sessions_table(look)
        self.lines = self._lines_table(look)
        self.none = EmptyState(look, "desktop-tower", texts("own.none"), texts("own.none_do"))
        self.way = Alert(look, "info", "")
        self.noted = Alert(look, "warn", "")
        self.problem = Alert(look, "neg", "")
        self.totp = GlassButton(look, texts("own.key.totp"), "secondary", "lock", "F4")
        self.phone = GlassButton(look, texts("own.key.phone"), "primary", "phone", "F7")
        self.end = GlassButton(look, texts("own.key.end"), "secondary", "x", "F6")
        self.all = GlassButton(look, texts("own.key.everywhere"), "decline", "x", "Ctrl+O")
        self.older = GlassButton(look, texts("staff.trail.older"), "ghost", "caret-down")
        self._lay_out()
        parts = (
            Part(texts("own.sessions"), self.here, 700, "desktop-tower"),
            Part(texts("own.activity"), self.past, 944, "receipt"),
        )
        self.both = Beside(look, texts("own.title"), parts, WIDE_FROM)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.both)
        model.on_change = self.render_state
        self.render_state(model.state)

    def _sessions_table(self, look: Look) -> DataTable:
        texts = self._texts
        columns = (
            Column(texts("staff.column.at")),
            Column(texts("staff.column.seen"), 110, "dim"),
            Column(texts("staff.column.state"), 120),
        )
        return DataTable(look, columns, texts("own.sessions"))

    def _lines_table(self, look: Look) -> DataTable:
        texts = self._texts
        columns = (Column(texts("staff.column.time"), 110, "dim"), Column(texts("staff.column.what")), Column(texts("staff.column.on"), 170, "dim"),
                   Column(texts("staff.entry.by"), 150, "dim", optional=True))  # fmt: skip
        return DataTable(look, columns, texts("own.activity"), two_lines=False)

    def _lay_out(self) -> None:
        model = self._model
        for part in (self.sessions, self.none):
            self.here.body.addWidget(part, 1)
        self.here.body.add(self.problem)
        # Beside what it is about: four keys in a row would be too wide for a longer language.
        waits = QHBoxLayout()
        waits.setSpacing(12)
        waits.addWidget(self.noted, 1)
        waits.addWidget(self.phone)
        self.here.body.add_row(waits)
        self.here.body.add(self.way)
        row, foot = QHBoxLayout(), QHBoxLayout()
        row.addWidget(self.totp)
        row.addStretch(1)
        row.addWidget(self.end)
        row.addWidget(self.all)
        self.here.body.add_row(row, inset=False)
        self.past.body.addWidget(self.lines, 1)
        foot.addStretch(1)
        foot.addWidget(self.older)
        self.past.body.add_row(foot, inset=False)
        self.sessions.current_changed.connect(model.choose)
        for button, call in ((self.phone, model.confirm_phone), (self.totp, model.begin), (self.end, model.end), (self.all, model.ask_everywhere),
                             (self.older, model.older)):  # fmt: skip
            button.clicked.connect(call)

    def render_state(self, state: OwnState) -> None:
        """Both panels, and the sheet that is open."""
        texts = self._texts
        if (state.sessions, state.lines) != self._shown:
            self._shown = (state.sessions, state.lines)
            with QSignalBlocker(self.sessions), QSignalBlocker(self.lines):
                self.sessions.set_rows([self._session(one) for one in state.sessions])
                self.lines.set_rows([self._line(one) for one in state.lines])
        if self.sessions.current_key() != state.session:
            with QSignalBlocker(self.sessions):
                if not self.sessions.select_key(state.session):
                    self.sessions.view.setCurrentIndex(QModelIndex())
        self.sessions.setVisible(bool(state.sessions))
        self.none.setVisible(not state.sessions)
        self.older.setVisible(bool(state.more))
        way = state.way or "none"
        self.way.set_words(texts(f"own.way.{way}"), texts(f"own.way.{way}_do"), _TONES[state.way])
        for part in (self.noted, self.phone):
            part.setVisible(bool(state.noted))
        self.noted.set_words(texts("own.phone", end=state.noted_end), texts("own.phone_do"), "warn")
        self.problem.setVisible(bool(state.problem) and not state.step)
        if state.problem:
            said = texts.for_code(state.problem, state.problem_params)
            self.problem.set_words(said.title, said.what_to_do)
        for intent, button in (("phone", self.phone), ("totp", self.totp), ("end", self.end), ("everywhere", self.all)):
            button.set_blocked(self.why_off(intent))
        self._sheets(state)

    def _sheets(self, state: OwnState) -> None:
        if bool(state.step) != (self.sheet is not None):
            before, self.sheet = self.sheet, None
            if before is not None:
                before.close_layer()
                before.deleteLater()
            else:
                self.sheet = TotpSheet(self._look, self.window(), self._texts, self._model)
                self.sheet.open()
        if self.sheet is not None:
            self.sheet.render_state(state)
        if state.asks_everywhere and self.sure is None:
            self.sure = self._ask_sure()

    def _ask_sure(self) -> Dialog:
        texts = self._texts
        dialog = Dialog(self._look, self.window(), texts("own.sure.title"), texts("own.sure.body"), "lock", "warn")
        dialog.add_button("cancel", GlassButton(self._look, texts("own.sure.stay"), "ghost", key="Esc"))
        dialog.add_button(
            "go", GlassButton(self._look, texts("own.key.everywhere"), "primary", key="Enter"), default=True
        )
        dialog.chosen.connect(self._answered)
        dialog.open()
        return dialog

    def _answered(self, choice: str) -> None:
        dialog, self.sure = self.sure, None
        if dialog is not None:
            dialog.deleteLater()
        self._model.everywhere(choice == "go")

    def _session(self, session: SessionView) -> Row:
        texts, today = self._texts, self._today()
        lead = Lead("desktop-tower", "accent" if session.current else "info", session.device_name or formats.EM_DASH,
                    words.session_line(session, texts, today))  # fmt: skip
        said = texts("staff.session.this" if session.current else "staff.session.on")
        return Row(
            session.session,
            (
                lead,
                formats.when(session.last_at, self._texts.language, today),
                Status(said, "accent" if session.current else "pos"),
            ),
        )

    def _line(self, line: ActivityLine) -> Row:
        where = line.device_name or line.detail or formats.EM_DASH
        cells = (
            formats.when(line.at, self._texts.language, self._today()),
            acts.activity_words(line.what, self._texts),
            where,
            line.by or formats.EM_DASH,
        )
        return Row(str(line.n), cells)

    def act(self, intent: str) -> bool:
        """A key of the manifest; False where it does not apply."""
        calls = {"phone": self._model.confirm_phone, "totp": self._model.begin, "end": self._model.end,
                 "everywhere": self._model.ask_everywhere}  # fmt: skip
        return calls[intent]() if intent in calls else False

    def why_off(self, intent: str) -> str:
        """Why a key cannot be had now, in words; empty when it can."""
        why = self._model.why_off(intent)
        return self._texts(f"own.off.{why}") if why else ""

    def enter(self) -> None:
        """The sign-ins have the focus, and are asked anew."""
        self.sessions.setFocus(Qt.FocusReason.OtherFocusReason)
        self._model.look()

    def leave(self) -> bool:
        """Nothing is lost by leaving."""
        return True
