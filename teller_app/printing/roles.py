"""Type roles, rules and paper of the prints, in points (PRINT 2 to 4). Data only."""

from dataclasses import dataclass, replace

MM = 72 / 25.4
SHRINK_LEAST = 0.86
HAIR, HAIR_HEAD, HEAD_RULE, DOUBLE, SIGN, STRONG, BAR = 0.15, 0.24, 0.4, 0.5, 0.6, 0.7, 1.8
ACCENT = (0x1F / 255, 0x3A / 255, 0x8F / 255)


@dataclass(frozen=True)
class Role:
    """A cut of Coastal Print, size and leading in points, tracking in em."""

    cut: str
    size: float
    leading: float
    tracking: float = 0.0


ROLES: dict[str, Role] = {
    "title": Role("SemiBold", 15, 18, -0.012),
    "title5": Role("SemiBold", 12.5, 15, -0.010),
    "title6": Role("SemiBold", 11, 13.5, -0.008),
    "bank": Role("SemiBold", 11, 13, -0.008),
    "bank6": Role("SemiBold", 9, 11, -0.006),
    "figxl": Role("SemiBold", 22, 25, -0.020),
    "fig": Role("SemiBold", 17, 20, -0.018),
    "figs": Role("SemiBold", 12, 15, -0.010),
    "h": Role("SemiBold", 8.6, 11),
    "h4": Role("SemiBold", 10, 13, -0.004),
    "b": Role("Regular", 8, 11.2, -0.006),
    "bm": Role("Medium", 8, 11.2, -0.006),
    "bs": Role("SemiBold", 8, 11.2),
    "s": Role("Regular", 7.2, 9.8, -0.006),
    "sm": Role("Medium", 7.2, 9.8, -0.006),
    "ss": Role("SemiBold", 7.2, 9.8),
    "lab": Role("Regular", 6.6, 8.6, 0.008),
    "head": Role("Regular", 6.8, 8.8, 0.006),
    "foot": Role("Regular", 6.2, 8.2, 0.002),
    "footm": Role("Medium", 6.2, 8.2, 0.002),
    "code": Role("Code", 8, 11, 0.02),
    "codel": Role("Code", 10.5, 13, 0.05),
    "codes": Role("Code", 6.8, 9, 0.01),
    "codesf": Role("Code", 6.2, 8.2, 0.01),
    "stamp": Role("Bold", 10, 12, 0.14),
}
STRONG_ROLE = {"b": "bs", "bm": "bs", "s": "ss", "sm": "ss", "foot": "footm"}


@dataclass(frozen=True)
class Paper:
    """Size and margins in points; `form` chooses the letterhead; `media` is the tray's name for the print system."""

    form: str
    media: str
    width: float
    height: float
    top: float
    right: float
    bottom: float
    left: float


def _paper(form: str, size_mm: tuple[float, float], margins_mm: tuple[float, float, float, float]) -> Paper:
    return Paper(form, form, size_mm[0] * MM, size_mm[1] * MM, *(margin * MM for margin in margins_mm))


A5 = _paper("A5", (148, 210), (11, 12, 13, 12))
A4 = replace(_paper("A4-upright", (210, 297), (14, 18, 16, 18)), media="A4")
A4_HALVES = _paper("A4", (210, 297), (12, 16, 14, 16))
"""Two copies on one sheet: the margins are those of each half."""
A5_VOUCHER = _paper("A5", (210, 148), (11, 73, 12, 12))
"""The bank's part of an A5 across; the stub stands in what is the right margin here."""
A5_STUB = _paper("A5", (210, 148), (11, 10, 12, 146))
A4_ACROSS = replace(_paper("A4-across", (297, 210), (12, 18, 14, 18)), media="A4")
A6 = _paper("A6", (105, 148), (8, 8, 11, 8))


@dataclass(frozen=True)
class Letterhead:
    """Measures of a letterhead: mark, baselines from the top margin, roles."""

    mark: float
    title_role: str
    bank_role: str
    number_role: str
    bank_y: float
    lines_y: tuple[float, ...]
    number_y: float
    title_y: float = 11
    gap: float = 2.2 * MM


LETTERHEADS = {
    "A4": Letterhead(9 * MM, "title5", "bank", "code", 9.6, (18.6, 26.4), 23),
    "A4-across": Letterhead(11 * MM, "title", "bank", "code", 12, (21.5, 29.4), 27, 14, 3 * MM),
    "A4-upright": Letterhead(11 * MM, "title", "bank", "code", 12, (21.5, 29.4), 27, 14, 3 * MM),
    "A5": Letterhead(9 * MM, "title5", "bank", "code", 9.6, (18.6, 26.4), 23),
    "A6": Letterhead(7.4 * MM, "title6", "bank6", "codes", 9, (18.2,), 20.5),
}
