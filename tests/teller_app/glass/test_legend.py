from teller_app.glass.legend import Legend
from teller_app.glass.look import Look


def test_each_series_has_its_word(qtbot) -> None:
    made = Legend(Look(), (("accent_mark", "In"), ("warn_mark", "Out"), ("text3", "Usual")))
    qtbot.addWidget(made)
    made.show()
    assert [label.text() for label in made.labels] == ["In", "Out", "Usual"]
    plain = made.grab().toImage()
    other = Legend(Look(), (("warn_mark", "In"), ("accent_mark", "Out"), ("text3", "Usual")))
    qtbot.addWidget(other)
    other.show()
    assert other.grab().toImage() != plain
