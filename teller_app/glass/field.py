"""A labelled text field on a well: label above, box, and one line of hint or error below. Source: LOOK 6."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from teller_app.glass.line_edit import PlainEdit
from teller_app.glass.look import Look
from teller_app.glass.paint import LEFT, RIGHT, dim, keycap, keycap_width, paint_icon, rounded, text, text_width, well
from teller_app.glass.spoken import Spoken

GUTTER = 4
RING = 3
ICON_PX = 18
HINT_HEIGHT = 18
EDIT_MARGINS = 6
CAP_RIGHT = 10


class Field(QWidget):
    """``edit`` is the real QLineEdit; ``changed(str)`` follows every keystroke, ``submitted`` is Enter.

    ``key`` is the cap at the right end of what a key brings the caret to; ``suffix`` is a unit there.

    ``code`` uses the font that tells 0 from O and 1 from l. ``set_error`` says in one sentence how to mend the text.
    """

    gutter = GUTTER
    changed = Signal(str)
    submitted = Signal()

    def __init__(
        self,
        look: Look,
        label: str = "",
        value: str = "",
        placeholder: str = "",
        icon: str | None = None,
        suffix: str = "",
        hint: str = "",
        read_only: bool = False,
        code: bool = False,
        align: Qt.AlignmentFlag = LEFT,
        key: str = "",
    ) -> None:
        super().__init__()
        self.look = look
        self._label = label
        self._icon = icon
        self._suffix, self._key = suffix, key
        self._hint = hint
        self._error = ""
        self.edit = PlainEdit(look, "code" if code else "callout", align, self)
        self.edit.setText(value)
        self._name = ""
        self._placeholders: tuple[str, ...] = (placeholder,)
        self.edit.setPlaceholderText(placeholder)
        self.edit.setReadOnly(read_only)
        self.edit.textChanged.connect(self.changed)
        self.edit.returnPressed.connect(self.submitted)
        self.edit.focus_moved.connect(self.update)
        self.setFocusProxy(self.edit)
        self._named, self._below = Spoken(self, self.edit), Spoken(self, self.edit)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self._describe()
        look.follow(self._refresh)

    def text(self) -> str:
        """What is typed."""
        return self.edit.text()

    def set_text(self, value: str) -> None:
        """Replace the text and show its beginning."""
        self.edit.setText(value)
        self.edit.setCursorPosition(0)

    def clear(self) -> None:
        """Empty the field and its error."""
        self.edit.clear()
        self.set_error("")

    def error(self) -> str:
        """The sentence under the field, or nothing."""
        return self._error

    def set_error(self, sentence: str) -> None:
        """Mark the field wrong, or right again with an empty sentence."""
        if sentence != self._error:
            self._error = sentence
            self._refresh()

    def set_hint(self, hint: str) -> None:
        """The quiet line under the field."""
        if hint != self._hint:
            self._hint = hint
            self._refresh()

    def set_label(self, label: str) -> None:
        """Another label."""
        if label != self._label:
            self._label = label
            self._refresh()

    def set_name(self, name: str) -> None:
        """What a screen reader says for a field without a label; else it says what would be typed."""
        self._name = name
        self._describe()

    def set_placeholders(self, *placeholders: str) -> None:
        """The same from long to short; the longest one that fits is shown, and the first names an unlabelled field."""
        self._placeholders = placeholders
        self._place_edit()
        self._describe()

    def set_suffix(self, suffix: str) -> None:
        """The unit at the right end."""
        self._suffix = suffix
        self._place_edit()
        self.update()

    def set_read_only(self, read_only: bool) -> None:
        """Text that can be selected but not changed loses its box."""
        self.edit.setReadOnly(read_only)
        self.update()

    def set_blocked(self, reason: str) -> None:
        """Disable with a reason for tooltip and screen reader; an empty reason enables."""
        self.setEnabled(not reason)
        self.setToolTip(reason)
        self._describe()

    def sizeHint(self) -> QSize:
        """Label, box, and the hint line when there is something to say."""
        below = self.look.grown(HINT_HEIGHT) if self._error or self._hint else 0
        return QSize(200, self._label_height() + RING + self._box_height() + RING + below)

    def minimumSizeHint(self) -> QSize:
        """It may be narrow, never low."""
        return QSize(72, self.sizeHint().height())

    def box(self) -> QRectF:
        """The well."""
        top = self._label_height() + RING
        return QRectF(GUTTER, top, self.width() - 2 * GUTTER, self._box_height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the editor inside the well."""
        super().resizeEvent(event)
        self._place_edit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on icon, suffix or label goes to the editor."""
        self.edit.setFocus(Qt.FocusReason.MouseFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Label, well, icon, suffix, hint."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        dim(p, self.isEnabled())
        tokens, box = self.look.tokens, self.box()
        if self._label:
            label = QRectF(GUTTER, 0, box.width(), self._label_height())
            text(p, label, self._label, self.look.font("caption-medium"), tokens.text2)
        self.draw_box(p, box)
        if self._icon:
            color = tokens.accent if self.edit.hasFocus() else tokens.text2
            at = self._icon_box()
            paint_icon(p, self._icon, at.left(), at.top(), ICON_PX, color)
        if self._suffix:
            text(p, box.adjusted(12, 0, -12, 0), self._suffix, self.look.font("caption-medium"), tokens.text2, RIGHT)
        if self._key:
            wide = keycap_width(self.look, self._key)
            keycap(p, self.look, round(box.right() - CAP_RIGHT - wide), round(box.center().y()), self._key)
        self._draw_below(p)

    def draw_box(self, p: QPainter, box: QRectF) -> None:
        """The well, or a plain fill for text that cannot be changed."""
        if self.edit.isReadOnly():
            rounded(p, box, 10, self.look.tokens.fill)
            if self.edit.hasFocus():
                rounded(p, box, 10, None, self.look.tokens.focus, 2)
        else:
            well(p, box, self.look.tokens, 10, self.edit.hasFocus(), bool(self._error))

    def right_inset(self) -> float:
        """Room at the right end that the editor leaves free."""
        if self._key:
            return CAP_RIGHT + keycap_width(self.look, self._key) + 6
        suffix = text_width(self._suffix, self.look.font("caption-medium")) + 6 if self._suffix else 0
        return 12 + suffix

    def _icon_box(self) -> QRectF:
        box = self.box()
        return QRectF(box.left() + 12, round(box.center().y() - ICON_PX / 2), ICON_PX, ICON_PX)

    def _below_box(self) -> QRectF:
        box = self.box()
        return QRectF(GUTTER, box.bottom() + RING, box.width(), self.look.grown(HINT_HEIGHT) - 1)

    def _draw_below(self, p: QPainter) -> None:
        tokens, line = self.look.tokens, self._below_box()
        if self._error:
            paint_icon(p, "warning-circle", GUTTER, round(line.center().y() - 6), 13, tokens.neg, "fill")
            text(p, line.adjusted(17, 0, 0, 0), self._error, self.look.font("caption"), tokens.neg)
        elif self._hint:
            text(p, line, self._hint, self.look.font("caption"), tokens.text3)

    def _label_height(self) -> int:
        return self.look.grown(self.look.pick(20, 18)) if self._label else 0

    def _box_height(self) -> int:
        return self.look.grown(self.look.pick(40, 34))

    def _place_edit(self) -> None:
        box = self.box()
        left = round(box.left() + (38 if self._icon else 12))
        right = round(box.right() - self.right_inset())
        self.edit.setGeometry(left, round(box.top() + 2), max(10, right - left), round(box.height() - 4))
        room = right - left - EDIT_MARGINS
        # A field without a label is known by its icon.
        self._named.stand(QRectF(box.left(), 0, box.width(), self._label_height()) if self._label else self._icon_box())
        self._below.stand(self._below_box())
        fitting = (said for said in self._placeholders if text_width(said, self.look.font("callout")) <= room)
        self.edit.setPlaceholderText(next(fitting, self._placeholders[-1]))

    def _describe(self) -> None:
        name = self._label or self._name or self._placeholders[0]
        self.edit.setAccessibleName(name)
        self._named.say(name)
        self._below.say(self._error or self._hint)
        self.edit.setAccessibleDescription(self._error or self.toolTip() or self._hint)

    def _refresh(self) -> None:
        self._describe()
        self.updateGeometry()
        self._place_edit()
        self.update()
