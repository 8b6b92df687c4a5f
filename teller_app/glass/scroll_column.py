"""A column that scrolls when its panel is too low for it, and is as high as its contents when it is not."""

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from teller_app.glass.look import Look
from teller_app.glass.paint import rounded
from teller_app.glass.painted_button import KEYBOARD_REASONS
from teller_app.glass.panel import GutterLayout
from teller_app.glass.scroll_bar import THICK, dress_scroll_area

MARGIN = 24
STEP = 40
"""How far an arrow goes, in px."""


class _Over(QWidget):
    """What lies over the contents: a line where they go on beyond the edge, and the focus ring while the keys move them."""

    def __init__(self, look: Look, parent: QScrollArea) -> None:
        super().__init__(parent)
        self._look, self._bar = look, parent.verticalScrollBar()
        self.ringed = False
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        for changed in (self._bar.valueChanged, self._bar.rangeChanged):
            changed.connect(self.update)

    def edges(self) -> tuple[bool, bool]:
        """Whether something lies above, and below."""
        return self._bar.value() > self._bar.minimum(), self._bar.value() < self._bar.maximum()

    def paintEvent(self, event: QPaintEvent) -> None:
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        for there, y in zip(self.edges(), (0, self.height() - 1), strict=True):
            if there:
                p.fillRect(QRectF(0, y, self.width() - THICK, 1), self._look.tokens.key_line)
        if self.ringed:
            rounded(p, QRectF(self.rect()).adjusted(1, 1, -1, -1), 10, None, self._look.tokens.focus, 2)


class ScrollColumn(QScrollArea):
    """Add widgets to ``column``. What gets the focus inside is brought into view.

    With controls inside it reaches as far out as they do: ``body.addWidget(scroll)`` and ``scroll.column.add(control)``, or
    the ring of the focus would be cut.

    Where its contents go on beyond an edge, a line says so: a row that is cut there is not broken.

    With a ``name`` it is a stop of the Tab key while it does not show everything: what stands in it without a control of its
    own would else be for the wheel alone.
    """

    def __init__(self, look: Look, lowest: int = 80, spacing: int = 12, name: str = "") -> None:
        super().__init__()
        self._lowest = lowest
        self._inside = QWidget()
        self.column = GutterLayout(self._inside)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(spacing)
        self.setWidget(self._inside)
        self.setWidgetResizable(True)
        dress_scroll_area(self, look)
        # It follows what is focused inside it: a stop of its own needs a name.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.over = _Over(look, self)
        self.setAccessibleName(name)
        if name:
            self.verticalScrollBar().rangeChanged.connect(self._stop_or_not)
        self._inside.setAutoFillBackground(False)
        self._inside.installEventFilter(self)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    def set_lowest(self, lowest: int) -> None:
        """How low it may become before anything else gives way."""
        if lowest != self._lowest:
            self._lowest = lowest
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        """As high as the contents."""
        hint = self._inside.sizeHint()
        return QSize(hint.width() + THICK, hint.height())

    def minimumSizeHint(self) -> QSize:
        """As low as asked for, never narrower than the contents and the bar beside them can be."""
        low = self._inside.minimumSizeHint()
        return QSize(low.width() + THICK, min(self._lowest, low.height()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Contents of another size ask the panel for another height."""
        if watched is self._inside and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def reveal(self, part: QWidget) -> None:
        """Bring a part into view. Once more, and one that is higher than the view goes on by a page, from its end to its start."""
        bar, high = self.verticalScrollBar(), self.viewport().height()
        top = part.mapTo(self._inside, part.rect().topLeft()).y()
        end = top + part.height()
        first, last = min(top, bar.maximum()), min(max(top, end - high), bar.maximum())
        at = bar.value()
        if not first <= at < last:
            bar.setValue(first)
        else:
            bar.setValue(min(at + max(STEP, high - STEP), last))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go a little, page keys by what is shown, Home and End to the ends."""
        bar, page = self.verticalScrollBar(), max(STEP, self.viewport().height() - STEP)
        steps = {
            Qt.Key.Key_Down: STEP,
            Qt.Key.Key_Up: -STEP,
            Qt.Key.Key_PageDown: page,
            Qt.Key.Key_PageUp: -page,
            Qt.Key.Key_Home: -bar.maximum(),
            Qt.Key.Key_End: bar.maximum(),
        }
        step = steps.get(Qt.Key(event.key()))
        if not self.hasFocus() or step is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            event.ignore()
            return
        bar.setValue(bar.value() + step)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The ring says what the keys move now."""
        super().focusInEvent(event)
        self._show_ring(event.reason() in KEYBOARD_REASONS)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The keys are elsewhere."""
        super().focusOutEvent(event)
        self._show_ring(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What lies over it is as large as the column."""
        super().resizeEvent(event)
        self.over.setGeometry(self.rect())
        self.over.raise_()

    def _show_ring(self, on: bool) -> None:
        self.over.ringed = on
        self.over.raise_()
        self.over.update()

    def _stop_or_not(self, least: int, most: int) -> None:
        if most <= least and self.hasFocus():
            # Nothing is left to move, but the keys stay where they are until somebody goes on.
            return
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if most > least else Qt.FocusPolicy.NoFocus)

    def _follow(self, before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self._inside.isAncestorOf(now):
            self.ensureWidgetVisible(now, 0, MARGIN)
