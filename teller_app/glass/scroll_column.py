"""A column that scrolls when its panel is too low for it, and is as high as its contents when it is not."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from teller_app.glass.look import Look
from teller_app.glass.panel import GutterLayout
from teller_app.glass.scroll_bar import THICK, dress_scroll_area

MARGIN = 24


class ScrollColumn(QScrollArea):
    """Add widgets to ``column``. What gets the focus inside is brought into view.

    With controls inside it reaches as far out as they do: ``body.addWidget(scroll)`` and ``scroll.column.add(control)``, or
    the ring of the focus would be cut.
    """

    def __init__(self, look: Look, lowest: int = 80, spacing: int = 12) -> None:
        super().__init__()
        self._lowest = lowest
        self._inside = QWidget()
        self.column = GutterLayout(self._inside)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(spacing)
        self.setWidget(self._inside)
        self.setWidgetResizable(True)
        dress_scroll_area(self, look)
        # It follows what is focused inside it: a stop of its own would be one without a name.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
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

    def _follow(self, before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self._inside.isAncestorOf(now):
            self.ensureWidgetVisible(now, 0, MARGIN)
