"""Signatures for the demonstration's customers: one pen stroke through the letters of a name, never twice alike, always the same.

Nothing is copied from anybody's hand: each letter is a few points, the name's own chance bends them, a spline joins them.
"""

import math
import random
from io import BytesIO
from itertools import pairwise

from PIL import Image, ImageDraw

type Point = tuple[float, float]
SIZE = (560, 200)
SHARP = 3
"""Drawn this much larger, then made smaller: that is what makes the edges of a stroke soft."""
LETTERS_MAX = 4
PAPER, INK = 255, 24

# In units of the height of a small letter, from the baseline upwards; x begins at 0 for each letter.
ROUND = ((0.42, 0.82), (0.2, 1.0), (0.02, 0.5), (0.22, 0.02), (0.5, 0.3), (0.62, 0.2))
HUMP = ((0.08, 0.3), (0.16, 0.95), (0.3, 0.9), (0.36, 0.1), (0.5, 0.15))
TALL = ((0.22, 1.0), (0.42, 2.0), (0.3, 2.25), (0.18, 1.3), (0.2, 0.1), (0.44, 0.15))
LOW = ((0.3, 0.95), (0.34, -0.3), (0.16, -1.15), (0.0, -0.7), (0.46, 0.1))
SMALL = {"round": ROUND, "hump": HUMP, "tall": TALL, "low": LOW}
KIND = (
    dict.fromkeys("aceosx", "round") | dict.fromkeys("imnruvwz", "hump")
) | (dict.fromkeys("bdfhklt", "tall") | dict.fromkeys("gjpqy", "low"))  # fmt: skip
POINTED = ((-0.15, -0.25), (0.35, 1.4), (0.72, 2.7), (0.86, 1.2), (0.98, 0.0), (0.5, 0.75), (0.2, 0.8), (1.3, 0.7))
BOWED = (
    (0.25, 2.3),
    (0.2, 1.0),
    (0.12, -0.15),
    (0.3, 1.6),
    (0.85, 2.5),
    (1.05, 1.7),
    (0.45, 1.15),
    (1.15, 0.05),
    (1.4, 0.3),
)
CURLED = ((1.0, 2.1), (0.6, 2.6), (0.2, 2.0), (0.5, 1.3), (0.85, 0.6), (0.4, -0.2), (-0.1, 0.3), (0.6, 0.5), (1.2, 0.3))
HILLY = (
    (-0.05, -0.1),
    (0.15, 1.3),
    (0.3, 2.5),
    (0.5, 1.0),
    (0.62, 0.5),
    (0.85, 1.6),
    (1.0, 2.4),
    (1.12, 0.8),
    (1.25, 0.1),
    (1.45, 0.4),
)
LARGE = (dict.fromkeys("AFHKTX", POINTED) | dict.fromkeys("BDEPRIJ", BOWED)) | dict.fromkeys("MNWUVY", HILLY)


def signature(name: str) -> bytes:
    """A PNG of dark ink on white paper, as a scanner would leave it. The same name gives the same bytes."""
    chance = random.Random(f"pen of {name}")
    path = _smooth(_placed(_letters(name, chance), chance))
    image = Image.new("L", (SIZE[0] * SHARP, SIZE[1] * SHARP), PAPER)
    _ink(ImageDraw.Draw(image), path, chance.uniform(4.4, 5.4) * SHARP)
    out = BytesIO()
    image.resize(SIZE, Image.Resampling.LANCZOS).save(out, "PNG", optimize=True)
    return out.getvalue()


def _letters(name: str, chance: random.Random) -> list[Point]:
    """The stroke in letter units: two words, their letters ever lower, an end that runs out."""
    points: list[Point] = []
    x, wide = 0.0, chance.uniform(0.9, 1.25)
    for word in (name.split()[0], name.split()[-1]):
        for dx, y in LARGE.get(word[0].upper(), CURLED):
            points.append((x + dx * wide, y * chance.uniform(0.92, 1.1)))
        x = points[-1][0]
        tail = [letter for letter in word[1:].lower() if letter in KIND][:LETTERS_MAX]
        for place, letter in enumerate(tail):
            low = 0.95 - 0.16 * place
            shape = SMALL[KIND[letter]]
            points += [(x + dx * wide, y * low * chance.uniform(0.85, 1.15)) for dx, y in shape]
            x = points[-1][0] + 0.08
        x += 0.25
    return points + _flourish(x, chance)


def _flourish(x: float, chance: random.Random) -> list[Point]:
    """Out to the right, and for some people back below the name."""
    end = [(x + 0.6, 0.25), (x + 1.7, 0.05 + chance.uniform(0, 0.5))]
    if chance.random() < 0.6:
        back = x * chance.uniform(0.15, 0.4)
        end += [
            (x + 1.9, -0.55),
            (x * 0.7, -0.95),
            (back, -0.75),
            (back + 0.4, -1.05),
            (x * 0.8, -1.1),
            (x + 1.5, -0.7),
        ]
    return end


def _placed(points: list[Point], chance: random.Random) -> list[Point]:
    """Slanted, and as large as the paper lets it be."""
    slant, rise = chance.uniform(0.18, 0.42), chance.uniform(0.0, 0.06)
    leaned = [(x + y * slant, y + x * rise) for x, y in points]
    left, right = min(x for x, _ in leaned), max(x for x, _ in leaned)
    low, high = min(y for _, y in leaned), max(y for _, y in leaned)
    room = 0.97
    scale = min(SIZE[0] * room / (right - left), SIZE[1] * room / (high - low)) * SHARP
    dx = (SIZE[0] * SHARP - (right - left) * scale) / 2
    dy = (SIZE[1] * SHARP - (high - low) * scale) / 2
    return [((x - left) * scale + dx, SIZE[1] * SHARP - ((y - low) * scale + dy)) for x, y in leaned]


def _smooth(points: list[Point], steps: int = 40) -> list[Point]:
    """Catmull and Rom's spline through the points."""
    ends = [points[0], *points, points[-1]]
    path: list[Point] = []
    for a, b, c, d in zip(ends, ends[1:], ends[2:], ends[3:], strict=False):
        for step in range(steps):
            t = step / steps
            path.append((_between(a[0], b[0], c[0], d[0], t), _between(a[1], b[1], c[1], d[1], t)))
    return path


def _between(a: float, b: float, c: float, d: float, t: float) -> float:
    return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t**3)


def _ink(draw: ImageDraw.ImageDraw, path: list[Point], broad: float) -> None:
    """A pen presses on the way down and flies on the way up; its width never jumps."""
    width = broad
    for (x1, y1), (x2, y2) in pairwise(path):
        speed = math.hypot(x2 - x1, y2 - y1) / SHARP
        down = max(-1.0, min(1.0, (y2 - y1) / (speed * SHARP + 0.01)))
        wanted = broad * (1.0 + 0.35 * down) / (1.0 + 0.06 * speed)
        width += (wanted - width) * 0.12
        radius = width / 2
        draw.line((x1, y1, x2, y2), INK, max(1, round(width)))
        draw.ellipse((x2 - radius, y2 - radius, x2 + radius, y2 + radius), INK)
