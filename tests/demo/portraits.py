"""Photos for the demonstration's customers: painted faces, so that nobody's likeness is used. The same name gives the same face."""

import random
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageChops, ImageColor, ImageDraw, ImageFilter

type Box = tuple[float, float, float, float]
type Colour = tuple[int, int, int]
SIZE = (368, 448)
SHARP = 2
"""Painted this much larger, then made smaller."""
SKIN = ("#5A3620", "#6B4226", "#7A4E2D", "#8A5A35", "#4A2C1B", "#9A6A42")
GROUND = (
    ("#F6CBA6", "#E9A97F"),
    ("#CFE3D6", "#9CC3B0"),
    ("#D8E2F4", "#A9BFE3"),
    ("#F3E3B8", "#DDBF7E"),
    ("#E7D7EC", "#BFA3CB"),
)
CLOTH = ("#1E7A70", "#8A2F3C", "#23478C", "#B5651D", "#4B2E83", "#2F6B3A", "#A8323E", "#2B2F3A")
GOLD = "#E2B04A"
HAIR, GREY = "#1C1512", "#8B8680"
WOMEN = ("bun", "cloth", "round", "braids")
MEN = ("fade", "low", "bald", "cap")


@dataclass(frozen=True)
class Person:
    """What a face is painted from."""

    skin: str
    ground: tuple[str, str]
    cloth: str
    hair: str
    style: str
    wide: float
    woman: bool
    bearded: bool


def portrait(name: str, woman: bool, born: int = 1985) -> bytes:
    """A JPEG of head and shoulders."""
    chance = random.Random(f"face of {name}")
    person = Person(
        skin=chance.choice(SKIN), ground=chance.choice(GROUND), cloth=chance.choice(CLOTH), hair=GREY if born < 1962 else HAIR,
        style=chance.choice(WOMEN if woman else MEN), wide=chance.uniform(0.94, 1.06), woman=woman,
        bearded=not woman and chance.random() < 0.55,
    )  # fmt: skip
    out = BytesIO()
    _Canvas(person).paint().resize(SIZE, Image.Resampling.LANCZOS).save(out, "JPEG", quality=88)
    return out.getvalue()


