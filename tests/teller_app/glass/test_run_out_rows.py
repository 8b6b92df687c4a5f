from teller_app.glass.look import Look
from teller_app.glass.run_out_rows import RunOutRow, RunOutRows

ROWS = (
    RunOutRow(20_000, True, 1.0, "accent", "412 left, 96 needed", "Enough"),
    RunOutRow(1_000, True, 0.4, "neg", "902 left, 1,450 needed", "16:20"),
    RunOutRow(50, False, 0.8, "warn", "9 left, 12 needed", "16:48"),
)


def test_rows_speak_and_take_their_height(qtbot) -> None:
    made = RunOutRows(Look(), "Run-out forecast")
    qtbot.addWidget(made)
    made.set_rows(ROWS)
    assert "10: 902 left, 1,450 needed, 16:20" in made.accessibleDescription()
    assert "0.5: 9 left" in made.accessibleDescription()
    three = made.sizeHint().height()
    made.set_rows(ROWS[:1])
    assert made.sizeHint().height() * 3 == three


def test_a_longer_bar_lasts_longer(qtbot) -> None:
    made = RunOutRows(Look(), "Run-out forecast")
    qtbot.addWidget(made)
    made.set_rows(ROWS[:1])
    made.resize(made.sizeHint())
    enough = made.grab().toImage()
    made.set_rows(ROWS[1:2])
    assert made.grab().toImage() != enough


def test_the_times_of_the_day_stand_above_and_take_their_room(qtbot) -> None:
    made = RunOutRows(Look(), "Run-out forecast")
    qtbot.addWidget(made)
    made.set_rows(ROWS)
    without = made.sizeHint().height()
    made.set_axis(("15:41", "16:20", "17:00"))
    assert made.sizeHint().height() == without + 24
    made.resize(made.sizeHint())
    shown = made.grab().toImage()
    made.set_axis(("15:41", "16:30", "17:00"))
    assert made.grab().toImage() != shown
