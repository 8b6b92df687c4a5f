"""A choice from a list: looks like a field, opens a pane of glass. A real QComboBox for keyboard and screen reader."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy

from teller_app.glass.field import GUTTER, HINT_HEIGHT, ICON_PX, RING
from teller_app.glass.look import Look
from teller_app.glass.paint import dim, paint_icon, text, well
from teller_app.glass.select_popup import SelectPopup
from teller_app.glass.spoken import Spoken

CARET_PX = 14
POPUP_GAP = 4
_MOVES = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide)


class Select(QComboBox):
    """``options`` are (key, text) pairs; ``chosen(key)`` tells what the person picked.

    Alt+Down, Space or a click opens; arrows and typing choose also while it is closed.
    """

    gutter = GUTTER
    chosen = Signal(str)

    def __init__(
        self,
        look: Look,
        label: str = "",
        options: Sequence[tuple[str, str]] = (),
        icon: str | None = None,
        hint: str = "",
        placeholder: str = "",
    ) -> None:
        super().__init__()
        self.look = look
        self._label = label
        self._icon = icon
        self._hint = hint
        self._error = ""
        self._reason = ""
        self._popup: SelectPopup | None = None
        self._named: Spoken | None = None
        self.setPlaceholderText(placeholder)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_options(options)
        self.activated.connect(lambda index: self.chosen.emit(self.itemData(index)))
        self._describe()
        look.follow(self._refresh)

    def set_options(self, options: Sequence[tuple[str, str]]) -> None:
        """Replace the options; the chosen key stays chosen when it is still among them."""
        key = self.key()
        self.clear()
        for option, words in options:
            self.addItem(words, option)
        self.setCurrentIndex(self.findData(key) if key else -1 if self.placeholderText() else 0)

    def key(self) -> str:
        """The chosen key, or an empty text."""
        return str(self.currentData() or "")

    def set_key(self, key: str) -> None:
        """Choose by key without ``chosen``; an unknown key chooses nothing."""
        self.setCurrentIndex(self.findData(key))

    def error(self) -> str:
        """The sentence under the field, or nothing."""
        return self._error

    def set_error(self, sentence: str) -> None:
        """Mark the choice wrong, or right again with an empty sentence."""
        self._error = sentence
        self._refresh()

    def set_blocked(self, reason: str) -> None:
        """Disable with a reason for tooltip and screen reader; an empty reason enables."""
        self._reason = reason
        self.setEnabled(not reason)
        self.setToolTip(reason)
        self._describe()

    def sizeHint(self) -> QSize:
        """As a Field."""
        below = self.look.grown(HINT_HEIGHT) if self._error or self._hint else 0
        return QSize(180, self._label_height() + RING + self._box_height() + RING + below)

    def minimumSizeHint(self) -> QSize:
        """It may be narrow, never low."""
        return QSize(72, self.sizeHint().height())

    def box(self) -> QRectF:
        """The well."""
        return QRectF(GUTTER, self._label_height() + RING, self.width() - 2 * GUTTER, self._box_height())

    def showPopup(self) -> None:
        """Open the options on glass, below the well or above it where there is more room."""
        if not self.count() or self._popup is not None:
            return
        popup = SelectPopup(self.look, self, self.model(), self.currentIndex())
        popup.picked.connect(self._pick)
        popup.closed.connect(self._popup_closed)
        self._popup = popup
        popup.open(self._popup_rect(popup.wanted_height()))

    def hidePopup(self) -> None:
        """Close the options."""
        if self._popup is not None:
            self._popup.close_pane()

    def event(self, event: QEvent) -> bool:
        """Its label stands beside it in the tree, where Qt looks for labels, although it is painted here."""
        if event.type() is QEvent.Type.ParentChange:
            self._name_beside()
        elif event.type() in _MOVES and self._named is not None:
            self._place_name(self._named)
        return super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolling a page must not change a choice under the mouse."""
        event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Drop the ring."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Label, well, icon, text, caret, hint."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        dim(p, self.isEnabled())
        tokens, box, focus = self.look.tokens, self.box(), self.hasFocus() or self._popup is not None
        if self._label:
            label = QRectF(GUTTER, 0, box.width(), self._label_height())
            text(p, label, self._label, self.look.font("caption-medium"), tokens.text2)
        well(p, box, tokens, 10, focus, bool(self._error))
        left = 12
        if self._icon:
            color = tokens.accent if focus else tokens.text2
            paint_icon(p, self._icon, box.left() + 12, round(box.center().y() - ICON_PX / 2), ICON_PX, color)
            left = 38
        words, color = (self.currentText(), tokens.text) if self.currentIndex() >= 0 else ("", tokens.text3)
        shown = words or self.placeholderText()
        text(p, box.adjusted(left, 0, -12 - CARET_PX - 8, 0), shown, self.look.font("callout"), color)
        caret_y = round(box.center().y() - CARET_PX / 2)
        paint_icon(p, "caret-down", box.right() - 12 - CARET_PX, caret_y, CARET_PX, tokens.text2, "bold")
        self._draw_below(p, box)

    def _draw_below(self, p: QPainter, box: QRectF) -> None:
        tokens = self.look.tokens
        line = QRectF(GUTTER, box.bottom() + RING, box.width(), self.look.grown(HINT_HEIGHT) - 1)
        if self._error:
            paint_icon(p, "warning-circle", GUTTER, round(line.center().y() - 6), 13, tokens.neg, "fill")
            text(p, line.adjusted(17, 0, 0, 0), self._error, self.look.font("caption"), tokens.neg)
        elif self._hint:
            text(p, line, self._hint, self.look.font("caption"), tokens.text3)

    def _popup_rect(self, height: int) -> QRect:
        window = self.window()
        box = self.box().toRect()
        origin = self.mapTo(window, box.topLeft())
        below = origin.y() + box.height() + POPUP_GAP
        room_below = window.height() - below - 8
        room_above = origin.y() - POPUP_GAP - 8
        if height > room_below and room_above > room_below:
            height = min(height, room_above)
            return QRect(QPoint(origin.x(), origin.y() - POPUP_GAP - height), QSize(box.width(), height))
        return QRect(QPoint(origin.x(), below), QSize(box.width(), min(height, max(40, room_below))))

    def _pick(self, row: int) -> None:
        self.setCurrentIndex(row)
        self.activated.emit(row)

    def _popup_closed(self) -> None:
        self._popup = None
        self.update()
        if self.isVisible() and self.isEnabled():
            self.setFocus(Qt.FocusReason.PopupFocusReason)

    def _name_beside(self) -> None:
        parent = self.parentWidget()
        if self._named is not None:
            self._named.deleteLater()
            self._named = None
        if parent is not None:
            self._named = Spoken(parent, self)
            self._place_name(self._named)

    def _place_name(self, named: Spoken) -> None:
        named.say("" if self.isHidden() else self.accessibleName())
        named.stand(QRectF(self.x() + GUTTER, self.y(), self.width() - 2 * GUTTER, self._label_height()))

    def set_label(self, label: str) -> None:
        """Another label: what is chosen means another thing in another form."""
        if label != self._label:
            self._label = label
            self._describe()
            self._name_beside()
            self.update()

    def _label_height(self) -> int:
        return self.look.grown(self.look.pick(20, 18)) if self._label else 0

    def _box_height(self) -> int:
        return self.look.grown(self.look.pick(40, 34))

    def _describe(self) -> None:
        self.setAccessibleName(self._label or self.placeholderText())
        self.setAccessibleDescription(self._error or self._reason or self._hint)

    def _refresh(self) -> None:
        self._describe()
        self.updateGeometry()
        self.update()
