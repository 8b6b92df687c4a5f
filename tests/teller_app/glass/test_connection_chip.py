import pytest
from PySide6.QtCore import Qt

from teller_app.glass.connection_chip import ConnectionChip
from teller_app.glass.look import Look


@pytest.mark.parametrize("state", ["online", "held", "offline", "reconnecting", "signed_out"])
def test_every_state_is_said_in_words(qtbot, state) -> None:
    chip = ConnectionChip(Look(reduced_motion=True))
    qtbot.addWidget(chip)
    chip.set_state(state, "Words", "7 queued")
    assert (chip.accessibleName(), chip.accessibleDescription()) == ("Words", "7 queued")
    assert not chip.grab().isNull()


def test_compact_drops_the_round_trip_but_not_the_queue(qtbot) -> None:
    look = Look(density="compact", reduced_motion=True)
    chip = ConnectionChip(look)
    qtbot.addWidget(chip)
    chip.set_state("online", "Online", "42 ms")
    short = chip.sizeHint().width()
    chip.set_state("offline", "Online", "42 ms")
    assert chip.sizeHint().width() > short


def test_a_click_asks_for_what_waits(qtbot) -> None:
    chip = ConnectionChip(Look(reduced_motion=True))
    qtbot.addWidget(chip)
    chip.set_state("held", "Online", "2 not booked")
    with qtbot.waitSignal(chip.pressed):
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
