"""Steps below each other: all of it is read out, each state is painted otherwise."""

from teller_app.glass.look import Look
from teller_app.glass.step_list import ListStep, StepList


def test_steps_are_read_out_and_painted(qtbot) -> None:
    steps = StepList(Look("light"), "steps")
    qtbot.addWidget(steps)
    steps.resize(420, 300)
    empty = steps.grab().toImage()
    steps.set_steps([ListStep("Drawers", "6 of 6", "done", "60,000.00"), ListStep("Vault", "not counted", "active")])
    assert steps.accessibleDescription() == "1. Drawers, 6 of 6, 60,000.00; 2. Vault, not counted"
    assert steps.sizeHint().height() == steps.minimumSizeHint().height() > 0
    assert steps.grab().toImage() != empty
    pictures = []
    for state in ("done", "active", "waiting", "exception"):
        steps.set_steps([ListStep("Vault", "counted", state)])
        pictures.append(steps.grab().toImage())
    assert all(one != other for at, one in enumerate(pictures) for other in pictures[at + 1 :])
