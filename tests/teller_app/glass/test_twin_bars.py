from teller_app.glass.look import Look
from teller_app.glass.twin_bars import TwinBars


def test_pairs_stand_on_the_foot_by_their_value(qtbot) -> None:
    bars = TwinBars(Look(), "Cash", 100)
    qtbot.addWidget(bars)
    bars.resize(200, 100)
    empty = bars.grab().toImage()
    assert bars.boxes() == []
    bars.set_pairs([(50, 100), (0, 25)], "highest out at 9")
    (first, second), (none, low) = bars.boxes()
    assert (first.height(), second.height(), none.height(), low.height()) == (50, 100, 0, 25)
    assert first.right() < second.left() < none.left()
    assert all(box.bottom() == 100 for box in (first, second, low))
    assert bars.grab().toImage() != empty


def test_labels_stand_below_and_a_tick_says_what_is_usual(qtbot) -> None:
    bars = TwinBars(Look(), "Cash", 100)
    qtbot.addWidget(bars)
    bars.resize(200, 100)
    bars.set_pairs([(50, 100), (0, 25)], "by hour", ("08", "09"))
    ((first, second), _) = bars.boxes()
    assert first.bottom() == second.bottom() < 100
    tall, plain = second.height(), bars.grab().toImage()
    bars.set_pairs([(50, 100), (0, 25)], "by hour", ("08", "09"), (200, 50))
    assert bars.boxes()[0][1].height() == tall / 2, "what is usual is on the scale, too"
    assert bars.grab().toImage() != plain


def test_an_axis_makes_room_for_its_words_and_for_the_mark_of_now(qtbot) -> None:
    bars = TwinBars(Look(), "Cash", 100)
    qtbot.addWidget(bars)
    bars.resize(300, 160)
    bars.set_pairs([(50, 100), (0, 25)], "by hour", ("08:00", "09:00"))
    before, plain = bars.boxes()[0][0], bars.grab().toImage()
    bars.set_axis([(0, "0"), (100, "100"), (200, "200")])
    after, axis = bars.boxes()[0][0], bars.grab().toImage()
    assert after.left() > before.left() and after.height() < before.height() / 2, "the axis is the scale"
    assert after.bottom() == before.bottom()
    bars.set_axis([(0, "0"), (100, "100"), (200, "200")], (1.5, "As of 09:30"))
    assert len({image.cacheKey() for image in (plain, axis)}) == 2 and bars.grab().toImage() != axis
