from teller_app.glass.gallery_kit import Posed, PosedSegmented, PosedSelect
from teller_app.glass.look import Look


def test_each_pose_looks_different(qtbot) -> None:
    button = Posed(Look(reduced_motion=True), "Post", "primary", "check")
    qtbot.addWidget(button)
    button.resize(button.sizeHint())
    pictures = []
    for state in ("rest", "hover", "pressed", "focus", "busy", "disabled"):
        button.pose(state)
        pictures.append(button.grab().toImage())
    assert all(one != two for at, one in enumerate(pictures) for two in pictures[:at])


def test_a_posed_choice_shows_the_focus_it_has_not(qtbot) -> None:
    select = PosedSelect(Look(), "Source", [("a", "A")])
    qtbot.addWidget(select)
    rest = select.grab().toImage()
    select.pose("focus")
    assert select.grab().toImage() != rest
    span = PosedSegmented(Look(), ["Day", "Week"], "Span")
    qtbot.addWidget(span)
    assert span.hasFocus()
