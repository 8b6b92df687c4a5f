"""Pictures of a finished PDF for the screen, without Qt.

Hairlines of 0.15 pt would be drawn a full pixel wide; therefore pages are rendered larger and reduced (PRINT 11.5).
PDFium is not thread-safe: one thread at a time may call this.
"""

import io
from dataclasses import dataclass

import pypdfium2
from PIL import Image

OVERSAMPLE = 3


@dataclass(frozen=True)
class PageImage:
    """A page as PNG bytes with its size in pixels."""

    png: bytes
    width: int
    height: int


def page_images(pdf: bytes, dpi: int = 150, oversample: int = OVERSAMPLE) -> list[PageImage]:
    """Every page of the file at `dpi`."""
    found: list[PageImage] = []
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            large = page.render(scale=dpi / 72 * oversample).to_pil().convert("RGB")
            found.append(png_page(large.reduce(oversample)))
    return found


def png_page(image: Image.Image) -> PageImage:
    """An image, for example of a roll, as a page."""
    file = io.BytesIO()
    image.save(file, "PNG")
    return PageImage(file.getvalue(), image.width, image.height)
