from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from teller_app.shell.instance import Instance, bring_forward, server_name


def test_a_second_start_is_heard_by_the_first(qtbot, tmp_path: Path) -> None:
    first = Instance(tmp_path)
    first.listen()
    second = Instance(tmp_path)
    assert (first.first, second.first) == (True, False)
    with qtbot.waitSignal(first.asked):
        assert second.ask_first()
    first.close()
    third = Instance(tmp_path)
    assert third.first
    third.close()


def test_a_first_that_does_not_listen_is_said(qapp, tmp_path: Path) -> None:
    first = Instance(tmp_path)
    assert not Instance(tmp_path).ask_first()
    first.close()


def test_two_profiles_are_two_apps(qapp, tmp_path: Path) -> None:
    one, other = tmp_path / "a", tmp_path / "b"
    one.mkdir()
    other.mkdir()
    both = Instance(one), Instance(other)
    assert all(instance.first for instance in both)
    assert server_name(one) != server_name(other)
    for instance in both:
        instance.close()


@pytest.mark.qt_log_ignore("does not support raise")
def test_a_minimized_window_comes_to_the_front(qtbot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.showMinimized()
    bring_forward(window)
    assert window.isVisible()
    assert not window.isMinimized()
