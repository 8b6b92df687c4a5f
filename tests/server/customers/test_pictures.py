"""Pictures alone, whole, and of a size that can be painted."""

import io
import struct
import zipfile

import pytest
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage

from server.customers.pictures import SIDE_MAX, Picture, picture_of
from tests.support.pictures import chunk, png


def painted(kind: str, width: int = 184, height: int = 224) -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(0x336699)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.save(buffer, kind)
    return bytes(buffer.data().data())


def archive() -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as file:
        file.writestr("../../etc/passwd", "x" * 1000)
    return kept.getvalue()


@pytest.mark.parametrize("kind", ["png", "jpeg", "webp"])
def test_what_the_app_makes_is_measured(kind: str) -> None:
    found = picture_of(painted(kind))
    assert found == Picture(f"image/{kind}", 184, 224)
    assert not found.too_large


def webp(first: bytes, body: bytes) -> bytes:
    inner = b"WEBP" + first + struct.pack("<I", len(body)) + body
    return b"RIFF" + struct.pack("<I", len(inner)) + inner


def webp_with(name: bytes, more: bytes) -> bytes:
    """A picture with one part more, and lengths that say so."""
    inner = painted("webp")[8:] + name + struct.pack("<I", len(more)) + more + b"\0" * (len(more) % 2)
    return b"RIFF" + struct.pack("<I", len(inner)) + inner


def test_a_part_that_pictures_have_is_no_fault() -> None:
    assert picture_of(webp_with(b"EXIF", b"odd")) == Picture("image/webp", 184, 224)


@pytest.mark.parametrize(
    ("content", "sides"),
    [
        (webp(b"VP8 ", b"\0\0\0\x9d\x01\x2a" + struct.pack("<HH", 300, 200) + b"\0" * 6), (300, 200)),
        (webp(b"VP8L", b"\x2f" + struct.pack("<I", 299 | 199 << 14) + b"\0" * 11), (300, 200)),
        (webp(b"VP8X", b"\0" * 4 + (299).to_bytes(3, "little") + (199).to_bytes(3, "little")), (300, 200)),
        (b"\xff\xd8\xff\xe0\x00\x04ab\xff\xff\xc2\x00\x0b\x08" + struct.pack(">HH", 200, 300) + b"\0" * 4 + b"\xff\xd9", (300, 200)),
    ],
    ids=["lossy", "lossless", "extended", "progressive, with a filling byte"],
)  # fmt: skip
def test_each_shape_says_its_sides(content: bytes, sides: tuple[int, int]) -> None:
    found = picture_of(content)
    assert found is not None
    assert found[1:] == sides


@pytest.mark.parametrize(
    "content",
    [png(width=50_000, height=50_000), png(width=SIDE_MAX + 1), png(height=2**31 - 1),
     webp(b"VP8X", b"\0" * 4 + b"\xff" * 6)],
    ids=["a billion", "one too wide", "very tall", "a WebP of 2^48"],
)  # fmt: skip
def test_a_flood_of_pixels_is_told(content: bytes) -> None:
    found = picture_of(content)
    assert found is not None
    assert found.too_large


@pytest.mark.parametrize(
    "content",
    [
        b"",
        archive(),
        b"\x1f\x8b\x08" + b"\0" * 50,
        b"7z\xbc\xaf\x27\x1c" + b"\0" * 50,
        b"%PDF-1.7",
        b"MZ" + b"\0" * 50,
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"GIF89a" + b"\0" * 50,
        png() + archive(),
        png()[:-1],
        png()[:-12],
        b"\x89PNG\r\n\x1a\n" + chunk(b"IDAT", b"") + chunk(b"IEND", b""),
        b"\x89PNG\r\n\x1a\n" + b"\xff" * 40,
        png(width=0),
        b"\xff\xd8\xff\xd9",
        b"\xff\xd8\xff\xe0\x00\x00" * 4 + b"\xff\xd9",
        painted("jpeg") + archive(),
        painted("jpeg") + archive() + b"\xff\xd9",
        painted("jpeg")[:-2] + b"<script>" + b"\xff\xfe\x00\x02" + b"<html>" + b"\xff\xd9",
        painted("webp") + archive(),
        webp_with(b"ZIP ", archive()),
        webp(b"EXIF", b"\0" * 20),
        b"RIFF\x00\x00\x00\x00WAVE" + b"\0" * 40,
    ],
)
def test_anything_else_is_none(content: bytes) -> None:
    assert picture_of(content) is None
