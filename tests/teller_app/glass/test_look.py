import pytest

from teller_app.glass.look import Look


def test_changes_are_told_once_and_only_when_something_changed(qtbot) -> None:
    look = Look("dark")
    told: list[str] = []
    look.changed.connect(lambda: told.append(look.tokens.name))
    look.set_theme("light")
    look.set_theme("light")
    assert told == ["light"] and not look.dark


def test_density_picks_and_shrinks_the_amount(qtbot) -> None:
    look = Look()
    assert look.pick(40, 34) == 40 and look.font("amount").pixelSize() == 40
    look.set_density("compact")
    assert look.compact and look.pick(40, 34) == 34 and look.font("amount").pixelSize() == 30


def test_text_scale_grows_fonts_and_boxes(qtbot) -> None:
    look = Look(text_scale=125)
    assert look.font("body").pixelSize() == 16 and look.grown(40) == 50


def test_reduced_motion_stops_motion(qtbot) -> None:
    look = Look()
    look.set_reduced_motion(True)
    assert look.millis(180) == 0


@pytest.mark.parametrize("wrong", [{"theme": "pink"}, {"density": "tiny"}, {"text_scale": 110}])
def test_unknown_settings_are_refused(wrong: dict[str, object], qtbot) -> None:
    with pytest.raises((KeyError, ValueError)):
        Look(**wrong)
