import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from teller_app.glass.gallery_matrix import ROWS, STATES, counts, money, pose, states_of_all
from teller_app.glass.look import Look
from teller_app.glass.type import load_fonts


def shown(qtbot, name: str, state: str) -> QImage:
    control = ROWS[name][0](Look("light", reduced_motion=True), state)
    qtbot.addWidget(control)
    control.resize(200, max(60, control.sizeHint().height()))
    pose(control, state)
    return control.grab().toImage()


def test_every_state_is_had_by_some_control_and_rest_by_all() -> None:
    assert {state for _, has in ROWS.values() for state in has} == set(STATES)
    assert all("rest" in has and "offline" in has and "disabled" in has for _, has in ROWS.values())


@pytest.mark.parametrize("name", list(ROWS))
def test_no_state_of_a_control_looks_like_its_rest(qtbot, name: str) -> None:
    load_fonts()
    rest = shown(qtbot, name, "rest")
    alike = [state for state in ROWS[name][1] if state != "rest" and shown(qtbot, name, state) == rest]
    assert alike == []


def test_offline_a_control_says_why_it_is_off(qtbot) -> None:
    make, _ = ROWS["Button, glass"]
    control = make(Look(), "offline")
    qtbot.addWidget(control)
    pose(control, "offline")
    assert not control.isEnabled()
    assert "server" in control.toolTip()
    post = ROWS["Button, filled"][0](Look(), "offline")
    qtbot.addWidget(post)
    pose(post, "offline")
    assert (post.isEnabled(), post.accessibleName()) == (True, "Queue")


@pytest.mark.parametrize("make", [states_of_all, money, counts])
def test_panels_are_named(qtbot, make) -> None:
    panel: QWidget = make(Look(reduced_motion=True))
    qtbot.addWidget(panel)
    assert panel.accessibleName()
