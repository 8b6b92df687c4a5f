"""The amount being posted: one large figure that groups itself while it is typed and never loses the caret.

Source: LOOK 6, MoneyEdit. The amount is held as integer minor units; a text that is no amount stays as it was typed.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from contract.money import money_text
from teller_app.glass.amounts import AmountError, parse_minor, regroup
from teller_app.glass.line_edit import PlainEdit
from teller_app.glass.look import Look
from teller_app.glass.paint import LEFT, RIGHT, dim, paint_icon, rounded, text, text_width, well
from teller_app.glass.spoken import Spoken
from teller_app.glass.type import metrics

GUTTER = 4
PADDING = 16
RADIUS = 14
HEIGHTS = (124, 92)
LENGTH_MAX = 24


class MoneyField(QWidget):
    """``changed(minor or None)`` follows every keystroke; ``refused(AmountError)`` says why a text is no amount.

    A text with a letter or a minus is refused at once, one that may only be unfinished when the field is left.
    """

    gutter = GUTTER
    changed = Signal(object)
    refused = Signal(str)
    submitted = Signal()

    def __init__(self, look: Look, label: str, currency: str, decimals: int = 2) -> None:
        super().__init__()
        self.look = look
        self._label = label
        self._currency = currency
        self._decimals = decimals
        self._words = ""
        self._error = ""
        self._aside: tuple[str, str] = ("", "")
        self._charges: tuple[str, str] = ("", "")
        self._grouped = True
        self._typed = ""
        self._putting = False
        self.edit = PlainEdit(look, "amount", LEFT, self)
        self.edit.setMaxLength(LENGTH_MAX)
        # What a screen reader or an input method puts in counts like what is typed, and is not "edited" to Qt.
        self.edit.textChanged.connect(self._changed_text)
        self.edit.editingFinished.connect(self._finished)
        self.edit.returnPressed.connect(self.submitted)
        self.edit.focus_moved.connect(self.update)
        self.setFocusProxy(self.edit)
        self._named, self._below = Spoken(self, self.edit), Spoken(self, self.edit)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self._describe()
        look.follow(self._refresh)

    def minor(self) -> int | None:
        """The amount in minor units; None when the field is empty or its text is no amount."""
        parsed = parse_minor(self.edit.text(), self._decimals)
        return None if isinstance(parsed, AmountError) else parsed

    def amount_error(self) -> AmountError | None:
        """Why the text is no amount."""
        parsed = parse_minor(self.edit.text(), self._decimals)
        return parsed if isinstance(parsed, AmountError) else None

    def set_minor(self, minor: int | None) -> None:
        """Show an amount, or nothing; emits ``changed``."""
        self._put("" if minor is None else money_text(minor, self._decimals))
        self._grouped, self._typed = True, self.edit.text()
        self.set_error("")
        self.changed.emit(minor)

    def read(self) -> tuple[int, str]:
        """What stands there in minor units, and the code of why it is no amount; an empty field is 0 without a fault."""
        parsed = parse_minor(self.edit.text(), self._decimals)
        if not isinstance(parsed, AmountError):
            return parsed, ""
        return 0, "" if parsed is AmountError.EMPTY else parsed.value

    def show_typed(self, minor: int, sentence: str) -> None:
        """What the room holds. Another amount than stands there replaces it, also a text that is none; with a ``sentence``
        that says why it is none the text stays, for its typist to mend."""
        found, fault = self.read()
        if not sentence and (fault or found != minor):
            self.set_minor(minor or None)
        self.set_error(sentence)

    def set_currency(self, currency: str, decimals: int) -> None:
        """Another currency sign and its number of decimals."""
        self._currency, self._decimals = currency, decimals
        self._refresh()

    def set_label(self, label: str) -> None:
        """What is being typed ("Amount", "Amount to pay out")."""
        self._say("_label", label)

    def set_words(self, words: str) -> None:
        """The amount in words, below the figure."""
        if words != self._words:
            self._words = words
            self._describe()
            # The line of the words alone: this follows every figure that is typed.
            self.update(self._lines(self._box())[1].toAlignedRect())

    def set_balance(self, caption: str, value: str) -> None:
        """ "Balance after posting" and its value at the right; an empty value hides both."""
        self._say("_aside", (caption, value))

    def set_charges(self, caption: str, value: str) -> None:
        """ "Charges" and their sum at the bottom right; an empty value hides both."""
        self._say("_charges", (caption, value))

    def error(self) -> str:
        """The sentence shown in place of the words, or nothing."""
        return self._error

    def set_error(self, sentence: str) -> None:
        """Mark the amount wrong with one sentence that says how to mend it, or right with an empty one."""
        self._say("_error", sentence)

    def set_read_only(self, read_only: bool) -> None:
        """An amount that can be read but not changed."""
        self.edit.setReadOnly(read_only)
        self.update()

    def sizeHint(self) -> QSize:
        """LOOK: 124 high, 92 in the compact density."""
        return QSize(360, self.look.grown(self.look.pick(*HEIGHTS)) + 6)

    def minimumSizeHint(self) -> QSize:
        """Room for eleven digits of the large figure."""
        return QSize(240, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the editor beside the currency."""
        super().resizeEvent(event)
        self._place_edit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click anywhere in the well goes to the figure."""
        self.edit.setFocus(Qt.FocusReason.MouseFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Well, label, currency, words or error, and the two figures at the right."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        dim(p, self.isEnabled())
        box, tokens = self._box(), self.look.tokens
        if self.edit.isReadOnly():
            rounded(p, box, RADIUS, tokens.fill)
        else:
            well(p, box, tokens, RADIUS, self.edit.hasFocus(), bool(self._error))
        inner = box.adjusted(PADDING, 0, -PADDING, 0)
        top, bottom = self._lines(inner)
        # A figure that is typed asks for its own line and for the words below it, not for all of this.
        beside = QRect(self.edit.geometry().right() + 1, 0, self.width(), self.height())
        if event.region().intersects(top.toRect()) or event.region().intersects(beside):
            self._draw_label(p, top)
        if event.region().intersects(bottom.toAlignedRect()):
            self._draw_below(p, bottom)
        figure = self._figure_box(inner)
        small, large = metrics(self.look.font("title1")), metrics(self.look.font("amount"))
        shift = (large.ascent() - large.descent() - small.ascent() + small.descent()) / 2
        text(p, figure.translated(0, shift), self._currency, self.look.font("title1"), tokens.text2, LEFT, False)

    def _draw_label(self, p: QPainter, top: QRectF) -> None:
        tokens = self.look.tokens
        text(p, top, self._label, self.look.font("caption-medium"), tokens.text2)
        caption, value = self._aside
        if value:
            text(p, top, caption, self.look.font("caption-medium"), tokens.text2, RIGHT)
            text(p, top.translated(0, top.height() + 3), value, self.look.font("callout-strong"), tokens.text, RIGHT)

    def _draw_below(self, p: QPainter, bottom: QRectF) -> None:
        tokens, face = self.look.tokens, self.look.font("caption")
        caption, value = self._charges
        if value:
            text(p, bottom, f"{caption}  {value}", self.look.font("caption-medium"), tokens.text2, RIGHT)
        charges = "  ".join(self._charges) if self._charges[1] else ""
        line = bottom.adjusted(0, 0, -text_width(charges, face) - 24 if charges else 0, 0)
        if self._error:
            paint_icon(p, "warning-circle", line.left(), round(line.center().y() - 6), 13, tokens.neg, "fill")
            text(p, line.adjusted(17, 0, 0, 0), self._error, face, tokens.neg)
        else:
            text(p, line, self._words, face, tokens.text2)

    def _box(self) -> QRectF:
        return QRectF(GUTTER, 3, self.width() - 2 * GUTTER, self.height() - 6)

    def _lines(self, inner: QRectF) -> tuple[QRectF, QRectF]:
        """The caption line at the top and the one at the bottom."""
        height = self.look.grown(20)
        margin = self.look.pick(11, 7)
        top = QRectF(inner.left(), inner.top() + margin, inner.width(), height)
        return top, QRectF(inner.left(), inner.bottom() - margin - height, inner.width(), height)

    def _figure_box(self, inner: QRectF) -> QRectF:
        top, bottom = self._lines(inner)
        return QRectF(inner.left(), top.bottom(), inner.width(), bottom.top() - top.bottom())

    def _place_edit(self) -> None:
        figure_well = self._box().adjusted(PADDING, 0, -PADDING, 0)
        figure = self._figure_box(figure_well)
        left = figure.left() + text_width(self._currency, self.look.font("title1")) + 10
        aside = text_width(self._aside[1], self.look.font("callout-strong")) + 16 if self._aside[1] else 0
        width = max(60.0, figure.right() - left - aside)
        self.edit.setGeometry(round(left), round(figure.top()), round(width), round(figure.height()))
        for spoken, line in zip((self._named, self._below), self._lines(figure_well), strict=True):
            spoken.stand(line)

    def _put(self, words: str) -> None:
        """Our own text: nobody typed it."""
        self._putting = True
        self.edit.setText(words)
        self._putting = False

    def _changed_text(self, typed: str) -> None:
        if not self._putting:
            self._edited(typed)

    def _edited(self, typed: str) -> None:
        """Group again only what was grouped by us and grew by plain figures: a typist's own commas are judged."""
        own_commas = typed.count(",") > self._typed.count(",")
        if self._grouped and not own_commas:
            grouped = regroup(typed, self.edit.cursorPosition())
            if grouped.text != typed:
                self._put(grouped.text)
                self.edit.setCursorPosition(grouped.caret)
        parsed = parse_minor(self.edit.text(), self._decimals)
        # What only became too large is still grouped by us: its commas are not to blame.
        ours = (AmountError.EMPTY, AmountError.TOO_LARGE)
        self._grouped = parsed in ours or not isinstance(parsed, AmountError)
        self._typed = self.edit.text()
        self.set_error("")
        self.changed.emit(None if isinstance(parsed, AmountError) else parsed)
        if parsed in (AmountError.NOT_A_NUMBER, AmountError.NEGATIVE) and self._typed.strip() != ".":
            self.refused.emit(str(parsed))

    def _finished(self) -> None:
        parsed = parse_minor(self.edit.text(), self._decimals)
        if not isinstance(parsed, AmountError):
            self._put(money_text(parsed, self._decimals))
            self._grouped, self._typed = True, self.edit.text()
        elif parsed is not AmountError.EMPTY:
            self.refused.emit(str(parsed))

    def _describe(self) -> None:
        self.edit.setAccessibleName(f"{self._label}, {self._currency}")
        self._named.say(self._label)
        self._below.say(self._error or self._words)
        asides = (" ".join(pair) for pair in (self._aside, self._charges) if pair[1])
        self.edit.setAccessibleDescription(". ".join(part for part in (self._error or self._words, *asides) if part))

    def _say(self, name: str, words: str | tuple[str, str]) -> None:
        """Something else beside the figure; the height stays, so nothing is laid out anew (a key press has 2 ms)."""
        if words != getattr(self, name):
            setattr(self, name, words)
            self._describe()
            self._place_edit()
            self.update()

    def _refresh(self) -> None:
        self._describe()
        self.updateGeometry()
        self._place_edit()
        self.update()
