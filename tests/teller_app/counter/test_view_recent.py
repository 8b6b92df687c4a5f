from teller_app.counter.view_recent import RecentLines
from teller_app.glass.look import Look
from teller_app.i18n.text import Texts
from tests.teller_app.counter.world import booked


def recent(qtbot) -> RecentLines:
    made = RecentLines(Look("dark"), Texts.load())
    qtbot.addWidget(made)
    made.show_facts([booked(1, "deposit", 480_00), booked(2, "withdraw", 120_00)])
    return made


def test_each_movement_is_read_out_with_its_sign(qtbot) -> None:
    first, second = recent(qtbot).accessibleDescription().split("; ")
    assert first.endswith("Deposit +480.00")
    assert second.endswith("Withdrawal −120.00")


def test_it_is_as_high_as_its_lines(qtbot) -> None:
    made = recent(qtbot)
    high = made.sizeHint().height()
    made.show_facts([])
    assert high > 40
    assert made.sizeHint().height() == 0


def test_a_credit_is_green_and_a_debit_is_plain(qtbot) -> None:
    made = recent(qtbot)
    made.resize(300, made.sizeHint().height())
    image = made.grab().toImage()
    pos = made.look.tokens.pos.rgb()
    rows = [{image.pixel(x, y) for x in range(150, 300) for y in span} for span in (range(24), range(24, 48))]
    assert [pos in row for row in rows] == [True, False]
