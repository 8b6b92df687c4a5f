"""The report of a crash, in the look and by keyboard: offered once after the next start, shown whole, copied or saved."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QStandardPaths, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QPalette
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from teller_app.glass.button import GlassButton
from teller_app.glass.dialog import Dialog
from teller_app.glass.labels import Text
from teller_app.glass.look import Look
from teller_app.glass.scroll_bar import dress_scroll_area
from teller_app.i18n.text import Texts
from teller_app.shell.crash_report import CrashReport
from teller_app.shell.window import TellerWindow

WIDE, HIGH = 860, 380
NOT_NOW, SHOW, COPY, SAVE, CLOSE = "not_now", "show", "copy", "save", "close"
_SCROLLS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Home, Qt.Key.Key_End)


class ReportText(QPlainTextEdit):
    """The whole report to read; keys that do not scroll go on to the sheet."""

    def __init__(self, look: Look, name: str, report: str) -> None:
        super().__init__(report)
        self._look = look
        self.setReadOnly(True)
        self.setFixedHeight(HIGH)
        self.setAccessibleName(name)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        dress_scroll_area(self, look)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self._dress()
        look.follow(self._dress)

    def _dress(self) -> None:
        self.setFont(self._look.font("code-s"))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Text, self._look.tokens.text)
        palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        self.setPalette(palette)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, pages, ends and selecting stay here; copying nothing copies all, as the sheet does."""
        copying = event.key() == Qt.Key.Key_C and self.textCursor().hasSelection()
        if event.key() in _SCROLLS or copying:
            super().keyPressEvent(event)
        else:
            event.ignore()


class ReportSheet(Dialog):
    """Copy, save, close. ``folder`` is where it is saved, ``clock`` names the file."""

    def __init__(
        self, look: Look, window: QWidget, texts: Texts, report: str, folder: Path, clock: Callable[[], datetime]
    ) -> None:
        title, body = texts("shell.report.title"), texts("shell.report.body")
        super().__init__(look, window, title, body, "info", escape=CLOSE, keeps_open=True, wide=WIDE)
        self._report, self._folder, self._clock, self._texts = report, folder, clock, texts
        self.view = ReportText(look, title, report)
        self.done = Text(look, "", "caption-medium", "text2", wrap=True)
        self.add_content(self.view)
        self.add_content(self.done)
        self.done.hide()
        self.add_button(CLOSE, GlassButton(look, texts("shell.close"), "ghost", key="Esc"))
        self.add_button(COPY, GlassButton(look, texts("shell.report.copy"), "secondary", "copy", "Ctrl+C"), "Ctrl+C")
        save = GlassButton(look, texts("shell.report.save"), "primary", "floppy-disk", "Ctrl+S")
        self.add_button(SAVE, save, "Ctrl+S", default=True)
        self.chosen.connect(self._act)
        self.view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl+C and Ctrl+S reach the sheet as keys also while the text has the focus."""
        if watched is self.view and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().eventFilter(watched, event)

    def _act(self, choice: str) -> None:
        if choice == COPY:
            QGuiApplication.clipboard().setText(self._report)
            self._say(self._texts("shell.report.copied"))
        elif choice == SAVE:
            self._save()

    def _save(self) -> None:
        path = self._folder / f"coastal-teller-report-{self._clock():%Y%m%d-%H%M%S}.txt"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            path.write_text(self._report, encoding="utf-8")
        except OSError:
            self._say(self._texts("shell.report.not_saved", folder=str(self._folder)))
        else:
            self._say(self._texts("shell.report.saved", path=str(path)))

    def _say(self, words: str) -> None:
        self.done.setText(words)
        self.done.setAccessibleName(words)
        self.done.show()
        self.rebake()


def documents() -> Path:
    """Where a person looks for a file."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))


def offer(window: TellerWindow, texts: Texts, crash: CrashReport, clock: Callable[[], datetime]) -> Dialog | None:
    """Where a report waits: ask whether to show it. Asked once; it stays in the profile either way."""
    report = crash.waiting()
    if not report:
        return None
    look = window.look
    dialog = Dialog(look, window, texts("shell.report.offer"), texts("shell.report.offer_body"), "info", escape=NOT_NOW)
    dialog.add_button(NOT_NOW, GlassButton(look, texts("shell.report.not_now"), "ghost", key="Esc"))
    show = GlassButton(look, texts("shell.report.show"), "primary", "file-text", "Enter")
    dialog.add_button(SHOW, show, default=True)

    def answered(choice: str) -> None:
        crash.offered()
        if choice == SHOW:
            sheet = ReportSheet(look, window, texts, report, documents(), clock)
            focused = window.focusWidget()
            if focused is not None and dialog.isAncestorOf(focused):
                # The sheet would give the focus back to a button that is gone by then.
                focused.clearFocus()
            sheet.chosen.connect(lambda chosen: sheet.deleteLater() if chosen == CLOSE else None)
            sheet.open()

    dialog.chosen.connect(answered)
    window.when_unlocked(lambda: window.open_dialog(dialog))
    return dialog
