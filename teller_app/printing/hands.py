"""What somebody drew on a pad, above their line on a paper: the strokes themselves, as sharp as the printer."""

from contract.ink import strokes_of
from teller_app.printing.roles import MM
from teller_app.printing.sheet import Sheet

HIGH, WIDE = 10 * MM, 42 * MM
ABOVE = 1.4 * MM
PEN = 0.9
type Path = list[tuple[float, float]]
"""Points in the box, y downwards."""


def laid(ink: str, wide: float, high: float) -> list[Path]:
    """The strokes of packed ink as large as they fit, at the left and at the foot of the box; none of what cannot be read."""
    strokes = strokes_of(ink) or ()
    dots = [dot for stroke in strokes for dot in stroke]
    if not dots:
        return []
    left, top = min(dot.x for dot in dots), min(dot.y for dot in dots)
    across, tall = max(dot.x for dot in dots) - left, max(dot.y for dot in dots) - top
    scale = min(wide / max(1, across), high / max(1, tall))
    drop = high - tall * scale
    return [[((dot.x - left) * scale, (dot.y - top) * scale + drop) for dot in stroke] for stroke in strokes]


def draw_hand(sheet: Sheet, x: float, y: float, width: float, ink: str, alt: str) -> None:
    """Above the line at ``y``, within ``width``; ``alt`` says whose it is. Nothing for no ink."""
    paths = laid(ink, min(width, WIDE), HIGH)
    if not paths:
        return
    top = y - ABOVE - HIGH
    with sheet.tags.decoration() if sheet.tags.silent else sheet.tags.figure(alt):
        canvas, height = sheet.canvas, sheet.paper.height
        canvas.setStrokeGray(0)
        canvas.setLineWidth(PEN)
        canvas.setLineJoin(1)
        canvas.setLineCap(1)
        drawn = canvas.beginPath()
        for path in paths:
            (first_x, first_y), *rest = path
            drawn.moveTo(x + first_x, height - top - first_y)
            # A dot is a line of no length, which a round pen makes a point of.
            for to_x, to_y in rest or path:
                drawn.lineTo(x + to_x, height - top - to_y)
        canvas.drawPath(drawn, stroke=1, fill=0)
        canvas.setLineJoin(0)
        canvas.setLineCap(0)
