"""ESC/POS bytes through python-escpos, wrapped: its import writes a cache, so the folder is ours and private.

The library guesses code pages and prints `?` for what it does not know; text therefore goes out already encoded.
"""

import importlib
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from PIL import Image

from teller_app.printing.thermal import CODE_PAGE, Feed, Op, QrSymbol, Style, TextLine

PROFILE = "TM-T20II"  # 576 dots, 48 and 64 columns, CP858 at 19: the common 80 mm printer
BAND_LINES = 128
CODE_PAGE_NUMBER = 19
FEED_LINES = 4
KICK = (27, 112, 0, 25, 250)  # ESC p 0: pin 2, 50 ms on, 500 ms off
QR_DOTS = 5
_LEVEL_M = 1
_LINE_DOTS = {"A": 30, "B": 23}
_CACHE_VARIABLE = "ESCPOS_CAPABILITIES_PICKLE_DIR"


class EscposEncoder:
    """Turns roll lines or a raster into bytes. The library is loaded at the first use (0.4 to 0.7 s measured)."""

    def __init__(self, cache_folder: Path) -> None:
        self._folder = cache_folder

    def roll(self, ops: Iterable[Op], kick: bool) -> bytes:
        """Reset, code page, lines, feed, cut without further feed, and the drawer's kick if wanted."""
        device = self._device()
        device.hw("INIT")
        device._raw(bytes((0x1B, 0x74, CODE_PAGE_NUMBER)))
        for op in ops:
            if isinstance(op, TextLine):
                _line(device, op.text, op.style)
            elif isinstance(op, Feed):
                device._raw(bytes((0x1B, 0x4A, op.dots)))
            elif isinstance(op, QrSymbol):
                device.set(align="center")
                device.qr(op.payload, ec=_LEVEL_M, size=QR_DOTS, native=True)
                device.set(align="left")
        return _finished(device, kick)

    def raster(self, image: Image.Image, kick: bool) -> bytes:
        """A one-bit image of 576 dots in bands of 128 lines, so that small buffers keep up."""
        device = self._device()
        device.hw("INIT")
        device.image(image, impl="bitImageRaster", fragment_height=BAND_LINES)
        return _finished(device, kick)

    def kick(self) -> bytes:
        """The pulse alone, for opening the cash drawer without a receipt."""
        device = self._device()
        device.cashdraw(list(KICK))
        return bytes(device.output)

    def _device(self) -> Any:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        # The cache is unpickled at import: in a shared folder somebody else could plant it.
        os.environ.setdefault(_CACHE_VARIABLE, str(self._folder))
        return importlib.import_module("escpos.printer").Dummy(profile=PROFILE)


def _line(device: Any, text: str, style: Style) -> None:
    device.line_spacing(_LINE_DOTS[style.font] * (2 if style.tall else 1))
    device.set(
        custom_size=True, width=2 if style.wide else 1, height=2 if style.tall else 1,
        bold=style.bold, font=style.font.lower(), invert=style.inverse,
    )  # fmt: skip
    device._raw(text.encode(CODE_PAGE) + b"\n")


def _finished(device: Any, kick: bool) -> bytes:
    device.print_and_feed(FEED_LINES)
    device.cut(feed=False)
    if kick:
        device.cashdraw(list(KICK))
    return bytes(device.output)
