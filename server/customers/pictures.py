"""What a picture is, by its own structure from the first byte to the last: PNG, JPEG or WebP and nothing beside it.

Nothing is decoded here. A few kilobytes may claim a billion pixels (a workstation would paint them), and a picture with something behind its
end may be an archive or a page as well: both are refused before they are kept. Shapes: PNG (W3C 2003) 5, JPEG (T.81) B, WebP (RFC 9649).
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

SIDE_MAX = 4096
PIXELS_MAX = 16_777_216
_PNG = b"\x89PNG\r\n\x1a\n"
_NO_LENGTH = frozenset({0x01, *range(0xD0, 0xD8)})
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_SCAN, _JPEG_END = 0xDA, b"\xff\xd9"
_WEBP_PARTS = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP", b"EXIF", b"XMP "})
SUFFIX = {"image/png": "png", "image/jpeg": "jpg", "image/webp": "webp"}


class Picture(NamedTuple):
    """Its media type, and its sides in pixels."""

    media_type: str
    width: int
    height: int

    @property
    def too_large(self) -> bool:
        """More than any workstation has to paint."""
        return max(self.width, self.height) > SIDE_MAX or self.width * self.height > PIXELS_MAX


def picture_of(content: bytes) -> Picture | None:
    """None for anything that is no picture, or not one alone."""
    for begins, kind, measure in _KINDS:
        if content.startswith(begins):
            sides = measure(content)
            return Picture(kind, *sides) if sides and all(sides) else None
    return None


def _png(content: bytes) -> tuple[int, int] | None:
    chunks = list(_png_chunks(content))
    if not chunks or chunks[0][0] != b"IHDR" or len(chunks[0][1]) != 13 or chunks[-1] != (b"IEND", b""):
        return None
    head = chunks[0][1]
    return int.from_bytes(head[:4]), int.from_bytes(head[4:8])


def _png_chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """To the end, or with an empty name at the first that does not fit."""
    at = len(_PNG)
    while at < len(content):
        size = int.from_bytes(content[at : at + 4])
        end = at + 12 + size
        if end > len(content):
            yield b"", b""
            return
        yield content[at + 4 : at + 8], content[at + 8 : end - 4]
        at = end


def _jpeg(content: bytes) -> tuple[int, int] | None:
    at, sides = 2, None
    while at + 4 <= len(content) and content[at] == 0xFF:
        marker = content[at + 1]
        if marker == 0xFF or marker in _NO_LENGTH:
            at += 1 if marker == 0xFF else 2
            continue
        if marker in _FRAMES:
            sides = int.from_bytes(content[at + 7 : at + 9]), int.from_bytes(content[at + 5 : at + 7])
        at += 2 + max(2, int.from_bytes(content[at + 2 : at + 4]))
        if marker == _SCAN:
            at = _behind_scan(content, at)
    # Its end is the file's end: what stands behind may be an archive that closes with the same two bytes.
    return sides if content[at:] == _JPEG_END else None


def _behind_scan(content: bytes, at: int) -> int:
    """Where the next marker stands. In a scan an 0xFF is followed by nought, or by a restart (B.1.1.5)."""
    while (at := content.find(b"\xff", at)) >= 0:
        if at + 1 >= len(content) or not (content[at + 1] == 0 or content[at + 1] in _NO_LENGTH):
            return at
        at += 2
    return len(content)


def _webp(content: bytes) -> tuple[int, int] | None:
    if content[8:12] != b"WEBP" or int.from_bytes(content[4:8], "little") + 8 != len(content) or len(content) < 30:
        return None
    if not _webp_parts(content):
        return None
    first, body = content[12:16], content[20:30]
    if first == b"VP8 " and body[3:6] == b"\x9d\x01\x2a":
        return int.from_bytes(body[6:8], "little") & 0x3FFF, int.from_bytes(body[8:10], "little") & 0x3FFF
    if first == b"VP8L" and body[0] == 0x2F:
        bits = int.from_bytes(body[1:5], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if first == b"VP8X":
        return int.from_bytes(body[4:7], "little") + 1, int.from_bytes(body[7:10], "little") + 1
    return None


def _webp_parts(content: bytes) -> bool:
    """Whether it is made of a picture's parts alone, each as long as it says."""
    at = 12
    while at + 8 <= len(content) and content[at : at + 4] in _WEBP_PARTS:
        size = int.from_bytes(content[at + 4 : at + 8], "little")
        at += 8 + size + size % 2
    return at == len(content)


_KINDS: tuple[tuple[bytes, str, Callable[[bytes], tuple[int, int] | None]], ...] = (
    (_PNG, "image/png", _png),
    (b"\xff\xd8\xff", "image/jpeg", _jpeg),
    (b"RIFF", "image/webp", _webp),
)
