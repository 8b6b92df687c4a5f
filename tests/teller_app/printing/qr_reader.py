"""A small QR decoder for clean pictures: versions 2 and 3, level M, alphanumeric. Follows ISO/IEC 18004.

Written for the tests alone, so that a symbol is read from pixels and not from the library that made it. Error
correction is not needed on a rendering; a wrong module shows as a wrong text.
"""

import re
from collections.abc import Callable

from PIL import Image

SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
MASKS: list[Callable[[int, int], bool]] = [
    lambda r, c: (r + c) % 2 == 0,
    lambda r, c: r % 2 == 0,
    lambda r, c: c % 3 == 0,
    lambda r, c: (r + c) % 3 == 0,
    lambda r, c: (r // 2 + c // 3) % 2 == 0,
    lambda r, c: r * c % 2 + r * c % 3 == 0,
    lambda r, c: (r * c % 2 + r * c % 3) % 2 == 0,
    lambda r, c: ((r + c) % 2 + r * c % 3) % 2 == 0,
]
FORMAT_MASK = 0b101010000010010
LEVEL_M = 0b00
FINDER = [[r in (0, 6) or c in (0, 6) or (1 < r < 5 and 1 < c < 5) for c in range(7)] for r in range(7)]


def sample(picture: Image.Image, box: tuple[float, float, float, float], modules: int) -> list[list[bool]]:
    """The modules of the symbol that fills `box` (left, top, right, bottom), each looked at in its middle."""
    left, top, right, bottom = box
    step_x, step_y = (right - left) / modules, (bottom - top) / modules
    grey = picture.convert("L")
    return [
        [grey.getpixel((int(left + (c + 0.5) * step_x), int(top + (r + 0.5) * step_y))) < 128 for c in range(modules)]
        for r in range(modules)
    ]


def find(picture: Image.Image, module: int) -> tuple[int, int, int] | None:
    """Left, top and modules of a symbol whose modules are ``module`` dots, with four of them white on every side (at the left the
    paper goes on beyond the dots); None without one.
    """
    grey = picture.convert("L")
    dots, quiet, finder = grey.tobytes(), 4 * module, 7 * module
    for top in range(quiet, grey.height - finder):
        row = dots[top * grey.width : (top + 1) * grey.width]
        left = row.find(b"\xff" * module + b"\0" * finder + b"\xff" * module) + module
        if left >= module:
            for modules in (25, 29):
                side = modules * module
                edge = max(0, left - quiet)
                frame = grey.crop((edge, top - quiet, left + side + quiet, top + side + quiet))
                frame.paste(255, (left - edge, quiet, left - edge + side, quiet + side))
                if (
                    frame.getextrema() == (255, 255)
                    and grey.crop((left, top, left + side, top + side)).getpixel((side - 1, 0)) == 0
                ):
                    return left, top, modules
    return None


def on_page(picture: Image.Image) -> str | None:
    """The text of the first symbol on a page, wherever it stands and however large it is; None without one.

    Its upper left finder is seven modules wide and high; the rest is measured from there.
    """
    grey = picture.convert("L").point(lambda value: 255 * (value >= 128))
    dots, width = grey.tobytes(), grey.width
    for top in range(grey.height):
        row = dots[top * width : (top + 1) * width]
        for run in re.finditer(rb"\xff{4}(\x00{21,140})(?=\xff)", row):
            left, step = run.start(1), len(run[1]) / 7
            looked = [[grey.getpixel((int(left + (c + 0.5) * step), min(int(top + (r + 0.5) * step), grey.height - 1))) == 0
                       for c in range(7)] for r in range(7)]  # fmt: skip
            if looked != FINDER:
                continue
            for end in (left + found.end(1) for found in re.finditer(rb"\xff(\x00{21,140})(?=\xff)", row[left:])):
                # The upper right finder ends where the symbol does.
                modules = round((end - left) / step)
                if modules in (25, 29):
                    return read(sample(grey, (left, top, end, top + end - left), modules))
    return None


def read(matrix: list[list[bool]]) -> str:
    """The text of a symbol; asserts level M and the alphanumeric mode."""
    size = len(matrix)
    assert size in (25, 29), size
    mask = _mask(matrix)
    bits = "".join(
        "1" if matrix[r][c] != MASKS[mask](r, c) else "0" for r, c in _path(size) if not _reserved(r, c, size)
    )
    assert bits[:4] == "0010", "not alphanumeric"
    length, at = int(bits[4:13], 2), 13
    text = ""
    while len(text) < length:
        if length - len(text) == 1:
            text += SIGNS[int(bits[at : at + 6], 2)]
        else:
            text += "".join(SIGNS[n] for n in divmod(int(bits[at : at + 11], 2), 45))
            at += 11
    return text


def _mask(matrix: list[list[bool]]) -> int:
    cells = [(8, c) for c in (0, 1, 2, 3, 4, 5, 7, 8)] + [(r, 8) for r in (7, 5, 4, 3, 2, 1, 0)]
    value = int("".join("1" if matrix[r][c] else "0" for r, c in cells), 2) ^ FORMAT_MASK
    assert value >> 13 == LEVEL_M, "not level M"
    return value >> 10 & 7


def _path(size: int) -> list[tuple[int, int]]:
    cells, upwards = [], True
    for right in (*range(size - 1, 6, -2), *range(5, 0, -2)):
        lines = range(size - 1, -1, -1) if upwards else range(size)
        cells += [(row, column) for row in lines for column in (right, right - 1)]
        upwards = not upwards
    return cells


def _reserved(row: int, column: int, size: int) -> bool:
    """Finders with format, timing, and the one alignment pattern of these versions."""
    finder = (row < 9 and column < 9) or (row < 9 and column >= size - 8) or (row >= size - 8 and column < 9)
    middle = size - 7
    return finder or row == 6 or column == 6 or (abs(row - middle) <= 2 and abs(column - middle) <= 2)
