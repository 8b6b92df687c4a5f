"""A specimen signature in the ink of the theme, or the words that there is none."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap

from teller_app.glass.look import Look
from teller_app.glass.paint import CENTER, rounded, text, text_width
from teller_app.glass.painted import Painted
from teller_app.glass.wrap import wrapped

WIDE_FROM = 172
"""Width in px from which a tile has the full margin at its sides."""
_INK = {True: QColor("#C6D4FF"), False: QColor("#1F2F63")}


def ink_of(look: Look) -> QColor:
    """The ink of the theme."""
    return _INK[look.dark]


def inked(image: QImage, ink: QColor) -> QImage:
    """The strokes of a signature in another ink, on nothing. Scans on white paper and drawings with alpha both work."""
    if image.hasAlphaChannel():
        cover = image.convertToFormat(QImage.Format.Format_Alpha8)
    else:
        cover = image.convertToFormat(QImage.Format.Format_Grayscale8)
        cover.invertPixels()
    result = QImage(image.size(), QImage.Format.Format_ARGB32)
    result.fill(ink)
    result.setAlphaChannel(cover)
    return result.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)


class SignatureTile(Painted):
    """Signature, name and role of one signatory. ``missing`` are the words where no specimen is on file."""

    def __init__(self, look: Look, missing: str) -> None:
        super().__init__(look, "", (0, 116))
        self._missing = missing
        self._person = ""
        self._role = ""
        self._image: QImage | None = None
        self._drawn: tuple[object, QPixmap] | None = None

    def sizeHint(self) -> QSize:
        """116 high, 72 compact."""
        return QSize(0, self.look.pick(116, 72))

    def minimumSizeHint(self) -> QSize:
        """Never lower than its hint."""
        return QSize(80, self.sizeHint().height())

    def set_signatory(self, person: str, role: str, image: QImage | None, missing: str = "") -> None:
        """Show a signatory; ``image`` is None where no specimen is on file, which ``missing`` says where in other words than usual."""
        image = image if image is not None and not image.isNull() else None
        missing = missing or self._missing
        if (person, role, missing) == (self._person, self._role, self._missing) and image is self._image:
            return
        self._missing = missing
        self._person, self._role, self._image = person, role, image
        self._drawn = None
        self.setAccessibleName(f"{person}, {role}" if role else person)
        self.setAccessibleDescription("" if self._image else self._missing)
        self.update()

    @property
    def signed(self) -> bool:
        """Whether strokes are shown."""
        return self._image is not None

    def draw(self, p: QPainter) -> None:
        """Well, strokes, names."""
        tokens, look = self.look.tokens, self.look
        box = QRectF(self.rect())
        rounded(p, box, 12, tokens.well, tokens.well_line)
        foot = look.pick(46, 25)
        side = 12 if box.width() >= WIDE_FROM else 9
        room = box.adjusted(side, 8, -side, -foot)
        if self._image is None:
            self._draw_missing(p, room)
        else:
            self._draw_strokes(p, room, self._image)
        name = QRectF(side, box.bottom() - foot, box.width() - 2 * side, 18)
        text(p, name, self._person, look.font("caption-strong"), tokens.text)
        if not look.compact:
            # What somebody is to the account is a word or two: in a narrow tile it has a smaller face rather than an end cut off.
            fits = text_width(self._role, look.font("caption")) <= name.width()
            text(p, name.translated(0, 18), self._role, look.font("caption" if fits else "micro"), tokens.text3)

    def _draw_missing(self, p: QPainter, room: QRectF) -> None:
        """On two lines where one is too narrow."""
        face = self.look.font("caption")
        lines = wrapped(self._missing, face, room.width(), 2)
        top = room.center().y() - 9 * len(lines)
        for at, line in enumerate(lines):
            text(p, QRectF(room.left(), top + at * 18, room.width(), 18), line, face, self.look.tokens.text3, CENTER)

    def _draw_strokes(self, p: QPainter, room: QRectF, image: QImage) -> None:
        ratio = self.devicePixelRatioF()
        key = (room.width(), room.height(), ratio, self.look.dark)
        if self._drawn is None or self._drawn[0] != key:
            size = QSize(round(room.width() * ratio), round(room.height() * ratio))
            smooth = Qt.TransformationMode.SmoothTransformation
            fitted = inked(image, ink_of(self.look)).scaled(size, Qt.AspectRatioMode.KeepAspectRatio, smooth)
            pixmap = QPixmap.fromImage(fitted)
            pixmap.setDevicePixelRatio(ratio)
            self._drawn = (key, pixmap)
        pixmap = self._drawn[1]
        wide, tall = pixmap.width() / ratio, pixmap.height() / ratio
        p.drawPixmap(QPointF(room.center().x() - wide / 2, room.center().y() - tall / 2), pixmap)
