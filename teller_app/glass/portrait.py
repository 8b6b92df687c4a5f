"""A customer's photo, or a drawn silhouette where there is none (LOOK 6: radius 16, 92x112; compact 68x80)."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter, QPainterPath, QPixmap

from teller_app.glass.avatar import hue_of
from teller_app.glass.look import Look
from teller_app.glass.paint import alpha, rounded
from teller_app.glass.painted import Painted

_WHITE = QColor("#FFFFFF")


class Portrait(Painted):
    """``name`` says whose picture it is and whether it is a photo."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, "", (92, 112))
        self._photo: QImage | None = None
        self._scaled: QPixmap | None = None
        self._number = ""

    def sizeHint(self) -> QSize:
        """Smaller in the compact density."""
        return self.look.pick(QSize(92, 112), QSize(68, 80))

    def minimumSizeHint(self) -> QSize:
        """A portrait has one size."""
        return self.sizeHint()

    @property
    def has_photo(self) -> bool:
        """True when a real photo is shown."""
        return self._photo is not None

    def set_person(self, name: str, number: str, photo: QImage | None) -> None:
        """Show a person; ``number`` decides the hue of the silhouette's ground."""
        photo = photo if photo is not None and not photo.isNull() else None
        if (name, number) == (self.accessibleName(), self._number) and photo is self._photo:
            return
        self.setAccessibleName(name)
        self._number, self._photo = number, photo
        self._scaled = None
        self.update()

    def draw(self, p: QPainter) -> None:
        """Photo or silhouette in a round frame."""
        box = QRectF(self.rect())
        radius = self.look.pick(16, 12)
        path = QPainterPath()
        path.addRoundedRect(box, radius, radius)
        p.save()
        p.setClipPath(path)
        if self._photo is not None:
            p.drawPixmap(QPointF(0, 0), self._fitted(self._photo))
        else:
            _silhouette(p, box, hue_of(self._number), self.look.dark)
        p.restore()
        rounded(p, box, radius, None, alpha(_WHITE, 0.28))

    def _fitted(self, photo: QImage) -> QPixmap:
        ratio = self.devicePixelRatioF()
        wanted = QSize(round(self.width() * ratio), round(self.height() * ratio))
        if self._scaled is None or self._scaled.size() != wanted:
            covering = photo.scaled(
                wanted, Qt.AspectRatioMode.KeepAspectRatioByExpanding, Qt.TransformationMode.SmoothTransformation
            )
            left, top = (covering.width() - wanted.width()) // 2, (covering.height() - wanted.height()) // 2
            cropped = covering.copy(left, top, wanted.width(), wanted.height())
            self._scaled = QPixmap.fromImage(cropped)
            self._scaled.setDevicePixelRatio(ratio)
        return self._scaled


def _silhouette(p: QPainter, box: QRectF, hue: int, dark: bool) -> None:
    """Head and shoulders without features: nobody shall take it for a likeness."""
    ground = QLinearGradient(box.topLeft(), box.bottomRight())
    ground.setColorAt(0, QColor.fromHslF(hue / 360, 0.34, 0.42 if dark else 0.74))
    ground.setColorAt(1, QColor.fromHslF(hue / 360, 0.38, 0.24 if dark else 0.58))
    p.fillRect(box, ground)
    wide, tall = box.width(), box.height()
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(alpha(_WHITE, 0.62 if dark else 0.82))
    p.drawEllipse(QPointF(wide * 0.5, tall * 0.40), wide * 0.19, wide * 0.22)
    shoulders = QPainterPath(QPointF(wide * 0.10, tall * 1.02))
    shoulders.cubicTo(wide * 0.12, tall * 0.62, wide * 0.88, tall * 0.62, wide * 0.90, tall * 1.02)
    shoulders.closeSubpath()
    p.drawPath(shoulders)
