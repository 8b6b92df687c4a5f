"""Whatever a hand does on the pad, what is packed is a drawing within the bounds."""

from contract.ink import HIGH, LASTS_MAX_MS, POINTS_MAX, STROKES_MAX, WIDE, Dot, strokes_of
from teller_app.glass.inking import Drawing


def test_strokes_come_with_their_time_and_a_resting_pen_is_no_point() -> None:
    drawing = Drawing()
    drawing.down(10.4, 20, 5_000)
    for x, now in ((11, 5_010), (30, 5_020), (31, 5_030), (60, 5_040)):
        drawing.move(x, 20, now)
    drawing.up()
    drawing.move(500, 500, 5_050)
    drawing.down(100, 700, 5_500)
    assert drawing.strokes == ((Dot(10, 20, 0), Dot(30, 20, 20), Dot(60, 20, 40)), (Dot(100, 700, 500),))
    assert strokes_of(drawing.ink()) == drawing.strokes


def test_what_leaves_the_sheet_or_takes_for_ever_stays_within_the_bounds() -> None:
    drawing = Drawing()
    drawing.down(-50, HIGH + 9, 0)
    drawing.move(WIDE + 50, -3, LASTS_MAX_MS * 3)
    drawing.up()
    drawing.down(1, 1, 7)
    assert drawing.strokes == ((Dot(0, HIGH, 0), Dot(WIDE, 0, LASTS_MAX_MS)), (Dot(1, 1, LASTS_MAX_MS),))
    assert strokes_of(drawing.ink()) == drawing.strokes


def test_a_scribble_without_end_is_thinned_until_it_can_be_sent() -> None:
    drawing = Drawing()
    drawing.down(0, 0, 0)
    for n in range(POINTS_MAX * 3):
        drawing.move(n * 997 % WIDE, n * 613 % HIGH, n)
    drawing.up()
    for n in range(STROKES_MAX * 2):
        drawing.down(n, n, 10_000 + n)
        drawing.up()
    packed = strokes_of(drawing.ink())
    assert packed is not None
    assert len(packed) == STROKES_MAX
    assert packed[0][0] == Dot(0, 0, 0)
    assert len(packed[0]) > 100


def test_the_last_stroke_goes_and_then_all() -> None:
    drawing = Drawing()
    drawing.undo()
    drawing.down(1, 1, 100)
    drawing.down(2, 2, 200)
    drawing.undo()
    assert drawing.strokes == ((Dot(1, 1, 0),),)
    drawing.clear()
    assert (drawing.strokes, drawing.ink()) == ((), "")
    drawing.down(3, 3, 900)
    assert drawing.strokes == ((Dot(3, 3, 0),),)
