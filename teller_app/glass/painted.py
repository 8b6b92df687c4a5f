"""The base of small painted widgets: knows the look, paints again when it changes, and never forgets its name."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from teller_app.glass.look import Look


class Painted(QWidget):
    """A widget that paints itself in ``draw``. ``name`` is what a screen reader says for it.

    ``hint`` is the preferred size in px; a width of 0 means: as wide as the place allows.
    """

    def __init__(self, look: Look, name: str = "", hint: tuple[int, int] = (0, 20)) -> None:
        super().__init__()
        self.look = look
        self._hint = hint
        self.setAccessibleName(name)
        wide = QSizePolicy.Policy.Expanding if hint[0] == 0 else QSizePolicy.Policy.Fixed
        self.setSizePolicy(wide, QSizePolicy.Policy.Fixed)
        look.follow(self.refresh)

    def refresh(self) -> None:
        """Ask for the place again and paint anew: the look or the contents changed."""
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """The preferred size."""
        return QSize(self._hint[0], self._hint[1])

    def minimumSizeHint(self) -> QSize:
        """A painted figure is never squeezed below its height."""
        return QSize(min(self._hint[0], 40), self._hint[1])

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint with antialiasing."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.draw(p)

    def draw(self, p: QPainter) -> None:
        """Paint the widget; a subclass must say how."""
        raise NotImplementedError
