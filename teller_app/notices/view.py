"""The bell's list: what the bank told this person, newest first. It lies in the shell's drawer at the right."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from contract.notices import Level, NoticeFact
from teller_app.glass.button import GlassButton
from teller_app.glass.empty_state import EmptyState
from teller_app.glass.look import Look
from teller_app.glass.paint import RIGHT, paint_icon, rounded, text, text_width, tone
from teller_app.glass.painted_button import PaintedButton
from teller_app.glass.scroll_bar import dress_scroll_area
from teller_app.glass.wrap import lines_height, paragraph
from teller_app.i18n import formats
from teller_app.i18n.languages import ENGLISH, Language
from teller_app.i18n.notice_words import notice_words as notice_words
from teller_app.i18n.text import Texts, Words
from teller_app.notices.model import NoticesModel, NoticesState

ROW = 72
TITLE_LINES, BODY_LINES = 2, 4
_TONES = {Level.INFO: ("info", "info"), Level.WARN: ("warn", "warning"), Level.URGENT: ("neg", "warning-octagon")}


def when(stamp: str, now: datetime, language: Language = ENGLISH) -> str:
    """The time for today's, the day for older ones."""
    at = datetime.fromisoformat(stamp)
    at = (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone()
    return formats.clock(at) if at.date() == now.date() else formats.day(at.date(), language)


class NoticeRow(PaintedButton):
    """One notice: Enter or a click says that it was seen."""

    def __init__(self, look: Look, words: Words, at: str, level: Level, seen: bool, seen_words: str) -> None:
        super().__init__(look, words.title, (0, ROW))
        self.words, self.at, self.level, self.seen = words, at, level, seen
        self.setAccessibleDescription(", ".join((words.what_to_do, at, seen_words)))
        self.setToolTip(words.what_to_do)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        # A fixed height would be that of the hint, whatever the words take.
        policy.setVerticalPolicy(QSizePolicy.Policy.Minimum)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """Long words need more lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Title, body and the room around them; never lower than two lines."""
        body = lines_height(self.words.what_to_do, self.look.font("caption"), width - 84, BODY_LINES)
        return max(ROW, 17 + self._title_height(width) + body + 15)

    def _title_room(self, width: float) -> float:
        return width - 68 - text_width(self.at, self.look.font("caption")) - 28

    def _title_height(self, width: int) -> int:
        # In the bold face, so that the row does not shrink once it is seen.
        return lines_height(self.words.title, self.look.font("body-strong"), self._title_room(width), TITLE_LINES)

    def draw(self, p: QPainter) -> None:
        """Tile, two lines, the time; a bar at the left and bold words while it is unseen."""
        look, tokens = self.look, self.look.tokens
        box = QRectF(self.rect())
        rounded(p, box, 14, tokens.secondary, tokens.fill_line)
        self.draw_hover(p, box, 14)
        tone_name, icon = _TONES[self.level]
        fg, soft = tone(tokens, tone_name)
        if not self.seen:
            rounded(p, QRectF(0, 18, 3, box.height() - 36), 1.5, fg)
        rounded(p, QRectF(14, 16, 40, 40), 12, soft)
        paint_icon(p, icon, 24, 26, 20, fg, "fill")
        face = look.font("caption")
        late = text_width(self.at, face)
        text(p, QRectF(box.right() - late - 16, 14, late + 2, 20), self.at, face, tokens.text2, RIGHT, False)
        title = look.font("body-medium" if self.seen else "body-strong")
        paragraph(
            p, QRectF(68, 15, self._title_room(box.width()), 40), self.words.title, title, tokens.text, TITLE_LINES
        )
        below = 17 + self._title_height(round(box.width()))
        paragraph(p, QRectF(68, below, box.width() - 84, 80), self.words.what_to_do, face, tokens.text2, BODY_LINES)
        self.draw_ring(p, box.adjusted(1, 1, -1, -1), 14)


class NoticeList(QWidget):
    """Put it into a drawer; ``render`` follows the model."""

    def __init__(self, look: Look, texts: Texts, model: NoticesModel) -> None:
        super().__init__()
        self._look, self._texts, self._model = look, texts, model
        self.rows: list[NoticeRow] = []
        self.all_seen = GlassButton(look, texts("notices.all_seen"), "secondary", "check", expand=True)
        self.all_seen.clicked.connect(model.see_all)
        self.empty = EmptyState(look, "bell", texts("notices.none"), texts("notices.none_do"))
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(8)
        self._column.addStretch(1)
        self._area = QScrollArea()
        self._area.setWidget(self._inside)
        self._area.setWidgetResizable(True)
        dress_scroll_area(self._area, look)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inside.setAutoFillBackground(False)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.empty, 1)
        outer.addWidget(self._area, 1)
        outer.addWidget(self.all_seen)
        model.on_change = self.render_state
        self.render_state(model.state)

    def render_state(self, state: NoticesState) -> None:
        """Show the rows; the focus stays on the row where it was."""
        at = next((n for n, row in enumerate(self.rows) if row.hasFocus()), -1)
        for row in self.rows:
            self._column.removeWidget(row)
            # Later, because the click that brought us here may still be in the row's own hands.
            row.hide()
            QTimer.singleShot(0, row, row.deleteLater)
        self.rows = [self._row(notice, seen) for notice, seen in state.rows]
        for place, row in enumerate(self.rows):
            self._column.insertWidget(place, row)
            # A layout shows a late child only after the next event, and what is hidden cannot take the focus.
            row.show()
        self.empty.setVisible(not self.rows)
        self._area.setVisible(bool(self.rows))
        self.all_seen.setVisible(bool(self.rows))
        self.all_seen.set_blocked("" if state.unseen else self._texts("notices.nothing_unseen"))
        if 0 <= at < len(self.rows):
            self.rows[at].setFocus(Qt.FocusReason.OtherFocusReason)

    def _row(self, notice: NoticeFact, seen: bool) -> NoticeRow:
        said = notice_words(notice, self._texts)
        state = self._texts("notices.seen" if seen else "notices.unseen")
        at = when(notice.at, datetime.now().astimezone(), self._texts.language)
        row = NoticeRow(self._look, said, at, notice.level, seen, state)
        row.clicked.connect(lambda: self._model.see(notice.notice))
        return row

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down go from row to row."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        at = next((n for n, row in enumerate(self.rows) if row.hasFocus()), -1)
        if step and at >= 0:
            row = self.rows[max(0, min(len(self.rows) - 1, at + step))]
            row.setFocus(Qt.FocusReason.TabFocusReason)
            self._area.ensureWidgetVisible(row)
        else:
            super().keyPressEvent(event)
