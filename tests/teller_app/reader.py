"""A screen reader of our own: it knows a window only through Qt's accessibility interface.

It finds things by role and name, presses, types and reads them, as assistive technology does: no widget, no key, no
method of the application. (The key of a shortcut is an action of a bar's button like any other.)
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

Role = QAccessible.Role
DEPTH_MAX = 40
PRESSED_MS = 150
PRESSED_TRIES = 20


class Unheard(AssertionError):
    """Nothing in the tree answers to this role and name."""


class Reader:
    """``press``, ``write`` and ``hear`` take the name that a person would hear, or its beginning."""

    def __init__(self, window: QWidget) -> None:
        QAccessible.setActive(True)
        self._top = QAccessible.queryAccessibleInterface(window)

    def everything(self) -> Iterator[QAccessibleInterface]:
        """All that is on the screen, from the outside in."""
        yield from _below(self._top, DEPTH_MAX)

    def find(self, role: Role, name: str) -> QAccessibleInterface:
        """The one with this role whose name begins so. Raises Unheard with what there is of that role."""
        there = [item for item in self.everything() if item.role() == role]
        named = [item for item in there if spoken(item).startswith(name)]
        if not named:
            raise Unheard(f"{role.name} {name!r} among {[spoken(item) for item in there]}")
        return named[0]

    def press(self, name: str, role: Role = Role.Button) -> None:
        """Its press action, as a blind person's double tap."""
        item = self.find(role, name)
        assert not item.state().disabled, f"{name} is off: {item.text(QAccessible.Text.Description)}"
        actions = item.actionInterface()
        assert actions is not None
        press, toggle = QAccessibleActionInterface.pressAction(), QAccessibleActionInterface.toggleAction()
        wanted = press if press in actions.actionNames() else toggle
        assert wanted in actions.actionNames(), actions.actionNames()
        actions.doAction(wanted)
        # Qt shows the press for a tenth of a second before it lets go.
        QTest.qWait(PRESSED_MS)
        for _ in range(PRESSED_TRIES):
            if not item.isValid() or not item.state().pressed:
                return
            QTest.qWait(PRESSED_MS)
        raise Unheard(f"{name} stays pressed")

    def write(self, name: str, words: str) -> None:
        """Replace the text of a field."""
        item = self.find(Role.EditableText, name)
        assert item.state().editable
        assert not item.state().readOnly
        item.setText(QAccessible.Text.Value, words)
        QApplication.processEvents()

    def value(self, name: str) -> str:
        """What stands in a field."""
        return str(self.find(Role.EditableText, name).text(QAccessible.Text.Value))

    def hears(self, words: str) -> bool:
        """Whether a name or a description on the screen contains the words."""
        return any(words in f"{spoken(item)} {item.text(QAccessible.Text.Description)}" for item in self.everything())

    def focused(self) -> str:
        """The name of what has the focus.

        Qt also calls a bar's current tab focused, whether it is or not, and what hands its focus on to a field.
        """
        also = (Role.PageTab, Role.Client)
        focused = (item for item in self.everything() if item.state().focused and item.role() not in also)
        return next((spoken(item) for item in focused), "")


def spoken(item: QAccessibleInterface) -> str:
    """Its name."""
    return str(item.text(QAccessible.Text.Name))


def _below(item: QAccessibleInterface | None, depth: int) -> Iterator[QAccessibleInterface]:
    if item is None or not item.isValid() or item.state().invisible or depth == 0:
        return
    yield item
    for at in range(item.childCount()):
        yield from _below(item.child(at), depth - 1)
