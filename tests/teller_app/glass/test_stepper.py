import pytest

from teller_app.glass.look import Look
from teller_app.glass.stepper import Step, StepBar, ThinSteps


def test_each_step_can_be_read_out(qtbot) -> None:
    bar = StepBar(Look(), "Closing the drawer", 2)
    qtbot.addWidget(bar)
    bar.set_steps([Step("Count cash", "17:11", "done"), Step("Reconcile", "In progress", "active")])
    assert [mark.accessibleName() for mark in bar.marks] == ["1. Count cash", "2. Reconcile"]
    assert bar.marks[1].accessibleDescription() == "In progress"
    with pytest.raises(ValueError):
        bar.set_steps([Step("Count cash", "17:11")])


def test_states_look_different(qtbot) -> None:
    bar = StepBar(Look(), "Steps", 1)
    qtbot.addWidget(bar)
    bar.resize(300, 68)
    pictures = []
    for state in ("waiting", "active", "done", "exception"):
        bar.set_steps([Step("Same", "words", state)])
        pictures.append(bytes(bar.marks[0].grab().toImage().constBits()))
    assert len(set(pictures)) == 4


def test_thin_steps_are_read_out(qtbot) -> None:
    steps = ThinSteps(Look(), "Signing in")
    qtbot.addWidget(steps)
    steps.set_steps([Step("Identity", "done", "done"), Step("Code", "now", "active")])
    assert steps.accessibleDescription() == "Identity: done, Code: now"


def test_a_narrow_bar_names_the_step_of_now_alone(qtbot) -> None:
    bar = StepBar(Look(), "Closing", 5)
    qtbot.addWidget(bar)
    bar.set_steps([Step("Stop", "17:11", "done"), Step("Count", "Now", "active"), *[Step("Later", "Waiting")] * 3])
    bar.resize(560, 56)
    bar.show()
    assert [mark.width() <= 46 for mark in bar.marks] == [True, False, True, True, True]
    assert bar.marks[0].toolTip() == "Stop: 17:11", "what is not written is told"
    bar.resize(1200, 56)
    qtbot.waitUntil(lambda: all(mark.width() > 46 for mark in bar.marks))
