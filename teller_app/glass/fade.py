"""Pictures of a window: the copy of its backing store, and the cross-fade of two of them."""

from __future__ import annotations

from PySide6.QtCore import QEasingCurve, Qt, QTimer, QVariantAnimation
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget


def snapshot(window: QWidget) -> QPixmap | None:
    """What the window shows now, without painting it again (0.1 to 0.5 ms); None when it has no raster picture yet."""
    store = window.backingStore()
    device = store.paintDevice() if store is not None else None
    if not isinstance(device, QImage):
        return None
    ratio = window.devicePixelRatioF()
    width, height = round(window.width() * ratio), round(window.height() * ratio)
    if device.width() < width or device.height() < height:
        return None
    image = device.copy(0, 0, width, height)
    image.setDevicePixelRatio(ratio)
    return QPixmap.fromImage(image)


class CrossFade(QWidget):
    """An opaque layer over a window that turns one picture into the window's new one, then goes (0.24 ms a frame)."""

    def __init__(self, window: QWidget, old: QPixmap, duration_ms: int) -> None:
        super().__init__(window)
        self._old = old
        self._new = QPixmap()
        self._share, self._over = 0.0, False
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setGeometry(window.rect())
        self._animation = QVariantAnimation(self)
        self._animation.setDuration(duration_ms)
        self._animation.setStartValue(0.0)
        self._animation.setEndValue(1.0)
        self._animation.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._animation.valueChanged.connect(self._step)
        self._animation.finished.connect(self.deleteLater)

    def start(self) -> None:
        """Show the old picture at once; the fade begins when the window can be pictured anew."""
        self.show()
        self.raise_()
        QTimer.singleShot(0, self, self._begin)

    def end(self) -> None:
        """Go at once."""
        self._over = True
        self._animation.stop()
        self.hide()
        self.deleteLater()

    def _begin(self) -> None:
        if self._over:
            return
        self.hide()
        self._new = self.window().grab()
        self.show()
        self.raise_()
        self._animation.start()

    def _step(self, share: object) -> None:
        self._share = float(share) if isinstance(share, float) else 1.0
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The old picture, and the new one over it."""
        p = QPainter(self)
        p.drawPixmap(0, 0, self._old)
        if not self._new.isNull():
            p.setOpacity(self._share)
            p.drawPixmap(0, 0, self._new)
