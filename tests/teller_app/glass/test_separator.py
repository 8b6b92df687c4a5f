from teller_app.glass.look import Look
from teller_app.glass.separator import Separator


def test_a_hairline_lying_or_standing(qtbot) -> None:
    lying, standing = Separator(Look()), Separator(Look(), vertical=True)
    for line in (lying, standing):
        qtbot.addWidget(line)
        line.resize(50, 50)
    assert lying.height() == 1 and standing.width() == 1
