"""Photo and signature of the customer that a room looks at: fetched for that one alone, decoded aside, within bounds."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from functools import partial

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from contract.customers import CustomerFact
from contract.ink import MARK
from teller_app.glass.ink_picture import ink_image
from teller_app.manifest import Line, Port

PIXELS_MAX = 8_000_000
SIDE_MAX = 8_192
KEPT_SIDE_MAX = 512
"""What is kept of a picture: more than twice the largest place that shows one."""
KEPT_MAX = 20
_KINDS = ((b"\x89PNG\r\n\x1a\n", b"png"), (b"\xff\xd8\xff", b"jpeg"), (b"RIFF", b"webp"))

type Shown = Callable[[QImage | None, QImage | None], None]
"""Photo and signature; each is None while it is not there."""
type Found = Callable[[Mapping[str, QImage]], None]
"""Pictures by their SHA-256, as far as they are here."""


def decoded(content: bytes) -> QImage | None:
    """The picture, no larger than KEPT_SIDE_MAX; None for what is no picture or claims more pixels than a camera makes.

    Only the three formats that the bank takes are tried: no other decoder ever sees a stranger's bytes. What was signed on a pad is
    drawn from its strokes.
    """
    if content.startswith(MARK):
        return ink_image(content)
    kind = next((name for mark, name in _KINDS if content.startswith(mark)), None)
    if kind is None:
        return None
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(kind))
    reader.setDecideFormatFromContent(False)
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid() or max(size.width(), size.height()) > SIDE_MAX or size.width() * size.height() > PIXELS_MAX:
        return None
    if max(size.width(), size.height()) > KEPT_SIDE_MAX:
        fitted = size.scaled(QSize(KEPT_SIDE_MAX, KEPT_SIDE_MAX), Qt.AspectRatioMode.KeepAspectRatio)
        reader.setScaledSize(fitted.expandedTo(QSize(1, 1)))
    image = reader.read()
    return None if image.isNull() else image


class Gaze:
    """What one room looks at. ``at`` may be called with every drawing: only another customer is asked for anew.

    A picture that could not be had is asked for again when the line is back, and when somebody looks here again.
    """

    def __init__(self, port: Port) -> None:
        self._port = port
        self._customer: CustomerFact | None = None
        self._shown: Shown = lambda photo, signature: None
        self._asked: set[str] = set()
        self._files: tuple[str, ...] = ()
        self._found: Found = lambda images: None
        self._kept: OrderedDict[str, QImage] = OrderedDict()
        self._online = port.line.state == "online"
        port.on_line(self._line_changed)

    def at(self, customer: CustomerFact | None, shown: Shown) -> None:
        """Look at a customer: ``shown`` is called at once with what is here, and again when more has come."""
        if customer == self._customer:
            return
        self._customer, self._shown = customer, shown
        self._show()
        self._ask(self._faces())

    def files(self, keys: tuple[str, ...], found: Found) -> None:
        """Look at specimens by their SHA-256, as ``at`` looks at a customer."""
        if keys == self._files:
            found(self._here(keys))
            self._found = found
            return
        self._files, self._found = keys, found
        self._show_files()
        self._ask(keys)

    def _faces(self) -> tuple[str, ...]:
        customer = self._customer
        return (customer.photo, customer.signature) if customer else ()

    def _ask(self, keys: Iterable[str]) -> None:
        for key in keys:
            if key and key not in self._kept and key not in self._asked:
                self._asked.add(key)
                self._port.picture(key, decoded, partial(self._came, key))

    def _came(self, key: str, image: QImage | None) -> None:
        self._asked.discard(key)
        if image is None:
            return
        self._kept[key] = image
        while len(self._kept) > KEPT_MAX:
            self._kept.popitem(last=False)
        if key in self._faces():
            self._show()
        if key in self._files:
            self._show_files()

    def _here(self, keys: tuple[str, ...]) -> dict[str, QImage]:
        for key in keys:
            if key in self._kept:
                self._kept.move_to_end(key)
        return {key: self._kept[key] for key in keys if key in self._kept}

    def _show(self) -> None:
        customer = self._customer
        photo, signature = (customer.photo, customer.signature) if customer else ("", "")
        here = self._here((photo, signature))
        self._shown(here.get(photo), here.get(signature))

    def _show_files(self) -> None:
        self._found(self._here(self._files))

    def _line_changed(self, line: Line) -> None:
        back = line.state == "online" and not self._online
        self._online = line.state == "online"
        if back:
            self._ask((*self._faces(), *self._files))