class _Canvas:
    """Layers from the wall to the light; measures are shares of the picture's width."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self.wide, self.high = SIZE[0] * SHARP, SIZE[1] * SHARP
        self.image = _gradient(*person.ground, self.wide, self.high)
        self.draw = ImageDraw.Draw(self.image)
        self.skin = ImageColor.getrgb(person.skin)[:3]

    def paint(self) -> Image.Image:
        """Back to front."""
        self._behind()
        self._body()
        self._ears()
        self._head()
        self._features()
        self._front()
        self._light()
        return self.image

    def box(self, x: float, y: float, wide: float, high: float) -> Box:
        """An ellipse's box around a middle."""
        unit, stretched = self.wide, wide * self.person.wide
        return (x - stretched) * unit, (y - high) * unit, (x + stretched) * unit, (y + high) * unit

    def oval(self, x: float, y: float, wide: float, high: float, colour: str | Colour) -> None:
        """A filled ellipse."""
        self.draw.ellipse(self.box(x, y, wide, high), colour)

    def soft(
        self, box: Box, colour: str | Colour, strength: float, blur: float, within: Image.Image | None = None
    ) -> None:
        """Light or shade without an edge."""
        mask = Image.new("L", self.image.size, 0)
        ImageDraw.Draw(mask).ellipse(box, round(255 * strength))
        mask = mask.filter(ImageFilter.GaussianBlur(blur * self.wide))
        if within is not None:
            mask = ImageChops.multiply(mask, within)
        self.image.paste(Image.new("RGB", self.image.size, colour), (0, 0), mask)

    def mask(self, *boxes: Box) -> Image.Image:
        """Where these ellipses are."""
        mask = Image.new("L", self.image.size, 0)
        for box in boxes:
            ImageDraw.Draw(mask).ellipse(box, 255)
        return mask

    # -- layers --------------------------------------------------------------------------------------------------

    def _behind(self) -> None:
        style, hair = self.person.style, self.person.hair
        if style == "bun":
            self.oval(0.5, 0.16, 0.13, 0.11, hair)
        if style == "round":
            self.oval(0.5, 0.42, 0.32, 0.31, hair)
        if style == "braids":
            self.oval(0.5, 0.45, 0.26, 0.27, hair)
            for step in range(13):
                x = 0.26 + step * 0.04
                self.oval(x, 0.66 + 0.02 * (step % 2), 0.022, 0.27, _shaded(hair, 0.8 + 0.5 * (step % 3)))

    def _body(self) -> None:
        unit, cloth = self.wide, self.person.cloth
        trunk = (0.02 * unit, 0.89 * unit, 0.98 * unit, 1.84 * unit)
        self.draw.ellipse(trunk, cloth)
        self.soft((0.02 * unit, 1.04 * unit, 0.5 * unit, 1.64 * unit), "#000000", 0.25, 0.09, self.mask(trunk))
        self.oval(0.5, 0.93, 0.19, 0.10, _shaded(self.skin, 0.92))
        neck = (0.39 * unit, 0.66 * unit, 0.61 * unit, 0.98 * unit)
        self.draw.rounded_rectangle(neck, 0.09 * unit, _shaded(self.skin, 0.9))
        shade = self.mask(self.box(0.5, 0.80, 0.10, 0.16))
        self.soft((0.36 * unit, 0.64 * unit, 0.64 * unit, 0.86 * unit), "#000000", 0.45, 0.03, shade)
        if not self.person.woman:
            for side in (-1, 1):
                points = [(0.5, 1.06), (0.5 + side * 0.19, 0.87), (0.5 + side * 0.26, 1.00), (0.5 + side * 0.10, 1.14)]
                self.draw.polygon([(x * unit, y * unit) for x, y in points], _shaded(cloth, 1.25))
        else:
            self.draw.arc(self.box(0.5, 0.89, 0.20, 0.16), 10, 170, GOLD, round(0.012 * unit))

    def _ears(self) -> None:
        if self.person.style in ("round", "cloth"):
            return
        for side in (-1, 1):
            x = 0.5 + side * 0.225 * self.person.wide
            self.oval(x, 0.50, 0.035, 0.06, _shaded(self.skin, 0.85))
            if self.person.woman:
                self.oval(x, 0.585, 0.014, 0.018, GOLD)

    def _skull(self) -> tuple[Box, Box]:
        return self.box(0.5, 0.47, 0.215, 0.26), self.box(0.5, 0.55, 0.185, 0.235)

    def _head(self) -> None:
        if not self.person.woman and self.person.style != "bald":
            self.oval(0.5, 0.42, 0.228, 0.265 if self.person.style == "fade" else 0.245, self.person.hair)
        for box in self._skull():
            self.draw.ellipse(box, self.skin)
        here = self.mask(*self._skull())
        self.soft(self.box(0.36, 0.50, 0.10, 0.36), "#000000", 0.34, 0.06, here)
        self.soft(self.box(0.60, 0.44, 0.10, 0.20), "#FFD9B0", 0.26, 0.06, here)
        self.soft(self.box(0.5, 0.36, 0.14, 0.06), "#FFD9B0", 0.16, 0.04, here)
        for side in (-1, 1):
            self.soft(self.box(0.5 + side * 0.12, 0.585, 0.05, 0.04), "#C4583A", 0.16, 0.03, here)

    def _features(self) -> None:
        unit, dark = self.wide, _shaded(self.skin, 0.42)
        for side in (-1, 1):
            x = 0.5 + side * 0.092 * self.person.wide
            brow = self.box(x, 0.452, 0.052, 0.028)
            self.draw.arc(brow, 200, 340, _shaded(HAIR, 1.0), round((0.012 if self.person.woman else 0.017) * unit))
            self.oval(x, 0.492, 0.040, 0.019, "#F4EDE4")
            self.oval(x, 0.492, 0.019, 0.019, "#2A1A12")
            self.oval(x + 0.006, 0.486, 0.005, 0.005, "#FFFFFF")
            self.draw.arc(self.box(x, 0.495, 0.043, 0.025), 190, 350, dark, round(0.009 * unit))
        self.soft(self.box(0.5, 0.575, 0.045, 0.022), dark, 0.55, 0.010)
        self.soft(self.box(0.512, 0.535, 0.012, 0.045), "#FFD9B0", 0.35, 0.012)
        for side in (-1, 1):
            self.oval(0.5 + side * 0.024, 0.588, 0.010, 0.006, dark)
        lips = "#8E3B36" if self.person.woman else _shaded(self.skin, 0.66)
        self.oval(0.5, 0.668, 0.072, 0.021, lips)
        self.oval(0.5, 0.681, 0.050, 0.018, _shaded(lips, 1.22))
        self.draw.arc(self.box(0.5, 0.650, 0.085, 0.026), 25, 155, _shaded(lips, 0.55), round(0.007 * unit))
        if self.person.bearded:
            beard = self.mask(self.box(0.5, 0.66, 0.17, 0.135))
            hole = self.mask(self.box(0.5, 0.60, 0.15, 0.115), self.box(0.5, 0.672, 0.075, 0.030))
            chin = ImageChops.multiply(ImageChops.subtract(beard, hole), self.mask(*self._skull()))
            self.soft(self.box(0.5, 0.70, 0.19, 0.12), self.person.hair, 0.72, 0.010, chin)

    def _front(self) -> None:
        """Hair or cloth over the brow."""
        unit, style, hair = self.wide, self.person.style, self.person.hair
        if style in ("bun", "round", "braids"):
            self._crown(self.box(0.5, 0.44, 0.232, 0.262), self.box(0.5, 0.62, 0.196, 0.29), hair)
        if style in ("fade", "low"):
            self._crown(self.box(0.5, 0.43, 0.222, 0.245), self.box(0.5, 0.62, 0.205, 0.30), hair)
        if style == "cloth":
            self.oval(0.37, 0.18, 0.12, 0.085, _shaded(self.person.cloth, 0.8))
            self._crown(self.box(0.5, 0.41, 0.25, 0.27), self.box(0.5, 0.68, 0.225, 0.32), self.person.cloth)
            for rise, colour in ((0.0, GOLD), (0.075, _shaded(self.person.cloth, 1.4)), (0.13, GOLD)):
                self.draw.arc(self.box(0.5, 0.68 - rise, 0.225, 0.32), 222, 318, colour, round(0.013 * unit))
        if style == "cap":
            self.draw.chord(self.box(0.5, 0.40, 0.235, 0.26), 180, 360, "#F2EBDD")
            self.draw.rectangle((*self.box(0.5, 0.375, 0.235, 0.028),), "#E0D3BC")

    def _crown(self, whole: Box, face: Box, colour: str) -> None:
        """What covers the head down to the line where the face begins."""
        self.image.paste(colour, (0, 0), ImageChops.subtract(self.mask(whole), self.mask(face)))

    def _light(self) -> None:
        """One lamp, from the upper right."""
        unit = self.wide
        self.soft((0.55 * unit, -0.2 * unit, 1.3 * unit, 0.7 * unit), "#FFF4E0", 0.16, 0.12)
        self.soft((-0.4 * unit, 0.6 * unit, 0.3 * unit, 1.5 * unit), "#000000", 0.16, 0.12)


def _gradient(top: str, bottom: str, wide: int, high: int) -> Image.Image:
    ramp = Image.linear_gradient("L").resize((wide, high))
    return Image.composite(Image.new("RGB", (wide, high), bottom), Image.new("RGB", (wide, high), top), ramp)


def _shaded(colour: str | Colour, by: float) -> Colour:
    red, green, blue = ImageColor.getrgb(colour)[:3] if isinstance(colour, str) else colour
    return min(255, round(red * by)), min(255, round(green * by)), min(255, round(blue * by))
