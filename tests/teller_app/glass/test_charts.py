from PySide6.QtCore import QPointF

from teller_app.glass.charts import scaled, smooth_path


def test_values_become_shares_of_their_span() -> None:
    assert scaled([10, 15, 20]) == [0.0, 0.5, 1.0]
    assert scaled([5], 0, 10) == [0.5]
    assert scaled([7, 7]) == [0.0, 0.0]
    assert scaled([]) == []


def test_a_smooth_line_goes_through_every_point() -> None:
    points = [QPointF(0, 0), QPointF(10, 8), QPointF(20, 3)]
    path = smooth_path(points)
    ends = [path.elementAt(i) for i in (0, 3, 6)]
    assert [(end.x, end.y) for end in ends] == [(0, 0), (10, 8), (20, 3)]
