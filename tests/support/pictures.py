"""Small pictures that are whole, made by hand, each different by its note."""

import struct
import zlib


def chunk(kind: bytes, data: bytes) -> bytes:
    """A PNG's part."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(note: bytes = b"", width: int = 1, height: int = 1) -> bytes:
    """A PNG that claims these sides and has one grey pixel."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    text = chunk(b"tEXt", b"Comment\0" + note) if note else b""
    data = chunk(b"IDAT", zlib.compress(b"\0\x80"))
    return b"\x89PNG\r\n\x1a\n" + head + text + data + chunk(b"IEND", b"")
