"""A page under a bar of steps; where a window is too low for both, the bar steps aside."""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from teller_app.glass.look import Look
from teller_app.glass.stepper import StepBar

GAP = 12


class SteppedPage(QWidget):
    """``steps`` above ``whole``. The steps say where one is; the work below is what must be in reach."""

    def __init__(self, look: Look, name: str, count: int) -> None:
        super().__init__()
        self.steps = StepBar(look, name, count)
        self._whole: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GAP)
        self._column.addWidget(self.steps)

    def set_whole(self, whole: QWidget) -> None:
        """What stands below the steps."""
        self._whole = whole
        self._column.addWidget(whole, 1)

    def minimumSizeHint(self) -> QSize:
        """Without the steps."""
        return self._whole.minimumSizeHint() if self._whole is not None else super().minimumSizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The steps are shown where there is room for them."""
        super().resizeEvent(event)
        self._decide()

    def event(self, event: QEvent) -> bool:
        """Work that grew may need the room of the steps."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._decide()
        return super().event(event)

    def _decide(self) -> None:
        needed = self.minimumSizeHint().height() + self.steps.height() + GAP
        self.steps.setVisible(self.height() >= needed)
