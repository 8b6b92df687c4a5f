import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from teller_app.glass import toast as toast_module
from teller_app.glass.button import GlassButton
from teller_app.glass.look import Look
from teller_app.glass.toast import LinkButton, ToastStack, ToastWords


@pytest.fixture
def window(qtbot) -> QWidget:
    made = QWidget()
    made.resize(900, 600)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def stack(window: QWidget) -> ToastStack:
    return ToastStack(Look(reduced_motion=True), window, "Close")


def test_at_most_three_newest_at_the_bottom(stack: ToastStack) -> None:
    for n in range(4):
        stack.show_toast(ToastWords(f"Posted {n}"))
    assert [toast.words.title for toast in stack.toasts] == ["Posted 1", "Posted 2", "Posted 3"]
    tops = [toast.y() for toast in stack.toasts]
    assert tops == sorted(tops)


def test_news_goes_by_itself_but_errors_stay(qtbot, stack: ToastStack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(toast_module, "STAYS_MS", 40)
    stack.show_toast(ToastWords("Not posted", tone="neg"))
    stack.show_toast(ToastWords("Posted"))
    qtbot.waitUntil(lambda: [toast.words.title for toast in stack.toasts] == ["Not posted"])
    cross = stack.toasts[0].findChildren(LinkButton)[-1]
    qtbot.mouseClick(cross, Qt.MouseButton.LeftButton)
    assert stack.toasts == []


def test_one_action_by_click(qtbot, stack: ToastStack) -> None:
    done: list[str] = []
    words = ToastWords("Deposit posted", "04-000482", action="Print", action_key="Ctrl+P")
    shown = stack.show_toast(words, lambda: done.append("click"))
    qtbot.mouseClick(shown.findChildren(LinkButton)[0], Qt.MouseButton.LeftButton)
    assert done == ["click"]


def test_they_stay_in_the_corner(qtbot, window: QWidget, stack: ToastStack) -> None:
    shown = stack.show_toast(ToastWords("Posted", "body"))
    window.resize(1200, 700)
    qtbot.waitUntil(lambda: shown.geometry().right() > 1100)
    assert shown.accessibleName() == "Posted"


def test_never_on_a_filled_button(window: QWidget, stack: ToastStack) -> None:
    button = GlassButton(Look(), "Post 480.00", "primary")
    button.setParent(window)
    button.setGeometry(600, 460, 260, 44)
    quiet = GlassButton(Look(), "Clear", "ghost")
    quiet.setParent(window)
    quiet.setGeometry(600, 340, 260, 44)
    for child in (button, quiet):
        child.show()
    for n in range(3):
        stack.show_toast(ToastWords(f"Posted {n}", "body"))
    assert not any(toast.geometry().adjusted(24, 24, -24, -24).intersects(button.geometry()) for toast in stack.toasts)
    assert stack.toasts[-1].pane.mapTo(window, stack.toasts[-1].pane.rect().bottomLeft()).y() < 460


def test_what_to_do_is_never_cut_short(stack: ToastStack) -> None:
    short = stack.show_toast(ToastWords("Posted", "Receipt 04-0481"))
    long = stack.show_toast(
        ToastWords("Not posted", "Everything typed is still here. The disk may be full. " * 2, "neg")
    )
    assert long.height() > short.height()
    assert long.width() == long.wanted_width() + long.width() - long.pane.width()


def test_narrow_in_the_compact_density(qtbot, window: QWidget) -> None:
    look = Look(density="compact", reduced_motion=True)
    shown = ToastStack(look, window, "Close").show_toast(ToastWords("Posted", "A body of many words " * 4))
    assert shown.wanted_width() <= 344, "the right column"


def test_with_motion_it_slides_in_and_out_and_is_off_the_list_at_once(qtbot, window: QWidget) -> None:
    stack = ToastStack(Look(), window, "Close")
    shown = stack.show_toast(ToastWords("Posted"))
    begun = shown.x()
    qtbot.waitUntil(lambda: shown.x() < begun - 100)
    qtbot.waitUntil(lambda: shown.pane.mapTo(window, shown.pane.rect().topRight()).x() < window.width())
    shown.dismiss()
    assert stack.toasts == []
    with qtbot.waitSignal(shown.destroyed):
        pass


def test_when_somebody_else_signs_in_they_are_gone_at_once(window: QWidget) -> None:
    stack = ToastStack(Look(), window, "Close")
    shown = stack.show_toast(ToastWords("Posted"))
    stack.clear()
    assert not shown.isVisible()
