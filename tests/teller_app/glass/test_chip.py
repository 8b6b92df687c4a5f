from teller_app.glass.chip import StatusChip
from teller_app.glass.look import Look


def test_a_status_is_words_and_never_cut(qtbot) -> None:
    chip = StatusChip(Look(), "Posted", "pos")
    qtbot.addWidget(chip)
    narrow = chip.sizeHint().width()
    chip.set_status("Awaiting approval", "warn", "warning")
    assert chip.accessibleName() == chip.words() == "Awaiting approval"
    assert chip.minimumSizeHint() == chip.sizeHint() and chip.sizeHint().width() > narrow
