"""The principal still owed as falling steps: a solid line on a light tint with hairlines, which reads the same in black and white."""

from datetime import date

from reportlab.lib.colors import Color

from teller_app.printing.loan_facts import ScheduleFacts
from teller_app.printing.loan_wording import ScheduleWords
from teller_app.printing.numbers import money, pieces, short_date
from teller_app.printing.roles import HAIR, SIGN
from teller_app.printing.sheet import Sheet

TINT = 0xEB / 255
"""The only tint on paper; it may vanish without loss (PRINT 1)."""
LINE, DOT = 1.3, 2.2
LEVELS = 4


def bound_of(principal: int) -> int:
    """The upper end of the scale in minor units: the least of 1, 1.2, 1.6, 2, 2.4, 3, 4, 6, 8 times a power of ten that holds it, so that
    each of four levels is a round figure."""
    power = 10
    while True:
        for tenths in (10, 12, 16, 20, 24, 30, 40, 60, 80):
            if principal <= tenths * power:
                return tenths * power
        power *= 10


def draw_steps(sheet: Sheet, place: tuple[float, float, float], facts: ScheduleFacts, words: ScheduleWords) -> None:
    """``place`` is left, top and height in points; it goes to the right margin."""
    x, top, height = place
    width, points = sheet.right - x, [facts.principal, *(row.owed for row in facts.rows)]
    count, half, bound = len(facts.rows), len(facts.rows) // 2, bound_of(facts.principal)
    across = [x + width * step / count for step in range(count + 1)]
    down = [top + height - height * point / bound for point in points]
    first, middle, last = (money(points[at], facts.currency) for at in (0, half, count))
    alt = words.chart_alt.format(first=first, middle=middle, last=last, half=half, count=count)
    with sheet.tags.figure(alt):
        _tint(sheet, across, down, top + height)
        _levels(sheet, x, top, height, bound, facts)
        _steps(sheet, across, down)
        _axis(sheet, across, top + height, facts)
        if 0 < half < count:
            canvas = sheet.canvas
            canvas.setFillGray(1)
            canvas.setLineWidth(SIGN * 2)
            canvas.circle(across[half], sheet.paper.height - down[half], DOT, stroke=1, fill=1)
            said = words.chart_note.format(amount=middle, count=half)
            sheet.text(across[half] + 6, down[half] - 5, said, "footm")


def _tint(sheet: Sheet, across: list[float], down: list[float], foot: float) -> None:
    canvas, high = sheet.canvas, sheet.paper.height
    path = canvas.beginPath()
    path.moveTo(across[0], high - foot)
    for at in range(len(across) - 1):
        path.lineTo(across[at], high - down[at])
        path.lineTo(across[at + 1], high - down[at])
    path.lineTo(across[-1], high - foot)
    path.close()
    canvas.setFillColor(Color(TINT, TINT, TINT))
    canvas.drawPath(path, stroke=0, fill=1)


def _levels(sheet: Sheet, x: float, top: float, height: float, bound: int, facts: ScheduleFacts) -> None:
    unit = 10**facts.currency.exponent
    for level in range(LEVELS + 1):
        value, y = bound * level // LEVELS, top + height - height * level / LEVELS
        sheet.rule(x, sheet.right, y, HAIR if level else SIGN)
        whole = value % unit == 0
        sheet.text(x - 4, y + 2.2, pieces(value // unit) if whole else money(value, facts.currency), "foot", "r")


def _steps(sheet: Sheet, across: list[float], down: list[float]) -> None:
    canvas, high = sheet.canvas, sheet.paper.height
    path = canvas.beginPath()
    path.moveTo(across[0], high - down[0])
    for at in range(len(across) - 1):
        path.lineTo(across[at + 1], high - down[at])
        path.lineTo(across[at + 1], high - down[at + 1])
    canvas.setStrokeGray(0)
    canvas.setLineWidth(LINE)
    canvas.drawPath(path, stroke=1, fill=0)


def _axis(sheet: Sheet, across: list[float], foot: float, facts: ScheduleFacts) -> None:
    count = len(facts.rows)
    places: tuple[tuple[int, date, str], ...] = (
        (0, facts.start, "l"), *(((count // 2, facts.rows[count // 2 - 1].due, "c"),) if count > 3 else ()),
        (count, facts.rows[-1].due, "r"),
    )  # fmt: skip
    for at, day, align in places:
        sheet.text(across[at], foot + 9, month_of(day), "foot", align)  # type: ignore[arg-type]


def month_of(day: date) -> str:
    """ "Nov 2026"."""
    return short_date(day).split(" ", 1)[1]
