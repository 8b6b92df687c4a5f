from teller_app.glass.bucket_tabs import NARROWEST, BucketTabs
from tests.teller_app.room_window import look

NAMES = ("Fit", "Strapped", "Mutilated", "Suspect")


def tabs(qtbot) -> BucketTabs:
    made = BucketTabs(look(), NAMES, "Where the notes lie")
    qtbot.addWidget(made)
    made.resize(400, 52)
    made.show()
    return made


def test_the_sum_is_said_with_the_name(qtbot) -> None:
    made = tabs(qtbot)
    made.set_sums(("46,198.70", "5,000.00", "70.00", "1 piece"))
    assert made.tabText(2) == "Mutilated: 70.00"
    assert made.tabToolTip(3) == "Suspect: 1 piece"


def test_four_share_the_width_and_shrink_together(qtbot) -> None:
    made = tabs(qtbot)
    assert len({made.tabRect(at).width() for at in range(4)}) == 1
    assert made.minimumSizeHint().width() == 4 * NARROWEST


def test_the_chosen_one_looks_different(qtbot) -> None:
    made = tabs(qtbot)
    made.set_sums(("1.00", "2.00", "3.00", "4"))
    before = made.grab().toImage()
    made.setCurrentIndex(2)
    qtbot.waitUntil(lambda: made.grab().toImage() != before)
